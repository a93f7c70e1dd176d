"""Margins of ranks against two implementations of their own: one in fractions, one in plain numpy."""

from decimal import Decimal
from fractions import Fraction
from math import ceil
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.margins import (
    Margins,
    TooFineError,
    margins,
    percentiles,
    weights,
    whole_numbers,
)
from scoring.points import Ints

PARTS = (Fraction(5, 100), Fraction(1, 2), Fraction(95, 100))


def ranks_in_fractions(points: list[list[int]], maxima: list[list[int]], drawn: list[list[int]]) -> list[list[int]]:
    """Ranks of units (rows) in draws (columns), by shares as fractions, one unit at a time."""
    ranks: list[list[int]] = [[] for _ in points]
    for factors in drawn:
        shares = []
        for row, most in zip(points, maxima, strict=True):
            part = sum(Fraction(p * f, 10**6) for p, f in zip(row, factors, strict=True))
            whole = sum(Fraction(m * f, 10**6) for m, f in zip(most, factors, strict=True))
            shares.append(part / whole)
        for unit, share in enumerate(shares):
            ranks[unit].append(1 + sum(other > share for other in shares))
    return ranks


def nearest_ranks(values: list[int]) -> list[int]:
    """The smallest value that at least that part of all does not exceed."""
    ordered = sorted(values)
    return [ordered[max(0, ceil(part * len(ordered)) - 1)] for part in PARTS]


def found(margin: Margins) -> list[list[int]]:
    return [list(row) for row in zip(margin.low.tolist(), margin.middle.tolist(), margin.high.tolist(), strict=True)]


@st.composite
def sheets(draw: st.DrawFn) -> list[list[int]]:
    """Two to six units by one to five measures, few different points, so that ties are frequent."""
    measures = draw(st.integers(1, 5))
    row = st.lists(st.integers(-2, 8), min_size=measures, max_size=measures)
    return draw(st.lists(row, min_size=2, max_size=6))


def array(rows: list[list[int]]) -> Ints:
    return np.array(rows, dtype=np.int64)


@given(sheets(), st.integers(0, 2**32 - 1))
def test_ranks_are_those_of_fractions(points: list[list[int]], seed: int) -> None:
    maxima = [[10] * len(row) for row in points]
    margin = margins(array(points), seed=seed, draws=20)
    naive = ranks_in_fractions(points, maxima, weights(len(points[0]), seed=seed, draws=20).tolist())
    assert margin.ranks.tolist() == naive
    assert found(margin) == [nearest_ranks(row) for row in naive]


@given(sheets(), st.data(), st.integers(0, 2**32 - 1))
def test_ranks_by_share_are_those_of_fractions(points: list[list[int]], data: st.DataObject, seed: int) -> None:
    """Maxima in proportion to points make shares equal that differ as floating-point numbers' inputs."""
    scale = st.sampled_from([1, 3, 7])
    factors = [data.draw(scale) for _ in points]
    scaled = [[value * factor for value in row] for row, factor in zip(points, factors, strict=True)]
    maxima = [[10 * factor] * len(row) for row, factor in zip(points, factors, strict=True)]
    margin = margins(array(scaled), array(maxima), seed=seed, draws=20)
    drawn = weights(len(points[0]), seed=seed, draws=20).tolist()
    assert margin.ranks.tolist() == ranks_in_fractions(scaled, maxima, drawn)


def test_shares_that_no_floating_point_number_tells_apart_are_told_apart() -> None:
    most = 2**32
    points, maxima = array([[most - 2], [most - 3], [most - 1]]), array([[most - 1], [most - 2], [most]])
    assert (most - 2) / (most - 1) == pytest.approx((most - 3) / (most - 2))
    margin = margins(points, maxima, seed=1, draws=3, spread=Decimal(0))
    naive = ranks_in_fractions(points.tolist(), maxima.tolist(), [[10**6]] * 3)
    assert margin.ranks.tolist() == naive == [[2] * 3, [3] * 3, [1] * 3]


def test_seven_hundred_units_by_ninety_eight_criteria_agree_with_plain_numpy() -> None:
    points = np.random.default_rng(922).integers(0, 1001, size=(700, 98))
    points[17], points[301] = points[5], points[5]  # some that always tie
    margin = margins(points, seed=20231231)

    factors = np.random.default_rng(20231231).integers(750_000, 1_250_001, size=(1000, 98))
    totals = points @ factors.T  # whole numbers, no floating point
    ranks = np.array([np.searchsorted(np.sort(-draw), -draw) + 1 for draw in totals.T]).T
    low, middle, high = np.percentile(ranks, [5, 50, 95], axis=1, method="inverted_cdf")
    assert (margin.ranks == ranks).all()
    assert found(margin) == np.stack([low, middle, high]).T.astype(int).tolist()
    assert margin.ahead(3, 9) == int((totals[3] > totals[9]).sum())


def test_long_rows_are_placed_as_short_ones() -> None:
    points = np.random.default_rng(1).integers(0, 4, size=(300, 3))
    few = ranks_in_fractions(points.tolist(), [[4] * 3] * 300, weights(3, seed=7, draws=4).tolist())
    assert margins(points, seed=7, draws=4).ranks.tolist() == few


@given(sheets(), st.integers(0, 2**32 - 1))
def test_the_same_seed_gives_the_same(points: list[list[int]], seed: int) -> None:
    one, two = (margins(array(points), seed=seed, draws=30) for _ in range(2))
    assert (one.ranks == two.ranks).all()


@given(sheets(), st.integers(0, 5))
def test_identical_units_tie_in_every_draw(points: list[list[int]], which: int) -> None:
    twin = points[which % len(points)]
    margin = margins(array([*points, twin]), seed=3, draws=30)
    assert margin.ahead(which % len(points), len(points)) == margin.ahead(len(points), which % len(points)) == 0


@given(sheets(), st.integers(0, 5))
def test_who_is_better_in_everything_is_ahead_in_every_draw(points: list[list[int]], which: int) -> None:
    better = [value + 1 for value in points[which % len(points)]]
    margin = margins(array([*points, better]), seed=3, draws=30)
    assert margin.ahead(len(points), which % len(points)) == 30


@given(sheets(), st.randoms())
def test_the_order_of_the_units_changes_nothing(points: list[list[int]], random: Random) -> None:
    order = list(range(len(points)))
    random.shuffle(order)
    one = margins(array(points), seed=3, draws=30)
    other = margins(array([points[unit] for unit in order]), seed=3, draws=30)
    assert (one.ranks[order] == other.ranks).all()


@given(sheets())
def test_without_spread_every_draw_is_the_ranking_itself(points: list[list[int]]) -> None:
    totals = [sum(row) for row in points]
    ranks = [1 + sum(other > total for other in totals) for total in totals]
    margin = margins(array(points), seed=3, draws=5, spread=Decimal(0))
    assert found(margin) == [[rank] * 3 for rank in ranks]


@given(sheets())
def test_low_middle_and_high_are_ordered_ranks(points: list[list[int]]) -> None:
    margin = margins(array(points), seed=3, draws=30)
    assert ((margin.low >= 1) & (margin.low <= margin.middle) & (margin.middle <= margin.high)).all()
    assert (margin.high <= len(points)).all()


@settings(max_examples=30)
@given(st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_percentiles_are_those_of_numpy(draws: int, seed: int) -> None:
    ranks = np.random.default_rng(seed).integers(1, 9, size=(4, draws)).astype(np.uint16)
    expected = np.percentile(ranks, [5, 50, 95], axis=1, method="inverted_cdf")
    assert (percentiles(ranks) == expected).all()


def test_weights_are_the_documented_recipe() -> None:
    drawn = weights(3, seed=42)
    assert (drawn == np.random.default_rng(42).integers(750_000, 1_250_001, size=(1000, 3))).all()
    assert (drawn.min() >= 750_000) & (drawn.max() <= 1_250_000)


@pytest.mark.parametrize("spread", ["-0.1", "1", "0.1234567"])
def test_a_spread_that_is_none_is_refused(spread: str) -> None:
    with pytest.raises(ValueError, match="no share below 1"):
        weights(3, seed=1, spread=Decimal(spread))


def test_what_cannot_be_exact_is_refused() -> None:
    with pytest.raises(TooFineError):
        margins(array([[2**33, 0], [1, 1]]), seed=1)


def test_decimals_become_whole_numbers_of_one_unit() -> None:
    points, maxima = whole_numbers([[Decimal("366.365000"), Decimal("0")]], [[Decimal("500"), Decimal("1E+1")]])
    assert (points.tolist(), maxima.tolist()) == ([[366365, 0]], [[500000, 10000]])


def test_decimals_that_no_integer_holds_are_refused() -> None:
    with pytest.raises(TooFineError):
        whole_numbers([[Decimal("1E+30"), Decimal("0.000001")]])


def by_ranks(*rows: list[int]) -> Margins:
    ranks = np.array(rows, dtype=np.uint16)
    low, middle, high = percentiles(ranks)
    return Margins(ranks, low, middle, high)


def test_neighbours_come_in_their_order_with_both_counts() -> None:
    margin = by_ranks([1, 1, 2, 1], [2, 1, 1, 3], [3, 3, 3, 2])
    assert margin.nearest(1) == [[(1, 2, 1)], [(0, 1, 2), (2, 3, 1)], [(1, 1, 3)]]
    assert [unit for unit, _, _ in margin.nearest()[1]] == [0, 2]


def test_a_group_ends_where_its_first_is_clearly_ahead() -> None:
    sure, unsure = [1] * 19 + [2], [1] * 18 + [2] * 2
    others = [2] * 19 + [1], [2] * 18 + [1] * 2
    assert by_ranks(sure, others[0]).groups() == [1, 2]
    assert by_ranks(unsure, others[1]).groups() == [1, 1]


def test_a_group_takes_only_those_that_follow_without_a_gap() -> None:
    """The third is clearly behind the first, so the fourth is of the second group although the first is not ahead."""
    first, second, third, fourth = [1, 3], [2, 1], [3, 4], [4, 2]
    assert by_ranks(first, second, third, fourth).groups() == [1, 1, 2, 2]


def test_long_groups_are_followed_to_their_end() -> None:
    rows = [[unit % 2 + 1, 2 - unit % 2] for unit in range(40)]
    assert by_ranks(*rows, [50, 50]).groups() == [1] * 40 + [2]


def test_one_unit_is_first_and_alone() -> None:
    margin = margins(array([[5, 5]]), seed=1)
    assert (found(margin), margin.nearest(), margin.groups()) == ([[1, 1, 1]], [[]], [1])
