"""Forms of the board: open a round, extend, publish, correct and reopen."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.forms.moments import DayField, MomentField
from districts.imports.authorities import LEVEL_OF
from districts.models import Framework, Provenance, Round, Unit
from districts.queries.work_people import units_to_staff
from districts.tables.words import GROUPS

LONGEST_REASON = 2000


class OpenForm(forms.Form):
    """A new round of one authority, said in full or copied from an earlier one."""

    copy_of = forms.ModelChoiceField(
        label=gettext_lazy("Copied from"),
        queryset=Round.objects.none(),
        required=False,
        empty_label=gettext_lazy("nothing: everything is said below"),
        help_text=gettext_lazy("Gives group, framework and units where they are left empty below."),
    )
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    group = forms.ChoiceField(label=gettext_lazy("Group of units"), required=False)
    framework = forms.ModelChoiceField(
        label=gettext_lazy("Framework"), queryset=Framework.objects.order_by("slug"), required=False
    )
    basis = forms.SlugField(
        label=gettext_lazy("Basis"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Only where one year is assessed twice, for instance “merged”."),
    )
    opens = MomentField(label=gettext_lazy("Opens (Indochina time)"))
    closes = MomentField(label=gettext_lazy("Closes (Indochina time)"))
    reply_until = MomentField(label=gettext_lazy("Replies until (Indochina time)"), required=False)
    provenance = forms.ChoiceField(
        label=gettext_lazy("How official the figures are"), choices=Provenance, initial=Provenance.OFFICIAL
    )
    units = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Units"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 12}),
        help_text=gettext_lazy(
            "None chosen: those of the round copied, else all of the group that exist in the year. "
            "Hold the Ctrl key to choose several."
        ),
    )

    def __init__(self, *args: Any, authority: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        copied, units, group = self.fields["copy_of"], self.fields["units"], self.fields["group"]
        assert isinstance(copied, forms.ModelChoiceField)
        assert isinstance(units, forms.ModelMultipleChoiceField)
        assert isinstance(group, forms.ChoiceField)
        copied.queryset = Round.objects.filter(authority=authority).select_related("authority")
        units.queryset = units_to_staff(authority).exclude(pk=authority.pk).order_by("level", "sort_key", "pk")
        units.label_from_instance = lambda obj: labelled(obj)  # type: ignore[method-assign]
        group.choices = [("", "---------"), *((word, GROUPS[word]) for word in LEVEL_OF)]

    def clean(self) -> dict[str, Any]:
        """What is neither said nor copied is missing."""
        data = super().clean() or self.cleaned_data
        for name in ("group", "framework"):
            if name not in self.errors and not data.get(name) and not data.get("copy_of"):
                self.add_error(name, _("Choose one, or a round to copy."))
        return data


def labelled(unit: Unit) -> str:
    """A unit with its kind: several units share a name."""
    return f"{unit.name} ({unit.get_kind_display()})"


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3, "cols": 40})
    )


class ExtendForm(ReasonForm):
    """More time for one unit."""

    until = MomentField(label=gettext_lazy("New deadline (Indochina time)"))

    field_order = ("until", "reason")


class DecisionForm(forms.Form):
    """What the authority says of a publication."""

    office = forms.CharField(
        label=gettext_lazy("Office"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Shown to the public; left empty, the authority itself."),
    )
    number = forms.CharField(label=gettext_lazy("Decision number"), max_length=100, required=False)
    on = DayField(label=gettext_lazy("Decision date"), required=False)


class CorrectForm(ReasonForm, DecisionForm):
    """A correction says why."""

    field_order = ("reason", "office", "number", "on")
