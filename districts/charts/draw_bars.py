"""Bars with their names above them: the same on a wall screen and on a phone."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.html import escape

from districts.charts.chart import Category, Chart, Kind
from districts.charts.palette import MARKS
from districts.charts.pen import Pen
from districts.charts.scale import LABEL, THICK, TOP, across, height, part, row_height, ticks
from districts.charts.wrap import shortened
from districts.templatetags.portal import points

LONGEST = 40  # letters of a name with its note: what a phone has room for beside the figure
SHORTEST = 16


def draw(chart: Chart, pen: Pen) -> str:
    """Grid, names, bars, markers, axis."""
    rows = (mark for place in range(len(chart.categories)) for mark in _row(chart, pen, place))
    return "".join([*_grid(chart, pen), *rows])


def label_of(category: Category) -> str:
    """The name as far as there is room for it; in full it stands in the table."""
    return shortened(category.label, max(SHORTEST, LONGEST - len(category.note)))


def _grid(chart: Chart, pen: Pen) -> Iterator[str]:
    bottom = height(chart) - 22
    found = ticks(chart)
    for place, tick in enumerate(found):
        x = across(part(tick, chart.low, chart.high))
        yield f'<line x1="{x}" x2="{x}" y1="{TOP}" y2="{bottom}" {pen.stroke("rest")}/>'
        anchor = "start" if place == 0 else "end" if tick == chart.high else "middle"
        yield pen.text(points(tick), f'x="{x}" y="{bottom + 17}"', tone="soft", anchor=anchor)


def _row(chart: Chart, pen: Pen, place: int) -> Iterator[str]:
    category = chart.categories[place]
    top = TOP + place * row_height(chart)
    note = f' <tspan font-weight="400" {pen.fill("soft")}>{escape(category.note)}</tspan>' if category.note else ""
    name = escape(label_of(category))
    yield f'<text y="{top + 14}" {pen.fill("ink")} font-weight="600">{name}{note}</text>'
    if chart.ends:
        yield pen.text(chart.ends[place], f'x="100%" y="{top + 14}"', anchor="end")
    yield from _bars(chart, pen, place, top + LABEL)


def _bars(chart: Chart, pen: Pen, place: int, top: int) -> Iterator[str]:
    thick = THICK[chart.kind]
    if chart.kind is Kind.AGAINST:
        full = across(part(chart.maxima[place], chart.low, chart.high))
        yield f'<rect y="{top}" width="{full}" height="{thick}" {pen.fill("rest")}/>'
    reached = Decimal(0)
    for number, series in enumerate(chart.series):
        value = series.values[place]
        if value is None:
            continue
        start = reached if chart.kind is Kind.STACKED else Decimal(0)
        down = top + number * thick if chart.kind is Kind.GROUPED else top
        yield _bar(chart, pen, series.tone, (start, value), (down, thick))
        reached += value
    for number, marker in enumerate(chart.markers):
        at = marker.values[place]
        if at is not None:
            x = across(part(at, chart.low, chart.high))
            path = f'<path d="{MARKS[number][1]}" stroke-width="2.5" {pen.stroke("ink")}/>'
            yield f'<svg x="{x}" y="{top + thick // 2}" width="1" height="1" overflow="visible">{path}</svg>'


def _bar(chart: Chart, pen: Pen, tone: str, span: tuple[Decimal, Decimal], down: tuple[int, int]) -> str:
    start, value = part(span[0], chart.low, chart.high), part(span[0] + span[1], chart.low, chart.high)
    top, thick = down
    where = f'x="{across(start)}" y="{top}" width="{across(value - start)}" height="{thick - 1}"'
    hatch = pen.hatch(tone, where) if len(chart.series) > 1 else ""
    return f"<rect {where} {pen.fill(tone)}/>{hatch}"
