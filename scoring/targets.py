"""Targets: whether a plan's target is reached, judged from dated reports. docs/targets.md has the table.

Status is computed, never typed. Values are exact: an indicator's share arrives as a Fraction.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from scoring.points import decimal_of

BAR_PLACES = 9  # of a bar's length; rounded down, so that only what is reached is full

Value = Fraction | bool


class Comparison(StrEnum):
    """How a value is held against its target."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EQUALS = "equals"
    YES_NO = "yes_no"
    MAINTAIN = "maintain"  # no less than the base value
    INCREASE_BY = "increase_by"  # the planned value more than the base value


class TargetStatus(StrEnum):
    """What may be said of a target, best first."""

    EXCEEDED = "exceeded"
    MET = "met"
    NOT_MET = "not_met"
    UNDER_WAY = "under_way"
    OVERDUE = "overdue"
    NOT_REPORTED = "not_reported"


REACHED = frozenset({TargetStatus.EXCEEDED, TargetStatus.MET})


class AimFault(StrEnum):
    """Why a comparison does not fit the values or the unit of measurement that it is given with."""

    PLANNED_MISSING = "needs a planned value"
    PLANNED_UNEXPECTED = "takes no planned value"
    BASE_MISSING = "needs a base value"
    BASE_UNEXPECTED = "takes no base value"
    NOT_AN_INCREASE = "needs a planned value above zero"
    UNIT_MISSING = "needs a unit of measurement"
    UNIT_UNEXPECTED = "takes no unit of measurement"


NEEDS_PLANNED = frozenset({Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.EQUALS, Comparison.INCREASE_BY})
NEEDS_BASE = frozenset({Comparison.MAINTAIN, Comparison.INCREASE_BY})


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be reached, and the days that count. A report counts from `starts` to `cut_off`, inclusive."""

    comparison: Comparison
    planned: Decimal | None
    base: Decimal | None
    starts: date
    deadline: date
    cut_off: date


@dataclass(frozen=True, slots=True)
class Report:
    """One value on one day; of two of one day the later in the row is the correction."""

    as_of: date
    value: Value


@dataclass(frozen=True, slots=True)
class Judgement:
    """The status at the cut-off, the place in the row of the report that it follows from, and of one after it."""

    status: TargetStatus
    report: int | None
    after_cut_off: int | None
    bar: Decimal | None  # 0 to 1; None where nothing is reported


def aim_fault(
    comparison: Comparison, planned: Decimal | None, base: Decimal | None, measured_in: str
) -> AimFault | None:
    """The first thing that does not fit the comparison; None where all does."""
    if comparison is Comparison.YES_NO and measured_in:
        return AimFault.UNIT_UNEXPECTED
    if comparison is not Comparison.YES_NO and not measured_in:
        return AimFault.UNIT_MISSING
    if (planned is None) is (comparison in NEEDS_PLANNED):
        return AimFault.PLANNED_MISSING if planned is None else AimFault.PLANNED_UNEXPECTED
    if (base is None) is (comparison in NEEDS_BASE):
        return AimFault.BASE_MISSING if base is None else AimFault.BASE_UNEXPECTED
    if comparison is Comparison.INCREASE_BY and planned is not None and planned <= 0:
        return AimFault.NOT_AN_INCREASE
    return None


def judge(aim: Aim, reports: Iterable[Report], today: date) -> Judgement:
    """The status of a target by its last report that counts; see the module's table."""
    row = list(enumerate(reports))
    counted = latest(row, lambda report: aim.starts <= report.as_of <= aim.cut_off)
    after = latest(row, lambda report: report.as_of > aim.cut_off)
    last = None if counted is None else row[counted][1]
    return Judgement(status_of(aim, last, today), counted, after, None if last is None else bar(aim, last.value))


def latest(row: list[tuple[int, Report]], counts: Callable[[Report], bool]) -> int | None:
    """The place of the report of the latest day, the last of that day."""
    places = [(report.as_of, place) for place, report in row if counts(report)]
    return max(places)[1] if places else None


def status_of(aim: Aim, last: Report | None, today: date) -> TargetStatus:
    """Reached is reached; short of it the deadline decides, as far as the cut-off lets it be seen."""
    if last is not None:
        verdict = compare(aim, last.value)
        if verdict is not TargetStatus.NOT_MET:
            return verdict
        if aim.deadline <= last.as_of:
            return TargetStatus.NOT_MET
    if aim.deadline < today and aim.deadline <= aim.cut_off:
        return TargetStatus.OVERDUE
    return TargetStatus.NOT_REPORTED if last is None else TargetStatus.UNDER_WAY


def compare(aim: Aim, value: Value) -> TargetStatus:
    """Exceeded, met or not met, by the comparison alone."""
    return VERDICTS[aim.comparison](goal(aim), Fraction(value))


def goal(aim: Aim) -> Fraction:
    """The value from which a target is met; yes is one."""
    if aim.comparison is Comparison.YES_NO:
        return Fraction(1)
    return Fraction(aim.planned or 0) + Fraction(aim.base or 0)


def from_goal_up(goal: Fraction, value: Fraction) -> TargetStatus:
    """At least, increase by."""
    if value > goal:
        return TargetStatus.EXCEEDED
    return TargetStatus.MET if value == goal else TargetStatus.NOT_MET


def down_to_goal(goal: Fraction, value: Fraction) -> TargetStatus:
    """At most."""
    return from_goal_up(-goal, -value)


def on_goal(goal: Fraction, value: Fraction) -> TargetStatus:
    """Equals, yes or no: there is no more than met."""
    return TargetStatus.MET if value == goal else TargetStatus.NOT_MET


def kept(goal: Fraction, value: Fraction) -> TargetStatus:
    """Maintain: no less than it was; more is kept too, and no more than that."""
    return TargetStatus.MET if value >= goal else TargetStatus.NOT_MET


VERDICTS: dict[Comparison, Callable[[Fraction, Fraction], TargetStatus]] = {
    Comparison.AT_LEAST: from_goal_up,
    Comparison.AT_MOST: down_to_goal,
    Comparison.EQUALS: on_goal,
    Comparison.YES_NO: on_goal,
    Comparison.MAINTAIN: kept,
    Comparison.INCREASE_BY: from_goal_up,
}


def bar(aim: Aim, value: Value) -> Decimal:
    """How much of the way a bar shows: 1 exactly where the target is reached, 0 where there is no way to measure."""
    if compare(aim, value) is not TargetStatus.NOT_MET:
        return Decimal(1)
    length = max(Fraction(0), LENGTHS[aim.comparison](aim, Fraction(value)))
    return decimal_of(length * 10**BAR_PLACES // 1, BAR_PLACES)


def of_goal(aim: Aim, value: Fraction) -> Fraction:
    """The value's share of the goal; nothing where the goal is zero or less."""
    return value / goal(aim) if goal(aim) > 0 else Fraction(0)


def goal_of(aim: Aim, value: Fraction) -> Fraction:
    """At most: the goal's share of the value, so that twice too much is half a bar."""
    return goal(aim) / value if value > 0 else Fraction(0)


def nearness(aim: Aim, value: Fraction) -> Fraction:
    """Equals: the smaller of the two in shares of the larger, where both are above zero."""
    return min(of_goal(aim, value), goal_of(aim, value))


def of_increase(aim: Aim, value: Fraction) -> Fraction:
    """Increase by: the part of the increase that is done."""
    return (value - Fraction(aim.base or 0)) / Fraction(aim.planned or 1)


LENGTHS: dict[Comparison, Callable[[Aim, Fraction], Fraction]] = {
    Comparison.AT_LEAST: of_goal,
    Comparison.AT_MOST: goal_of,
    Comparison.EQUALS: nearness,
    Comparison.YES_NO: of_goal,
    Comparison.MAINTAIN: of_goal,
    Comparison.INCREASE_BY: of_increase,
}
