"""Change against a revision of the year before."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """What changed; positive is better: more points, risen in rank."""

    points: Decimal | None
    rank: int | None


def change(
    now_points: Decimal | None,
    now_rank: int | None,
    now_max: Decimal | None,
    before_points: Decimal | None,
    before_rank: int | None,
    before_max: Decimal | None,
) -> Change:
    """The change of points, where both are known and out of the same maximum, and of rank, where both are known."""
    points = None
    if now_points is not None and before_points is not None and now_max is not None and now_max == before_max:
        points = now_points - before_points
    rank = before_rank - now_rank if now_rank is not None and before_rank is not None else None
    return Change(points, rank)
