"""Units like a given one: the same kind, the nearest total."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from districts.queries.figures import Figure, UnitName

MOST_SIMILAR = 3


def similar_units(
    unit: UnitName, units: Collection[UnitName], totals: Mapping[int, Figure], without: Collection[int]
) -> tuple[UnitName, ...]:
    """The nearest first, `without` left out; nothing where the unit's own total says nothing."""
    others = [other for other in units if other.kind == unit.kind and other.id != unit.id and other.id not in without]
    near = {other.id: _distance(totals[unit.id], totals[other.id]) for other in others}
    known = [other for other in others if near[other.id] is not None]
    return tuple(sorted(known, key=lambda other: (near[other.id], other.sort_key))[:MOST_SIMILAR])


def _distance(one: Figure, other: Figure) -> Decimal | None:
    """By share of the maximum; by rank where a rank is all that was published."""
    if one.share is not None:
        return abs(one.share - other.share) if other.share is not None else None
    if one.rank is not None and other.rank is not None:
        return Decimal(abs(one.rank - other.rank))
    return None
