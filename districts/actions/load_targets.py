"""Write what files of plans say: plans, targets and reports, in one event."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from districts.actions.errors import ActionError
from districts.actions.events import of_file, record
from districts.actions.plans import check_plan, group_named, name_in_english, next_place, write_target
from districts.actions.target_reports import Told, facts_of, write_report
from districts.actions.versions import Facts, Unfit, change
from districts.imports.target_plan import Key, PlanKey, PlannedPlan, PlannedTarget, TargetsPlan
from districts.models import Event, Plan, Target


@transaction.atomic
def load_targets(*, plan: TargetsPlan, by: User) -> Event:
    """All of it or nothing; what the files do not name stays."""
    before, after = Facts(), Facts()
    year = plan.area.year
    plans = {(year, one.code): write_plan(one, plan, before, after) for one in plan.plans}
    stored = Plan.objects.filter(authority=plan.area.authority)
    plans = {(one.year, one.code): one for one in stored} | plans
    link_plans(plan.plans, plans, year, before, after)
    targets = {one.key: write(one, plans[year, one.key.plan], before, after) for one in plan.targets}
    rest = Target.objects.filter(plan__in=plans.values()).select_related("plan__authority")
    targets = {Key.of(one): one for one in rest} | targets
    link_targets(plan.targets, targets, before, after)
    for report in plan.reports:
        key = Key(year, report.row.plan, report.row.code)
        told = write_report(targets[key], told_of(report), report.corrects, by)
        after[f"{key.within(year)}@{report.as_of}"] = facts_of(told)
    return record(
        by=by,
        verb=Event.Verb.LOAD_TARGETS,
        subject=f"{plan.area.authority.slug}/{plan.area.year}/targets",
        before=before,
        after=after | reports_file(plan),
        **of_file(plan.source),
    )


def write_plan(planned: PlannedPlan, files: TargetsPlan, before: Facts, after: Facts) -> Plan:
    """The plan without what it replaces, which may come later in the file."""
    plan = planned.stored or Plan(authority=files.area.authority, year=files.area.year, code=planned.code)
    was, becomes = change(plan, planned.values)
    if planned.differs:
        try:
            check_plan(plan)
        except Unfit as refusal:  # what a file cannot know, such as a target due before the plan's new date
            raise ActionError(f"{planned.code}: {refusal.message}") from refusal
        plan.version += 1
        plan.save()
        before[planned.code], after[planned.code] = (was if planned.stored else None), becomes
    return plan


def link_plans(planned: list[PlannedPlan], plans: dict[PlanKey, Plan], year: int, before: Facts, after: Facts) -> None:
    for one in planned:
        if one.replaces:
            link(plans[year, one.code], plans[one.replaces], one.code, before, after)


def link(row: Plan | Target, replaced: Plan | Target | None, name: str, before: Facts, after: Facts) -> None:
    """Store what a row replaces, and add it to what the event says of the row."""
    was, becomes = change(row, {"replaces": replaced})
    if becomes:
        row.save(update_fields=["replaces"])
        known = before.get(name, {})
        before[name] = None if known is None else {**known, **was}
        after[name] = {**after.get(name, {}), **becomes}


def write(planned: PlannedTarget, plan: Plan, before: Facts, after: Facts) -> Target:
    target = planned.stored or Target(plan=plan, code=planned.key.code, position=next_place(plan))
    target.plan = plan
    if planned.differs:
        group = group_named(plan, planned.row.group_vi, planned.row.group_en)
        values: dict[str, Any] = {**planned.values, "group": group}
        name = planned.key.within(plan.year)
        try:
            was, becomes = write_target(target, values, planned.measures)
        except Unfit as refusal:
            raise ActionError(f"{name}: {refusal.message}") from refusal
        named, renamed = name_in_english(group, planned.row.group_en)
        if becomes or renamed:  # nothing where a row before it gave the group its name already
            before[name], after[name] = (was | named if planned.stored else None), becomes | renamed
    return target


def link_targets(planned: list[PlannedTarget], targets: dict[Key, Target], before: Facts, after: Facts) -> None:
    """What replaces what, once everything is there."""
    for one in planned:
        replaced = targets[one.replaces] if one.replaces else None
        link(targets[one.key], replaced, one.key.within(one.key.year), before, after)


def told_of(report: Any) -> Told:
    """A report of the file as the action takes it."""
    row = report.row
    return Told(
        as_of=report.as_of,
        value=report.value,
        answer=report.answer,
        office=row.office,
        evidence=row.evidence,
        link=row.link,
        provenance=row.provenance,
        source=row.source,
        reason=row.reason,
    )


def reports_file(plan: TargetsPlan) -> Facts:
    """The second file, which the event has no column for."""
    source = plan.reports_source
    return {"reports_file": {"name": source.name[:300], "digest": source.digest}} if source else {}
