"""Which rows of a long table an address asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

ALL = "all"


class PageField(forms.RegexField):
    """A page by its number from 1 on, or all rows at once; empty where none is named."""

    def __init__(self) -> None:
        wrong = _("A page is a whole number from 1 on, or “all”.")
        super().__init__(
            rf"\A(?:[1-9][0-9]{{0,8}}|{ALL})\Z",
            required=False,
            error_messages={"invalid": wrong, "null_characters_not_allowed": wrong},
        )


class PageForm(forms.Form):
    """A long table in pages."""

    page = PageField()
