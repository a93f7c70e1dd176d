"""The security headers that Django does not set by itself, and the answer to an act that is not allowed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, get_urlconf

from districts.actions.errors import Forbidden
from dti_portal.policy import POLICY

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

GetResponse = Callable[[HttpRequest], HttpResponse]


def security_headers(get_response: GetResponse) -> GetResponse:
    """Put the Content-Security-Policy and the Permissions-Policy on every answer, errors included."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return middleware


def forbidden_answers(get_response: GetResponse) -> GetResponse:
    """Answer 403 wherever an action says that the account may not do it: the one place that maps it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Forbidden):
            return None
        page: Callable[..., HttpResponse] = get_resolver(get_urlconf()).resolve_error_handler(403)
        return page(request, exception=exception)

    middleware.process_exception = process_exception  # type: ignore[attr-defined] # how Django finds it
    return middleware
