"""Everything that is published, revision by revision: what files and programs choose from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from districts.models import Level, Publication
from districts.queries.editions import PRECEDENCE


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
        """As in “2022 r1”."""
        return f"{self.compared_year} r{self.compared_revision}" if self.compared_year else None


# The fields of Published, in the same order.
FIELDS = (
    "pk", "round_id", "authority_slug", "authority_level", "authority_name_vi", "authority_name_en", "group", "year",
    "basis", "revision", "framework_id", "framework__slug", "availability", "office", "decision_number",
    "decision_date", "published_at", "reason", "compared_with__year", "compared_with__revision", "unit_count",
    "provenance", "digest",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shelf:
    """All publications in the order of files: by authority, year, group, basis and revision."""

    all: tuple[Published, ...]
    latest: frozenset[int]  # the newest revision of each round

    def newest_moment(self) -> datetime | None:
        """When something was published last."""
        return max((row.published_at for row in self.all), default=None)


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


def _highest(rows: Sequence[Published]) -> Iterator[Published]:
    """Where two authorities of a year share an address, it is the higher one's, as on pages."""
    levels: dict[tuple[str, int], int] = {}
    for row in rows:
        place, at = PRECEDENCE.index(Level(row.authority_level)), (row.authority, row.year)
        levels[at] = min(place, levels.get(at, place))
    for row in rows:
        if PRECEDENCE.index(Level(row.authority_level)) == levels[row.authority, row.year]:
            yield row
