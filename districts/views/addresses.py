"""Addresses of the portal's pages, with what was chosen on them."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse

from districts.queries.editions import Address


def query_of(address: Address, **chosen: str | Sequence[str]) -> str:
    """What follows the path, with its question mark; nothing where nothing was chosen."""
    query = {"group": address.group, "basis": address.basis, **chosen}
    text = urlencode({name: value for name, value in query.items() if value}, doseq=True)
    return f"?{text}" if text else ""


def page_url(name: str, address: Address, *, unit: str = "", measure: str = "", **chosen: str) -> str:
    """The address of a page ("league", "unit", "measure") of one publication."""
    parts: dict[str, object] = {"slug": address.slug, "year": address.year}
    if address.revision is not None:
        parts["revision"] = address.revision
    if unit:
        parts["unit"] = unit
    if measure:
        parts["measure"] = measure
    return reverse(name, kwargs=parts) + query_of(address, **chosen)


def tasks_url(address: Address, of: str = "", /, *, ending: str = "", **chosen: str) -> str:
    """The tasks about a ranking or of one of its units, or their file: never those of a revision."""
    parts: dict[str, object] = {"slug": address.slug, "year": address.year}
    parts |= {name: value for name, value in (("unit", of), ("ending", ending)) if value}
    name = "unit-tasks" if of else "tasks"
    return reverse(f"{name}-file" if ending else name, kwargs=parts) + query_of(address, **chosen)


def file_url(
    name: str, address: Address, *, ending: str, unit: str = "", measure: str = "", **chosen: str | Sequence[str]
) -> str:
    """A page as a file ("league-file", "standings-file", "unit-file"); of an authority where the page is of no year."""
    parts: dict[str, object] = {"slug": address.slug, "ending": ending}
    if name not in ("compare-file", "trends-file"):
        revision = {} if address.revision is None else {"revision": address.revision}
        parts |= {"year": address.year, **revision}
    parts |= {word: value for word, value in (("unit", unit), ("measure", measure)) if value}
    return reverse(name, kwargs=parts) + query_of(address, **chosen)


def league_url(address: Address, **chosen: str) -> str:
    """The league table."""
    return page_url("league", address, **chosen)


def unit_url(address: Address, unit: str) -> str:
    """A unit's profile."""
    return page_url("unit", address, unit=unit)


def ledger_url(address: Address, unit: str, by: str = "") -> str:
    """Where a unit's points are lost; against the maximum unless `by` says otherwise."""
    return page_url("ledger", address, unit=unit, by=by)


def margins_url(address: Address, margins: str = "", unit: str = "", page: str = "") -> str:
    """How sure the ranks are; by main indices unless `margins` says otherwise."""
    path = page_url("margins", replace(address, group="", basis=""))
    return path + query_of(address, margins=margins, unit=unit, page=page)


def revisions_url(address: Address) -> str:
    """All revisions: a page of the round, not of one of them."""
    return page_url("revisions", replace(address, revision=None))


def measures_url(address: Address) -> str:
    """All units by main index."""
    return page_url("measures", address)


def measure_url(address: Address, code: str) -> str:
    """One measure of all units."""
    return page_url("measure", address, measure=code)


def compare_url(address: Address, units: Sequence[str] = (), since: str = "") -> str:
    """Some units side by side; always with the year, so that it stays what it was when a new year comes."""
    path = reverse("compare", kwargs={"slug": address.slug})
    return path + query_of(address, units=units, year=str(address.year), since=since)


def trends_url(address: Address, units: Sequence[str] = ()) -> str:
    """The years of the group and basis; the year is in it only where it says which group is meant."""
    path = reverse("trends", kwargs={"slug": address.slug})
    return path + query_of(address, units=units, year=str(address.year))
