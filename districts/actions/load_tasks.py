"""Write the plan of files of agreements and tasks."""

from dataclasses import replace

from django.contrib.auth.models import User
from django.db import transaction

from districts.actions import agreements, tasks
from districts.actions.events import of_file, record
from districts.imports.task_plan import PlannedAgreement, PlannedTask, TaskPlan
from districts.models import Agreement, Event


@transaction.atomic
def load_tasks(*, plan: TaskPlan, by: User) -> list[Event]:
    """Agreements first, then their tasks; each has an event of its own, with the file and its digest."""
    events = [load_agreement(plan, planned, by) for planned in plan.agreements]
    known = {agreement.code: agreement for agreement in Agreement.objects.filter(round=plan.round)}
    for planned in plan.tasks:
        if planned.said.agreement:  # it may have been made just now
            planned = replace(planned, said=replace(planned.said, agreement=known[planned.said.agreement.code]))
        events.append(load_task(plan, planned, by))
    return events


def load_agreement(plan: TaskPlan, planned: PlannedAgreement, by: User) -> Event:
    source = plan.agreements_source or plan.source
    before = agreements.facts_of(planned.stored) if planned.stored else None
    written = agreements.write_agreement(round=plan.round, said=planned.said, agreement=planned.stored)
    return record(
        by=by,
        verb=Event.Verb.SAVE_AGREEMENT,
        subject=agreements.subject_of(written),
        before=before,
        after=agreements.facts_of(written),
        **of_file(source),
    )


def load_task(plan: TaskPlan, planned: PlannedTask, by: User) -> Event:
    task = planned.stored
    before = tasks.facts_of(task) if task else None
    if planned.is_changed or task is None:
        task = tasks.write_task(round=plan.round, said=planned.said, task=task)
    verb = Event.Verb.SAVE_TASK if planned.is_changed else Event.Verb.REPORT_TASK
    if planned.report:
        tasks.write_report(task=task, said=planned.report, by=by)
    after = tasks.facts_of(task)
    return record(by=by, verb=verb, subject=tasks.subject_of(task), before=before, after=after, **of_file(plan.source))
