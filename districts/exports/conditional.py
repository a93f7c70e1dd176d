"""Answers that need not be sent again: whoever has them already is told that they hold."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

FOR_EVER = "public, max-age=31536000, immutable"  # what a revision says never changes
ASK_AGAIN = "public, no-cache"  # kept, but asked about every time


@dataclass(frozen=True, slots=True)
class State:
    """What an answer depends on besides its address."""

    parts: tuple[str, ...]
    modified: datetime | None = None
    cache: str = ASK_AGAIN


def etag_of(parts: Iterable[str]) -> str:
    """The same parts, the same tag."""
    return quote_etag(sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32])


def answer_if_changed(request: HttpRequest, state: State, build: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer, or 304 where the reader has it; it is built only where it is sent."""
    etag = etag_of((request.get_full_path(), *state.parts))
    moment = int(state.modified.timestamp()) if state.modified else None
    known = get_conditional_response(request, etag=etag, last_modified=moment)
    response = build() if known is None else known
    assert isinstance(response, HttpResponseBase)  # files are streamed
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = state.cache
    if moment is not None:
        response.headers["Last-Modified"] = http_date(moment)
    return response
