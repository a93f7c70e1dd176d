from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.points import half_up, round_ratio, share_places, show, show_up


@pytest.mark.parametrize(
    ("value", "nearest"),
    [("1/2", 1), ("-1/2", -1), ("5/2", 3), ("-5/2", -3), ("49/100", 0), ("-51/100", -1)],
)
def test_a_half_goes_away_from_zero(value: str, nearest: int) -> None:
    assert half_up(Fraction(value)) == nearest


@settings(deadline=None, max_examples=200)
@given(st.integers(-(10**17), 10**17), st.sampled_from([1, 10, 10**6, 10**9]), st.integers(1, 10**12))
def test_ratios_of_arrays_round_like_fractions_beyond_64_bits_too(top: int, factor: int, bottom: int) -> None:
    expected = half_up(Fraction(top * factor, bottom))
    if abs(expected) < 2**62:
        result = round_ratio(np.array([top]), factor, np.array([bottom]))
        assert result.tolist() == [expected]


@pytest.mark.parametrize(
    ("maximum", "decimals", "places"),
    [
        ("1", 4, 4),
        ("500", 2, 5),
        ("1000", 2, 5),
        ("1001", 2, 6),
        ("0.2", 6, 6),
        ("150", 0, 3),
        ("1", 0, 0),
        ("0", 2, 0),
    ],
)
def test_places_of_a_share(maximum: str, decimals: int, places: int) -> None:
    assert share_places(Decimal(maximum), decimals) == places


@settings(deadline=None, max_examples=100)
@given(st.integers(1, 10**6), st.integers(0, 3), st.data())
def test_two_different_points_never_get_one_share(steps: int, decimals: int, data: st.DataObject) -> None:
    maximum = Decimal(steps).scaleb(-decimals)
    lower = data.draw(st.integers(0, steps - 1))
    places = share_places(maximum, decimals)
    first, second = (half_up(Fraction(points, steps) * 10**places) for points in (lower, lower + 1))
    assert first < second


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("366365/1000", 2, "366.365"),
        ("5", 2, "5.00"),
        ("1/3", 2, "0.33"),
        ("2/3", 0, "1"),
        ("1/1000000", 2, "0.000001"),
    ],
)
def test_values_are_shown_exactly_where_they_end_within_six_places(value: str, decimals: int, shown: str) -> None:
    assert str(show(Fraction(value), decimals)) == shown


@pytest.mark.parametrize(("value", "shown"), [("1/100", "0.01"), ("1/3", "0.333334"), ("0", "0.00")])
def test_margins_are_never_understated(value: str, shown: str) -> None:
    assert str(show_up(Fraction(value), 2)) == shown
