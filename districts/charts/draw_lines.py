"""Lines over the years. A year without a figure leaves a gap: it is not zero, and nothing is drawn through it."""

from collections.abc import Iterator
from decimal import Decimal

from districts.charts.chart import Chart
from districts.charts.palette import dash_of, shape_of
from districts.charts.pen import Pen
from districts.charts.scale import LINES_HEIGHT, LINES_TOP, across, category_part, depth, ticks
from districts.charts.wrap import shortened
from districts.templatetags.portal import points

LONGEST = 17
APART = Decimal(15)  # between two names at the end of their lines
HALF = Decimal("0.5")


def draw(chart: Chart, pen: Pen) -> str:
    """Grid, years, breaks, lines, names at the end of the lines. The first series lies on top of the others."""
    series = (mark for place in reversed(range(len(chart.series))) for mark in _line(chart, pen, place))
    return "".join([*_grid(chart, pen), *_years(chart, pen), *_breaks(chart, pen), *series, *_names(chart, pen)])


def segments(chart: Chart, place: int) -> Iterator[tuple[int, int]]:
    """Pairs of neighbouring years that a line joins."""
    values = chart.series[place].values
    cuts = {found.before for found in chart.breaks} if chart.cut else set()
    for right in range(1, len(values)):
        if values[right - 1] is not None and values[right] is not None and right not in cuts:
            yield right - 1, right


def name_places(chart: Chart) -> list[tuple[int, Decimal]]:
    """Each series and how far down its name stands: at its last figure, no name over another."""
    wanted = []
    for place, series in enumerate(chart.series):
        known = [value for value in series.values if value is not None]
        if known:
            wanted.append((depth(chart, known[-1]), place))
    placed: list[tuple[int, Decimal]] = []
    for down, place in sorted(wanted):
        placed.append((place, max(down, placed[-1][1] + APART) if placed else down))
    return placed


def _grid(chart: Chart, pen: Pen) -> Iterator[str]:
    for tick in ticks(chart):
        y = depth(chart, tick)
        yield f'<line x1="0" x2="100%" y1="{y}" y2="{y}" {pen.stroke("rest")}/>'
        yield pen.text(points(tick), f'x="-10" y="{y + 4}"', tone="soft", anchor="end")


def _years(chart: Chart, pen: Pen) -> Iterator[str]:
    for place, category in enumerate(chart.categories):
        x = across(category_part(chart, place))
        yield pen.text(category.label, f'x="{x}" y="{LINES_TOP + LINES_HEIGHT + 24}"', anchor="middle")


def _breaks(chart: Chart, pen: Pen) -> Iterator[str]:
    for found in chart.breaks:
        x = across(category_part(chart, found.before - HALF))
        yield (
            f'<line x1="{x}" x2="{x}" y1="{LINES_TOP - 4}" y2="{LINES_TOP + LINES_HEIGHT}" '
            f'stroke-dasharray="2 3" {pen.stroke("ink")}/>'
        )
        yield pen.text(found.label, f'x="{x}" y="{LINES_TOP - 10}"', tone="soft", anchor="middle")


def _line(chart: Chart, pen: Pen, place: int) -> Iterator[str]:
    series = chart.series[place]
    dash = f' stroke-dasharray="{dash_of(place)[1]}"' if dash_of(place)[1] else ""
    at = [
        None if value is None else (across(category_part(chart, year)), depth(chart, value))
        for year, value in enumerate(series.values)
    ]
    for left, right in segments(chart, place):
        (x1, y1), (x2, y2) = at[left] or ("", 0), at[right] or ("", 0)
        yield f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke-width="2.5"{dash} {pen.stroke(series.tone)}/>'
    for found in filter(None, at):
        path = f'<path d="{shape_of(place)[1]}" {pen.fill(series.tone)}/>'
        yield f'<svg x="{found[0]}" y="{found[1]}" width="1" height="1" overflow="visible">{path}</svg>'


def _names(chart: Chart, pen: Pen) -> Iterator[str]:
    for place, down in name_places(chart):
        words = shortened(chart.series[place].name, LONGEST)
        yield f'<svg x="100%" overflow="visible">{pen.text(words, f"""x="14" y="{down + 4}" """.strip())}</svg>'
