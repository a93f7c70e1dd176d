"""The interface itself: what is read at which address, and every error as JSON."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError

from districts.api import reasons
from districts.api.refusals import Refused, nothing, refusal
from districts.api.schemas import Refusal
from districts.queries.errors import NoSuchError

ABOUT = """The published rankings of the digital transformation index (DTI), read-only.

Numbers are JSON numbers with exactly the decimals that were published; read them as decimals where every digit counts.
Zero, missing, not applicable and not existing are told apart: where `points` is null, `state` says why.
Addresses with a revision never change. `ETag` and `Last-Modified` answer 304. docs/api.md has examples."""

E = TypeVar("E", bound=Callable[..., Any])

api = NinjaAPI(
    title="DTI Portal",
    version="1",
    description=ABOUT,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    openapi_extra={"info": {"license": {"name": "MIT", "identifier": "MIT"}}},
)


def read(address: str, answer: type[Schema], *, asked: type[Schema] | None = None) -> Callable[[E], E]:
    """Something to read at an address: GET and HEAD, the parameters of `asked` and no others."""
    fields = asked.model_fields if asked else {}
    known = list(fields)
    lists = {name for name, field in fields.items() if isinstance(field.get_default(call_default_factory=True), list)}

    def decorate(endpoint: E) -> E:
        @wraps(endpoint)
        def checked(request: HttpRequest, **words: Any) -> HttpResponse:
            for name, values in request.GET.lists():
                if name not in fields:
                    raise reasons.of_unknown(name, known)
                if len(values) > 1 and name not in lists:
                    raise reasons.of_repeated(name, values[-1])
            found: HttpResponse = endpoint(request, **words)
            return found

        refusals = {400: Refusal, 404: Refusal, 405: Refusal}
        api.api_operation(
            ["GET", "HEAD"],
            address,
            response={200: answer, 304: None, **refusals},
            summary=(endpoint.__doc__ or "").splitlines()[0],
            operation_id=endpoint.__name__,
            url_name=endpoint.__name__,
        )(checked)
        return endpoint

    return decorate


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """Something of ours that says no."""
    return refusal(error)


@api.exception_handler(NoSuchError)
def no_such(request: HttpRequest, error: NoSuchError) -> HttpResponse:
    """A query that found nothing."""
    return refusal(nothing(error))


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter that cannot be understood."""
    return refusal(reasons.of_validation(request, error))


@api.exception_handler(SuspiciousOperation)
def suspicious(request: HttpRequest, error: SuspiciousOperation) -> HttpResponse:
    """More parameters than anybody means."""
    return refusal(Refused(400, _("The address has too many parameters to be understood.")))


@api.exception_handler(Exception)
def unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    """A fault of the program: never shown, whatever the settings; whoever runs the portal finds it in the log."""
    raise error
