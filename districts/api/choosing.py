"""Which publications a question is about; a value that nothing published has is refused with those there are."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from django.utils.translation import gettext as _

from districts.api.parameters import OfPublications, Which
from districts.api.refusals import Refused, bad
from districts.queries.publications import Place, Published, Shelf, find_published
from districts.queries.standing_rows import measure_codes, slugs_of_units, unknown_units

MOST_CHOICES = 100  # more are not listed, only those that are nearest
FILTERS = ("authority", "year", "group", "basis")


def found_at(authority: str, year: int, asked: Which, revision: str = "") -> Place:
    """The publication of an address; `revision` as in r1."""
    number = int(revision[1:]) if revision else None
    return find_published(authority, year, group=asked.group, basis=asked.basis, revision=number)


def chosen(shelf: Shelf, asked: OfPublications) -> list[Published]:
    """Those that fit the filters, in the order of the shelf."""
    found = list(shelf.all)
    for name in FILTERS:
        wanted = getattr(asked, name)
        known = dict.fromkeys(getattr(row, name) for row in shelf.all)
        refuse_unknown(name, wanted, known)
        found = [row for row in found if not wanted or getattr(row, name) in wanted]
    return found


def of_revision(shelf: Shelf, rows: Sequence[Published], revision: str) -> list[Published]:
    """The latest of each round, all, or those of one number."""
    if revision == "latest":
        return [row for row in rows if row.id in shelf.latest]
    if revision == "all":
        return list(rows)
    refuse_unknown("revision", [revision], {str(row.revision) for row in shelf.all})
    return [row for row in rows if row.revision == int(revision)]


def refuse_unknown(name: str, wanted: Iterable[object], known: Iterable[object]) -> None:
    """Raise the first that is not known."""
    choices = sorted(map(str, known))
    for value in map(str, wanted):
        if value not in choices:
            raise unknown(name, value, choices)


def unknown(name: str, value: str, choices: Sequence[str]) -> Refused:
    """A value that nothing published has."""
    message = _("Nothing that is published has “%(value)s” as “%(parameter)s”.")
    if len(choices) > MOST_CHOICES:
        choices = get_close_matches(value, choices, n=MOST_CHOICES, cutoff=0.5)
    return bad(message % {"value": value[:100], "parameter": name}, parameter=name, value=value, expected=choices)


def refuse_unknown_measures(rows: Sequence[Published], wanted: Sequence[str]) -> None:
    """Raise the first code that no measure of these publications has."""
    if rows and wanted:
        refuse_unknown("measure", wanted, measure_codes({row.framework_id for row in rows}))


def refuse_unknown_units(rows: Sequence[Published], wanted: Sequence[str]) -> None:
    """Raise the first name that no unit of these publications has."""
    keys = [row.id for row in rows]
    if keys and wanted and (strange := unknown_units(keys, wanted)):
        raise unknown("unit", strange[0], slugs_of_units(keys))
