"""Forms of the appraisal: verdicts, replies, and the reasons of a return."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.forms.moments import MomentField
from districts.forms.numbers import StrictDecimalField
from districts.models import Document, ScoreState

LARGEST_VERSION = 2**31 - 1
LONGEST_TEXT = 5000
TEXT = {"rows": 2, "cols": 30}
REPLIES = [("", gettext_lazy("no reply")), ("yes", gettext_lazy("we agree")), ("no", gettext_lazy("we do not agree"))]


class VersionedForm(forms.Form):
    """One criterion among others of a page: the version that its page showed, and what the page held then.

    The fields carry their first values along, so that only what somebody touched is sent on: a criterion
    that a colleague changed meanwhile is then no conflict with somebody who only looked at it.
    """

    version = forms.IntegerField(min_value=0, validators=[MaxValueValidator(LARGEST_VERSION)])

    @property
    def is_touched(self) -> bool:
        """Whether anything but the version was changed on the page."""
        return bool(set(self.changed_data) - {"version"})

    def refuse(self, field: str, message: str) -> None:
        """Show what an action said, at its field where the form has it."""
        self.add_error(field if field in self.fields else None, message)


class VerdictForm(VersionedForm):
    """What an appraiser says of one criterion; points alone are a verdict."""

    state = forms.ChoiceField(
        label=gettext_lazy("Verdict"),
        required=False,
        choices=[("", gettext_lazy("not yet")), *ScoreState.choices],
        show_hidden_initial=True,
    )
    points = StrictDecimalField(label=gettext_lazy("Points"), required=False, show_hidden_initial=True)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs=TEXT),
        show_hidden_initial=True,
    )

    def clean(self) -> dict[str, Any]:
        """Points say the state; a state that has none cannot stand beside them."""
        data = super().clean() or self.cleaned_data
        state, points = data.get("state"), data.get("points")
        if points is not None and not state and "state" not in self.changed_data:
            data["state"] = ScoreState.SCORED.value
        elif points is not None and state != ScoreState.SCORED and "points" in self.changed_data:
            self.add_error("points", _("Only the verdict “scored” has points."))
        elif not state and data.get("reason") and "state" not in self.changed_data:
            self.add_error("state", _("Choose one of the verdicts."))
        return data


def agreement(word: str) -> bool:
    """Yes or no; raises ValueError for anything else, as the field expects."""
    if word not in ("yes", "no"):
        raise ValueError(word)
    return word == "yes"


class ReplyForm(VersionedForm):
    """Whether the unit agrees with one verdict."""

    agrees = forms.TypedChoiceField(
        label=gettext_lazy("Your reply"),
        required=False,
        choices=REPLIES,
        coerce=agreement,
        empty_value=None,
        widget=forms.RadioSelect,
        show_hidden_initial=True,
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs=TEXT),
        show_hidden_initial=True,
    )
    documents = forms.TypedMultipleChoiceField(
        label=gettext_lazy("New evidence"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, library: Collection[Document] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        documents = self.fields["documents"]
        assert isinstance(documents, forms.TypedMultipleChoiceField)
        documents.choices = [(one.pk, f"{one.number} {one.summary}".strip()) for one in library]


class ReturnForm(forms.Form):
    """Until when the unit may correct; the reasons stand at their criteria."""

    until = MomentField(
        label=gettext_lazy("New deadline (Indochina time)"),
        required=False,
        help_text=gettext_lazy("Leave it empty to keep the present deadline."),
    )
