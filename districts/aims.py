"""Targets as forms and files give them: what fits together, and why something is refused.

Both ways in ask this one place, so that what a form refuses a file cannot bring in.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from districts.models import Indicator, Plan, Target, Unit
from districts.typed_numbers import wanted_places
from scoring.targets import Aim, AimFault, Comparison, aim_fault

K = TypeVar("K")
MOST_DIGITS = 14  # before the decimal mark, as storage holds them
PERCENT = "%"

# The field that each fault is told at.
FIELDS = {
    AimFault.PLANNED_MISSING: "planned",
    AimFault.PLANNED_UNEXPECTED: "planned",
    AimFault.NOT_AN_INCREASE: "planned",
    AimFault.BASE_MISSING: "base",
    AimFault.BASE_UNEXPECTED: "base",
    AimFault.UNIT_MISSING: "measured_in_vi",
    AimFault.UNIT_UNEXPECTED: "measured_in_vi",
}


# What events call them: those of one row are found by it.


def name_of_plan(plan: Plan) -> str:
    """A plan, as its key says it."""
    return f"{plan.authority.slug}/{plan.year}/targets/{plan.code}"


def name_of_target(target: Target) -> str:
    """A target within its plan."""
    return f"{name_of_plan(target.plan)}/{target.code}"


def name_of_indicator(indicator: Indicator) -> str:
    """An indicator of its authority."""
    return f"{indicator.authority.slug}/indicators/{indicator.code}"


def name_of_count(indicator: Indicator, unit: Unit) -> str:
    """What one unit counts for an indicator."""
    return f"{name_of_indicator(indicator)}/{unit.level}-{unit.code}"


# What fits


def begins(plan: Plan) -> date:
    """The first day that a report of the plan may speak of: that of its document, else of its year."""
    return plan.date or date(plan.year, 1, 1)


def aim_of(plan: Plan, target: Target) -> Aim:
    """A stored target as scoring takes it; without a deadline of its own it is due at the cut-off."""
    return Aim(
        comparison=Comparison(target.comparison),
        planned=target.planned,
        base=target.base,
        starts=begins(plan),
        deadline=target.deadline or plan.cut_off,
        cut_off=plan.cut_off,
    )


def fault_of_aim(
    comparison: str, planned: Decimal | None, base: Decimal | None, measured_in: str
) -> tuple[str, str] | None:
    """The field that does not fit the comparison, and why."""
    fault = aim_fault(Comparison(comparison), planned, base, measured_in)
    return None if fault is None else (FIELDS[fault], said(fault))


def said(fault: AimFault) -> str:
    """What should be there instead."""
    texts = {
        AimFault.PLANNED_MISSING: _("a planned value, which this comparison needs"),
        AimFault.PLANNED_UNEXPECTED: _("no planned value, which this comparison does not take"),
        AimFault.NOT_AN_INCREASE: _("a planned value above zero: by how much it is to increase"),
        AimFault.BASE_MISSING: _("a base value: what is maintained or increased from"),
        AimFault.BASE_UNEXPECTED: _("no base value, which this comparison does not take"),
        AimFault.UNIT_MISSING: _("a unit of measurement, such as %"),
        AimFault.UNIT_UNEXPECTED: _("no unit of measurement, since the answer is yes or no"),
    }
    return texts[fault]


def fault_of_number(number: Decimal | None, decimals: int) -> str:
    """Why a number cannot be stored as it is: too many decimals, or too many digits."""
    if number is None:
        return ""
    if abs(number) >= Decimal(10) ** MOST_DIGITS:
        return _("a number of at most %(digits)s digits") % {"digits": MOST_DIGITS}
    if number != round(number, decimals):
        return wanted_places(decimals)
    return ""


def fault_of_takes(takes: str, measured_in: str) -> str:
    """What an indicator gives is measured as the target says: a share in percent, a count in what is counted."""
    if takes == Target.Takes.PERCENT and measured_in != PERCENT:
        return _("a percent sign, since a is taken in percent of b")
    if takes == Target.Takes.COUNT and measured_in == PERCENT:
        return _("what a counts, since it is not taken in percent")
    return ""


def fault_of_deadline(deadline: date | None, begins: date) -> str:
    """A target is not due before its plan."""
    if deadline and deadline < begins:
        return _("a deadline from %(day)s on, when the plan begins") % {"day": said_day(begins)}
    return ""


def fault_of_beginning(plan: Plan, begins: date) -> str:
    """A stored plan does not begin behind what is due or was reported in it."""
    if due := plan.targets.filter(deadline__lt=begins).first():
        return _("a date no later than the deadline of target %(code)s") % {"code": due.code}
    if told := plan.targets.filter(reports__as_of__lt=begins).first():
        return _("a date no later than the first report of target %(code)s") % {"code": told.code}
    return ""


def fault_of_kind(target: Target, comparison: str, indicator: Indicator | None) -> tuple[str, str] | None:
    """A stored target stays of the kind that was reported of it: field and what was expected."""
    is_yes_no = comparison == Target.Comparison.YES_NO
    if target.reports.filter(value__isnull=not is_yes_no).exists():
        return "comparison", _("a comparison for the values that were already reported")
    if indicator and target.reports.exists():
        return "indicator", _("no indicator, since values were already reported of the target itself")
    return None


def fault_of_day(as_of: date, begins: date, today: date) -> str:
    """A report speaks of a day of the plan that has come."""
    if as_of < begins:
        return _("a day from %(day)s on, when the plan begins") % {"day": said_day(begins)}
    if as_of > today:
        return _("a day that has come, not after %(day)s") % {"day": said_day(today)}
    return ""


def said_day(day: date) -> str:
    """As forms ask for it and pages show it."""
    return day.strftime("%d/%m/%Y")


def leads_back(start: K, first: K | None, next_of: Callable[[K], K | None]) -> bool:
    """Whether the chain of what is replaced, from `first` on, comes to `start`."""
    seen: set[K] = set()
    at = first
    while at is not None and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = next_of(at)
    return at is not None
