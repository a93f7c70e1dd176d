"""What the address of a board of tasks may say, and the forms of agreements, tasks and reports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.forms.moments import DAY
from districts.models import TaskArea, TaskState
from districts.text import SLUG

LIST, TIMELINE = "list", "timeline"
OVERDUE, OPEN = "overdue", "open"


class BoardForm(forms.Form):
    """Which tasks, in which shape, as of which day."""

    view = forms.ChoiceField(
        required=False,
        choices=[(LIST, LIST), (TIMELINE, TIMELINE)],
        error_messages={"invalid_choice": _("Tasks are shown as list or timeline, not as “%(value)s”.")},
    )
    area = forms.ChoiceField(
        required=False,
        choices=TaskArea,
        error_messages={"invalid_choice": _("“%(value)s” is not a field of work.")},
    )
    state = forms.ChoiceField(
        required=False,
        choices=[(OVERDUE, OVERDUE), (OPEN, OPEN), *TaskState.choices],
        error_messages={"invalid_choice": _("“%(value)s” is not a state of a task.")},
    )
    unit = forms.RegexField(
        rf"\A{SLUG.pattern}\Z",
        required=False,
        error_messages={"invalid": _("A unit is named by its address, in small letters: van-ban.")},
    )
    on = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d", DAY],
        error_messages={"invalid": _("Write the day like this: 31/12/2026.")},
    )
