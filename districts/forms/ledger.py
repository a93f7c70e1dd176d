"""What the address of a ledger may say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.queries.ledger import Against

LABELS = {Against.MAXIMUM: _("the maximum"), Against.BEST: _("the best"), Against.MEDIAN: _("the median")}


class LedgerForm(forms.Form):
    """What "lost" is measured against; the maximum unless said."""

    by = forms.ChoiceField(
        required=False,
        choices=[(what.value, label) for what, label in LABELS.items()],
        error_messages={"invalid_choice": _("Points lost are counted against max, best or median, not “%(value)s”.")},
    )

    @property
    def against(self) -> Against:
        """As it was checked."""
        return Against(self.cleaned_data["by"] or Against.MAXIMUM)
