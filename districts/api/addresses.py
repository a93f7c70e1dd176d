"""Where the interface is: each address in the reader's language, open to every site, only ever read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.utils import translation

from districts.api.description import described, description
from districts.api.endpoints import frameworks, league, margins, publications, revisions, standings, summaries, units
from districts.api.headers import ROOT
from districts.api.interface import api
from districts.api.refusals import METHODS, no_such_address, not_allowed, refusal

__all__ = ["urlpatterns"]
View = Callable[..., HttpResponse]
ENDPOINTS = (
    frameworks,
    league,
    margins,
    publications,
    revisions,
    standings,
    summaries,
    units,
)  # imported, so that they are there


def public(view: View) -> View:
    """In the reader's language, for every site that asks, never anything but reading."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
        with translation.override(translation.get_language_from_request(request)):
            allowed = f"{request.method}" in METHODS.split(", ")
            response = view(request, *args, **words) if allowed else refusal(not_allowed(request.method))
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined] # nothing is ever changed here
    return answer


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Any other address below this one."""
    return refusal(no_such_address(request.path, [*description()["paths"], f"{ROOT}/openapi.json"]))


urlpatterns = [path("openapi.json", public(described), name="api-description")]
# Words before what is free: .../league is no revision.
for pattern in sorted(api.urls[0], key=lambda pattern: str(pattern.pattern).count("<")):
    if isinstance(pattern, URLPattern) and pattern.name != "api-root":
        pattern.callback = public(pattern.callback)
        urlpatterns.append(pattern)
urlpatterns.append(re_path("", public(nothing_here)))
