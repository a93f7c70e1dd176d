"""The interactive figure: plain data for plotly.js, with the geometry of the drawing that it takes the place of."""

from decimal import Decimal
from typing import Any

from django.utils.formats import get_format
from django.utils.html import escape

from districts.charts.chart import Category, Chart, Kind, Series
from districts.charts.draw_bars import label_of
from districts.charts.draw_lines import LONGEST, name_places
from districts.charts.palette import INK, MARKS, PATTERNS, dash_of, shape_of
from districts.charts.pen import colour_of
from districts.charts.scale import (
    FOOT,
    LABEL,
    LINES_HEIGHT,
    LINES_TOP,
    SIDES,
    THICK,
    TOP,
    height,
    row_height,
    ticks,
)
from districts.charts.wrap import shortened
from districts.templatetags.portal import points

Trace = dict[str, Any]
_APART: Trace = {"ticks": "outside", "ticklen": 8, "tickcolor": "rgba(0,0,0,0)"}  # words stay clear of the lines


def figure(chart: Chart) -> dict[str, Any]:
    """`data` and `layout`. Colours are the light ones; `meta` names their tones, for the script to look up."""
    if chart.kind is Kind.LINES:
        return {"data": _line_traces(chart), "layout": _layout(chart, _years_axis(chart), _depth_axis(chart))}
    traces = _maximum(chart) + _bar_traces(chart) + _markers(chart)
    return {"data": traces, "layout": _layout(chart, _points_axis(chart), _rows_axis(chart), _bar_names(chart))}


def _layout(chart: Chart, x: Trace, y: Trace, names: list[Trace] | None = None) -> dict[str, Any]:
    left, right = SIDES.get(chart.kind, (0, 0))
    top = LINES_TOP if chart.kind is Kind.LINES else TOP
    return {
        "height": height(chart),
        "margin": {"l": left, "r": right, "t": top, "b": FOOT, "pad": 0},
        "showlegend": False,
        "separators": f"{get_format('DECIMAL_SEPARATOR')}{get_format('THOUSAND_SEPARATOR')}",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"size": 13, "color": INK},
        "barmode": "overlay",
        "hovermode": "closest",
        "dragmode": False,
        "xaxis": {"zeroline": False, "showgrid": chart.kind is not Kind.LINES, **x},
        "yaxis": {"zeroline": False, "showgrid": chart.kind is Kind.LINES, **y},
        "annotations": _line_names(chart) if names is None else names,
        "shapes": _break_lines(chart),
    }


def _axis(values: list[Decimal]) -> Trace:
    return {"tickmode": "array", "tickvals": [float(value) for value in values], "ticktext": [*map(points, values)]}


def _points_axis(chart: Chart) -> Trace:
    return {"range": [float(chart.low), float(chart.high)], "showticklabels": False, **_axis(ticks(chart))}


def _rows_axis(chart: Chart) -> Trace:
    return {"range": [len(chart.categories), 0], "fixedrange": True, "showticklabels": False}


def _depth_axis(chart: Chart) -> Trace:
    ends = [float(chart.low), float(chart.high)]
    return {"range": ends[::-1] if chart.falling else ends, **_APART, **_axis(ticks(chart))}


def _years_axis(chart: Chart) -> Trace:
    last = len(chart.categories) - 1
    return {
        "range": [0, last] if last else [-0.5, 0.5],
        "fixedrange": True,
        **_APART,
        "tickmode": "array",
        "tickvals": list(range(len(chart.categories))),
        "ticktext": [escape(category.label) for category in chart.categories],
    }


def _bar_traces(chart: Chart) -> list[Trace]:
    reached = [Decimal(0)] * len(chart.categories)
    traces = []
    for number, series in enumerate(chart.series):
        bases = list(reached) if chart.kind is Kind.STACKED else [Decimal(0)] * len(reached)
        place = number if chart.kind is Kind.GROUPED else 0
        traces.append(_bar_trace(chart, series, bases, place, len(chart.series) > 1))
        reached = [base + (value or 0) for base, value in zip(reached, series.values, strict=True)]
    return traces


def _bar_trace(chart: Chart, series: Series, bases: list[Decimal], place: int, hatched: bool) -> Trace:
    whole, thick = row_height(chart), THICK[chart.kind]
    shape = PATTERNS[series.tone][0] if hatched else ""
    return {
        "type": "bar",
        "orientation": "h",
        "name": escape(series.name),
        "y": list(range(len(chart.categories))),
        "x": [None if value is None else float(value) for value in series.values],
        "base": [float(base) for base in bases],
        "offset": (LABEL + place * thick) / whole,
        "width": (thick - 1) / whole,
        "hovertext": _hover(chart.categories, series),
        "hoverinfo": "text",
        "marker": {
            "color": colour_of(series.tone),
            "pattern": {"shape": shape, "fgcolor": "#ffffff", "size": 8, "solidity": 0.2, "fillmode": "overlay"},
        },
        "meta": {"tone": series.tone},
    }


def _hover(categories: tuple[Category, ...], series: Series) -> list[str]:
    return [
        f"{escape(category.label)}<br>{escape(series.name)}: {escape(text)}"
        + (f"<br>{escape(category.note)}" if category.note else "")
        for category, text in zip(categories, series.texts, strict=True)
    ]


def _maximum(chart: Chart) -> list[Trace]:
    """How far each bar could reach, behind it."""
    if chart.kind is not Kind.AGAINST:
        return []
    pale = Series("", "rest", chart.maxima, ("",) * len(chart.maxima))
    trace = _bar_trace(chart, pale, [Decimal(0)] * len(chart.maxima), 0, hatched=False)
    return [trace | {"hoverinfo": "skip"}]


def _markers(chart: Chart) -> list[Trace]:
    middle = (LABEL + THICK[chart.kind] / 2) / row_height(chart)
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": escape(marker.name),
            "x": [None if value is None else float(value) for value in marker.values],
            "y": [place + middle for place in range(len(chart.categories))],
            "hovertext": _hover(chart.categories, marker),
            "hoverinfo": "text",
            "marker": {"symbol": MARKS[number][0], "size": 12, "color": INK, "line": {"width": 2.5, "color": INK}},
            "cliponaxis": False,
            "meta": {"tone": "ink"},
        }
        for number, marker in enumerate(chart.markers)
    ]


def _bar_names(chart: Chart) -> list[Trace]:
    """The names above the bars, what stands at their ends, and the ticks: the outer two stay inside the drawing."""
    found = []
    for tick in ticks(chart):
        side = "left" if tick == chart.low else "right" if tick == chart.high else "center"
        found.append(_note(points(tick), float(tick), side, 0, "top") | {"xref": "x", "yref": "paper", "yshift": -4})
    for place, category in enumerate(chart.categories):
        note = f" {escape(category.note)}" if category.note else ""
        name = _note(escape(label_of(category)) + note, 0, "left", place, "top")
        # Not <b>: plotly.js would make a style attribute of it, which the policy refuses.
        found.append(name | {"font": {"weight": 600}})
        if chart.ends:
            found.append(_note(escape(chart.ends[place]), 1, "right", place, "top"))
    return found


def _note(text: str, x: float, side: str, y: float, align: str) -> Trace:
    return {
        "text": text, "xref": "paper", "x": x, "xanchor": side, "yref": "y", "y": y, "yanchor": align,
        "showarrow": False, "borderpad": 0,
    }  # fmt: skip


def _line_traces(chart: Chart) -> list[Trace]:
    cuts = sorted({found.before for found in chart.breaks}) if chart.cut else []
    traces = [_line_trace(chart, series, number, cuts) for number, series in enumerate(chart.series)]
    return traces[::-1]  # what comes last lies on top


def _line_trace(chart: Chart, series: Series, number: int, cuts: list[int]) -> Trace:
    x: list[float] = list(range(len(chart.categories)))
    y = [None if value is None else float(value) for value in series.values]
    said = _hover(chart.categories, series)
    for cut in reversed(cuts):  # a point without a value ends the line there
        x.insert(cut, cut - 0.5)
        y.insert(cut, None)
        said.insert(cut, "")
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": escape(series.name),
        "x": x,
        "y": y,
        "connectgaps": False,
        "cliponaxis": False,
        "hovertext": said,
        "hoverinfo": "text",
        "line": {"color": colour_of(series.tone), "width": 2.5, "dash": dash_of(number)[0]},
        "marker": {"symbol": shape_of(number)[0], "size": 10, "color": colour_of(series.tone)},
        "meta": {"tone": series.tone},
    }


def _line_names(chart: Chart) -> list[Trace]:
    found = []
    for place, down in name_places(chart):
        name = escape(shortened(chart.series[place].name, LONGEST))
        fraction = 1 - float(down - LINES_TOP) / LINES_HEIGHT
        found.append(_note(name, 1, "left", fraction, "middle") | {"yref": "paper", "xshift": 14})
    for change in chart.breaks:
        at = {"xref": "x", "yref": "paper", "x": change.before - 0.5, "y": 1, "xanchor": "center", "yanchor": "bottom"}
        found.append(_note(escape(change.label), 0, "left", 0, "top") | at)
    return found


def _break_lines(chart: Chart) -> list[Trace]:
    return [
        {"type": "line", "xref": "x", "yref": "paper", "x0": found.before - 0.5, "x1": found.before - 0.5, "y0": 0,
         "y1": 1.02, "line": {"dash": "dot", "width": 1, "color": INK}}
        for found in chart.breaks
    ]  # fmt: skip
