"""Plans, targets and indicators behind the log-in: lists, what may be chosen, and who changed what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, QuerySet, When
from django.utils import timezone

from districts import rights
from districts.models import (
    Event,
    Indicator,
    IndicatorUse,
    IndicatorValue,
    Measure,
    MeasureKind,
    Plan,
    Round,
    Target,
    TargetReport,
    Unit,
)
from districts.queries.targets import Line, ShownPlan, load_plans
from districts.rights import Somebody
from districts.told import events_about, facts_about

SERVED = (MeasureKind.PILLAR, MeasureKind.INDEX, MeasureKind.CRITERION)
A_AND_B = r"^(ratio|all_or_nothing)"  # how the rules begin that take a and b


@dataclass(frozen=True, slots=True)
class Change:
    """One act on a row: who, when, and each field before and after."""

    at: datetime
    by: str
    what: str
    reason: str
    fields: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True, slots=True)
class PlanList:
    """The plans and indicators that an account sees."""

    plans: tuple[Plan, ...]
    indicators: tuple[Indicator, ...]
    editable: tuple[Unit, ...]  # authorities whose plans the account edits


def load_plan_list(user: Somebody) -> PlanList:
    """Three queries."""
    plans = rights.plans_visible_to(user).select_related("authority", "unit").annotate(size=Count("targets"))
    indicators = rights.indicators_visible_to(user).select_related("authority").order_by("authority", "code")
    editable = rights.authorities_run_by(user).order_by("sort_key", "pk")
    return PlanList(tuple(plans.order_by("-year", "cut_off", "pk")), tuple(indicators), tuple(editable))


def visible_plans(user: Somebody) -> "QuerySet[Plan]":
    """With what their pages show."""
    return rights.plans_visible_to(user).select_related("authority", "unit", "replaces")


def visible_targets(user: Somebody) -> "QuerySet[Target]":
    """Those of the plans that the account sees."""
    rows = Target.objects.filter(plan__in=rights.plans_visible_to(user))
    return rows.select_related("plan__authority", "group", "lead_unit", "indicator")


def visible_indicators(user: Somebody) -> "QuerySet[Indicator]":
    """With their authority."""
    return rights.indicators_visible_to(user).select_related("authority")


def load_plan(plan: Plan) -> ShownPlan:
    """One plan as it is shown, judged today."""
    today = timezone.localdate()
    return next(one for one in load_plans(plan.authority, today) if one.id == plan.pk)


def load_line(target: Target) -> Line:
    """One target as it is shown."""
    return next(line for line in load_plan(target.plan).lines if line.id == target.pk)


def reports_of(target: Target) -> list[TargetReport]:
    """Every report with who made it, the latest first."""
    return list(target.reports.select_related("by").order_by("-as_of", "-revision"))


def load_changes(subject: str) -> tuple[Change, ...]:
    """Every act on a row, the latest first. One query."""
    events = Event.objects.filter(events_about(subject)).select_related("by").order_by("-pk")
    return tuple(change_of(event, subject) for event in events)


def change_of(event: Event, subject: str) -> Change:
    before, after = facts_about(event, subject)
    fields = tuple((name, before.get(name), after.get(name)) for name in dict.fromkeys([*before, *after]))
    by = event.by.get_full_name() or event.by.get_username()
    return Change(event.at, by, event.get_verb_display(), event.reason, fields)


def load_counts(indicator: Indicator, units: "QuerySet[Unit]") -> list[tuple[Unit, list[IndicatorValue]]]:
    """The counts of these units, the latest first. Two queries."""
    found: dict[int, list[IndicatorValue]] = {}
    for value in IndicatorValue.objects.filter(indicator=indicator).order_by("-as_of", "-revision"):
        found.setdefault(value.unit_id, []).append(value)
    return [(unit, found.get(unit.pk, [])) for unit in units.order_by("level", "sort_key", "pk")]


def counts_of_unit(indicator: Indicator, unit: Unit) -> list[IndicatorValue]:
    """What one unit counted, with who reported it, the latest first."""
    values = IndicatorValue.objects.filter(indicator=indicator, unit=unit).select_related("by")
    return list(values.order_by("-as_of", "-revision"))


def uses_of(indicator: Indicator) -> list[IndicatorUse]:
    """The criteria that take from it."""
    return list(indicator.uses.select_related("measure__framework").order_by("pk"))


def targets_of(indicator: Indicator) -> list[Target]:
    """The targets that take from it."""
    return list(indicator.targets.select_related("plan").order_by("plan", "position"))


# What may be chosen


def plans_to_replace(authority: Unit, plan: Plan | None) -> "QuerySet[Plan]":
    """Others of the authority, none of a later year than a stored one."""
    found = Plan.objects.filter(authority=authority).exclude(pk=plan.pk if plan else 0)
    if plan:
        found = found.filter(year__lte=plan.year)
    return found.order_by("-year", "pk")


def targets_to_replace(plan: Plan, target: Target | None) -> "QuerySet[Target]":
    """Others of the authority, those of the plan first, none of a later year."""
    found = Target.objects.filter(plan__authority=plan.authority_id, plan__year__lte=plan.year)
    found = found.exclude(pk=target.pk if target else 0).select_related("plan")
    own = Case(When(plan=plan.pk, then=0), default=1)
    return found.order_by(own, "-plan__year", "plan", "position")


def measures_to_serve(authority: Unit) -> "QuerySet[Measure]":
    """Pillars, indices and criteria of the frameworks that the authority's rounds use."""
    used = Round.objects.filter(authority=authority).values("framework")
    measures = Measure.objects.filter(framework__in=used, kind__in=SERVED).select_related("framework")
    return measures.order_by("framework", "position")


def measures_to_tie(authority: Unit, indicator: Indicator | None) -> "QuerySet[Measure]":
    """Criteria whose rule takes a and b, and which no other indicator fills in."""
    criteria = measures_to_serve(authority).filter(kind=MeasureKind.CRITERION, rule__regex=A_AND_B)
    return criteria.exclude(indicator_use__isnull=False) | criteria.filter(
        indicator_use__indicator=indicator.pk if indicator else None
    )
