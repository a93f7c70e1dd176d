"""Everybody's place in some measures of one publication, as gaps and moves read it."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from districts.models import Standing


@dataclass(frozen=True, slots=True)
class InField:
    """One unit in one measure."""

    unit_id: int
    points: Decimal | None
    max_points: Decimal
    rank: int | None
    rank_origin: str

    @property
    def is_computed(self) -> bool:
        """Its rank comes from its points."""
        return self.rank_origin == Standing.RankOrigin.COMPUTED


Field = dict[int, InField]  # by unit


def load_fields(publication_id: int, measures: Collection[int]) -> dict[int, Field]:
    """By measure: everybody in it. One query."""
    found: dict[int, Field] = {measure: {} for measure in measures}
    rows = Standing.objects.filter(publication_id=publication_id, measure_id__in=list(measures)).order_by()
    fields = ("measure_id", "published_unit__unit_id", "points", "max_points", "rank", "rank_origin")
    for measure, *values in rows.values_list(*fields).iterator(chunk_size=5000):
        one = InField(*values)
        found[measure][one.unit_id] = one
    return found
