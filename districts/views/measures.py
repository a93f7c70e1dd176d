"""Measures across units: the heat table, and one measure of all units."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.charts.measure import spread_chart
from districts.queries.editions import Address
from districts.queries.measure_pages import MeasurePage, MeasureRow, load_heat, load_measure
from districts.tables.bars import thousandths, tone_of
from districts.tables.heat import heat_lines, steps
from districts.tables.words import title_of
from districts.views.addresses import measure_url, measures_url, page_url, unit_url
from districts.views.drawn import chart_file, on_page, render_charts
from districts.views.editions import edition_of
from districts.views.errors import says_what_there_is
from districts.views.file_links import file_links
from districts.views.heads import edition_context
from districts.views.paging import Page, asked_page


@require_safe
@says_what_there_is
def measures(request: HttpRequest, slug: str, year: int, revision: int | None = None) -> HttpResponse:
    """All units by main index, each cell as dark as its share."""
    edition = edition_of(request, slug, year, revision)
    heat = load_heat(edition)
    page = asked_page(request, heat.rows, measures_url(edition.address))
    context = {
        **edition_context(edition, link=measures_url),
        "here": "measures",
        "title": title_of(edition.group),
        "heat": heat,
        "page": page,
        "heads": [(node, measure_url(edition.address, node.code)) for node in heat.columns],
        "lines": [(line, unit_url(edition.address, line.row.unit.slug)) for line in heat_lines(heat, page.rows)],
        "steps": steps(),
        "files": file_links(edition, "measures-file"),
        "others": [(step, measure_url(edition.address, step.node.code)) for step in heat.graph.steps()],
    }
    return render(request, "pages/measures.html", context)


@require_safe
@says_what_there_is
def measure(request: HttpRequest, slug: str, year: int, measure: str, revision: int | None = None) -> HttpResponse:
    """One measure of all units."""
    found = load_measure(edition_of(request, slug, year, revision), measure)
    page = asked_page(request, found.rows, measure_url(found.edition.address, measure))
    context = _context(found, page)
    return render_charts(request, "pages/measure.html", context, [context["chart"]])


@require_safe
@says_what_there_is
def measure_chart(
    request: HttpRequest, slug: str, year: int, measure: str, chart: str, ending: str, revision: int | None = None
) -> HttpResponse:
    """The distribution, as a picture or as figures."""
    page = load_measure(edition_of(request, slug, year, revision), measure)
    return chart_file({"spread": spread_chart(page)}, chart, ending, page.edition, measure)


def _context(found: MeasurePage, page: Page[MeasureRow]) -> dict[str, Any]:
    edition, node = found.edition, found.node

    def link(address: Address) -> str:
        return measure_url(address, node.code)

    return {
        **edition_context(edition, link=link),
        "title": title_of(edition.group),
        "found": found,
        "page": page,
        "node": node,
        "tone": tone_of(found.graph, node),
        "rows": [
            (row, page_url("trace", edition.address, unit=row.unit.slug, measure=node.code), _width(row.figure))
            for row in page.rows
        ],
        "chart": on_page(spread_chart(found), edition),
        "files": file_links(edition, "measure-file", measure=node.code),
        "parts": [(part, measure_url(edition.address, part.code)) for part in found.parts],
        "wholes": [(whole, measure_url(edition.address, whole.code)) for whole in found.wholes],
    }


def _width(figure: Any) -> int:
    return thousandths(figure.points or Decimal(0), figure.max_points)
