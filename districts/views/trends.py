"""Ranks over the years."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from districts.charts.trends import bump_chart
from districts.queries.editions import Address
from districts.queries.trends import MOST, Track, Trends, load_trends
from districts.tables.words import title_of
from districts.views.addresses import compare_url, league_url, trends_url, unit_url
from districts.views.drawn import chart_file, on_page, render_charts
from districts.views.editions import series_of
from districts.views.errors import says_what_there_is
from districts.views.file_links import of_years
from districts.views.heads import edition_context
from districts.views.picking import Chosen, picker, read_choice


@require_safe
@says_what_there_is
def trends(request: HttpRequest, slug: str) -> HttpResponse:
    """All units of a group, or the chosen ones, through all years."""
    context = _context(*_page(request, slug))
    return render_charts(request, "pages/trends.html", context, [context["chart"]])


@require_safe
@says_what_there_is
def trends_chart(request: HttpRequest, slug: str, chart: str, ending: str) -> HttpResponse:
    """The chart of the years, as a picture or as figures."""
    found, _chosen = _page(request, slug)
    return chart_file({"ranks": bump_chart(found)}, chart, ending, found.edition)


def _page(request: HttpRequest, slug: str) -> tuple[Trends, Chosen]:
    """The years, and what was asked for."""
    chosen = read_choice(request.GET, MOST, reverse("trends", kwargs={"slug": slug}))
    return load_trends(series_of(request, slug, chosen.year), chosen.units), chosen


def _context(found: Trends, chosen: Chosen) -> dict[str, Any]:
    edition = found.edition
    slugs = [track.unit.slug for track in found.shown] if chosen.units else []

    def link(address: Address) -> str:
        return trends_url(address, slugs if address.group == edition.address.group else ())

    return {
        **edition_context(edition, link=link),
        "here": "trends",
        "title": title_of(edition.group),
        "found": found,
        "chart": on_page(bump_chart(found), edition, units=slugs, year=str(edition.year)),
        "most": MOST,
        "heads": [(year, league_url(year.edition.address)) for year in found.years],
        "lines": [
            (track, _last_url(found, track), list(zip(found.years, track.figures, strict=True)))
            for track in found.shown
        ],
        "picker": picker([track.unit for track in found.tracks], slugs, chosen.q),
        "files": of_years(edition, "trends-file", slugs),
        "form_url": reverse("trends", kwargs={"slug": edition.address.slug}),
        "side_url": compare_url(edition.address, slugs) if 2 <= len(slugs) <= 6 else "",
        "clear_url": trends_url(edition.address),
    }


def _last_url(found: Trends, track: Track) -> str:
    """The unit's page in the last year that has it."""
    last = max(place for place, figure in enumerate(track.figures) if figure)
    return unit_url(found.years[last].edition.address, track.unit.slug)
