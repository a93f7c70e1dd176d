"""How far it is to the next rank, and how far the next unit is behind."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.order import Ruler, Runner, key


@dataclass(frozen=True, slots=True)
class Distance:
    """From one unit up to the place of others, in published points of that one unit."""

    holders: tuple[Hashable, ...]  # who has the place now
    to_share: Decimal | None  # the least rise to be level or ahead; None where that passes the unit's own maximum
    to_pass: Decimal | None  # the least rise to be ahead


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a unit stands between the next better and the next worse."""

    level: tuple[Hashable, ...]  # the others that share its rank
    alone: Decimal | None  # the least rise to pass those; None where there are none, or beyond the maximum
    up: Distance | None  # None for the first
    lead: Distance | None  # how far the next behind are from this unit's place; None for the last


def gap(runners: Sequence[Runner], unit: Hashable, ruler: Ruler, *, by_share: bool) -> Gap:
    """The gap of one of the units that are ranked by their points in a measure, or by shares where maxima differ.

    Of the others those level with it, the next better and the next behind are enough: who is farther counts nothing.
    """
    known = {runner.unit: key(runner, ruler, by_share=by_share) for runner in runners}
    own = known[unit]
    by_unit = {runner.unit: runner for runner in runners}
    course = Course(ruler, by_share)
    better = min((key for key in known.values() if key > own), default=None)
    worse = max((key for key in known.values() if key < own), default=None)
    level = tuple(other for other, key in known.items() if key == own and other != unit)
    up = lead = None
    if better is not None:
        up = course.distance(by_unit[unit], better, tuple(other for other, key in known.items() if key == better))
    if worse is not None:
        behind = tuple(other for other, key in known.items() if key == worse)
        # Of several that are level the one that needs least, where they have different maxima.
        ways = [course.distance(by_unit[other], own, behind) for other in behind]
        lead = min(ways, key=lambda way: (way.to_share is None, way.to_share or Decimal(0)))
    alone = course.rise(by_unit[unit], own + 1) if level else None
    return Gap(level, alone, up, lead)


@dataclass(frozen=True, slots=True)
class Course:
    """How a measure is ranked, and what a place in it costs."""

    ruler: Ruler
    by_share: bool

    def distance(self, runner: Runner, key: int, holders: tuple[Hashable, ...]) -> Distance:
        """From one unit to the place of a key."""
        return Distance(holders, self.rise(runner, key), self.rise(runner, key + 1))

    def rise(self, runner: Runner, key: int) -> Decimal | None:
        """The least points by which a unit's published figure must rise to reach a key."""
        steps = self.ruler.least_steps(key, runner.maximum) if self.by_share else key
        if steps > runner.maximum * 10**self.ruler.decimals:
            return None
        return self.ruler.points(steps - self.ruler.steps(runner.points))
