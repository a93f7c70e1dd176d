"""Where the figures of a page are to be had as files: those that it shows, and all of its publication."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from districts.queries.editions import Address, Edition
from districts.views.addresses import file_url, page_url
from districts.views.sending import TYPES


@dataclass(frozen=True, slots=True)
class FileLink:
    """One file; its mark is for spreadsheets, so programs are led to the address without it."""

    label: str
    kind: str
    url: str
    bare_url: str


@dataclass(frozen=True, slots=True)
class FileLinks:
    """Of what the page shows, and of everything; the first is absent where nothing is chosen yet."""

    shown: tuple[FileLink, ...]
    whole: tuple[FileLink, ...]
    package: str


def file_links(
    edition: Edition, name: str, *, unit: str = "", measure: str = "", **chosen: str | Sequence[str]
) -> FileLinks:
    """The files of a page by the name of its address; without a name only those of the whole."""
    address = edition.address
    shown = _links(name, address, unit=unit, measure=measure, **chosen) if name else ()
    return FileLinks(tuple(shown), tuple(_links("standings-file", address)), page_url("package", address))


def of_years(edition: Edition, name: str, units: Sequence[str], **chosen: str) -> FileLinks:
    """The same of a page that has no revision in its address, but always the year."""
    latest = replace(edition, address=replace(edition.address, revision=None))
    return file_links(latest, name, units=units, year=str(edition.year), **chosen)


def _links(name: str, address: Address, **chosen: str | Sequence[str]) -> Iterator[FileLink]:
    for ending, kind in TYPES.items():
        bare = file_url(name, address, ending=ending, **chosen)  # type: ignore[arg-type]
        marked = file_url(name, address, ending=ending, **chosen, bom="1") if ending == "csv" else bare  # type: ignore[arg-type]
        yield FileLink(ending.upper(), kind.partition(";")[0], marked, bare)
