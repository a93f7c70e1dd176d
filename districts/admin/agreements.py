"""Agreements behind the log-in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from districts import rights
from districts.actions.agreements import Refused, save_agreement, subject_of, told
from districts.actions.errors import ActionError
from districts.admin.cards import account
from districts.admin.frame import page, status_of
from districts.admin.task_start import key_in
from districts.forms.task_work import AgreementForm
from districts.models import Agreement, Round
from districts.queries.task_work import rounds_for, visible_agreements
from districts.queries.work_plans import load_changes
from districts.task_rules import said_of_agreement


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new agreement about one round."""
    round = round_of(request)
    form = AgreementForm(request.POST or None, units=rights.units_of(round.authority))
    return save(request, round, form, None)


def round_of(request: HttpRequest) -> Round:
    """The round that `?round=` names, else the latest whose agreements the account may write."""
    wanted = key_in(request.GET, "round") if request.GET.get("round") else None
    mine = [one for one in rounds_for(account(request)) if rights.can_write_agreements(request.user, one.authority_id)]
    found = next((one for one in mine if wanted in (None, one.pk)), None)
    if found is None:
        raise PermissionDenied
    return found


@require_http_methods(["GET", "POST"])
def agreement(request: HttpRequest, agreement: int) -> HttpResponse:
    """One agreement: its form for those who may write it."""
    found = get_object_or_404(visible_agreements(account(request)), pk=agreement)
    said = said_of_agreement(found)
    initial = {name: getattr(said, name) for name in said.__slots__ if name != "parties"}
    initial |= {"parties": [unit.pk for unit in said.parties], "version": found.version}
    units = rights.units_of(found.round.authority)
    return save(request, found.round, AgreementForm(request.POST or None, initial=initial, units=units), found)


def save(request: HttpRequest, round: Round, form: AgreementForm, stored: Agreement | None) -> HttpResponse:
    """Save what was sent, or show the form."""
    status = 200
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            made = save_agreement(round=round, said=form.said(), by=account(request), agreement=stored, version=version)
        except Refused as error:
            for fault in error.faults:
                form.refuse(fault, told(fault))
        except ActionError as error:
            status = status_of(error)
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The agreement is saved: %(agreement)s.") % {"agreement": made.title})
            return redirect("admin:tasks")
    may = rights.can_write_agreements(request.user, round.authority_id)
    title = stored.title if stored else _("New agreement")
    return page(
        request,
        "tasks/agreement.html",
        title,
        status=status,
        form=form,
        round=round,
        agreement=stored,
        said=said_of_agreement(stored) if stored else None,
        changes=load_changes(subject_of(stored)) if stored else (),
        may=may,
    )
