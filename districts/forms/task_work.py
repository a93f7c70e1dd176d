"""Forms behind the log-in: an agreement, a task with its aims, and a report."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.forms.moments import DayField
from districts.forms.numbers import StrictDecimalField
from districts.forms.rounds import labelled
from districts.models import Agreement, Measure, Provenance, Round, TaskArea, TaskState, Unit
from districts.task_rules import AgreementSaid, AimSaid, Fault, ReportSaid, TaskSaid

LONGEST_TEXT = 10_000
TEXT = forms.Textarea(attrs={"rows": 3, "cols": 60})


def several(label: Any, help_text: Any = "") -> "forms.ModelMultipleChoiceField[Any]":
    return forms.ModelMultipleChoiceField(
        label=label,
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=help_text or gettext_lazy("Hold the Ctrl key to choose several."),
    )


class Versioned(forms.Form):
    """A form that knows what it was opened with, and where its faults belong."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def units(self, name: str, units: QuerySet[Unit]) -> None:
        """Whom a field offers."""
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units.order_by("level", "sort_key", "pk")
        field.label_from_instance = lambda obj: labelled(obj)  # type: ignore[method-assign]

    def refuse(self, fault: Fault, message: str) -> None:
        """Put a fault at its field, or at the top where the form has none for it."""
        self.add_error(fault.field if fault.field in self.fields else None, message)


class AgreementForm(Versioned):
    """Who agreed on what."""

    code = forms.SlugField(label=gettext_lazy("Code"), max_length=40)
    title_vi = forms.CharField(label=gettext_lazy("Title in Vietnamese"), max_length=300)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=300, required=False)
    date = DayField(label=gettext_lazy("Date"))
    period_from = DayField(label=gettext_lazy("From"), required=False)
    period_to = DayField(label=gettext_lazy("To"), required=False)
    parties = several(gettext_lazy("Parties"))
    summary_vi = forms.CharField(
        label=gettext_lazy("Summary in Vietnamese"), max_length=LONGEST_TEXT, required=False, widget=TEXT
    )
    summary_en = forms.CharField(
        label=gettext_lazy("Summary in English"), max_length=LONGEST_TEXT, required=False, widget=TEXT
    )
    is_public = forms.BooleanField(label=gettext_lazy("Everybody may see it"), required=False)
    provenance = forms.ChoiceField(label=gettext_lazy("How official it is"), choices=Provenance)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=500, required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units("parties", units)

    def said(self) -> AgreementSaid:
        """What the checked form says."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return AgreementSaid(**{**data, "parties": tuple(sorted(data["parties"], key=lambda unit: unit.pk))})


class TaskForm(Versioned):
    """What is to be done, by whom and until when."""

    code = forms.CharField(label=gettext_lazy("Code"), max_length=40)
    title_vi = forms.CharField(label=gettext_lazy("Title in Vietnamese"), max_length=300)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=300, required=False)
    area = forms.ChoiceField(label=gettext_lazy("Field"), choices=TaskArea)
    agreement = forms.ModelChoiceField(
        label=gettext_lazy("Agreement"), queryset=Agreement.objects.none(), required=False
    )
    owner = forms.ModelChoiceField(label=gettext_lazy("Owner"), queryset=Unit.objects.none(), empty_label=None)
    helpers = several(
        gettext_lazy("Helping units"),
        gettext_lazy(
            "The points won are the owner's; where the owner is not assessed itself, those of its helping units. "
            "Hold the Ctrl key to choose several."
        ),
    )
    start = DayField(label=gettext_lazy("Start"))
    due = DayField(label=gettext_lazy("Due"))
    is_public = forms.BooleanField(
        label=gettext_lazy("Everybody may see it"),
        required=False,
        help_text=gettext_lazy("Otherwise only the units that work on it and their authority see it."),
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=LONGEST_TEXT, required=False, widget=TEXT)
    evidence = forms.CharField(label=gettext_lazy("Evidence"), max_length=LONGEST_TEXT, required=False, widget=TEXT)
    link = forms.CharField(label=gettext_lazy("Link"), max_length=500, required=False)
    provenance = forms.ChoiceField(label=gettext_lazy("How official it is"), choices=Provenance)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=500, required=False)

    def __init__(
        self, *args: Any, owners: QuerySet[Unit], units: QuerySet[Unit], agreements: QuerySet[Agreement], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units("owner", owners)
        self.units("helpers", units)
        field = self.fields["agreement"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = agreements

    def said(self, aims: Iterable[AimSaid], origin: dict[str, Any]) -> TaskSaid:
        """What the checked forms say."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        data["helpers"] = tuple(sorted(data["helpers"], key=lambda unit: unit.pk))
        ordered = sorted(aims, key=lambda aim: (aim.measure.position, aim.year))
        return TaskSaid(**data, aims=tuple(ordered), **origin)


class AimForm(forms.Form):
    """Points to win on one measure; a row left empty is none."""

    measure = forms.ModelChoiceField(
        label=gettext_lazy("Measure"), queryset=Measure.objects.none(), required=False, empty_label="–"
    )
    year = forms.IntegerField(
        label=gettext_lazy("By the results of"),
        min_value=2000,
        max_value=2100,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
    )
    expected = StrictDecimalField(label=gettext_lazy("Expected points"), required=False)

    def __init__(self, *args: Any, round: Round, measures: list[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round = round
        field = self.fields["measure"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Measure.objects.filter(framework=round.framework_id)
        field.choices = [("", "–"), *((measure.pk, f"{measure.code} {measure.name}") for measure in measures)]
        expected = _("a measure of the framework %(slug)s") % {"slug": round.framework.slug}
        field.error_messages["invalid_choice"] = _("Expected: %(expected)s.") % {"expected": expected}

    def clean(self) -> dict[str, Any]:
        """All of it, or nothing; a year left empty is the next one."""
        data = super().clean() or self.cleaned_data
        if self.errors or (data.get("measure") is None and data.get("expected") is None):
            return data
        for name in ("measure", "expected"):
            if data.get(name) is None:
                self.add_error(name, _("Say both: the measure and the points."))
        data["year"] = data.get("year") or self.round.year + 1
        return data

    @property
    def aim(self) -> AimSaid | None:
        """What the row says."""
        data = self.cleaned_data
        if data.get("measure") is None or data.get("expected") is None:
            return None
        return AimSaid(data["measure"], data["year"], data["expected"])


if TYPE_CHECKING:  # generic to the type checker only
    Rows = BaseFormSet[AimForm]
else:
    Rows = BaseFormSet


class AimFormSet(Rows):
    """The rows of a task."""

    def said(self) -> list[tuple[AimForm, AimSaid]]:
        """The rows that say something."""
        return [(form, form.aim) for form in self.forms if form.aim]


Aims = formset_factory(AimForm, formset=AimFormSet, extra=3, max_num=30, absolute_max=40)


class ReportForm(Versioned):
    """How far a task is."""

    date = DayField(label=gettext_lazy("As of"), initial=timezone.localdate)
    progress = forms.IntegerField(
        label=gettext_lazy("Progress in percent"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4, "autocomplete": "off"}),
    )
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=TaskState)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=2000, required=False, widget=TEXT)
    office = forms.CharField(
        label=gettext_lazy("Office"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Shown with the report, persons never are; left empty, the owner."),
    )

    field_order = ("date", "progress", "state", "note", "office")

    def said(self) -> ReportSaid:
        """What the checked form says."""
        return ReportSaid(**{name: value for name, value in self.cleaned_data.items() if name != "version"})
