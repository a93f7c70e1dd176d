"""Plans and their targets: made and changed, each with its event."""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from districts import rights
from districts.actions.errors import Forbidden
from districts.actions.events import record
from districts.actions.versions import Facts, Unfit, change, held, refuse_renaming
from districts.aims import (
    begins,
    fault_of_aim,
    fault_of_beginning,
    fault_of_deadline,
    fault_of_kind,
    fault_of_number,
    fault_of_takes,
    leads_back,
    name_of_plan,
    name_of_target,
    said_day,
)
from districts.models import Event, Measure, Plan, Target, TargetGroup, Unit

Values = Mapping[str, Any]  # fields by name; what is not named stays as it is


# Plans


@transaction.atomic
def save_plan(*, authority: Unit, plan: Plan | None, values: Values, version: int, by: User) -> Plan:
    """Make a plan of the authority, or change it; nothing is written where nothing differs."""
    if not rights.can_edit_plans(by, authority.pk):
        raise Forbidden(_("You may not change the plans of %(unit)s.") % {"unit": authority.name})
    stored = held(plan, version, name_of_plan(plan)) if plan else Plan(authority=authority)
    before, after = change(stored, values)
    refuse_renaming(stored, after, "code", "year")
    check_plan(stored)
    if after:
        stored.version += 1
        stored.save()
        told = name_of_plan(stored)
        record(by=by, verb=Event.Verb.SAVE_PLAN, subject=told, before=before if plan else None, after=after)
    return stored


def check_plan(plan: Plan) -> None:
    """What the database cannot say in words, or cannot see."""
    others = Plan.objects.filter(authority=plan.authority, year=plan.year, code=plan.code).exclude(pk=plan.pk)
    if others.exists():
        raise Unfit("code", _("a code that no other plan of the year has"))
    if plan.date and plan.date > plan.cut_off:
        raise Unfit("cut_off", _("a cut-off date from %(day)s on, the date of the plan") % {"day": said_day(plan.date)})
    if plan.unit_id and not rights.units_below(plan.authority).filter(pk=plan.unit_id).exists():
        raise Unfit("unit", _("a unit of the authority"))
    check_replaced_plan(plan)
    if plan.pk and (expected := fault_of_beginning(plan, begins(plan))):
        raise Unfit("date", expected)


def check_replaced_plan(plan: Plan) -> None:
    """Another plan of the same authority, of no later year, and no circle."""
    if plan.replaces is None:
        return
    if plan.replaces.authority_id != plan.authority_id:
        raise Unfit("replaces", _("a plan of the same authority"))
    if plan.replaces.year > plan.year:
        raise Unfit("replaces", _("a plan of the same year or an earlier one"))
    chain = dict(Plan.objects.filter(authority=plan.authority).values_list("pk", "replaces_id"))
    if plan.pk and leads_back(plan.pk, plan.replaces_id, chain.get):
        raise Unfit("replaces", _("a plan that does not itself replace this one"))


# Targets


@transaction.atomic
def save_target(
    *,
    plan: Plan,
    target: Target | None,
    group: tuple[str, str],
    values: Values,
    measures: Collection[Measure],
    version: int,
    by: User,
) -> Target:
    """Make a target of the plan, or change it; nothing is written where nothing differs.

    `group` is its name in Vietnamese and English; one of a new name is made, one without this English name takes it.
    """
    if not rights.can_edit_plans(by, plan.authority_id):
        raise Forbidden(_("You may not change the plans of %(unit)s.") % {"unit": plan.authority.name})
    Plan.objects.select_for_update().get(pk=plan.pk)
    stored = held(target, version, name_of_target(target)) if target else Target(plan=plan, position=next_place(plan))
    found = group_named(plan, *group)
    before, after = write_target(stored, {**values, "group": found}, measures)
    was, becomes = name_in_english(found, group[1])
    before, after = before | was, after | becomes
    if after:
        told = name_of_target(stored)
        record(by=by, verb=Event.Verb.SAVE_TARGET, subject=told, before=before if target else None, after=after)
    return stored


def next_place(plan: Plan) -> int:
    """Behind all others."""
    return (plan.targets.aggregate(last=Max("position"))["last"] or 0) + 1


def write_target(target: Target, values: Values, measures: Collection[Measure]) -> tuple[Facts, Facts]:
    """Check and store; what differs, before and after."""
    before, after = change(target, values)
    refuse_renaming(target, after, "code")
    check_target(target)
    chosen = {measure.pk for measure in measures}
    known = set(target.measures.values_list("pk", flat=True)) if target.pk else set()
    if after or target.pk is None:
        target.version += 1
        target.save()
    if chosen != known:
        if not after:
            target.version += 1
            target.save(update_fields=["version"])
        before["measures"], after["measures"] = codes_of(known), codes_of(chosen)
        target.measures.set(chosen)
    return before, after


def codes_of(keys: Collection[int]) -> list[str]:
    rows = Measure.objects.filter(pk__in=keys).order_by("framework__slug", "position")
    return [f"{slug}:{code}" for slug, code in rows.values_list("framework__slug", "code")]


def check_target(target: Target) -> None:
    """Comparison, numbers, days, what it takes from and what it replaces."""
    plan = target.plan
    others = Target.objects.filter(plan=plan, code=target.code).exclude(pk=target.pk)
    if others.exists():
        raise Unfit("code", _("a code that no other target of the plan has"))
    if target.group.plan_id != plan.pk:
        raise Unfit("group", _("a group of the same plan"))
    if fault := fault_of_aim(target.comparison, target.planned, target.base, target.measured_in_vi):
        raise Unfit(*fault)
    for name in ("planned", "base"):
        if expected := fault_of_number(getattr(target, name), target.decimals):
            raise Unfit(name, expected)
    if expected := fault_of_deadline(target.deadline, begins(plan)):
        raise Unfit("deadline", expected)
    check_indicator(target)
    if target.pk and (fault := fault_of_kind(target, target.comparison, target.indicator)):
        raise Unfit(*fault)
    check_replaced_target(target)


def check_indicator(target: Target) -> None:
    """A value is reported of the target, or counted by its indicator, never both."""
    if target.indicator is None:
        if target.takes:
            raise Unfit("takes", _("an indicator to take it from"))
        return
    if target.indicator.authority_id != target.plan.authority_id:
        raise Unfit("indicator", _("an indicator of the same authority"))
    if target.comparison == Target.Comparison.YES_NO:
        raise Unfit("indicator", _("no indicator, since the answer is yes or no"))
    if not target.takes:
        raise Unfit("takes", _("what to take of the indicator: a, or a in percent of b"))
    if expected := fault_of_takes(target.takes, target.measured_in_vi):
        raise Unfit("measured_in_vi", expected)


def check_replaced_target(target: Target) -> None:
    """Another target of the same authority, of no later year, and no circle."""
    if target.replaces is None:
        return
    if target.replaces.plan.authority_id != target.plan.authority_id:
        raise Unfit("replaces", _("a target of the same authority"))
    if target.replaces.plan.year > target.plan.year:
        raise Unfit("replaces", _("a target of the same year or an earlier one"))
    chain = Target.objects.filter(plan__authority=target.plan.authority_id).values_list("pk", "replaces_id")
    if target.pk and leads_back(target.pk, target.replaces_id, dict(chain).get):
        raise Unfit("replaces", _("a target that does not itself replace this one"))


def group_named(plan: Plan, name_vi: str, name_en: str = "") -> TargetGroup:
    """The plan's group of this name, made behind the others where there is none; written with its first target."""
    found = plan.groups.filter(name_vi=name_vi).first()
    if found:
        return found
    place = (plan.groups.aggregate(last=Max("position"))["last"] or 0) + 1
    return TargetGroup.objects.create(plan=plan, name_vi=name_vi, name_en=name_en, position=place)


def name_in_english(group: TargetGroup, name_en: str) -> tuple[Facts, Facts]:
    """Give a group the English name that was said; what says none leaves it. Before and after, for the event."""
    if name_en in ("", group.name_en):
        return {}, {}
    before, group.name_en = group.name_en, name_en
    group.save(update_fields=["name_en"])
    return {"group_en": before}, {"group_en": name_en}
