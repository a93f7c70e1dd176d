"""What the address of a page of targets may say."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.tables.targets import STATUSES


class TargetsForm(forms.Form):
    """Targets of one status, of one group."""

    status = forms.ChoiceField(
        required=False,
        choices=list(STATUSES.items()),
        error_messages={"invalid_choice": _("“%(value)s” is not a status of targets.")},
    )
    group = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": _("There is no group of targets called “%(value)s”.")}
    )

    def __init__(self, data: Mapping[str, Any], *, groups: Iterable[str]) -> None:
        super().__init__(data)
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(group, group) for group in groups]
