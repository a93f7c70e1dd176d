"""Which publication a request is about."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from districts.queries.editions import Edition, Series, find_edition, find_series


def edition_of(request: HttpRequest, slug: str, year: int, revision: int | None = None) -> Edition:
    """The publication of an address, with the group and basis that it names. One query."""
    return find_edition(slug, year, **_asked(request), revision=revision)


def series_of(request: HttpRequest, slug: str, year: int | None) -> Series:
    """The same with those of the other years. One query."""
    return find_series(slug, year, **_asked(request))


def filed_edition(request: HttpRequest, slug: str, year: int, revision: int | None = None) -> Edition:
    """Always with its Vietnamese names, so that a file has the same bytes in every language."""
    with translation.override(settings.LANGUAGE_CODE):
        return edition_of(request, slug, year, revision)


def filed_series(request: HttpRequest, slug: str, year: int | None) -> Series:
    """The same of the years."""
    with translation.override(settings.LANGUAGE_CODE):
        return series_of(request, slug, year)


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("group", "basis")}
