"""How addresses ask for margins of ranks."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.forms.paging import PageForm
from districts.models import MarginsVaried
from districts.text import SLUG

INDEX, CRITERIA = "index", "criteria"
VARIED = {INDEX: MarginsVaried.INDEX, CRITERIA: MarginsVaried.CRITERION}
LABELS = {INDEX: _("main indices varied"), CRITERIA: _("criteria varied")}


class MarginsField(forms.ChoiceField):
    """By main indices or by criteria; nothing where none were asked for."""

    def __init__(self) -> None:
        super().__init__(
            required=False,
            choices=[(name, name) for name in VARIED],
            error_messages={"invalid_choice": _("Margins come by “index” or by “criteria”, not by “%(value)s”.")},
        )


class RankForm(forms.Form):
    """Whether a profile shows the margin of its rank."""

    margins = MarginsField()


class MarginsForm(RankForm, PageForm):
    """The page of margins: by what, which rows, and which unit is held against its neighbours."""

    unit = forms.RegexField(
        rf"\A{SLUG.pattern}\Z",
        required=False,
        max_length=120,
        error_messages={
            "invalid": _("A unit is named by its address, in small letters: van-ban."),
            "max_length": _("A unit is named by its address, in small letters: van-ban."),
        },
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
