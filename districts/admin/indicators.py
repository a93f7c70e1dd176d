"""Coverage indicators: what they count, who takes from them, and each unit's counts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from districts import rights
from districts.actions.errors import ActionError
from districts.actions.indicators import report_indicator, save_indicator
from districts.admin.cards import account
from districts.admin.frame import page
from districts.admin.plans import authority_of, put_fault, refuse_unless_editor
from districts.aims import name_of_count, name_of_indicator
from districts.coverage import Counted
from districts.forms.plans import CountForm, IndicatorForm
from districts.models import Indicator, Unit
from districts.queries.work_plans import (
    counts_of_unit,
    load_changes,
    load_counts,
    targets_of,
    uses_of,
    visible_indicators,
)


def indicator_of(request: HttpRequest, indicator: int) -> Indicator:
    """An indicator that the account may see; every other answers 404."""
    return get_object_or_404(visible_indicators(request.user), pk=indicator)


@require_GET
def indicator(request: HttpRequest, indicator: int) -> HttpResponse:
    """One indicator with the latest counts of its units."""
    stored = indicator_of(request, indicator)
    counted = rights.units_counted_by(request.user, stored.authority)
    own = set(counted.values_list("pk", flat=True))
    rows = [
        (unit, values, unit.pk in own)
        for unit, values in load_counts(stored, rights.units_of(stored.authority))
        if values or unit.pk in own
    ]
    return page(
        request,
        "plans/indicator.html",
        stored.name,
        indicator=stored,
        rows=rows,
        uses=uses_of(stored),
        targets=targets_of(stored),
        can_edit=rights.can_edit_plans(request.user, stored.authority_id),
        changes=load_changes(name_of_indicator(stored)),
    )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """An indicator of the authority that `?authority=` names."""
    return indicator_form(request, authority_of(request), None)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, indicator: int) -> HttpResponse:
    """Change an indicator, or what takes from it."""
    stored = indicator_of(request, indicator)
    refuse_unless_editor(request, stored.authority_id)
    return indicator_form(request, stored.authority, stored)


def indicator_form(request: HttpRequest, authority: Unit, indicator: Indicator | None) -> HttpResponse:
    initial: dict[str, object] = {"version": 0}
    if indicator:
        initial = {name: getattr(indicator, name) for name in (*IndicatorForm.stored, "version")}
        initial["measures"] = list(indicator.measures.all())
    form = IndicatorForm(request.POST or None, initial=initial, authority=authority, indicator=indicator)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_indicator(
                authority=authority,
                indicator=indicator,
                values=form.values,
                measures=list(form.cleaned_data["measures"]),
                version=form.cleaned_data["version"],
                by=account(request),
            )
        except ActionError as error:
            status = put_fault(form, error)
        else:
            messages.success(request, _("The indicator is saved."))
            return redirect("admin:indicator", saved.pk)
    title = _("Change the indicator") if indicator else _("New indicator")
    return page(request, "plans/form.html", title, status=status, form=form, indicator=indicator)


@require_http_methods(["GET", "POST"])
def count(request: HttpRequest, indicator: int, unit: int) -> HttpResponse:
    """Report what one unit counts, below what it counted before."""
    stored = indicator_of(request, indicator)
    counted = get_object_or_404(rights.units_of(stored.authority), pk=unit)
    if not rights.units_counted_by(request.user, stored.authority).filter(pk=unit).exists():
        raise PermissionDenied
    values = counts_of_unit(stored, counted)
    form = CountForm(request.POST or None, initial={"seen": len(values)})
    status = 200
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        seen = data.pop("seen")
        try:
            report_indicator(indicator=stored, unit=counted, counted=Counted(**data), seen=seen, by=account(request))
        except ActionError as error:
            status = put_fault(form, error)
        else:
            messages.success(request, _("The count is saved."))
            return redirect("admin:indicator", stored.pk)
    return page(
        request,
        "plans/count.html",
        _("Count of %(unit)s") % {"unit": counted.name},
        status=status,
        form=form,
        indicator=stored,
        values=values,
        changes=load_changes(name_of_count(stored, counted)),
    )
