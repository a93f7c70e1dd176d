"""Pages that say what is wrong with an address, and what can be chosen instead."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django import forms
from django.core.exceptions import BadRequest, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from districts.exports.json_values import json_text
from districts.queries.editions import Address
from districts.queries.errors import NoSuchError, Thing
from districts.tables.words import basis_label, group_label, no_such
from districts.views.addresses import league_url

P = ParamSpec("P")
message_of = no_such  # what a page says where a query found nothing


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen instead."""

    label: str
    url: str


class NotFoundError(Http404):
    """There is nothing at this address."""

    def __init__(self, message: str, options: Sequence[Option] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.options = options


class BadChoiceError(BadRequest):
    """The address asks for something that no page offers."""

    def __init__(self, message: str, options: Sequence[Option] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.options = options


def refuse_errors(form: forms.Form, options: dict[str, Sequence[Option]]) -> None:
    """Raise what is wrong first, with the choices of that field."""
    for field, messages in form.errors.items():
        raise BadChoiceError(str(messages[0]), options.get(field, ()))


def says_what_there_is(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Turn a query's "no such thing" into a page that names the choices."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoSuchError as error:
            raise NotFoundError(message_of(error), options_of(error)) from error

    return wrapped


def options_of(error: NoSuchError, link: Callable[[Address], str] = league_url) -> list[Option]:
    """What can be chosen instead, each as a link to the page that `link` leads to."""
    labels: dict[Thing, Callable[[str], str]] = {Thing.GROUP: group_label, Thing.BASIS: basis_label}
    label = labels.get(error.thing, str)
    return [Option(label(choice.value), link(choice.address)) for choice in error.choices]


@contextmanager
def choices_lead_to(link: Callable[[Address], str]) -> Iterator[None]:
    """What can be chosen instead leads to this same page, not to the ranking."""
    try:
        yield
    except NoSuchError as error:
        raise NotFoundError(message_of(error), options_of(error, link)) from error


def in_json(message: str, options: Sequence[Option], status: int) -> HttpResponse:
    """What is wrong with the address of a file, and what can be chosen instead."""
    instead = [{"label": option.label, "address": option.url} for option in options]
    text = json_text({"error": {"message": message, "instead": instead}})
    return HttpResponse(text.encode("utf-8", "replace"), status=status, content_type="application/json")


def _page(request: HttpRequest, template: str, status: int, exception: Any) -> HttpResponse:
    context = {"message": getattr(exception, "message", ""), "options": getattr(exception, "options", ())}
    return render(request, template, context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    if isinstance(exception, TooManyFieldsSent):
        exception = BadChoiceError(_("The address has too many parameters to be understood."))
        if request.path.endswith(".json"):
            return in_json(exception.message, exception.options, 400)
    return _page(request, "400.html", 400, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _page(request, "403.html", 403, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _page(request, "404.html", 404, exception)
