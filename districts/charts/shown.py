"""A chart as templates/components/chart.html shows it."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from districts.charts.chart import Chart, Kind, Series
from districts.charts.drawing import draw, mark, swatch
from districts.charts.figure import figure
from districts.charts.pen import Pen
from districts.templatetags.portal import points


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table of figures."""

    label: str
    note: str
    texts: list[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """The drawing, the figure for the script, the key, the table and the files."""

    chart: Chart
    drawing: SafeString
    figure: dict[str, Any]
    key: list[tuple[str, SafeString]]
    heads: list[str]
    lines: list[Line]
    svg_url: str
    csv_url: str
    has_sides: bool

    @property
    def data_id(self) -> str:
        """The id of the figure's data on the page."""
        return f"figure-{self.chart.name}"


def shown(chart: Chart, *, svg_url: str = "", csv_url: str = "") -> Shown | None:
    """Everything about a chart; nothing where it has nothing to show."""
    if chart.is_empty:
        return None
    columns = [*chart.series, *chart.markers]
    last = [_("Maximum")] if chart.maxima else []
    return Shown(
        chart=chart,
        drawing=draw(chart),
        figure=figure(chart),
        key=_key(chart),
        heads=[chart.category_head or _("Unit"), *(series.name for series in columns), *last],
        lines=[_line(chart, columns, place) for place in range(len(chart.categories))],
        svg_url=svg_url,
        csv_url=csv_url,
        has_sides=chart.kind is Kind.LINES,
    )


def _line(chart: Chart, columns: list[Series], place: int) -> Line:
    texts = [series.texts[place] for series in columns]
    if chart.maxima:
        texts.append(points(chart.maxima[place]))
    return Line(chart.categories[place].label, chart.categories[place].note, texts)


def _key(chart: Chart) -> list[tuple[str, SafeString]]:
    """Names with their signs; a single series needs none beside the title."""
    if len(chart.series) + len(chart.markers) < 2:
        return []
    pen = Pen(f"p-{chart.name}")
    signs = [(series.name, swatch(chart, place, pen)) for place, series in enumerate(chart.series)]
    signs += [(marker.name, mark(place, pen, "8 8")) for place, marker in enumerate(chart.markers)]
    return [(name, mark_safe(sign)) for name, sign in signs]  # noqa: S308 # shapes only, no text
