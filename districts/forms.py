"""What an address may say after its question mark; anything else is refused with what can be chosen."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from districts.models import UnitKind

LONGEST_SEARCH = 100


class SearchForm(forms.Form):
    """Words to look for."""

    q = forms.CharField(
        required=False,
        max_length=LONGEST_SEARCH,
        error_messages={
            "max_length": format_lazy(
                _("The search words are too long: {most} characters at most."), most=LONGEST_SEARCH
            ),
            "null_characters_not_allowed": _("The search words hold a character that no name has."),
        },
    )


class LeagueForm(SearchForm):
    """Filter, order and page of a league table."""

    kind = forms.ChoiceField(
        required=False,
        choices=UnitKind.choices,
        error_messages={"invalid_choice": _("“%(value)s” is not a kind of unit.")},
    )
    sort = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": _("“%(value)s” is not a column to sort by.")}
    )
    page = forms.IntegerField(
        required=False,
        min_value=1,
        error_messages={
            "invalid": _("A page is a whole number from 1 on."),
            "min_value": _("A page is a whole number from 1 on."),
        },
    )

    def __init__(self, data: Mapping[str, Any], *, columns: Iterable[str]) -> None:
        super().__init__(data)
        field = self.fields["sort"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(sign + name, name) for name in columns for sign in ("", "-")]


class FileForm(LeagueForm):
    """The same for the file, which has no pages and may begin with a byte order mark."""

    bom = forms.ChoiceField(
        required=False,
        choices=[("0", "0"), ("1", "1")],
        error_messages={"invalid_choice": _("bom is 0 or 1.")},
    )
