"""Sending the data of a page as a file: which endings there are, what is refused, and that it may still hold."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.exports import tidy
from districts.exports.conditional import ASK_AGAIN, FOR_EVER, State, answer_if_changed
from districts.exports.workbook import TooManyRowsError, write
from districts.queries.editions import Edition
from districts.views.errors import BadChoiceError, NotFoundError, Option, says_what_there_is

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
KEPT_IN_MEMORY = 2_000_000  # bytes; a larger workbook waits on disk until it is sent
WHICH = ("group", "basis", "bom")  # what every file may be asked by


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds, in any of its forms; nothing of it is made before it is asked for."""

    name: str  # without an ending
    notes: Callable[[], Sequence[tidy.Note]]
    columns: Sequence[tidy.Column]
    rows: Callable[[], Iterable[Sequence[tidy.Cell]]]
    csv: Callable[[], str | Iterable[str]]  # in pieces where it may be large
    json: Callable[[], str | Iterable[str]]


def is_one_of(*endings: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view of an address with an ending: others are refused."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            _refuse_ending(request, kwargs["ending"], endings)
            return says_what_there_is(view)(request, *args, **kwargs)

        return cast(Callable[..., HttpResponse], require_safe(wrapped))

    return decorate


is_a_file = is_one_of(*TYPES)


def _refuse_ending(request: HttpRequest, ending: str, endings: Sequence[str]) -> None:
    if ending not in endings:
        bare = request.path.removesuffix(ending)
        message = _("There is no file ending in “.%(ending)s” here, only: %(known)s.")
        words = {"ending": ending, "known": ", ".join(endings)}
        raise NotFoundError(message % words, [Option(f".{known}", f"{bare}{known}") for known in endings])


def check_query(request: HttpRequest, once: Iterable[str] = (), several: Iterable[str] = ()) -> None:
    """Refuse what no file is chosen by: whoever asked for a part would take the whole for it."""
    single = {*WHICH, *once}
    known = sorted({*single, *several})
    for name, values in request.GET.lists():
        if name not in known:
            message = _("“%(name)s” is nothing that this file is chosen by: that is %(known)s.")
            raise BadChoiceError(message % {"name": name, "known": ", ".join(known)})
        if (name in single and len(values) > 1) or len(set(values)) < len(values):
            raise BadChoiceError(_("“%(name)s” is named twice in the address.") % {"name": name})
    if request.GET.get("bom", "") not in ("", "0", "1"):
        raise BadChoiceError(_("bom is 0 or 1."))


def wants_mark(request: HttpRequest) -> bool:
    """A byte order mark, which some spreadsheets need to read letters rightly."""
    return request.GET.get("bom") == "1"


def send(request: HttpRequest, editions: Sequence[Edition], ending: str, make: Callable[[], Contents]) -> HttpResponse:
    """The file, or that the reader's copy still holds; its figures are read only where it is sent."""
    state = State(
        (f"files {tidy.FORMAT}", *(edition.digest for edition in editions)),
        max(edition.published_at for edition in editions),
        ASK_AGAIN if editions[0].address.revision is None else FOR_EVER,
    )
    contents = cache(make)
    if request.GET and request.headers.get("If-None-Match", "*") == "*":
        contents()  # a date knows nothing of what is asked: what is wrong is refused before it is looked at
    return answer_if_changed(request, state, lambda: _answer(request, ending, contents()))


def send_live(request: HttpRequest, ending: str, contents: Contents, parts: Sequence[str]) -> HttpResponse:
    """A file of what may change at any moment, known by the digest of what it says; it is asked about every time."""
    state = State((f"files {tidy.FORMAT}", *parts))
    return answer_if_changed(request, state, lambda: _answer(request, ending, contents))


def _answer(request: HttpRequest, ending: str, contents: Contents) -> HttpResponse:
    response: HttpResponseBase
    if ending == "xlsx":
        response = StreamingHttpResponse(()) if request.method == "HEAD" else FileResponse(_workbook(contents))
    else:
        text = contents.csv() if ending == "csv" else contents.json()
        if isinstance(text, str):
            response = HttpResponse(text)
        else:
            response = StreamingHttpResponse(() if request.method == "HEAD" else encoded(text))
    response.headers["Content-Type"] = TYPES[ending]
    response.headers["Content-Disposition"] = f'attachment; filename="{contents.name}.{ending}"'
    return cast(HttpResponse, response)


def encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    return (piece.encode("utf-8", "replace") for piece in pieces)


def _workbook(contents: Contents) -> BinaryIO:
    file = cast(BinaryIO, SpooledTemporaryFile(max_size=KEPT_IN_MEMORY))  # noqa: SIM115 # the response closes it
    try:
        write(file, sheet=contents.name, columns=contents.columns, rows=contents.rows(), notes=contents.notes())
    except TooManyRowsError as error:
        message = _("These are more rows than a sheet can hold. Choose the CSV, or fewer units or measures.")
        raise BadChoiceError(message) from error
    file.seek(0)
    return file
