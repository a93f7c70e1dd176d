"""The path of one published figure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.queries.editions import Edition, find_edition
from districts.queries.errors import NoSuchError, Thing
from districts.queries.trace import Trace, load_trace
from districts.tables.trace import input_lines
from districts.tables.words import title_of
from districts.views.addresses import league_url, query_of, unit_url
from districts.views.errors import NotFoundError, Option, message_of, says_what_there_is
from districts.views.heads import edition_context


@require_safe
@says_what_there_is
def trace(
    request: HttpRequest, slug: str, year: int, unit: str, measure: str, revision: int | None = None
) -> HttpResponse:
    """From what was entered to the rank: offices are named, persons never."""
    group, basis = request.GET.get("group", ""), request.GET.get("basis", "")
    edition = find_edition(slug, year, group=group, basis=basis, revision=revision)
    found = _trace(edition, unit, measure)
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


def _trace(edition: Edition, unit: str, measure: str) -> Trace:
    """The path, or a page that leads back to the unit or to the ranking."""
    try:
        return load_trace(edition, unit, measure)
    except NoSuchError as error:
        if error.thing is Thing.UNIT:
            option = Option(_("All units"), league_url(edition.address))
        else:
            option = Option(_("Every measure"), unit_url(edition.address, unit))
        raise NotFoundError(message_of(error), [option]) from error
