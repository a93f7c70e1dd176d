"""The data of a page as a file: the address of the page with an ending."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

import districts.urls.converters  # noqa: F401 # year and revision
from districts.views.files import compare_file, measure_file, measures_file, standings_file, trends_file, unit_file
from districts.views.league import league_file
from districts.views.package import package


def of_publication(rest: str, view: Callable[..., HttpResponse], name: str) -> list[URLPattern]:
    """An address of a year, and of one of its revisions."""
    whole = "<slug:slug>/<year:year>"
    return [path(f"{whole}{rest}", view, name=name), path(f"{whole}/<revision:revision>{rest}", view, name=name)]


urlpatterns: list[URLPattern] = [
    path("<slug:slug>/compare.<ending:ending>", compare_file, name="compare-file"),
    path("<slug:slug>/trends.<ending:ending>", trends_file, name="trends-file"),
    *of_publication(".<ending:ending>", league_file, "league-file"),
    *of_publication("/package.zip", package, "package"),
    *of_publication("/standings.<ending:ending>", standings_file, "standings-file"),
    *of_publication("/measures.<ending:ending>", measures_file, "measures-file"),
    *of_publication("/measures/<str:measure>.<ending:ending>", measure_file, "measure-file"),
]
# A unit may have any word, so these come after all addresses whose words mean something else.
of_units = of_publication("/<slug:unit>.<ending:ending>", unit_file, "unit-file")
