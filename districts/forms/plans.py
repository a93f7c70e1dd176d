"""Forms of plans, targets, reports, indicators and counts."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from districts import rights
from districts.forms.moments import DayField
from districts.forms.numbers import StrictDecimalField
from districts.forms.rounds import labelled
from districts.models import Indicator, Level, Measure, Plan, Provenance, Target, Unit
from districts.queries.work_plans import measures_to_serve, measures_to_tie, plans_to_replace, targets_to_replace

LONG_TEXT = 300  # characters; a field for so many is wide
LONG = forms.Textarea(attrs={"rows": 3, "cols": 60})
ANSWERS = [("", "---------"), ("yes", _("Yes")), ("no", _("No"))]


class VersionForm(forms.Form):
    """A form that knows which version it was opened with."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and field.max_length and field.max_length >= LONG_TEXT:
                field.widget.attrs.setdefault("size", 60)

    @property
    def values(self) -> dict[str, Any]:
        """What is stored of it."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.stored}

    stored: tuple[str, ...] = ()


def keep(form: forms.Form, *names: str) -> None:
    """What a stored row is known by is shown and not changed."""
    for name in names:
        form.fields[name].disabled = True


def offer(form: forms.Form, name: str, rows: "QuerySet[Any]") -> None:
    """What a field lets choose from."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


class PlanForm(VersionForm):
    """A plan of an authority, or of one of its units."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("the authority itself")
    )
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    code = forms.SlugField(
        label=_("Code"),
        max_length=40,
        help_text=_("Tells the plans of one year apart: small letters, digits, hyphens."),
    )
    title_vi = forms.CharField(label=_("Title in Vietnamese"), max_length=300)
    title_en = forms.CharField(label=_("Title in English"), max_length=300, required=False)
    report_vi = forms.CharField(
        label=_("Name of the report in Vietnamese"),
        max_length=300,
        required=False,
        help_text=_("Where several reports count plans of one year, such as “Report of November”."),
    )
    report_en = forms.CharField(label=_("Name of the report in English"), max_length=300, required=False)
    number = forms.CharField(label=_("Document number"), max_length=100, required=False)
    date = DayField(label=_("Date of the document"), required=False)
    cut_off = DayField(label=_("Cut-off date"), help_text=_("Reports up to this day are counted."))
    note_vi = forms.CharField(label=_("Note in Vietnamese"), max_length=10_000, required=False, widget=LONG)
    note_en = forms.CharField(label=_("Note in English"), max_length=10_000, required=False, widget=LONG)
    link = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")
    source = forms.CharField(label=_("Source"), max_length=500, required=False)
    provenance = forms.ChoiceField(label=_("How official it is"), choices=Provenance, initial=Provenance.OFFICIAL)
    replaces = forms.ModelChoiceField(
        label=_("Replaces"), queryset=Plan.objects.none(), required=False, empty_label=_("no other plan")
    )

    stored = (
        *("unit", "year", "code", "title_vi", "title_en", "report_vi", "report_en", "number", "date", "cut_off"),
        *("note_vi", "note_en", "link", "source", "provenance", "replaces"),
    )

    def __init__(self, *args: Any, authority: Unit, plan: Plan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", rights.units_below(authority).order_by("level", "sort_key", "pk"))
        offer(self, "replaces", plans_to_replace(authority, plan))
        self.fields["replaces"].label_from_instance = dated  # type: ignore[attr-defined]
        if plan:
            keep(self, "code", "year")


class TargetForm(VersionForm):
    """One target of a plan."""

    code = forms.CharField(label=_("Code"), max_length=40)
    group_vi = forms.CharField(
        label=_("Group in Vietnamese"), max_length=300, help_text=_("A group of a new name is made behind the others.")
    )
    group_en = forms.CharField(label=_("Group in English"), max_length=300, required=False)
    wording_vi = forms.CharField(label=_("Wording in Vietnamese"), max_length=500)
    wording_en = forms.CharField(label=_("Wording in English"), max_length=500, required=False)
    comparison = forms.ChoiceField(label=_("Comparison"), choices=Target.Comparison)
    planned = StrictDecimalField(
        label=_("Planned value"),
        required=False,
        help_text=_("None for yes or no, and for what is only maintained."),
    )
    base = StrictDecimalField(
        label=_("Base value"), required=False, help_text=_("Only for maintain and increase by: from what.")
    )
    decimals = forms.IntegerField(label=_("Decimals"), min_value=0, max_value=6, initial=0)
    measured_in_vi = forms.CharField(
        label=_("Unit of measurement in Vietnamese"), max_length=60, required=False, help_text=_("None for yes or no.")
    )
    measured_in_en = forms.CharField(
        label=_("Unit of measurement in English"),
        max_length=60,
        required=False,
        help_text=_("For one and for several, where they differ: exercise|exercises."),
    )
    level = forms.ChoiceField(label=_("Level"), choices=[("", "---------"), *Level.choices], required=False)
    lead_unit = forms.ModelChoiceField(label=_("Lead unit"), queryset=Unit.objects.none(), required=False)
    deadline = DayField(label=_("Deadline"), required=False, help_text=_("Empty: the cut-off date of the plan."))
    indicator = forms.ModelChoiceField(
        label=_("Indicator"),
        queryset=Indicator.objects.none(),
        required=False,
        empty_label=_("none: the value is reported"),
        help_text=_("What an indicator counts is not reported again."),
    )
    takes = forms.ChoiceField(label=_("Takes of the indicator"), choices=Target.Takes, required=False)
    measures = forms.ModelMultipleChoiceField(
        label=_("Measures that it serves"),
        queryset=Measure.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=_("Hold the Ctrl key to choose several."),
    )
    provenance = forms.ChoiceField(label=_("How official it is"), choices=Provenance, initial=Provenance.OFFICIAL)
    source = forms.CharField(label=_("Source"), max_length=500, required=False)
    replaces = forms.ModelChoiceField(
        label=_("Replaces"), queryset=Target.objects.none(), required=False, empty_label=_("no other target")
    )

    stored = (
        *("code", "wording_vi", "wording_en", "comparison", "planned", "base", "decimals", "measured_in_vi"),
        *("measured_in_en", "level", "lead_unit", "deadline", "indicator", "takes", "provenance", "source", "replaces"),
    )

    def __init__(self, *args: Any, plan: Plan, target: Target | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        authority = plan.authority
        offer(self, "lead_unit", rights.units_of(authority).order_by("level", "sort_key", "pk"))
        offer(self, "indicator", Indicator.objects.filter(authority=authority).order_by("code"))
        offer(self, "measures", measures_to_serve(authority))
        offer(self, "replaces", targets_to_replace(plan, target))
        self.fields["measures"].label_from_instance = named  # type: ignore[attr-defined]
        self.fields["replaces"].label_from_instance = placed  # type: ignore[attr-defined]
        self.fields["lead_unit"].label_from_instance = labelled  # type: ignore[attr-defined]
        if target:
            keep(self, "code")


def named(measure: Measure) -> str:
    """A measure with its framework: codes come again in every one."""
    return f"{measure.framework.slug}: {measure.code} {measure.name}"


def dated(plan: Plan) -> str:
    """A plan with its year: titles come again in every one."""
    return f"{plan.year}: {plan}"


def placed(target: Target) -> str:
    """A target with its plan."""
    return f"{dated(target.plan)}: {target}"


class ReportFields(forms.Form):
    """Who says it, and how well it is known. `seen` is how many reports the page showed."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    as_of = DayField(label=_("As of"))
    office = forms.CharField(label=_("Office"), max_length=300)
    provenance = forms.ChoiceField(label=_("How official it is"), choices=Provenance, initial=Provenance.OFFICIAL)
    source = forms.CharField(label=_("Source"), max_length=500, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=LONG,
        help_text=_("Only where it corrects an earlier report of the same day."),
    )


class TargetReportForm(ReportFields):
    """What is reported of a target on one day."""

    value = StrictDecimalField(label=_("Value"), required=False)
    answer = forms.TypedChoiceField(
        label=_("Yes or no"),
        choices=ANSWERS,
        required=False,
        coerce=lambda word: word == "yes",
        empty_value=None,
    )
    evidence = forms.CharField(label=_("Evidence"), max_length=10_000, required=False, widget=LONG)
    link = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")

    field_order = ("seen", "as_of", "value", "answer", "office", "evidence", "link", "provenance", "source", "reason")

    def __init__(self, *args: Any, target: Target, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        yes_no = target.comparison == Target.Comparison.YES_NO
        del self.fields["value" if yes_no else "answer"]


class IndicatorForm(VersionForm):
    """What is counted, and which criteria take from it."""

    code = forms.SlugField(label=_("Code"), max_length=40)
    name_vi = forms.CharField(label=_("Name in Vietnamese"), max_length=300)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    numerator_vi = forms.CharField(label=_("What a counts, in Vietnamese"), max_length=300)
    numerator_en = forms.CharField(label=_("What a counts, in English"), max_length=300, required=False)
    denominator_vi = forms.CharField(label=_("What b counts, in Vietnamese"), max_length=300)
    denominator_en = forms.CharField(label=_("What b counts, in English"), max_length=300, required=False)
    measures = forms.ModelMultipleChoiceField(
        label=_("Criteria whose rule takes a and b from it"),
        queryset=Measure.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("They are then typed nowhere else. Hold the Ctrl key to choose several."),
    )

    stored = ("code", "name_vi", "name_en", "numerator_vi", "numerator_en", "denominator_vi", "denominator_en")

    def __init__(self, *args: Any, authority: Unit, indicator: Indicator | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "measures", measures_to_tie(authority, indicator))
        self.fields["measures"].label_from_instance = named  # type: ignore[attr-defined]
        if indicator:
            keep(self, "code")


class CountForm(ReportFields):
    """What one unit counts on one day."""

    numerator = StrictDecimalField(label=_("a: the part"))
    denominator = StrictDecimalField(label=_("b: the whole"))

    field_order = ("seen", "as_of", "numerator", "denominator", "office", "provenance", "source", "reason")
