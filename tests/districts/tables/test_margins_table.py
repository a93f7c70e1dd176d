"""Where intervals are drawn."""

import pytest

from districts.models import Publication
from districts.queries.editions import find_edition
from districts.queries.margins import Line, Margin, load_margins_page
from districts.tables.margins import Interval, interval_of, margin_lines


@pytest.fixture
def line(published: Publication) -> Line:
    """Văn Bàn, officially the second."""
    return load_margins_page(find_edition("lao-cai", 2023)).line_of("van-ban")


def with_ranks(line: Line, low: int, middle: int, high: int) -> Line:
    return Line(line.unit, line.total, Margin(low, middle, high, 1, ()))


@pytest.mark.parametrize(
    ("ranks", "interval"),
    [
        ((1, 1, 1), Interval(0, 250, 125, 375)),
        ((2, 3, 4), Interval(250, 750, 625, 375)),
        ((1, 4, 4), Interval(0, 1000, 875, 375)),
    ],
)
def test_a_rank_is_as_wide_as_its_share_of_all(line: Line, ranks: tuple[int, int, int], interval: Interval) -> None:
    assert interval_of(with_ranks(line, *ranks), 4) == interval


def test_one_rank_of_very_many_is_still_seen(line: Line) -> None:
    assert interval_of(with_ranks(line, 9000, 9000, 9000), 10598).width >= 1


def test_the_first_of_each_group_is_marked(published: Publication) -> None:
    lines = list(margin_lines(load_margins_page(find_edition("lao-cai", 2023))))
    assert [(line.line.unit.name, line.is_first, line.is_outside) for line in lines] == [
        ("Sa Pa", True, False),
        ("Văn Bàn", True, False),
        ("Bắc Hà", True, False),
    ]
