"""Why a request is refused, in the reader's language: what is wrong, where, and what would do."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from districts.exports.json_values import json_text
from districts.queries.errors import NoSuchError
from districts.tables.words import no_such

JSON = "application/json; charset=utf-8"
METHODS = "GET, HEAD"
MOST_ECHOED = 200  # characters of a wrong value that are said back


class Refused(Exception):  # noqa: N818 # not an error of the program
    """The request cannot be answered."""

    def __init__(
        self, status: int, message: str, *, parameter: str = "", value: str = "", expected: Sequence[str] = ()
    ) -> None:
        super().__init__(message)
        self.status, self.message = status, message
        self.parameter, self.value, self.expected = parameter, value, tuple(expected)


def bad(message: str, *, parameter: str, value: str, expected: Sequence[str] = ()) -> Refused:
    """400: it cannot be understood."""
    return Refused(400, message, parameter=parameter, value=value, expected=expected)


def nothing(error: NoSuchError, known: Sequence[str] = ()) -> Refused:
    """404: there is nothing of that name; what there is stands beside."""
    choices = [*known, *(choice.value for choice in error.choices)]
    return Refused(404, no_such(error), parameter=error.thing.value, value=error.wanted, expected=choices)


def refusal(error: Refused) -> HttpResponse:
    """The answer that says so."""
    said = {
        "message": error.message,
        "parameter": error.parameter or None,
        "value": error.value[:MOST_ECHOED] or None,
        "expected": error.expected,
    }
    text = json_text({"error": said}).encode("utf-8", "replace")
    response = HttpResponse(text, status=error.status, content_type=JSON)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Language"] = get_language() or "vi"
    response.headers["Vary"] = "Accept-Language"
    if error.status == 405:
        response.headers["Allow"] = METHODS
    return response


def not_allowed(method: str | None) -> Refused:
    """405: it is only to be read."""
    message = _("Here is only something to read: the methods are GET and HEAD.")
    return Refused(405, message, parameter="method", value=method or "", expected=METHODS.split(", "))


def no_such_address(path: str, known: Sequence[str]) -> Refused:
    """404: no address like this."""
    return Refused(404, _("There is nothing at this address."), parameter="path", value=path, expected=known)
