"""The figures of a chart as CSV: every figure of the picture, exact, with where it comes from."""

import csv
import io

from django.utils.translation import gettext as _

from districts.charts.chart import Chart
from districts.exports.league import text
from districts.exports.numbers import plain

BOM = "\ufeff"  # without it a spreadsheet takes Vietnamese for something else


def render_csv(chart: Chart) -> str:
    """A header and a line a category (RFC 4180); what is not there is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    columns = [*chart.series, *chart.markers]
    last = [_("Maximum")] if chart.maxima else []
    head = [chart.category_head or _("Unit"), *(series.name for series in columns), *last, _("Where from"), _("Source")]
    writer.writerow(map(text, head))
    for place, category in enumerate(chart.categories):
        values = [series.values[place] for series in columns] + [*chart.maxima[place : place + 1]]
        figures = ["" if value is None else plain(value, 0) for value in values]
        writer.writerow([text(category.label), *figures, text(category.note), text(chart.source)])
    return BOM + out.getvalue()
