"""The portal's addresses and one trivial page, which pages.py measures the others against."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from dti_portal.urls import handler400, handler403, handler404
from dti_portal.urls import urlpatterns as portal

__all__ = ["handler400", "handler403", "handler404", "urlpatterns"]


def hello(request: HttpRequest) -> HttpResponse:
    """Next to nothing, behind the same middleware."""
    return HttpResponse("hello")


urlpatterns = [path("hello", hello), *portal]
