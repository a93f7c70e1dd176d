"""Two to six units side by side."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.charts import Chart, Shown
from districts.charts.compare import side_chart, slope_chart
from districts.queries.compare import FEWEST, MOST, Comparison, load_comparison
from districts.queries.editions import Address, Edition, Series
from districts.queries.errors import NoSuchError
from districts.queries.other_groups import groups_of
from districts.tables.arithmetic import arithmetic
from districts.tables.words import group_label, no_such, title_of
from districts.views.addresses import compare_url, measure_url, trends_url, unit_url
from districts.views.drawn import chart_file, on_page, render_charts
from districts.views.editions import series_of
from districts.views.errors import BadChoiceError, Option, says_what_there_is, without_unit
from districts.views.file_links import FileLinks, of_years
from districts.views.heads import edition_context
from districts.views.picking import Chosen, picker, read_choice


@require_safe
@says_what_there_is
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """The form to choose by, and the comparison as soon as two units are chosen."""
    context = _context(*_page(request, slug))
    return render_charts(request, "pages/compare.html", context, context["charts"].values())


@require_safe
@says_what_there_is
def compare_chart(request: HttpRequest, slug: str, chart: str, ending: str) -> HttpResponse:
    """A chart of a comparison, as a picture or as figures."""
    _series, found, _chosen = _page(request, slug)
    return chart_file(_charts(found), chart, ending, found.edition, "-".join(unit.slug for unit in found.chosen))


def _page(request: HttpRequest, slug: str) -> tuple[Series, Comparison, Chosen]:
    """The years, the comparison, and what was asked for."""
    chosen = read_choice(request.GET, MOST, reverse("compare", kwargs={"slug": slug}))
    series = series_of(request, slug, chosen.year)
    return series, _load(request, series, chosen), chosen


def _charts(found: Comparison) -> dict[str, Chart | None]:
    """As soon as there is something to compare."""
    return {"side": side_chart(found), "slope": slope_chart(found)} if len(found.chosen) >= FEWEST else {}


def _load(request: HttpRequest, series: Series, chosen: Chosen) -> Comparison:
    """The comparison, or why this unit cannot be in it."""
    edition = series.edition
    since = since_of(series, chosen)
    try:
        return load_comparison(edition, chosen.units, since if len(chosen.units) >= FEWEST else None)
    except NoSuchError as error:
        raise stranger(request, edition, error) from error


def stranger(request: HttpRequest, edition: Edition, error: NoSuchError) -> BadChoiceError:
    """A unit of another group, or of none."""
    options = [without_unit(request, error.wanted)]
    if not groups_of(edition.address.slug, error.wanted) - {edition.group}:
        return BadChoiceError(no_such(error, edition), options)
    message = _("“%(unit)s” is of another group of units. Only units of one group are compared: %(group)s.")
    return BadChoiceError(message % {"unit": error.wanted, "group": group_label(edition.group)}, options)


def since_of(series: Series, chosen: Chosen) -> Edition | None:
    """The other year: as chosen, else the one before; nothing where there is no other."""
    others = {edition.year: edition for edition in series.editions if edition.year != series.edition.year}
    if chosen.since is None:
        before = [year for year in others if year < series.edition.year]
        return others[max(before)] if before else None
    if chosen.since not in others:
        address = series.edition.address
        options = [Option(str(year), compare_url(address, chosen.units, str(year))) for year in others]
        message = _("The year %(year)s cannot be set beside %(other)s.")
        raise BadChoiceError(message % {"year": chosen.since, "other": address.year}, options)
    return others[chosen.since]


def _context(series: Series, found: Comparison, chosen: Chosen) -> dict[str, Any]:
    edition = found.edition
    slugs = [unit.slug for unit in found.chosen]

    def link(address: Address) -> str:
        return compare_url(address, slugs if address.group == edition.address.group else ())

    return {
        **edition_context(edition, link=link),
        "here": "compare",
        "title": title_of(edition.group),
        "found": found,
        "ready": len(slugs) >= FEWEST,
        "most": MOST,
        "picker": picker(found.units, slugs, chosen.q),
        "similar": [
            (unit, compare_url(edition.address, [*slugs, unit.slug])) for unit in found.similar if len(slugs) < MOST
        ],
        "columns": [
            (cell.unit, unit_url(edition.address, cell.unit.slug), cell.figure.said_by) for cell in found.totals
        ],
        "rows": [(row, measure_url(edition.address, row.step.node.code)) for row in found.rows],
        "arithmetic": arithmetic(found.graph),
        "charts": _shown(found),
        "sinces": _other_years(series, found, slugs),
        "files": _files(found, slugs),
        "form_url": reverse("compare", kwargs={"slug": edition.address.slug}),
        "follow_url": trends_url(edition.address, slugs),
        "clear_url": compare_url(edition.address),
    }


def _files(found: Comparison, slugs: list[str]) -> FileLinks:
    """As soon as there is something to compare; always with the year, as the address of the page."""
    since = str(found.since.year) if found.since else ""
    name = "compare-file" if len(slugs) >= FEWEST else ""
    return of_years(found.edition, name, slugs, since=since)


def _shown(found: Comparison) -> dict[str, Shown | None]:
    """The charts with addresses that say what they are of."""
    units, year = [unit.slug for unit in found.chosen], str(found.edition.year)
    since = str(found.since.year) if found.since else ""
    return {
        name: on_page(chart, found.edition, units=units, year=year, since=since)
        for name, chart in _charts(found).items()
    }


def _other_years(series: Series, found: Comparison, slugs: list[str]) -> list[tuple[str, str, bool]]:
    """Year, address, current."""
    address, since = found.edition.address, found.since
    years = [edition.year for edition in series.editions if edition.year != address.year]
    return [(str(y), compare_url(address, slugs, str(y)), since is not None and since.year == y) for y in years]
