"""The figure for plotly.js: valid to plotly itself, and in the places of the drawing."""

import json
from decimal import Decimal

import plotly.graph_objects as go
import pytest

from districts import charts
from districts.charts.chart import Chart
from tests.districts.charts import some


@pytest.mark.parametrize("chart", some.every_kind(), ids=lambda chart: f"{chart.kind}-{chart.cut}")
def test_plotly_takes_every_figure(chart: Chart) -> None:
    go.Figure(charts.figure(chart))


def test_plotly_refuses_what_it_does_not_know() -> None:
    wrong = charts.figure(some.stacked())
    wrong["data"][0]["colour"] = "red"

    with pytest.raises(ValueError, match="colour"):
        go.Figure(wrong)


@pytest.mark.parametrize("chart", some.every_kind(), ids=lambda chart: f"{chart.kind}-{chart.cut}")
def test_a_figure_is_strict_json(chart: Chart) -> None:
    assert json.loads(json.dumps(charts.figure(chart), allow_nan=False)) == charts.figure(chart)


def test_stacked_parts_begin_where_the_one_before_ends() -> None:
    first, second = charts.figure(some.stacked())["data"]

    assert (first["x"], first["base"]) == ([366.365, 250.0], [0.0, 0.0])
    assert (second["x"], second["base"]) == ([150.0, None], [366.365, 250.0])


def test_grouped_bars_begin_at_zero_and_lie_below_each_other() -> None:
    first, second = charts.figure(some.grouped())["data"]

    assert second["base"] == [0.0, 0.0]
    assert second["offset"] >= first["offset"] + first["width"]


def test_what_hovers_is_what_the_table_says() -> None:
    trace = charts.figure(some.stacked())["data"][1]

    assert trace["hovertext"] == [
        "Văn Bàn<br>Chính quyền: 150,00<br>minh họa",
        "Sa Pa<br>Chính quyền: không công bố",
    ]


def test_the_maximum_lies_behind_and_the_markers_on_top() -> None:
    maximum, unit, median, best = charts.figure(some.against())["data"]

    assert (maximum["x"], maximum["hoverinfo"]) == ([100.0, 200.0], "skip")
    assert unit["x"] == [80.0, 60.5]
    assert median["x"] == [70.0, None]
    assert median["marker"]["symbol"] != best["marker"]["symbol"]


def test_a_year_without_a_figure_is_a_gap() -> None:
    trace = charts.figure(some.ranks())["data"][0]  # the second series: the first lies on top

    assert (trace["y"], trace["connectgaps"]) == ([4.0, None, 2.0, 4.0], False)


def test_a_cut_line_ends_at_the_break() -> None:
    trace = charts.figure(some.ranks(cut=True))["data"][1]

    assert (trace["x"], trace["y"]) == ([0, 1, 2, 2.5, 3], [8.0, 9.0, 3.0, None, 2.0])


def test_the_first_rank_is_on_top() -> None:
    assert charts.figure(some.ranks())["layout"]["yaxis"]["range"] == [9.0, 1.0]


def test_decimal_comma_in_vietnamese() -> None:
    assert charts.figure(some.stacked())["layout"]["separators"] == ",."


@pytest.mark.parametrize("chart", some.every_kind(), ids=lambda chart: f"{chart.kind}-{chart.cut}")
def test_the_interactive_chart_has_the_box_of_the_drawing(chart: Chart) -> None:
    assert f'height="{charts.figure(chart)["layout"]["height"]}"' in charts.draw(chart)


def test_no_markup_reaches_plotly() -> None:
    chart = some.stacked(some.HOSTILE)

    assert "<b" not in json.dumps(charts.figure(chart)).replace("<br>", "")
    assert "<script" not in json.dumps(charts.figure(chart))


def test_two_units_of_one_name_stay_two() -> None:
    chart = charts.bars(
        "total",
        "t",
        [charts.Category("Kỳ Anh"), charts.Category("Kỳ Anh")],
        [charts.Series.of("s", "0", some.decimals("1", "2"))],
        unit="u",
        source="s",
        maximum=Decimal(10),
    )

    assert charts.figure(chart)["data"][0]["y"] == [0, 1]
