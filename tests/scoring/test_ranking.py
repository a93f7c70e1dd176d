"""Ranks, printed ranks, bands and change."""

from decimal import Decimal

import pytest

from scoring import Change, Figure, change
from tests.scoring.build import NOT_APPLICABLE, Given, framework, leaf, pair, ranks, scored, total, whole


def totals(*points: str) -> dict[str, dict[str, Given]]:
    """Units u0, u1 ... with these points in a, and none in b."""
    return {f"u{n}": {"a": value, "b": "0"} for n, value in enumerate(points)}


def printed(rank: int, points: str | None = None, provenance: int = 0) -> Figure:
    return Figure(points=None if points is None else Decimal(points), printed_rank=rank, provenance=provenance)


def test_ties_share_the_better_rank_and_the_next_is_skipped() -> None:
    results = scored(pair(), totals("5", "9", "5", "1"))
    cells = [cell for cell in results.cells() if cell.code == "total"]
    assert [cell.rank for cell in cells] == [2, 1, 2, 4]
    assert [cell.tied for cell in cells] == [True, False, True, False]
    assert {(cell.ranked_of, cell.rank_origin) for cell in cells} == {(4, "computed")}


def test_equal_sums_tie_however_they_were_formed() -> None:
    frame = framework(total("a b c", decimals=1), *(leaf(code, decimals=1) for code in "abc"))
    results = scored(
        frame, {"u": {"a": "0.1", "b": "0.2", "c": "0"}, "v": {"a": "0.3", "b": "0", "c": "0"}, "w": {"total": "0.3"}}
    )
    assert ranks(results, "total") == [1, 1, 1]


def test_what_is_equal_as_published_ties() -> None:
    frame = framework(total("a", decimals=1), leaf("a"))
    results = scored(frame, {"u": {"a": "1.04"}, "v": {"a": "0.95"}, "w": {"a": "1.05"}})
    assert ranks(results, "total") == [2, 2, 1]


def test_ranks_are_exact_beyond_what_floats_can_tell_apart() -> None:
    frame = framework(total("a", decimals=6), leaf("a", "99999999999", decimals=6))
    results = scored(frame, {"u": {"a": "9007199254.740992"}, "v": {"a": "9007199254.740993"}})
    assert ranks(results, "total") == [2, 1]
    exact = Decimal("9007199254.740992") / Decimal("99999999999")
    assert results.cell("u", "total").share == exact.quantize(Decimal(1).scaleb(-17))


def test_who_is_assessed_but_not_ranked_takes_nobodys_place() -> None:
    results = scored(pair(), totals("9", "5", "1"), unranked={"u0"})
    assert ranks(results, "total") == [None, 1, 2]
    assert results.cell("u1", "total").ranked_of == 2
    assert results.cell("u0", "total").share == Decimal("0.45")


def test_who_is_not_ranked_does_not_push_down_those_below_zero() -> None:
    frame = framework(total("a b"), leaf("a", minimum="-5"), leaf("b"))
    units: dict[str, dict[str, Given]] = {"u": {"a": "-3", "b": "0"}, "v": {"a": "1"}, "w": {"a": "-4", "b": "0"}}
    assert ranks(scored(frame, units), "total") == [1, None, 2]


def test_an_incomplete_result_is_ranked_from_the_availability_threshold_on() -> None:
    units: dict[str, dict[str, Given]] = {"u": {"a": "9"}, "v": {"a": "1", "b": "1"}}
    assert ranks(scored(pair(), units), "total") == [None, 1]
    assert ranks(scored(pair(), units, availability="0.51"), "total") == [None, 1]
    assert ranks(scored(pair(), units, availability="0.5"), "total") == [1, 2]


def test_units_of_unequal_maxima_are_ranked_by_share() -> None:
    units: dict[str, dict[str, Given]] = {"u": {"a": "8", "b": NOT_APPLICABLE}, "v": {"a": "9", "b": "5"}}
    results = scored(pair(), units)
    assert ranks(results, "total") == [1, 2]  # 8 of 10, 14 of 20
    assert ranks(results, "a") == [2, 1]


def test_equal_published_shares_of_unequal_maxima_tie() -> None:
    units: dict[str, dict[str, Given]] = {"u": {"a": "5", "b": NOT_APPLICABLE}, "v": {"a": "4", "b": "6"}}
    assert ranks(scored(pair(), units), "total") == [1, 1]


def test_a_measure_that_left_the_maximum_is_not_ranked() -> None:
    units: dict[str, dict[str, Given]] = {"u": {"a": NOT_APPLICABLE, "b": "1"}, "v": {"a": "0", "b": "1"}}
    assert ranks(scored(pair(), units), "a") == [None, 1]


def test_a_derived_figure_is_ranked_by_its_value_at_the_measures_places() -> None:
    pillars = [whole(code.upper(), f"f {code}") for code in "abc"]
    frame = framework(total("f a b c"), *pillars, *(leaf(code, "100") for code in "fabc"))
    units: dict[str, dict[str, Given]] = {
        "u": {"total": "100.01", "A": "60", "B": "60", "C": "60"},  # f is (180 - 100.01) / 2
        "v": {"f": "40.00"},
        "w": {"f": "40.01"},
    }
    results = scored(frame, units)
    assert results.cell("u", "f").points == Decimal("39.995")
    assert ranks(results, "f") == [2, 2, 1]


def test_printed_ranks_are_shown_where_a_rank_came_without_points() -> None:
    units: dict[str, dict[str, Given]] = {
        "u": {"total": printed(1)},
        "v": {"total": printed(2, "15")},
        "w": {"total": "20"},
        "x": {"total": printed(2)},
    }
    results = scored(pair(), units)
    cells = [results.cell(unit, "total") for unit in "uvwx"]
    assert [cell.rank for cell in cells] == [1, 2, None, 2]
    assert [cell.rank_origin for cell in cells] == ["printed", "printed", "", "printed"]
    assert [cell.tied for cell in cells] == [False, True, False, True]
    assert [cell.ranked_of for cell in cells] == [3, 3, None, 3]
    assert results.rank_differences == ()


def test_a_printed_rank_with_points_stands_beside_the_computed_one_and_a_difference_is_told() -> None:
    units: dict[str, dict[str, Given]] = {
        "u": {"total": printed(2, "15")},
        "v": {"total": printed(2, "14")},
        "w": {"total": "13"},
    }
    results = scored(pair(), units)
    cell = results.cell("u", "total")
    assert (cell.rank, cell.rank_origin, cell.printed_rank) == (1, "computed", 2)
    assert [(d.unit, d.code, d.printed, d.computed) for d in results.rank_differences] == [("u", "total", 2, 1)]


def test_an_unranked_units_printed_rank_does_not_decide_for_the_others() -> None:
    units: dict[str, dict[str, Given]] = {"u": {"total": printed(7)}, "v": {"total": "3"}}
    results = scored(pair(), units, unranked={"u"})
    assert ranks(results, "total") == [None, 1]
    assert results.cell("u", "total").printed_rank == 7


def test_the_provenance_of_a_computed_rank_is_the_weakest_of_all_ranked() -> None:
    units: dict[str, dict[str, Given]] = {
        "u": {"total": printed(1, "15", provenance=1)},
        "v": {"total": Figure(points=Decimal(3), provenance=2)},
    }
    cell = scored(pair(), units).cell("u", "total")
    assert (cell.provenance, cell.rank_provenance, cell.printed_provenance) == (1, 2, 1)


def test_an_unranked_neighbour_does_not_weaken_a_rank() -> None:
    units: dict[str, dict[str, Given]] = {"u": {"total": "1"}, "v": {"total": Figure(points=Decimal(3), provenance=2)}}
    assert scored(pair(), units, unranked={"v"}).cell("u", "total").rank_provenance == 0


def test_the_provenance_of_a_printed_rank_is_that_of_its_figure() -> None:
    units: dict[str, dict[str, Given]] = {
        "u": {"total": printed(1, provenance=1)},
        "v": {"total": printed(2, "3", provenance=2)},
    }
    cell = scored(pair(), units).cell("u", "total")
    assert (cell.provenance, cell.rank_provenance, cell.printed_provenance) == (None, 1, 1)


def test_an_enormous_printed_rank_costs_nothing() -> None:
    assert scored(pair(), {"u": {"total": printed(2**40)}}).cell("u", "total").rank == 2**40


@pytest.mark.parametrize(
    ("points", "band"), [("0", 0), ("5", 0), ("5.01", 1), ("10", 1), ("10.01", 2), ("15", 2), ("15.01", 3), ("20", 3)]
)
def test_upper_bounds_of_bands_are_inclusive(points: str, band: int) -> None:
    cell = scored(pair(), {"u": {"total": points}}, bands=["0.25", "0.5", "0.75", "1"]).cell("u", "total")
    assert cell.band == band


def test_bands_go_by_the_units_own_maximum() -> None:
    row: dict[str, Given] = {"a": "8", "b": NOT_APPLICABLE}
    assert scored(pair(), {"u": row}, bands=["0.5", "1"]).cell("u", "total").band == 1


def test_a_penalised_unit_below_zero_is_in_the_lowest_band() -> None:
    frame = framework(total("a"), leaf("a", minimum="-5"))
    assert scored(frame, {"u": {"a": "-1"}}, bands=["0.5", "1"]).cell("u", "total").band == 0


def test_too_little_assessed_gives_no_band() -> None:
    units: dict[str, dict[str, Given]] = {"u": {"a": "9"}}
    assert scored(pair(), units, bands=["0.5", "1"]).cell("u", "total").band is None
    assert scored(pair(), units, bands=["0.5", "1"], availability="0.5").cell("u", "total").band == 0


def test_without_bands_there_is_none() -> None:
    assert scored(pair(), {"u": {"total": "9"}}).cell("u", "total").band is None


def test_change_is_positive_for_more_points_and_a_better_rank() -> None:
    found = change(Decimal("7.5"), 3, Decimal(10), Decimal("6.25"), 9, Decimal("10.00"))
    assert found == Change(Decimal("1.25"), 6)


def test_points_out_of_different_maxima_are_not_compared_but_ranks_are() -> None:
    assert change(Decimal(7), 3, Decimal(10), Decimal(7), 2, Decimal(20)) == Change(None, -1)


@pytest.mark.parametrize(
    ("now", "rank", "before", "before_rank"), [(None, 1, Decimal(1), None), (Decimal(1), None, None, 1)]
)
def test_nothing_changed_against_what_is_unknown(
    now: Decimal | None, rank: int | None, before: Decimal | None, before_rank: int | None
) -> None:
    assert change(now, rank, Decimal(10), before, before_rank, Decimal(10)) == Change(None, None)
