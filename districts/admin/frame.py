"""The frame of every page behind the log-in, and what those of plans and tasks answer to a refusal."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from districts.actions.errors import ActionError, Forbidden
from districts.actions.versions import Overtaken

OVERTAKEN = 409  # somebody else wrote since the form was opened


def page(request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page in the frame of the site."""
    shared = {**admin.site.each_context(request), "title": title, **context}
    return render(request, f"admin/{template}", shared, status=status)


def status_of(error: ActionError) -> int:
    """What does not fit comes back with 200, what was overtaken with 409; what is not allowed goes on to be 403."""
    if isinstance(error, Forbidden):
        raise error
    return OVERTAKEN if isinstance(error, Overtaken) else 200
