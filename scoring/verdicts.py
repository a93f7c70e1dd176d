"""Whether a printed figure agrees with the portal's own computation. A figure stands for all that rounds to it."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from scoring.words import Origin, Status

Interval = tuple[Fraction, Fraction]
Name = TypeVar("Name", bound=Hashable)


class Verdict(StrEnum):
    """What can be said of a printed figure."""

    AGREES = "agrees"
    DIFFERS = "differs"  # by more than rounding explains
    UNKNOWN = "unknown"  # there is nothing of the portal's own to hold it against


class Because(StrEnum):
    """Why the verdict is what it is."""

    COMPUTED = "computed"  # held against the sum of the parts, or against what other figures determine
    ENTERED = "entered"  # a leaf: held against what was entered and appraised
    DERIVED = "derived"  # held against what other printed figures determine, with its margin
    SAME_PRINT = "same_print"  # the portal shows a printed figure too, and it is this one
    OTHER_PRINT = "other_print"  # the portal shows another printed figure
    NO_POINTS = "no_points"  # the portal has no points
    INCOMPLETE = "incomplete"  # only a part was assessed
    NO_RANK = "no_rank"  # the portal has no rank
    ROUNDING = "rounding"  # rounding leaves the rank open
    NOT_THERE = "not_there"  # the unit or the measure is not in the publication


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with what the printed figure was held against."""

    verdict: Verdict
    because: Because
    own: Decimal | None = None  # the portal's own figure
    difference: Decimal | None = None  # stated less own


NOT_THERE = Judgement(Verdict.UNKNOWN, Because.NOT_THERE)


@dataclass(frozen=True, slots=True)
class Own:
    """What the portal has of one unit in one measure."""

    status: Status
    origin: Origin
    decimals: int  # of the measure
    is_leaf: bool
    points: Decimal | None = None
    computed: Decimal | None = None  # beside given points
    margin: Decimal | None = None  # of derived points
    is_contradicted: bool = False  # the given points


def half(places: int) -> Fraction:
    """Half of the last of so many decimals."""
    return Fraction(1, 2 * 10**places)


def judge_points(stated: Decimal, places: int, own: Own) -> Judgement:
    """Held against the portal's own points: they differ if no value rounds to both."""
    if own.points is None:
        return Judgement(Verdict.UNKNOWN, Because.NO_POINTS)
    if own.status is Status.INCOMPLETE:
        return Judgement(Verdict.UNKNOWN, Because.INCOMPLETE, own.points)
    # An own figure is exact, or rounded to the measure's decimals: the coarser of both roundings is what is allowed.
    rounding = max(half(places), half(own.decimals))
    if own.origin is Origin.DERIVED:
        return _judged(stated, own.points, half(places) + Fraction(own.margin or 0), Because.DERIVED)
    if own.origin is Origin.SUMMED:
        return _judged(stated, own.points, rounding, Because.COMPUTED)
    if own.is_leaf:
        return _judged(stated, own.points, rounding, Because.ENTERED)
    return _judge_beside_print(stated, rounding, own, own.points)


def _judge_beside_print(stated: Decimal, rounding: Fraction, own: Own, shown: Decimal) -> Judgement:
    """The portal shows a printed figure of a whole: it has one of its own only where its parts are known."""
    is_same = abs(Fraction(stated) - Fraction(shown)) <= rounding
    if own.computed is None:
        if is_same:
            return Judgement(Verdict.UNKNOWN, Because.SAME_PRINT)
        return Judgement(Verdict.DIFFERS, Because.OTHER_PRINT, shown, stated - shown)
    if is_same:  # then it was judged when it was published, by the intervals of all figures
        verdict = Verdict.DIFFERS if own.is_contradicted else Verdict.AGREES
        return Judgement(verdict, Because.COMPUTED, own.computed, stated - own.computed)
    return _judged(stated, own.computed, rounding, Because.COMPUTED)


def _judged(stated: Decimal, own: Decimal, allowed: Fraction, because: Because) -> Judgement:
    agrees = abs(Fraction(stated) - Fraction(own)) <= allowed
    return Judgement(Verdict.AGREES if agrees else Verdict.DIFFERS, because, own, stated - own)


@dataclass(frozen=True, slots=True)
class OwnRank:
    """The rank that the portal shows; best and worst are how far rounding lets it lie off."""

    rank: int | None
    is_printed: bool = False
    best: int | None = None
    worst: int | None = None


def judge_rank(stated: int, own: OwnRank) -> Judgement:
    """Held against the computed rank; where only printed ones are shown there is none."""
    if own.rank is None:
        return Judgement(Verdict.UNKNOWN, Because.NO_RANK)
    if own.is_printed:
        if stated == own.rank:
            return Judgement(Verdict.UNKNOWN, Because.SAME_PRINT)
        return Judgement(Verdict.DIFFERS, Because.OTHER_PRINT, Decimal(own.rank), Decimal(stated - own.rank))
    difference = Decimal(stated - own.rank)
    if stated == own.rank:
        return Judgement(Verdict.AGREES, Because.COMPUTED, Decimal(own.rank), difference)
    if (own.best or own.rank) <= stated <= (own.worst or own.rank):
        return Judgement(Verdict.UNKNOWN, Because.ROUNDING, Decimal(own.rank), difference)
    return Judgement(Verdict.DIFFERS, Because.COMPUTED, Decimal(own.rank), difference)


def interval_of(own: Own) -> Interval | None:
    """Where the points can lie: printed and derived ones within their margin, assessed and summed ones exactly."""
    if own.points is None:
        return None
    points, margin = Fraction(own.points), Fraction(0)
    if own.origin is Origin.DERIVED:
        margin = Fraction(own.margin or 0)
    elif own.origin is Origin.GIVEN and not own.is_leaf:
        margin = half(own.decimals)
    return points - margin, points + margin


def rank_reach(intervals: Mapping[Name, Interval]) -> dict[Name, tuple[int, int]]:
    """The best and the worst rank that each unit can have. Intervals that only touch are in order."""
    found = {}
    for unit, (low, high) in intervals.items():
        others = [other for name, other in intervals.items() if name != unit]
        surely = sum(least >= high and most > high for least, most in others)
        perhaps = sum(most > low for _least, most in others)
        found[unit] = (1 + surely, 1 + perhaps)
    return found
