"""The library of evidence: documents added, cited, removed, and handed out to those entitled."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from districts.actions import evidence
from districts.actions.errors import ActionError
from districts.actions.evidence import Described, Upload
from districts.actions.figures import SaveResult
from districts.actions.transitions import Act, is_open
from districts.admin.cards import REFUSED, account, card_of, page, said_by
from districts.models import Document, Scorecard
from districts.queries.work_evidence import load_library

# A file is only ever saved: whatever it holds, no browser runs or shows it as a page of ours.
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


class DocumentForm(forms.Form):
    """A document of the library."""

    number = forms.CharField(label=gettext_lazy("Document number"), max_length=100, required=False)
    date = forms.DateField(
        label=gettext_lazy("Date"),
        required=False,
        widget=forms.DateInput(attrs={"placeholder": "31/12/2026", "inputmode": "numeric", "autocomplete": "off"}),
    )
    signer = forms.CharField(label=gettext_lazy("Signer"), max_length=200, required=False)
    summary = forms.CharField(label=pgettext_lazy("document", "Summary"), max_length=500)
    link = forms.CharField(
        label=gettext_lazy("Link"),
        max_length=500,
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    file = forms.FileField(label=gettext_lazy("File"), required=False)


@require_http_methods(["GET", "POST"])
def library(request: HttpRequest, scorecard: int) -> HttpResponse:
    """The documents; a new one is added here."""
    card = card_of(request, scorecard)
    if request.method == "GET":
        return show(request, card, DocumentForm())
    form = DocumentForm(request.POST, request.FILES)
    try:
        evidence.permit_adding(card, by=account(request), now=timezone.now())
        if not form.is_valid():
            return show(request, card, form, status=REFUSED)
        add(request, card, dict(form.cleaned_data))
    except ActionError as error:
        return show(request, card, form, status=REFUSED, refused=said_by(error))
    messages.success(request, _("The document was added."))
    return redirect("admin:work-evidence", card.pk)


def add(request: HttpRequest, card: Scorecard, data: dict[str, Any]) -> None:
    file = data.pop("file")
    evidence.add_document(
        scorecard=card,
        described=Described(**data),
        by=account(request),
        upload=Upload(file.name, file.size, file) if file else None,
        measure_codes=request.POST.getlist("measures"),
    )


def show(
    request: HttpRequest, card: Scorecard, form: DocumentForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    who = account(request)
    may_enter = is_open(card, Act.ENTER, by=who)
    return page(
        request,
        "work/evidence.html",
        _("Evidence"),
        status=status,
        card=card,
        form=form,
        library=load_library(card),
        chosen=request.POST.getlist("measures"),
        may_enter=may_enter,
        may_add=may_enter or is_open(card, Act.REPLY, by=who),
        **context,
    )


def document_of(card: Scorecard, document: int) -> Document:
    """A document of this scorecard's library; every other answers 404."""
    return get_object_or_404(Document.objects.filter(unit=card.unit_id, round=card.round_id), pk=document)


@require_POST
def attach(request: HttpRequest, scorecard: int, document: int) -> HttpResponse:
    """Let many criteria cite one document."""
    card = card_of(request, scorecard)
    found = document_of(card, document)
    codes = request.POST.getlist("measures")
    act = partial(evidence.attach, scorecard=card, document=found, measure_codes=codes, by=account(request))
    return carry_out(request, card, act, _("The criteria cite %(document)s now.") % {"document": found})


@require_POST
def detach(request: HttpRequest, scorecard: int, document: int) -> HttpResponse:
    """Let one criterion cite it no longer."""
    card = card_of(request, scorecard)
    found = document_of(card, document)
    codes = request.POST.getlist("measures")
    act = partial(evidence.detach, scorecard=card, document=found, measure_codes=codes, by=account(request))
    return carry_out(request, card, act, _("It is cited no longer."))


@require_POST
def remove(request: HttpRequest, scorecard: int, document: int) -> HttpResponse:
    """Take an uncited document away."""
    card = card_of(request, scorecard)
    act = partial(evidence.remove_document, scorecard=card, document=document_of(card, document), by=account(request))
    return carry_out(request, card, act, _("The document was removed."))


def carry_out(request: HttpRequest, card: Scorecard, act: Callable[[], SaveResult | None], done: str) -> HttpResponse:
    """Do it; the library again, with why it was refused or what was done."""
    try:
        result = act()
    except ActionError as error:
        fault = said_by(error)
    else:
        fault = next((f"{fault.code}: {fault.message}" for fault in result.faults), "") if result else ""
    if fault:
        return show(request, card, DocumentForm(), status=REFUSED, refused=fault)
    messages.success(request, done)
    return redirect("admin:work-evidence", card.pk)


@require_GET
def file(request: HttpRequest, scorecard: int, document: int) -> FileResponse:
    """A file, to be saved: for whoever may see the scorecard."""
    found = document_of(card_of(request, scorecard), document)
    if not found.file:
        raise Http404
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=found.file_name, content_type=found.file_type)
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
