"""What an address may say after its question mark; anything else is refused with what can be chosen."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from districts.forms.margins import MarginsField
from districts.forms.paging import PageForm
from districts.models import UnitKind
from districts.text import SLUG

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


class LeagueForm(SearchForm, PageForm):
    """Filter, order and page of a league table."""

    kind = forms.ChoiceField(
        required=False,
        choices=UnitKind.choices,
        error_messages={"invalid_choice": _("“%(value)s” is not a kind of unit.")},
    )
    sort = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": _("“%(value)s” is not a column to sort by.")}
    )
    margins = MarginsField()

    def __init__(self, data: Mapping[str, Any], *, columns: Iterable[str]) -> None:
        super().__init__(data)
        field = self.fields["sort"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(sign + name, name) for name in columns for sign in ("", "-")]


class UnitsField(forms.Field):
    """Addresses of units, each once."""

    widget = forms.MultipleHiddenInput
    most = 6

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: list[str] | None) -> list[str]:
        """What was named; an empty name is none."""
        return [slug for slug in value or [] if slug]

    def validate(self, value: list[str]) -> None:
        """Addresses, no two the same, no more than fit."""
        if not all(SLUG.fullmatch(slug) for slug in value):
            raise forms.ValidationError(_("A unit is named by its address, in small letters: van-ban."))
        if len(set(value)) < len(value):
            raise forms.ValidationError(_("A unit is named twice. Each can be chosen once."))
        if len(value) > self.most:
            raise forms.ValidationError(
                _("%(count)s units are chosen, and %(most)s at most can be shown."),
                params={"count": len(value), "most": self.most},
            )


class YearField(forms.IntegerField):
    """A year as addresses have it; nothing where none was named."""

    def __init__(self) -> None:
        wrong = _("A year is a number from 2000 to 2100.")
        super().__init__(
            required=False,
            min_value=2000,
            max_value=2100,
            error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
        )


class PickForm(SearchForm):
    """Units of one year, found by words."""

    year = YearField()
    since = YearField()
    units = UnitsField()

    def __init__(self, data: QueryDict, *, most: int) -> None:
        super().__init__(data)
        field = self.fields["units"]
        assert isinstance(field, UnitsField)
        field.most = most
