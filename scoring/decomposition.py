"""Why a rank changed: a row of rankings that never were, each differing from the one before in one thing."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from scoring.order import Ruler, Runner, keys, rank_in
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


def decompose(unit: Hashable, then: Table, now: Table) -> Move | Why:
    """The change of one unit's rank and points between two publications of comparable measures."""
    before, after = then.places.get(unit), now.places[unit]
    why = _why_not(before, after)
    if why is not None:
        return why
    assert before is not None
    assert before.rank is not None
    assert after.rank is not None
    ranks = [*_ranks(unit, then, now), after.rank]
    steps, last = [], before.rank
    for part, rank in zip(Part, ranks, strict=True):
        steps.append(Step(part, rank, last - rank))
        last = rank
    return Move(before.rank, after.rank, tuple(steps), _points(before, after, then.ruler, now.ruler))


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


def _ranks(unit: Hashable, then: Table, now: Table) -> list[int]:
    """The unit's rank in each of the rankings between the two that were published."""
    old, new = then.runners(), now.runners()
    both = [other for other in old if other in new]
    own = {other: _moved(old[other], new[other]) if other == unit else old[other] for other in both}
    others = {other: _moved(old[other], new[other]) for other in both}
    rankings = [
        (old, then.ruler),
        ({other: old[other] for other in both}, then.ruler),
        (own, then.ruler),
        (others, then.ruler),
        ({other: new[other] for other in both}, now.ruler),
        (new, now.ruler),
    ]
    return [rank_in(keys(runners.values(), ruler), unit) for runners, ruler in rankings]


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
