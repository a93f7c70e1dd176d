"""Tasks: written by the authority or by the owner's own people, reported on, and loaded from files."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from districts import rights
from districts.actions.agreements import Refused
from districts.actions.digest import plain
from districts.actions.errors import Forbidden
from districts.actions.events import record
from districts.actions.figures import clean
from districts.actions.publish import address_of
from districts.actions.versions import held
from districts.models import Event, Round, Task, TaskAim, TaskProgress
from districts.task_rules import Fault, ReportSaid, TaskSaid, faults_of_report, faults_of_task, load_winnable

TEXTS = ("code", "title_vi", "title_en", "note", "evidence", "link", "source")
ROWS = ("owner", "agreement", "lost_in", "lost_on", "target")
FIELDS = (*TEXTS, *ROWS, "area", "start", "due", "is_public", "provenance")
RECORDED = (*(name for name in FIELDS if name not in ROWS), "state", "progress")


@transaction.atomic
def save_task(*, round: Round, said: TaskSaid, by: User, task: Task | None = None, version: int = 0) -> Task:
    """Make a task, or change the one that the form was opened with; raises Forbidden, Refused, Overtaken."""
    refuse_outsider(by, round, said.owner.pk)
    if task:
        refuse_outsider(by, round, task.owner_id)  # nobody takes a task away from another unit
        task = held(task, version, subject_of(task))
    refuse_faults(round, said, task)
    before = facts_of(task) if task else None
    task = write_task(round=round, said=said, task=task)
    record(by=by, verb=Event.Verb.SAVE_TASK, subject=subject_of(task), before=before, after=facts_of(task))
    return task


def refuse_outsider(by: User, round: Round, owner: int) -> None:
    if not rights.can_write_task(by, round.authority_id, owner):
        raise Forbidden(_("You may not write the tasks of this unit."))


def refuse_faults(round: Round, said: TaskSaid, task: Task | None) -> None:
    known = set(rights.units_of(round.authority).values_list("pk", flat=True))
    units = [said.owner.pk, *(helper.pk for helper in said.helpers)]
    first = task.reports.order_by("date").first() if task else None
    faults = list(faults_of_task(round, said, known, load_winnable(round, units), first.date if first else None))
    taken = Task.objects.filter(round=round, code=said.code).exclude(pk=task.pk if task else 0)
    if taken.exists():
        faults.append(Fault("code", said.code, _("a code that no other task has")))
    if faults:
        raise Refused(faults)


def write_task(*, round: Round, said: TaskSaid, task: Task | None) -> Task:
    """Store what was said, checked already; the caller records it."""
    task = task or Task(round=round)
    for name in FIELDS:
        value = getattr(said, name)
        setattr(task, name, clean(value) if name in TEXTS else value)
    task.version += 1
    task.save()
    task.helpers.set(said.helpers)
    task.aims.all().delete()
    TaskAim.objects.bulk_create(
        TaskAim(
            task=task,
            measure=aim.measure,
            year=aim.year,
            expected=aim.expected,
            max_points=aim.measure.max_points,
        )
        for aim in said.aims
    )
    return task


@transaction.atomic
def report_task(*, task: Task, said: ReportSaid, by: User, version: int) -> TaskProgress:
    """Add a report to the history of a task, which takes its state and progress from it."""
    if not rights.can_write_task(by, task.round.authority_id, task.owner_id):
        raise Forbidden(_("You may not report on the tasks of this unit."))
    task = held(task, version, subject_of(task))
    last = task.reports.order_by("-date", "-pk").first()
    if faults := list(faults_of_report(said, task.start, last.date if last else None)):
        raise Refused(faults)
    before = {"state": str(task.state), "progress": task.progress}
    report = write_report(task=task, said=said, by=by)
    after = {"state": said.state, "progress": said.progress, "date": str(said.date)}
    record(by=by, verb=Event.Verb.REPORT_TASK, subject=subject_of(task), before=before, after=after)
    return report


def write_report(*, task: Task, said: ReportSaid, by: User) -> TaskProgress:
    """Store a report, checked already; the caller records it."""
    task.state, task.progress = said.state, said.progress
    task.version += 1
    task.save(update_fields=["state", "progress", "version"])
    return TaskProgress.objects.create(
        task=task,
        date=said.date,
        progress=said.progress,
        state=said.state,
        note=clean(said.note),
        office=clean(said.office) or task.owner.name_vi,
        by=by,
    )


def subject_of(task: Task) -> str:
    """A name that nothing else has, whatever the code: its page shows every event of it."""
    return f"{address_of(task.round)}/tasks/{task.code}"


def facts_of(task: Task) -> dict[str, Any]:
    """For the record, in words that stay true when rows go; what it does not say is left out."""
    facts: dict[str, Any] = {name: plain(getattr(task, name)) for name in RECORDED}
    codes = {name: getattr(task, name) for name in ("owner", "agreement", "lost_on", "target")}
    facts |= {name: row.code for name, row in codes.items() if row}
    facts["lost_in"] = str(task.lost_in) if task.lost_in else ""
    facts["helpers"] = sorted(task.helpers.values_list("code", flat=True))
    aims = task.aims.order_by("measure__position", "year").values_list("measure__code", "year", "expected")
    facts["aims"] = [[code, year, f"{expected.normalize():f}"] for code, year, expected in aims]
    return {name: value for name, value in facts.items() if value not in ("", None, [])}
