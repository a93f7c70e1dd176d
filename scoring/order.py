"""The order of units in one measure by what was published of them: what ranks are counted from."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.points import decimal_of, share_places


@dataclass(frozen=True, slots=True)
class Ruler:
    """To how many places points and shares of a measure are compared."""

    decimals: int
    share_places: int

    @classmethod
    def of(cls, maximum: Decimal, decimals: int) -> "Ruler":
        """That of a measure: its decimals, and as many places of a share as tell any two points apart."""
        return cls(decimals, share_places(maximum, decimals))

    @property
    def _unit(self) -> int:
        return int(10**self.decimals)

    @property
    def _fine(self) -> int:
        return int(10**self.share_places)

    def steps(self, points: Fraction) -> int:
        """Points rounded half up, in the last place that is published."""
        return _nearest(points.numerator * self._unit, points.denominator)

    def share(self, steps: int, maximum: Fraction) -> int:
        """The share of the maximum, in the last place of shares."""
        return _nearest(steps * self._fine * maximum.denominator, self._unit * maximum.numerator)

    def least_steps(self, share: int, maximum: Fraction) -> int:
        """The least points whose share, once rounded, is at least `share`."""
        bound: Fraction = Fraction(2 * share - 1, 2) * maximum * 10**self.decimals / 10**self.share_places
        steps = -(-bound.numerator // bound.denominator)
        return steps if self.share(steps, maximum) >= share else steps + 1  # a half below zero rounds away from it

    def points(self, steps: int) -> Decimal:
        """Steps as points."""
        return decimal_of(steps, self.decimals)


def _nearest(top: int, bottom: int) -> int:
    """`top / bottom` as an integer, halves away from zero; in whole numbers, since pages do this for everybody."""
    size = (2 * abs(top) + bottom) // (2 * bottom)
    return size if top >= 0 else -size


@dataclass(frozen=True, slots=True)
class Runner:
    """One unit that is ranked by its points; its maximum is above zero."""

    unit: Hashable
    points: Fraction
    maximum: Fraction


def is_by_share(runners: Iterable[Runner]) -> bool:
    """Maxima differ, so that points cannot be compared."""
    return len({runner.maximum for runner in runners}) > 1


def keys(runners: Iterable[Runner], ruler: Ruler) -> dict[Hashable, int]:
    """What is compared: rounded points where all have one maximum, else rounded shares of them."""
    found = list(runners)
    by_share = is_by_share(found)
    return {runner.unit: key(runner, ruler, by_share=by_share) for runner in found}


def key(runner: Runner, ruler: Ruler, *, by_share: bool) -> int:
    """What is compared of one of them."""
    steps = ruler.steps(runner.points)
    return ruler.share(steps, runner.maximum) if by_share else steps
