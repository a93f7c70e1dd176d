"""The check before a submission, and the submission itself."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from districts.actions.errors import ActionError
from districts.actions.transitions import Act, Covering, is_open, move, permit
from districts.admin.cards import REFUSED, account, card_of, page, said_by
from districts.checks import examine
from districts.checks.reading import answers_of
from districts.models import Scorecard
from districts.queries.work import deadline_in_words
from districts.queries.work_sections import sections_of


class CoveringForm(forms.Form):
    """The covering document and the head's approval."""

    number = forms.CharField(label=gettext_lazy("Document number"), max_length=100)
    date = forms.DateField(
        label=gettext_lazy("Date"),
        widget=forms.DateInput(attrs={"placeholder": "31/12/2026", "inputmode": "numeric", "autocomplete": "off"}),
    )
    signer = forms.CharField(label=gettext_lazy("Signer"), max_length=200)
    approved = forms.BooleanField(label=gettext_lazy("As head of the unit I approve this self-assessment."))


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, scorecard: int) -> HttpResponse:
    """What stops the submission, what should be looked at again, and the form to submit."""
    card = card_of(request, scorecard)
    form = CoveringForm(request.POST or None)
    if request.method == "GET":
        return show(request, card, form)
    try:
        permit(card, Act.SUBMIT, by=account(request), now=timezone.now())
        if not form.is_valid():
            return show(request, card, form, status=REFUSED)
        fields = {name: form.cleaned_data[name] for name in ("number", "date", "signer")}
        move(scorecard=card, act=Act.SUBMIT, by=account(request), covering=Covering(**fields))
    except ActionError as error:
        return show(request, card, form, status=REFUSED, refused=said_by(error))
    messages.success(request, _("The self-assessment was submitted."))
    return redirect("admin:work-card", card.pk)


def show(
    request: HttpRequest, card: Scorecard, form: CoveringForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    found = examine(answers_of(card))
    place = {
        measure.code: (section.code, measure.name)
        for section in sections_of(card.round.framework_id)
        for measure in section.criteria
    }
    linked = [(finding, *place.get(finding.code, ("", ""))) for finding in found]
    return page(
        request,
        "work/submit.html",
        _("Check and submit"),
        status=status,
        card=card,
        form=form,
        errors=[one for one in linked if one[0].is_error],
        warnings=[one for one in linked if not one[0].is_error],
        is_open=is_open(card, Act.SUBMIT, by=account(request)),
        deadline=deadline_in_words(card),
        **context,
    )
