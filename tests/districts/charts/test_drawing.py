"""The drawing: the same figures as SVG, on the page and as a picture of its own."""

import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from districts import charts
from districts.charts.chart import Chart
from districts.charts.palette import COLOURS, PATTERNS
from tests.districts.charts import some

GOLDEN = Path(__file__).parent / "stacked.svg"
SVG = "{http://www.w3.org/2000/svg}"


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 # drawn here, not received


def texts(svg: str) -> list[str]:
    return ["".join(found.itertext()) for found in tree(svg).iter(f"{SVG}text")]


def rows_of(svg: str, name: str) -> list[str]:
    return re.findall(rf"<{name} [^>]*>", svg)


def test_the_picture_is_drawn_literally_so() -> None:
    assert charts.render_svg(some.stacked()).replace("><", ">\n<") == GOLDEN.read_text().strip()


@pytest.mark.parametrize("chart", some.every_kind(), ids=lambda chart: f"{chart.kind}-{chart.cut}")
def test_a_picture_says_title_unit_source_and_provenance(chart: Chart) -> None:
    said = texts(charts.render_svg(chart))

    assert {chart.title, chart.unit, chart.source} <= set(said)
    assert "minh họa" in " ".join(said)


@pytest.mark.parametrize("chart", some.every_kind(), ids=lambda chart: f"{chart.kind}-{chart.cut}")
def test_no_style_attribute_and_no_style_element(chart: Chart) -> None:
    for svg in (charts.render_svg(chart), charts.draw(chart)):
        assert " style=" not in svg
        assert "<style" not in svg


@pytest.mark.parametrize("chart", some.every_kind(), ids=lambda chart: f"{chart.kind}-{chart.cut}")
def test_a_page_takes_its_colours_from_the_style_sheet(chart: Chart) -> None:
    assert not [colour for colour in COLOURS.values() if colour in charts.draw(chart)]


def test_a_picture_carries_its_colours() -> None:
    assert 'class="' not in charts.render_svg(some.stacked())
    assert COLOURS["0"] in charts.render_svg(some.stacked())


def test_a_drawing_has_a_name() -> None:
    svg = tree(charts.draw(some.stacked()))

    assert svg.get("role") == "img"
    assert "Tổng điểm" in (svg.get("aria-label") or "")


def test_a_hostile_name_is_only_text() -> None:
    for svg in (charts.render_svg(some.stacked(some.HOSTILE, some.HOSTILE)), charts.draw(some.stacked(some.HOSTILE))):
        names = {found.tag.removeprefix(SVG) for found in tree(svg).iter()}
        assert names <= {"svg", "title", "defs", "pattern", "path", "rect", "line", "text", "tspan", "g"}
        assert "<script" not in svg


def test_a_part_that_is_not_known_is_not_drawn() -> None:
    bars = [found for found in rows_of(charts.draw(some.stacked()), "rect") if 'class="tone-' in found]

    assert len(bars) == 3


def test_bars_are_as_long_as_their_figures() -> None:
    bars = [found for found in rows_of(charts.draw(some.stacked()), "rect") if 'class="tone-' in found]

    assert [re.findall(r'(?:x|width)="([\d.]+%)"', bar) for bar in bars] == [
        ["0%", "36.64%"],
        ["36.64%", "15%"],
        ["0%", "25%"],
    ]


def test_decimal_comma_in_vietnamese() -> None:
    assert "722,21" in texts(charts.render_svg(some.stacked()))


def test_each_series_has_a_second_sign() -> None:
    patterns = [PATTERNS[tone][0] for tone in COLOURS]

    assert len(set(patterns)) == len(patterns)
    assert 'fill="url(#p-total-0)"' in charts.draw(some.stacked())


def joined(chart: Chart) -> list[list[str]]:
    """Where the lines between years begin and end, across."""
    found = [line for line in rows_of(charts.draw(chart), "line") if 'stroke-width="2.5"' in line]
    return [re.findall(r' x[12]="([\d.]+%)"', line) for line in found]


def test_no_line_through_a_year_that_was_not() -> None:
    second, first = joined(some.ranks())[:1], joined(some.ranks())[1:]

    assert second == [["66.67%", "100%"]]
    assert first == [["0%", "33.33%"], ["33.33%", "66.67%"], ["66.67%", "100%"]]


def test_a_cut_line_does_not_cross_the_break() -> None:
    assert joined(some.ranks(cut=True)) == [["0%", "33.33%"], ["33.33%", "66.67%"]]


def test_a_break_is_marked_and_named() -> None:
    assert "khung mới" in texts(charts.render_svg(some.ranks()))


def test_every_rank_has_its_line_and_the_first_is_on_top() -> None:
    ticks = [text for text in texts(charts.render_svg(some.ranks())) if len(text) == 1]

    assert ticks == list("123456789")


def test_one_year_alone_stands_in_the_middle() -> None:
    chart = charts.lines(
        "history",
        "t",
        [charts.Category("2023")],
        [charts.Series.of("s", "0", [Decimal(5)])],
        unit="u",
        source="s",
        low=Decimal(0),
        high=Decimal(10),
    )

    assert '<svg x="50%" y="144.0"' in charts.draw(chart)


def test_names_at_the_end_of_lines_keep_apart() -> None:
    chart = charts.lines(
        "ranks",
        "t",
        some.YEARS[:1],
        [charts.Series.of(name, "0", [Decimal(1)]) for name in ("a", "b")],
        unit="u",
        source="s",
        low=Decimal(1),
        high=Decimal(9),
        falling=True,
    )
    places = [int(float(y)) for y in re.findall(r'<text x="14" y="([\d.]+)"', charts.draw(chart))]

    assert places[1] - places[0] >= 15


@pytest.mark.parametrize(("high", "ticks"), [("1000", "0 200 400 600 800 1000"), ("1", "0 0,2 0,4 0,6 0,8 1")])
def test_ticks_are_round(high: str, ticks: str) -> None:
    chart = charts.bars(
        "total",
        "t",
        [charts.Category("a")],
        [charts.Series.of("s", "0", [Decimal(high)])],
        unit="u",
        source="s",
        maximum=Decimal(high),
    )

    assert texts(charts.render_svg(chart))[2:8] == ticks.split()


def test_a_chart_of_nothing_is_not_shown() -> None:
    chart = charts.bars("total", "t", [], [charts.Series.of("s", "0", [])], unit="u", source="s", maximum=Decimal(0))

    assert charts.shown(chart) is None


@pytest.mark.parametrize("chart", some.every_kind(), ids=lambda chart: f"{chart.kind}-{chart.cut}")
def test_the_table_has_every_figure(chart: Chart) -> None:
    shown = charts.shown(chart)
    assert shown is not None

    series = [*chart.series, *chart.markers]
    assert [line.texts[: len(series)] for line in shown.lines] == [
        [found.texts[place] for found in series] for place in range(len(chart.categories))
    ]
    assert len(shown.heads) == len(shown.lines[0].texts) + 1


def test_the_file_has_exact_figures_empty_cells_and_the_source() -> None:
    assert charts.render_csv(some.stacked()).splitlines()[1:] == [
        "Văn Bàn,366.365,150,minh họa,Nguồn: Dữ liệu minh họa.",
        "Sa Pa,250,,,Nguồn: Dữ liệu minh họa.",
    ]


def test_no_name_becomes_a_formula() -> None:
    assert "\r\n'=1+1," in charts.render_csv(some.stacked("=1+1"))
