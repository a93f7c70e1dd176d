"""Plans and their targets: lists, forms, and what was changed by whom."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from districts import rights
from districts.actions import plans as actions
from districts.actions.errors import ActionError
from districts.actions.target_reports import Told, report_target
from districts.actions.versions import Unfit
from districts.admin.cards import account
from districts.admin.frame import page, status_of
from districts.admin.task_start import key_in
from districts.aims import name_of_plan, name_of_target
from districts.forms.plans import PlanForm, TargetForm, TargetReportForm
from districts.models import Plan, Target, Unit
from districts.queries.work_plans import (
    load_changes,
    load_line,
    load_plan,
    load_plan_list,
    reports_of,
    visible_plans,
    visible_targets,
)
from districts.tables.targets import headline, shown


def plan_of(request: HttpRequest, plan: int) -> Plan:
    """A plan that the account may see; every other answers 404."""
    return get_object_or_404(visible_plans(request.user), pk=plan)


def target_of(request: HttpRequest, target: int) -> Target:
    """A target of a plan that the account may see."""
    return get_object_or_404(visible_targets(request.user), pk=target)


def authority_of(request: HttpRequest) -> Unit:
    """The authority that `?authority=` names, among those that the account sees; 403 where it may not write."""
    authority = get_object_or_404(rights.authorities_visible_to(request.user), pk=key_in(request.GET, "authority"))
    refuse_unless_editor(request, authority.pk)
    return authority


def refuse_unless_editor(request: HttpRequest, authority: int) -> None:
    if not rights.can_edit_plans(request.user, authority):
        raise PermissionDenied


def put_fault(form: forms.Form, error: ActionError) -> int:
    """Say a refusal at its field; the status to answer with."""
    status = status_of(error)
    field = error.field if isinstance(error, Unfit) and error.field in form.fields else None
    form.add_error(field, error.message)
    return status


# Lists


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The plans and indicators of the account's authorities."""
    if not rights.doors_of(request.user).plans:
        raise PermissionDenied
    return page(request, "plans/list.html", _("Plans and targets"), listed=load_plan_list(request.user))


@require_GET
def plan(request: HttpRequest, plan: int) -> HttpResponse:
    """One plan with its targets."""
    stored = plan_of(request, plan)
    found = load_plan(stored)
    groups = [(group, [shown(line, ()) for line in group.lines]) for group in found.groups]
    return page(
        request,
        "plans/plan.html",
        str(stored),
        plan=stored,
        headline=headline(found.counts),
        groups=groups,
        can_edit=rights.can_edit_plans(request.user, stored.authority_id),
        changes=load_changes(name_of_plan(stored)),
    )


# Forms


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A plan of the authority that `?authority=` names."""
    return plan_form(request, authority_of(request), None)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, plan: int) -> HttpResponse:
    """Change a plan."""
    stored = plan_of(request, plan)
    refuse_unless_editor(request, stored.authority_id)
    return plan_form(request, stored.authority, stored)


def plan_form(request: HttpRequest, authority: Unit, plan: Plan | None) -> HttpResponse:
    initial = {name: getattr(plan, name) for name in (*PlanForm.stored, "version")} if plan else {"version": 0}
    form = PlanForm(request.POST or None, initial=initial, authority=authority, plan=plan)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_plan(
                authority=authority,
                plan=plan,
                values=form.values,
                version=form.cleaned_data["version"],
                by=account(request),
            )
        except ActionError as error:
            status = put_fault(form, error)
        else:
            messages.success(request, _("The plan is saved."))
            return redirect("admin:plan", saved.pk)
    title = _("Change the plan") if plan else _("New plan of %(authority)s") % {"authority": authority.name}
    return page(request, "plans/form.html", title, status=status, form=form, plan=plan)


@require_http_methods(["GET", "POST"])
def new_target(request: HttpRequest, plan: int) -> HttpResponse:
    """One more target of a plan."""
    stored = plan_of(request, plan)
    refuse_unless_editor(request, stored.authority_id)
    return target_form(request, stored, None)


@require_http_methods(["GET", "POST"])
def edit_target(request: HttpRequest, target: int) -> HttpResponse:
    """Change a target."""
    stored = target_of(request, target)
    refuse_unless_editor(request, stored.plan.authority_id)
    return target_form(request, stored.plan, stored)


def target_form(request: HttpRequest, plan: Plan, target: Target | None) -> HttpResponse:
    form = TargetForm(request.POST or None, initial=initial_of(target), plan=plan, target=target)
    status = 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.save_target(
                plan=plan,
                target=target,
                group=(data["group_vi"], data["group_en"]),
                values=form.values,
                measures=list(data["measures"]),
                version=data["version"],
                by=account(request),
            )
        except ActionError as error:
            status = put_fault(form, error)
        else:
            messages.success(request, _("The target is saved."))
            return redirect("admin:plan", plan.pk)
    title = _("Change target %(code)s") % {"code": target.code} if target else _("New target")
    changes = load_changes(name_of_target(target)) if target else ()
    return page(request, "plans/form.html", title, status=status, form=form, plan=plan, changes=changes)


def initial_of(target: Target | None) -> dict[str, Any]:
    """What the form of a target begins with."""
    if target is None:
        return {"version": 0, "decimals": 0}
    values = {name: getattr(target, name) for name in (*TargetForm.stored, "version")}
    names = {"group_vi": target.group.name_vi, "group_en": target.group.name_en}
    return {**values, **names, "measures": list(target.measures.all())}


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, target: int) -> HttpResponse:
    """Report on a target, below what was reported before."""
    stored = target_of(request, target)
    if not rights.can_report_target(request.user, stored):
        raise PermissionDenied
    reports = reports_of(stored)
    form = TargetReportForm(request.POST or None, initial={"seen": len(reports)}, target=stored)
    status = 200
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        known = data.pop("seen")
        told = Told(**{"value": None, "answer": None, **data})
        try:
            report_target(target=stored, told=told, seen=known, by=account(request))
        except ActionError as error:
            status = put_fault(form, error)
        else:
            messages.success(request, _("The report is saved."))
            return redirect("admin:target-report", stored.pk)
    return page(
        request,
        "plans/report.html",
        _("Report on target %(code)s") % {"code": stored.code},
        status=status,
        form=form,
        plan=stored.plan,
        target=stored,
        row=shown(load_line(stored), ()),
        reports=reports,
        changes=load_changes(name_of_target(stored)),
    )
