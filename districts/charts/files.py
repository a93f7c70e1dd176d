"""The figures of a chart as CSV: every figure of the picture, exact, with where it comes from."""

from django.utils.translation import gettext as _

from districts.charts.chart import Chart
from districts.exports.csv_text import BOM, END, csv_line
from districts.exports.numbers import exact
from districts.exports.tidy import Cell


def render_csv(chart: Chart) -> str:
    """A header and a line a category (RFC 4180); what is not there is an empty cell."""
    columns = [*chart.series, *chart.markers]
    last = [_("Maximum")] if chart.maxima else []
    head = [chart.category_head or _("Unit"), *(series.name for series in columns), *last, _("Where from"), _("Source")]
    rows: list[list[Cell]] = [[str(name) for name in head]]
    for place, category in enumerate(chart.categories):
        values = [series.values[place] for series in columns] + [*chart.maxima[place : place + 1]]
        rows.append([category.label, *(exact(value, 0) for value in values), category.note, chart.source])
    return BOM + "".join(csv_line(cells) + END for cells in rows)
