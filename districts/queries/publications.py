"""Everything that is published, revision by revision: what files and programs choose from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import NamedTuple, TypeVar

from django.db import connection

from districts.models import Level, Publication
from districts.queries.editions import PRECEDENCE, compared_label, find_edition, group_place


@dataclass(frozen=True, slots=True)
class Published:
    """One revision of a round's results, without its figures."""

    id: int
    round_id: int
    authority: str  # its address
    authority_level: str
    authority_name_vi: str
    authority_name_en: str
    group: str
    year: int
    basis: str
    revision: int
    framework_id: int
    framework: str  # its address
    availability: Decimal
    office: str
    decision_number: str
    decision_date: date | None
    published_at: datetime
    reason: str
    compared_year: int | None
    compared_revision: int | None
    unit_count: int
    provenance: str
    digest: str

    @property
    def compared_with(self) -> str | None:
        """As pages call it."""
        if self.compared_year is None or self.compared_revision is None:
            return None
        return compared_label(self.compared_year, self.compared_revision)


# The fields of Published, in the same order.
FIELDS = (
    "pk", "round_id", "authority_slug", "authority_level", "authority_name_vi", "authority_name_en", "group", "year",
    "basis", "revision", "framework_id", "framework__slug", "availability", "office", "decision_number",
    "decision_date", "published_at", "reason", "compared_with__year", "compared_with__revision", "unit_count",
    "provenance", "digest",
)  # fmt: skip


P = TypeVar("P", Published, "Place")


@dataclass(frozen=True, slots=True)
class Shelf:
    """All publications in the order of files: by authority, year, group, basis and revision."""

    all: tuple[Published, ...]
    latest: frozenset[int]  # the newest revision of each round

    def of_round(self, row: Published) -> list[Published]:
        """All revisions of its round, the first one first."""
        return [other for other in self.all if other.round_id == row.round_id]


def load_shelf(authority: str = "", year: int | None = None) -> Shelf:
    """What is published, of one authority and year where these are named. One query."""
    rows = Publication.objects.order_by("authority_slug", "year", "group", "basis", "revision", "pk")
    if authority:
        rows = rows.filter(authority_slug=authority)
    if year:
        rows = rows.filter(year=year)
    found = [Published(*row) for row in rows.values_list(*FIELDS)]
    kept = tuple(_highest(found))
    newest = {row.round_id: row.id for row in kept}
    return Shelf(kept, frozenset(newest.values()))


def _highest(rows: Sequence[P]) -> Iterator[P]:
    """Where two authorities of a year share an address, it is the higher one's, as on pages."""
    levels: dict[tuple[str, int], int] = {}
    for row in rows:
        place, at = PRECEDENCE.index(Level(row.authority_level)), (row.authority, row.year)
        levels[at] = min(place, levels.get(at, place))
    for row in rows:
        if PRECEDENCE.index(Level(row.authority_level)) == levels[row.authority, row.year]:
            yield row


class Place(NamedTuple):
    """As much of a publication as it takes to find it and its figures."""

    id: int
    round_id: int
    authority: str
    authority_level: str
    group: str
    year: int
    basis: str
    revision: int
    framework_id: int
    published_at: datetime
    digest: str


# The fields of Place, in the same order.
PLACE_FIELDS = (
    "pk", "round_id", "authority_slug", "authority_level", "group", "year", "basis", "revision", "framework_id",
    "published_at", "digest",
)  # fmt: skip


def find_published(
    authority: str, year: int, *, group: str = "", basis: str = "", revision: int | None = None
) -> Place:
    """What an address means, as `find_edition` says it; that one names the choices where there is none. One query."""
    rows = list(_highest(_places(authority, year)))
    group = group or min((row.group for row in rows), key=group_place, default="")
    rows = [row for row in rows if row.group == group]
    basis = basis or min((row.basis for row in rows), default="")
    rows = [row for row in rows if row.basis == basis and revision in (None, row.revision)]
    if not rows:
        find_edition(authority, year, group=group, basis=basis, revision=revision)  # says what there is
    return rows[-1]


def _places(authority: str, year: int) -> list[Place]:
    """By revision. Django says the statement once: putting it together takes longer than all the rest."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor), (authority, year))
        found = [Place._make(row) for row in cursor.fetchall()]
    return [row._replace(published_at=_moment(row.published_at)) for row in found]


@cache
def _statement(_vendor: str) -> str:
    rows = Publication.objects.filter(authority_slug="", year=0).order_by("revision", "pk")
    return str(rows.values_list(*PLACE_FIELDS).query.sql_with_params()[0])


def _moment(value: datetime) -> datetime:
    """SQLite keeps universal time without saying so."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)
