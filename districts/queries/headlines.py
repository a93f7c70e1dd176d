"""The total and the pillars of every unit of one publication, as light as can be: programs ask for it often."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from districts.models import MeasureKind, Standing
from districts.models.unit import unit_key
from districts.queries.measures import load_graph


class Headline(NamedTuple):
    """One unit in its total or in a pillar, as the database has it."""

    published_unit: int
    sort_key: str
    level: str
    register_code: str
    valid_from: date | None
    code: str
    name: str
    kind: str
    ranked: bool
    measure: str
    measure_kind: str
    measure_max: Decimal
    decimals: int
    points: Decimal | None
    max_points: Decimal
    share: Decimal | None
    coverage: Decimal | None
    rank: int | None
    tied: bool
    ranked_of: int | None
    band: str | None
    change_points: Decimal | None
    change_rank: int | None
    state: str
    provenance: str
    printed_provenance: str
    rank_provenance: str
    source: str

    @property
    def said_by(self) -> str:
        """Where what is shown comes from, as `Figure.said_by`."""
        return self.provenance or self.printed_provenance or self.rank_provenance

    @property
    def unit_id(self) -> str:
        """The same in every year, and of no other unit."""
        return unit_key(self.level, self.register_code, self.valid_from)


# The fields of Headline, in the same order.
FIELDS = (
    "published_unit_id", "published_unit__sort_key", "published_unit__unit__level", "published_unit__unit__code",
    "published_unit__unit__valid_from", "published_unit__code", "published_unit__name_vi", "published_unit__kind",
    "published_unit__ranked", "measure__code", "measure__kind", "measure__max_points", "measure__decimals", "points",
    "max_points", "share", "coverage", "rank", "tied", "ranked_of", "band__name_vi", "change_points", "change_rank",
    "state", "provenance", "printed_provenance", "rank_provenance", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """One unit: its total, then its pillars in the framework's order."""

    total: Headline
    pillars: tuple[Headline, ...]


def load_ranking(publication_id: int, framework_id: int) -> list[RankedUnit]:
    """By rank, then by name, those without a rank last. One query where there are pillars, else four."""
    rows = _rows(publication_id, kinds=(MeasureKind.TOTAL, MeasureKind.PILLAR))
    if rows and not any(row.measure_kind == MeasureKind.PILLAR for row in rows):
        wanted = [node.id for node in load_graph(framework_id).headlines]
        rows = _rows(publication_id, measures=wanted)
    units = [_ranked_unit(found) for _unit, found in groupby(rows, key=lambda row: row.published_unit)]
    return sorted(units, key=_place)


def _rows(publication_id: int, *, kinds: tuple[str, ...] = (), measures: list[int] | None = None) -> list[Headline]:
    found = Standing.objects.filter(publication_id=publication_id)
    found = found.filter(measure__kind__in=kinds) if measures is None else found.filter(measure_id__in=measures)
    rows = found.order_by("published_unit_id", "measure__position").values_list(*FIELDS)
    return [Headline._make(row) for row in rows]


def _ranked_unit(rows: Iterator[Headline]) -> RankedUnit:
    found = list(rows)
    total = next(row for row in found if row.measure_kind == MeasureKind.TOTAL)
    return RankedUnit(total, tuple(row for row in found if row is not total))


def _place(unit: RankedUnit) -> tuple[bool, int, str, int]:
    total = unit.total
    return total.rank is None, total.rank or 0, total.sort_key, total.published_unit
