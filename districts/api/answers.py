"""Answers as text: lists in pages, with what each depends on."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from districts.api.parameters import Paged
from districts.api.refusals import JSON, Refused
from districts.exports.conditional import ASK_AGAIN, State, answer_if_changed
from districts.exports.json_values import json_text, quoted
from districts.queries.publications import Place, Published, Shelf

VERSION = "api 1"  # raised when the text changes for the same figures


def of_publications(rows: Iterable[Published | Place], *, cache: str = ASK_AGAIN) -> State:
    """It depends on these publications: their digests say everything about them."""
    rows = list(rows)
    parts = [VERSION, *(f"{row.id} {row.digest}" for row in rows)]
    return State(tuple(parts), max((row.published_at for row in rows), default=None), cache)


def of_shelf(shelf: Shelf) -> State:
    """It depends on everything that is published."""
    return of_publications(shelf.all)


def one(request: HttpRequest, state: State, text: Callable[[], str]) -> HttpResponse:
    """One object; its text is made only where it is sent."""
    return answer_if_changed(request, state, lambda: HttpResponse(text(), content_type=JSON))


def what_it_says(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """An answer that depends on rows that may change: its own text is its tag."""
    state = State((VERSION, sha256(answer.content).hexdigest()))
    return answer_if_changed(request, state, lambda: answer)


def page_of(
    request: HttpRequest, asked: Paged, count: int, results: Sequence[str], head: Sequence[tuple[str, object]] = ()
) -> HttpResponse:
    """One page of a list, of entries that are JSON already."""
    last = max(1, -(-count // asked.page_size))
    if asked.page > last:
        message = _("There is no page %(page)s: there are pages 1 to %(last)s.") % {"page": asked.page, "last": last}
        raise Refused(404, message, parameter="page", value=str(asked.page), expected=sorted({"1", str(last)}))
    beside = {
        "next": page_address(request, asked.page + 1) if asked.page < last else None,
        "previous": page_address(request, asked.page - 1) if asked.page > 1 else None,
    }
    said = [*head, ("count", count), ("page", asked.page), ("page_size", asked.page_size), *beside.items()]
    members = ",".join(f"{quoted(name)}:{json_text(value)}" for name, value in said)
    response = HttpResponse(f'{{{members},"results":[{",".join(results)}]}}', content_type=JSON)
    links = {**beside, "first": page_address(request, 1), "last": page_address(request, last)}
    response.headers["Link"] = ", ".join(f'<{address}>; rel="{name}"' for name, address in links.items() if address)
    return response


def page_address(request: HttpRequest, number: int) -> str:
    """The same question, another page."""
    query = [(name, value) for name, values in request.GET.lists() for value in values if name != "page"]
    return request.build_absolute_uri(f"{request.path}?{urlencode([*query, ('page', number)])}")


def window(asked: Paged) -> tuple[int, int]:
    """From which entry to which, without it."""
    start = (asked.page - 1) * asked.page_size
    return start, start + asked.page_size
