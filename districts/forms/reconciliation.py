"""What the address of a reconciliation may say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.text import SLUG


class ReconciliationForm(forms.Form):
    """One unit, or all."""

    unit = forms.RegexField(
        SLUG,
        required=False,
        max_length=120,
        error_messages={
            "invalid": _("A unit is named by its address, in small letters: van-ban."),
            "max_length": _("A unit is named by its address, in small letters: van-ban."),
            "null_characters_not_allowed": _("A unit is named by its address, in small letters: van-ban."),
        },
    )
