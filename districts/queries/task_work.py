"""Tasks behind the log-in: the list of an account, one task with its history, and where a new one may begin."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone

from districts import rights
from districts.models import Agreement, Measure, Plan, Publication, Round, Target, Task, TaskProgress, TaskState
from districts.models.agreement import OPEN_STATES


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One task of the list."""

    task: Task
    is_late: bool


@dataclass(frozen=True, slots=True)
class TaskList:
    """What an account sees, the most urgent first; and the agreements."""

    lines: tuple[WorkLine, ...]
    agreements: tuple[Agreement, ...]
    rounds: tuple[Round, ...]  # about which it may begin tasks


def visible_tasks(user: User) -> QuerySet[Task]:
    """With what their pages show."""
    related = ("owner", "agreement", "round__authority", "round__framework", "lost_in", "lost_on", "target__plan")
    return rights.tasks_visible_to(user).select_related(*related)


def visible_agreements(user: User) -> QuerySet[Agreement]:
    return rights.agreements_visible_to(user).select_related("round__authority", "round__framework")


def agreements_to_join(user: User, round: Round, stored: Agreement | None) -> QuerySet[Agreement]:
    """Those about the round that the account sees, and the one that its task belongs to already."""
    seen = Q(pk__in=rights.agreements_visible_to(user).values("pk")) | Q(pk=stored.pk if stored else 0)
    return Agreement.objects.filter(seen, round=round).order_by("date", "pk")


def load_list(user: User) -> TaskList:
    """Three queries, whatever the number of tasks."""
    today = timezone.localdate()
    lines = [WorkLine(task, task.is_open and task.due < today) for task in visible_tasks(user)]
    lines.sort(key=lambda line: (not line.is_late, _place(line.task), line.task.due, line.task.pk))
    agreements = visible_agreements(user).order_by("-round__year", "date", "pk")
    return TaskList(tuple(lines), tuple(agreements), tuple(rounds_for(user)))


def _place(task: Task) -> int:
    if task.state == TaskState.BLOCKED:
        return 0
    return 1 if task.state in OPEN_STATES else 2


def rounds_for(user: User) -> QuerySet[Round]:
    """About which an account may begin tasks, the latest first."""
    rounds = rights.rounds_worked_on_by(user).select_related("authority", "framework")
    return rounds.order_by("-year", "authority__sort_key", "group", "basis", "pk")


def is_published(round: int) -> bool:
    """Whether everybody may know of a round."""
    return Publication.objects.filter(round=round).exists()


def plan_of_target(target: int) -> Plan | None:
    """The plan that a target is of."""
    return Plan.objects.filter(targets=target).first()


def history_of(task: Task) -> list[TaskProgress]:
    """The latest report first."""
    return list(task.reports.select_related("by").order_by("-date", "-pk"))


def measures_of(round: Round) -> QuerySet[Measure]:
    """All measures of the round's framework."""
    return Measure.objects.filter(framework=round.framework_id)


def measures_to_aim_at(round: Round) -> list[Measure]:
    """Whatever brings points, in the order of the framework."""
    return list(measures_of(round).filter(max_points__gt=0).order_by("position"))


def targets_to_begin_from(round: Round) -> QuerySet[Target]:
    """Those of the authority's plans."""
    return Target.objects.filter(plan__authority=round.authority_id).select_related("plan", "lead_unit")


def publication_of(round: Round, revision: int) -> Publication | None:
    """A revision of a round."""
    return Publication.objects.filter(round=round, revision=revision).first()


def next_code(round: Round) -> str:
    """A code that no task of the round has, by its number."""
    taken = set(Task.objects.filter(round=round).values_list("code", flat=True))
    number = len(taken) + 1
    while f"N{number:02}" in taken:
        number += 1
    return f"N{number:02}"
