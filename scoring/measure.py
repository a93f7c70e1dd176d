"""One node of a framework's graph."""

from dataclasses import dataclass
from decimal import Decimal

from scoring.words import Kind, NotApplicable


@dataclass(frozen=True, slots=True)
class Measure:
    """A criterion, an index, a group, a pillar or the total: roll-up treats all alike."""

    code: str
    kind: Kind
    parts: tuple[str, ...] = ()  # codes; none: a leaf
    max_points: Decimal | None = None  # None: the sum of its parts'
    min_points: Decimal | None = None  # None: zero for a leaf, the sum of its parts' for a whole
    decimals: int = 2  # places of its published points
    not_applicable: NotApplicable = NotApplicable.LEAVE
