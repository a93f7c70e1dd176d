"""Guessing of passwords: whom it is counted against, and what a locked-out visitor reads (django-axes)."""

from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def client_address(request: HttpRequest) -> str | None:
    """The visitor's address: the last one that the proxy names where there is one, else who is connected.

    Only the last is the proxy's own word; whatever stands before it was sent by the visitor.
    """
    named = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1] if settings.BEHIND_PROXY else ""
    return _valid(named) or _valid(request.META.get("REMOTE_ADDR", ""))


def _valid(text: str) -> str | None:
    """The address as the database takes it; a server on a socket of the file system has none."""
    try:
        return str(ip_address(text.strip()))
    except ValueError:
        return None


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: Any) -> HttpResponse:
    """429, with the time to wait in words and for programs."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    page = render(request, "registration/locked_out.html", {"minutes": seconds // 60}, status=429)
    page.headers["Retry-After"] = str(seconds)
    return page
