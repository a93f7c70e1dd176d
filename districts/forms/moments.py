"""Moments and days as forms ask for them: in Vietnam's own time, written as in Vietnam.

The browser's own fields for them follow the language of the machine: on an English one 02/01 would be
entered as 1 February, and the hour with AM or PM. So these are fields of text.
"""

from django import forms
from django.utils.translation import gettext_lazy

MOMENT, DAY = "%H:%M %d/%m/%Y", "%d/%m/%Y"


class MomentField(forms.DateTimeField):
    """A day and an hour in Indochina, which is the time of the whole portal."""

    widget = forms.DateTimeInput(attrs={"placeholder": "17:00 31/12/2026", "size": 20}, format=MOMENT)
    input_formats = [MOMENT, "%d/%m/%Y %H:%M"]
    default_error_messages = {
        "invalid": gettext_lazy("Write hour and day like this: 17:00 31/12/2026."),
    }


class DayField(forms.DateField):
    """A day."""

    widget = forms.DateInput(attrs={"placeholder": "31/12/2026", "size": 12}, format=DAY)
    input_formats = [DAY, "%d-%m-%Y", "%Y-%m-%d"]
    default_error_messages = {
        "invalid": gettext_lazy("Write the day like this: 31/12/2026."),
    }
