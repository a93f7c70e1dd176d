"""The path of one published figure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.queries.trace import load_trace
from districts.tables.trace import input_lines
from districts.tables.words import title_of
from districts.views.addresses import query_of, unit_url
from districts.views.editions import edition_of
from districts.views.errors import says_what_there_is
from districts.views.heads import edition_context


@require_safe
@says_what_there_is
def trace(
    request: HttpRequest, slug: str, year: int, unit: str, measure: str, revision: int | None = None
) -> HttpResponse:
    """From what was entered to the rank: offices are named, persons never."""
    edition = edition_of(request, slug, year, revision)
    found = load_trace(edition, unit, measure)
    context = {
        **edition_context(edition),
        "title": title_of(edition.group),
        "trace": found,
        "node": found.node,
        "figure": found.figure,
        "inputs": input_lines(found.answer.inputs) if found.answer else [],
        "unit_url": unit_url(edition.address, unit),
        "query": query_of(edition.address),
    }
    return render(request, "pages/trace.html", context)
