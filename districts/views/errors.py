"""What is wrong with an address, and what can be chosen instead: on a page, in JSON or as plain text.

A path that names what is not there is answered 404; a wrong choice after the question mark 400.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django import forms
from django.core.exceptions import BadRequest, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from districts.exports.json_values import json_text
from districts.queries.editions import Address, Edition
from districts.queries.errors import NoSuchError, Thing
from districts.tables.words import basis_label, group_label, no_such
from districts.views.addresses import league_url, measures_url, query_of, unit_url
from districts.views.editions import edition_of

P = ParamSpec("P")
FILE = re.compile(r"/[^/]*\.([^/]+)\Z")  # an address of a page ends in a slash


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
    """Turn a query's "no such thing" into a refusal that names the choices."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoSuchError as error:
            raise _refusal(request, error) from error

    return wrapped


def _refusal(request: HttpRequest, error: NoSuchError) -> NotFoundError | BadChoiceError:
    parts = _parts(request)
    in_path = error.thing in (Thing.AUTHORITY, Thing.FRAMEWORK) or error.thing.value in parts
    message, options = no_such(error), _choices(request, error)
    if error.thing in (Thing.UNIT, Thing.MEASURE) and "year" in parts:
        edition = edition_of(request, parts["slug"], parts["year"], parts.get("revision"))
        message = no_such(error, edition)
        options = [_further_up(edition, error.thing, parts)]
    if error.thing is Thing.UNIT and not in_path:
        options = [without_unit(request, error.wanted)]
    return (NotFoundError if in_path else BadChoiceError)(message, options)


def _choices(request: HttpRequest, error: NoSuchError) -> list[Option]:
    """The years, groups, bases or revisions that there are."""
    labels: dict[Thing, Callable[[str], str]] = {Thing.GROUP: group_label, Thing.BASIS: basis_label}
    label = labels.get(error.thing, str)
    return [Option(label(choice.value), elsewhere(request, choice.address)) for choice in error.choices]


def _parts(request: HttpRequest) -> dict[str, Any]:
    """What the path says, by name."""
    assert request.resolver_match is not None
    return request.resolver_match.kwargs


def elsewhere(request: HttpRequest, address: Address) -> str:
    """The same page or file of another year, group, basis or revision."""
    assert request.resolver_match is not None
    named = {"slug": address.slug, "year": address.year, "revision": address.revision}
    parts = {name: named.get(name, value) for name, value in _parts(request).items() if name != "revision"}
    chosen: dict[str, Any] = {}
    if "year" not in parts:
        chosen = {"units": request.GET.getlist("units"), "year": str(address.year)}
    elif address.revision is not None:
        parts["revision"] = address.revision
    return reverse(request.resolver_match.view_name, kwargs=parts) + query_of(address, **chosen)


def without_unit(request: HttpRequest, slug: str) -> Option:
    """The same address, but for one of the units that were chosen."""
    query = request.GET.copy()
    for name in ("unit", "units"):
        query.setlist(name, [value for value in query.getlist(name) if value != slug])
    text = query.urlencode()
    return Option(_("Without this unit"), f"{request.path}?{text}" if text else request.path)


def _further_up(edition: Edition, thing: Thing, parts: dict[str, Any]) -> Option:
    """The page that lists what there is."""
    if thing is Thing.UNIT:
        return Option(_("All units"), league_url(edition.address))
    if "unit" in parts:
        return Option(_("Every measure"), unit_url(edition.address, parts["unit"]))
    return Option(_("All measures"), measures_url(edition.address))


def _answer(request: HttpRequest, template: str, status: int, exception: Exception) -> HttpResponse:
    """A page; at the address of a file the same in JSON or as plain text."""
    message, options = getattr(exception, "message", ""), getattr(exception, "options", ())
    file = FILE.search(request.path)
    if file is None or status == 403:
        return render(request, template, {"message": message, "options": options}, status=status)
    if not message and status == 404:
        message = _("This page does not exist. The address may be mistyped.")
    said = message or _("Something in the address or the request is not right.")
    instead = [*options] or [Option(_("To the front page"), reverse("home"))]
    as_json = file[1] == "json"
    text = _in_json(said, instead) if as_json else _in_words(said, instead)
    kind = "application/json" if as_json else "text/plain; charset=utf-8"
    return HttpResponse(text.encode("utf-8", "replace"), status=status, content_type=kind)


def _in_json(message: str, options: Sequence[Option]) -> str:
    instead = [{"label": option.label, "address": option.url} for option in options]
    return json_text({"error": {"message": message, "instead": instead}})


def _in_words(message: str, options: Sequence[Option]) -> str:
    lines = [f"{option.label}: {option.url}" for option in options]
    return "\n".join([message, "", _("You can choose:"), *lines, ""])


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    if isinstance(exception, TooManyFieldsSent):
        exception = BadChoiceError(_("The address has too many parameters to be understood."))
    return _answer(request, "400.html", 400, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _answer(request, "403.html", 403, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _answer(request, "404.html", 404, exception)
