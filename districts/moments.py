"""Moments as forms ask for them: in Vietnam's own time, by the browser's own field."""

from django import forms

FORMAT = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """A day and an hour in Indochina, whatever the server thinks of time; older browsers show a text field."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FORMAT)
    input_formats = [FORMAT, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M"]
