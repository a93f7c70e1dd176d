"""Tasks behind the log-in: the list, one task's form with its aims, and reports on how it gets on."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from districts import rights
from districts.actions.agreements import Refused, told
from districts.actions.errors import ActionError
from districts.actions.tasks import report_task, save_task, subject_of
from districts.admin.cards import account
from districts.admin.frame import page, status_of
from districts.admin.task_start import Start, key_in, started
from districts.forms.task_work import AimFormSet, Aims, ReportForm, TaskForm
from districts.models import Round, Task
from districts.queries.task_work import (
    agreements_to_join,
    history_of,
    is_published,
    load_list,
    measures_to_aim_at,
    next_code,
    plan_of_target,
    rounds_for,
    visible_tasks,
)
from districts.queries.work_plans import load_changes
from districts.task_rules import said_of_task

AIMS = "aims"


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The tasks that the account sees, the most urgent first, and the agreements."""
    found = load_list(account(request))
    writes = {round.pk for round in found.rounds if rights.can_write_agreements(request.user, round.authority_id)}
    return page(
        request,
        "tasks/list.html",
        _("Tasks"),
        found=found,
        may_begin=bool(found.rounds),
        may_agree=bool(writes),
    )


@dataclass
class Sheet:
    """The forms of one task."""

    round: Round
    form: TaskForm
    aims: AimFormSet
    origin: dict[str, Any]

    def is_valid(self) -> bool:
        return bool(self.form.is_valid() & self.aims.is_valid())

    def refuse(self, error: ActionError) -> int:
        """Each fault at its field, those of aims at their row; the status to answer with."""
        status = status_of(error)
        if not isinstance(error, Refused):
            self.form.add_error(None, error.message)
            return status
        rows = [form for form, _aim in self.aims.said()]
        rows.sort(key=lambda form: (form.cleaned_data["measure"].position, form.cleaned_data["year"]))
        for fault in error.faults:
            if fault.aim >= 0:
                rows[fault.aim].add_error(None, told(fault))
            else:
                self.form.refuse(fault, told(fault))
        return status


def sheet_of(request: HttpRequest, round: Round, start: Start) -> Sheet:
    """The forms as they were sent, or with what there is to begin with."""
    data = request.POST or None
    owners = rights.units_tasked_by(request.user, round.authority)
    form = TaskForm(
        data,
        initial=start.initial,
        owners=owners,
        units=rights.units_of(round.authority),
        agreements=agreements_to_join(account(request), round, start.initial.get("agreement")),
    )
    options = {"round": round, "measures": measures_to_aim_at(round)}
    aims = Aims(data, prefix=AIMS, initial=start.aims, form_kwargs=options)
    assert isinstance(aims, AimFormSet)
    return Sheet(round, form, aims, start.origin)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a task: from nothing, from a line of the points lost, or from a target not met."""
    round = round_of(request)
    start = started(request.GET, round)
    start.initial.setdefault("code", next_code(round))
    sheet, status = sheet_of(request, round, start), 200
    if request.method == "POST" and sheet.is_valid():
        said = sheet.form.said([aim for _form, aim in sheet.aims.said()], sheet.origin)
        try:
            task = save_task(round=round, said=said, by=account(request))
        except ActionError as error:
            status = sheet.refuse(error)
        else:
            messages.success(request, _("The task is saved: %(task)s.") % {"task": task})
            return redirect("admin:task", task.pk)
    return show(request, sheet, _("New task"), status=status, rounds=rounds_for(account(request)), start=start)


def round_of(request: HttpRequest) -> Round:
    """The round that `?round=` names, else the latest about which the account may begin a task."""
    rounds = rounds_for(account(request))
    if not request.GET.get("round"):
        first = about_target(request, rounds) or rounds.first()
        if first is None:
            raise PermissionDenied
        return first
    key = key_in(request.GET, "round")
    found = rounds.filter(pk=key).first()
    if found is None:
        if not is_published(key):
            raise Http404
        raise PermissionDenied  # published: no secret, but not theirs
    return found


def about_target(request: HttpRequest, rounds: QuerySet[Round]) -> Round | None:
    """Where a target is named instead: the round of its plan's authority and year, else the latest before it."""
    if not request.GET.get("target"):
        return None
    plan = plan_of_target(key_in(request.GET, "target"))
    if plan is None:
        raise Http404
    found = rounds.filter(authority=plan.authority_id, year__lte=plan.year).first()
    if found is None:
        raise PermissionDenied
    return found


@require_http_methods(["GET", "POST"])
def task(request: HttpRequest, task: int) -> HttpResponse:
    """One task: its form for those who may write it, and its history."""
    found = task_of(request, task)
    refuse_readers(request, found)
    start = Start.of(said_of_task(found), found.version)
    sheet, status = sheet_of(request, found.round, start), 200
    if request.method == "POST" and sheet.is_valid():
        said = sheet.form.said([aim for _form, aim in sheet.aims.said()], sheet.origin)
        version = sheet.form.cleaned_data["version"]
        try:
            save_task(round=found.round, said=said, by=account(request), task=found, version=version)
        except ActionError as error:
            status = sheet.refuse(error)
        else:
            messages.success(request, _("The task is saved: %(task)s.") % {"task": said.code})
            return redirect("admin:task", found.pk)
    return show(request, sheet, str(found), status=status, task=found)


def task_of(request: HttpRequest, key: int) -> Task:
    """A task that the account sees; every other answers 404."""
    return get_object_or_404(visible_tasks(account(request)), pk=key)


def refuse_readers(request: HttpRequest, task: Task) -> None:
    """Whoever sees a task and may not write it sends nothing, whatever it is: 403."""
    if request.method == "POST" and not rights.can_write_task(request.user, task.round.authority_id, task.owner_id):
        raise PermissionDenied


def show(request: HttpRequest, sheet: Sheet, title: str, task: Task | None = None, **context: Any) -> HttpResponse:
    may = task is None or rights.can_write_task(request.user, sheet.round.authority_id, task.owner_id)
    report: ReportForm | None = context.pop("report", None)
    if task and may and report is None:
        report = ReportForm(initial={"state": task.state, "progress": task.progress, "version": task.version})
    return page(
        request,
        "tasks/task.html",
        title,
        form=sheet.form,
        aims=sheet.aims,
        round=sheet.round,
        task=task,
        said=said_of_task(task) if task else None,
        history=history_of(task) if task else [],
        changes=load_changes(subject_of(task)) if task else (),
        report=report,
        may=may,
        **context,
    )


@require_POST
def report(request: HttpRequest, task: int) -> HttpResponse:
    """Add a report."""
    found = task_of(request, task)
    refuse_readers(request, found)
    form, status = ReportForm(request.POST), 200
    if form.is_valid():
        try:
            report_task(task=found, said=form.said(), by=account(request), version=form.cleaned_data["version"])
        except Refused as error:
            for fault in error.faults:
                form.refuse(fault, told(fault))
        except ActionError as error:
            status = status_of(error)
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The report is saved."))
            return redirect("admin:task", found.pk)
    request.POST = request.POST.__class__()  # the form of the task itself was not sent
    sheet = sheet_of(request, found.round, Start.of(said_of_task(found), found.version))
    return show(request, sheet, str(found), status=status, task=found, report=form)
