"""Why a rank changed: a row of rankings that never were, each differing from the one before in one thing."""

from bisect import bisect_right
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from scoring.order import Ruler, Runner, is_by_share, key, keys
from scoring.points import decimal_of, half_up


class Part(StrEnum):
    """What changes from one ranking to the next, in the order in which it is changed."""

    PRINTED_THEN = "printed_then"  # the rank shown then -> counted again from the points published then
    EXITS = "exits"  # -> only the units that are ranked in both years
    OWN = "own"  # -> the unit's own new share of its old maximum
    OTHERS = "others"  # -> the new shares of the others too
    MAXIMA = "maxima"  # -> everybody's new maximum, and the new places that are compared
    ENTRIES = "entries"  # -> the units that are ranked now only
    PRINTED_NOW = "printed_now"  # -> the rank shown now


class Why(StrEnum):
    """Why nothing can be decomposed."""

    NOT_THERE_THEN = "not_there_then"  # no row in the table compared with
    NO_RANK_THEN = "no_rank_then"
    NO_RANK_NOW = "no_rank_now"
    NO_POINTS_THEN = "no_points_then"  # a printed rank alone
    NO_POINTS_NOW = "no_points_now"


@dataclass(frozen=True, slots=True)
class Place:
    """One unit in one measure of one publication."""

    unit: Hashable
    points: Decimal | None
    maximum: Decimal
    rank: int | None  # the one shown

    @property
    def runs(self) -> bool:
        """It is ranked and its rank can be counted from its points."""
        return self.rank is not None and self.points is not None and self.maximum > 0


@dataclass(frozen=True, slots=True)
class Table:
    """All units of one publication in one measure."""

    places: Mapping[Hashable, Place]
    ruler: Ruler

    def runners(self) -> dict[Hashable, Runner]:
        """Whoever is ranked and has points."""
        return {
            unit: Runner(unit, Fraction(place.points), Fraction(place.maximum))
            for unit, place in self.places.items()
            if place.runs and place.points is not None
        }


@dataclass(frozen=True, slots=True)
class Step:
    """One change, and the rank after it. Places risen are positive."""

    part: Part
    rank: int
    places: int


@dataclass(frozen=True, slots=True)
class PointsMove:
    """A change of points. Own gain, changed maxima and rounding add up to it."""

    own: Decimal  # at the old maximum: new share of it less the old points
    maxima: Decimal
    rounding: Decimal
    change: Decimal


@dataclass(frozen=True, slots=True)
class Move:
    """From the rank shown then to the rank shown now."""

    before: int
    after: int
    steps: tuple[Step, ...]
    points: PointsMove

    @property
    def change(self) -> int:
        """Positive: risen."""
        return self.before - self.after

    def places(self, *parts: Part) -> int:
        """What some of the parts add up to."""
        return sum(step.places for step in self.steps if step.part in parts)


@dataclass(frozen=True, slots=True)
class Ranking:
    """What is compared of everybody in it, and the same in order, so that a rank is looked up."""

    keys: Mapping[Hashable, int]
    order: list[int]
    ruler: Ruler
    by_share: bool

    @classmethod
    def of(cls, runners: Collection[Runner], ruler: Ruler) -> "Ranking":
        """All of them by one ruler."""
        known = keys(runners, ruler)
        return cls(known, sorted(known.values()), ruler, is_by_share(runners))

    def rank(self, unit: Hashable) -> int:
        """1, 2, 2, 4."""
        return self._place(self.keys[unit])

    def rank_with(self, runner: Runner) -> int:
        """The rank of one whose points alone are others, out of the same maximum."""
        moved = key(runner, self.ruler, by_share=self.by_share)
        return self._place(moved) - (self.keys[runner.unit] > moved)  # it is not ahead of itself

    def _place(self, known: int) -> int:
        return 1 + len(self.order) - bisect_right(self.order, known)


def decompose(then: Table, now: Table) -> dict[Hashable, Move | Why]:
    """The change of everybody's rank and points between two publications of comparable measures."""
    old, new = then.runners(), now.runners()
    both = [unit for unit in old if unit in new]
    moved = {unit: _moved(old[unit], new[unit]) for unit in both}
    before = Ranking.of(old.values(), then.ruler)
    stayed = Ranking.of([old[unit] for unit in both], then.ruler)
    others = Ranking.of(moved.values(), then.ruler)
    maxima = Ranking.of([new[unit] for unit in both], now.ruler)
    after = Ranking.of(new.values(), now.ruler)
    found: dict[Hashable, Move | Why] = {}
    for unit, place in now.places.items():
        earlier = then.places.get(unit)
        if why := _why_not(earlier, place):
            found[unit] = why
            continue
        assert earlier is not None
        ranks = [before.rank(unit), stayed.rank(unit), stayed.rank_with(moved[unit])]
        ranks += [ranking.rank(unit) for ranking in (others, maxima, after)]
        found[unit] = _move(earlier, place, ranks, _points(earlier, place, then.ruler, now.ruler))
    return found


def _move(before: Place, after: Place, ranks: Sequence[int], points: PointsMove) -> Move:
    """From the ranks between the two that were published."""
    assert before.rank is not None
    assert after.rank is not None
    steps, last = [], before.rank
    for part, rank in zip(Part, [*ranks, after.rank], strict=True):
        steps.append(Step(part, rank, last - rank))
        last = rank
    return Move(before.rank, after.rank, tuple(steps), points)


def _why_not(before: Place | None, after: Place) -> Why | None:
    if before is None:
        return Why.NOT_THERE_THEN
    if before.rank is None:
        return Why.NO_RANK_THEN
    if after.rank is None:
        return Why.NO_RANK_NOW
    if not before.runs:
        return Why.NO_POINTS_THEN
    return None if after.runs else Why.NO_POINTS_NOW


def _moved(old: Runner, new: Runner) -> Runner:
    """The new share of the old maximum."""
    if old.maximum == new.maximum:
        return new
    return Runner(old.unit, new.points / new.maximum * old.maximum, old.maximum)


def _points(before: Place, after: Place, old: Ruler, new: Ruler) -> PointsMove:
    assert before.points is not None
    assert after.points is not None
    places = max(old.decimals, new.decimals)
    change = after.points - before.points
    if before.maximum == after.maximum:
        return PointsMove(change, Decimal(0), Decimal(0), change)
    kept = Fraction(after.points) / Fraction(after.maximum) * Fraction(before.maximum)
    own = decimal_of(half_up((kept - Fraction(before.points)) * 10**places), places)
    maxima = decimal_of(half_up((Fraction(after.points) - kept) * 10**places), places)
    return PointsMove(own, maxima, change - own - maxima, change)
