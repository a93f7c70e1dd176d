"""Sums, the kinds of nothing, maxima of a unit's own, and provenance."""

from decimal import Decimal

import pytest

from scoring import Figure, NotApplicable, Origin, Sheet, State, Status
from tests.scoring.build import (
    MISSING,
    NOT_APPLICABLE,
    facts,
    framework,
    leaf,
    one,
    pair,
    ranks,
    scored,
    total,
    whole,
)


def test_a_whole_is_the_sum_of_its_parts() -> None:
    cell = one(pair(), "total", a="3.25", b="4")
    assert (str(cell.points), cell.status, cell.origin) == ("7.25", Status.SCORED, Origin.SUMMED)
    assert facts(cell, "coverage share") == [1, Decimal("0.3625")]


def test_zero_is_assessed() -> None:
    cell = one(pair(), "a", a="0", b="1")
    assert facts(cell, "status points share coverage") == [Status.SCORED, 0, 0, 1]


@pytest.mark.parametrize("row", [{"b": "1"}, {"a": MISSING, "b": "1"}])
def test_missing_is_neither_zero_nor_points(row: dict[str, str | Figure]) -> None:
    results = scored(pair(), {"u": row})
    cell, above = results.cell("u", "a"), results.cell("u", "total")
    assert facts(cell, "status points share coverage") == [Status.MISSING, None, None, 0]
    assert facts(above, "status points coverage") == [Status.INCOMPLETE, 1, Decimal("0.5")]


def test_an_incomplete_whole_is_never_rescaled() -> None:
    assert one(pair(), "total", b="10").share == Decimal("0.5")


def test_nothing_assessed_is_missing_all_the_way_up() -> None:
    cell = one(pair(), "total")
    assert facts(cell, "status points coverage rank") == [Status.MISSING, None, 0, None]


def test_not_applicable_leaves_the_units_maximum() -> None:
    results = scored(pair(), {"u": {"a": NOT_APPLICABLE, "b": "5"}})
    cell, above = results.cell("u", "a"), results.cell("u", "total")
    assert facts(cell, "status points max_points coverage") == [Status.NOT_APPLICABLE, None, 0, None]
    assert facts(above, "status points max_points share") == [Status.SCORED, 5, 10, Decimal("0.5")]
    assert above.coverage == 1


def test_not_applicable_gives_full_marks_where_the_measure_says_so() -> None:
    frame = framework(total("a b"), leaf("a", policy=NotApplicable.FULL), leaf("b"))
    results = scored(frame, {"u": {"a": NOT_APPLICABLE, "b": "5"}})
    cell, above = results.cell("u", "a"), results.cell("u", "total")
    assert facts(cell, "status points max_points coverage") == [Status.NOT_APPLICABLE, 10, 10, 1]
    assert facts(above, "status points max_points") == [Status.SCORED, 15, 20]


def test_a_whole_whose_every_leaf_left_is_not_applicable() -> None:
    frame = framework(total("g c"), whole("g", "a b"), leaf("a"), leaf("b"), leaf("c"))
    cell = one(frame, "g", a=NOT_APPLICABLE, b=NOT_APPLICABLE, c="1")
    assert facts(cell, "status points max_points rank") == [Status.NOT_APPLICABLE, None, 0, None]


def test_a_whole_that_does_not_apply_takes_its_silent_leaves_with_it() -> None:
    frame = framework(total("g c"), whole("g", "a b"), leaf("a"), leaf("b"), leaf("c"))
    results = scored(frame, {"u": {"g": NOT_APPLICABLE, "c": "1"}})
    assert results.cell("u", "a").status is Status.NOT_APPLICABLE
    assert facts(results.cell("u", "total"), "max_points coverage") == [10, 1]


def test_a_leaf_with_a_figure_stays_when_its_whole_does_not_apply() -> None:
    frame = framework(total("g c"), whole("g", "a b"), leaf("a"), leaf("b"), leaf("c"))
    results = scored(frame, {"u": {"g": NOT_APPLICABLE, "a": "4", "c": "1"}})
    assert facts(results.cell("u", "a"), "status points") == [Status.SCORED, 4]
    assert facts(results.cell("u", "g"), "points max_points") == [4, 10]


def test_who_says_that_a_whole_does_not_apply_is_an_input_of_its_leaves() -> None:
    frame = framework(total("g c"), whole("g", "a b"), leaf("a"), leaf("b"), leaf("c"))
    results = scored(frame, {"u": {"g": Figure(State.NOT_APPLICABLE, provenance=2), "c": "1"}})
    assert [results.cell("u", code).provenance for code in ("a", "total", "c")] == [2, 2, 0]


def test_a_leaf_of_maximum_zero_is_not_scored_and_lacks_nothing() -> None:
    frame = framework(total("a z"), leaf("a"), leaf("z", "0"))
    results = scored(frame, {"u": {"a": "4"}})
    cell, above = results.cell("u", "z"), results.cell("u", "total")
    assert (cell.status, cell.points, cell.share, cell.coverage, cell.rank) == (
        Status.NOT_SCORED,
        None,
        None,
        None,
        None,
    )
    assert facts(above, "status points") == [Status.SCORED, 4]


def test_a_zero_written_into_a_leaf_of_maximum_zero_changes_nothing() -> None:
    frame = framework(total("a z"), leaf("a"), leaf("z", "0"))
    assert one(frame, "z", a="4", z="0").status is Status.NOT_SCORED


def test_a_whole_of_unscored_leaves_is_not_scored() -> None:
    frame = framework(total("a g"), leaf("a"), whole("g", "y z"), leaf("y", "0"), leaf("z", "0"))
    assert one(frame, "g", a="4").status is Status.NOT_SCORED


def test_a_leaf_inside_a_published_whole_is_not_published_rather_than_missing() -> None:
    cell = one(pair(), "a", total="12")
    assert (cell.status, cell.points, cell.coverage) == (Status.NOT_PUBLISHED, None, None)


def test_a_leaf_stated_to_be_missing_stays_so_inside_a_published_whole() -> None:
    assert one(pair(), "a", total="12", a=MISSING).status is Status.MISSING


def test_what_lies_inside_a_whole_stated_to_be_missing_is_missing_too() -> None:
    frame = framework(total("g c"), whole("g", "a b"), leaf("a"), leaf("b"), leaf("c"))
    assert one(frame, "a", total="12", g=MISSING).status is Status.MISSING


def test_whoever_was_ranked_was_assessed_whatever_the_state_says() -> None:
    cell = one(pair(), "total", total=Figure(State.MISSING, printed_rank=4))
    assert facts(cell, "status rank") == [Status.NOT_PUBLISHED, 4]


def test_a_rank_without_points_says_that_the_unit_was_assessed() -> None:
    results = scored(pair(), {"u": {"total": Figure(printed_rank=4)}})
    assert results.cell("u", "total").status is Status.NOT_PUBLISHED
    assert results.cell("u", "a").status is Status.NOT_PUBLISHED


def test_a_rank_without_points_leaves_the_sum_of_the_parts() -> None:
    cell = one(pair(), "total", total=Figure(printed_rank=4), a="1", b="2")
    assert facts(cell, "status origin points") == [Status.SCORED, Origin.SUMMED, 3]


def test_a_given_whole_wins_over_the_sum_which_stands_beside_it() -> None:
    cell = one(pair(), "total", total="7.01", a="3", b="4")
    assert (cell.points, cell.origin, cell.computed) == (Decimal("7.01"), Origin.GIVEN, Decimal("7.00"))


def test_a_sum_uses_the_given_value_of_a_part_not_its_own_sum() -> None:
    frame = framework(total("g c"), whole("g", "a b"), leaf("a"), leaf("b"), leaf("c"))
    assert one(frame, "total", g="7.01", a="3", b="4", c="1").points == Decimal("8.01")


def test_a_sum_is_rounded_once_when_published_not_part_by_part() -> None:
    frame = framework(
        total("g h", decimals=1),
        whole("g", "a b", decimals=1),
        whole("h", "c d", decimals=1),
        *(leaf(code, decimals=2) for code in "abcd"),
    )
    results = scored(frame, {"u": {"a": "1.02", "b": "1.02", "c": "1.02", "d": "1.02"}})
    # 2.04 + 2.04 = 4.08: rounding the groups first would say 4.0.
    assert [str(results.cell("u", code).points) for code in ("g", "h", "total")] == ["2.0", "2.0", "4.1"]


@pytest.mark.parametrize(("a", "shown"), [("1.05", "1.1"), ("1.04", "1.0"), ("-1.05", "-1.1"), ("-0.05", "-0.1")])
def test_rounding_takes_a_half_away_from_zero(a: str, shown: str) -> None:
    frame = framework(total("a", decimals=1), leaf("a", minimum="-5"))
    assert str(one(frame, "total", a=a).points) == shown


def test_a_penalty_takes_points_away() -> None:
    frame = framework(total("a b"), leaf("a"), leaf("b", "0", minimum="-5"))
    results = scored(frame, {"u": {"a": "1", "b": "-2.5"}})
    penalty, above = results.cell("u", "b"), results.cell("u", "total")
    assert (above.points, above.share) == (Decimal("-1.50"), Decimal("-0.150"))
    assert (penalty.status, penalty.points, penalty.share, penalty.rank) == (
        Status.SCORED,
        Decimal("-2.50"),
        None,
        None,
    )


def test_a_penalty_that_nobody_gave_lacks_nothing() -> None:
    frame = framework(total("a b"), leaf("a"), leaf("b", "0", minimum="-5"))
    assert one(frame, "total", a="1").status is Status.SCORED
    assert one(frame, "b", a="1").status is Status.NOT_SCORED


def test_rounding_never_lifts_a_sum_over_the_units_own_maximum() -> None:
    frame = framework(total("a b", decimals=0), leaf("a", "0.4", decimals=1), leaf("b", "1.6", decimals=1))
    cell = one(frame, "total", a=NOT_APPLICABLE, b="1.6")
    assert facts(cell, "points max_points share") == [Decimal("1.6"), Decimal("1.6"), 1]


def test_coverage_is_the_assessed_share_of_the_units_own_maximum() -> None:
    frame = framework(total("a b c"), leaf("a", "10"), leaf("b", "30"), leaf("c", "60"))
    assert one(frame, "total", a="1").coverage == Decimal("0.1")
    assert one(frame, "total", a="1", c=NOT_APPLICABLE).coverage == Decimal("0.25")


def test_coverage_short_of_all_never_rounds_to_all() -> None:
    frame = framework(total("a b", decimals=0), leaf("a", "999.99"), leaf("b", "0.01"))
    cell = one(frame, "total", a="1")
    assert cell.coverage is not None
    assert cell.coverage < 1


def test_a_given_part_covers_its_whole_maximum_without_its_own_parts() -> None:
    frame = framework(total("g c"), whole("g", "a b"), leaf("a"), leaf("b"), leaf("c"))
    cell = one(frame, "total", g="5", c="1")
    assert facts(cell, "status coverage points") == [Status.SCORED, 1, 6]


def test_provenance_is_the_weakest_of_the_inputs() -> None:
    weak = {"a": Figure(points=Decimal(1), provenance=2), "b": Figure(points=Decimal(1), provenance=0)}
    strong = {"a": Figure(points=Decimal(1), provenance=1), "b": Figure(points=Decimal(1), provenance=0)}
    results = scored(pair(), {"weak": weak, "strong": strong})
    assert [results.cell(unit, "total").provenance for unit in ("weak", "strong")] == [2, 1]
    assert results.cell("strong", "b").provenance == 0


def test_a_missing_figure_adds_no_provenance() -> None:
    row = {"a": Figure(points=Decimal(1)), "b": Figure(State.MISSING, provenance=2)}
    results = scored(pair(), {"u": row})
    assert (results.cell("u", "total").provenance, results.cell("u", "b").provenance) == (0, None)


def test_that_a_criterion_does_not_apply_is_an_input_too() -> None:
    row = {"a": Figure(points=Decimal(1)), "b": Figure(State.NOT_APPLICABLE, provenance=2)}
    assert scored(pair(), {"u": row}).cell("u", "total").provenance == 2


def test_a_given_whole_has_its_own_provenance_whatever_its_parts_have() -> None:
    row = {
        "total": Figure(points=Decimal(2), provenance=1),
        "a": Figure(points=Decimal(1), provenance=2),
        "b": Figure(points=Decimal(1), provenance=2),
    }
    assert scored(pair(), {"u": row}).cell("u", "total").provenance == 1


def test_cells_come_unit_by_unit_in_the_frameworks_order() -> None:
    results = scored(pair(), {"v": {"a": "1", "b": "2"}, "u": {"a": "3", "b": "4"}})
    assert [(cell.unit, cell.code) for cell in results.cells()] == [
        (unit, code) for unit in ("v", "u") for code in ("total", "a", "b")
    ]
    assert list(results.cells())[3] == results.cell("u", "total")


def test_a_round_without_units_has_no_cells_and_no_summaries() -> None:
    results = scored(pair(), {})
    assert (list(results.cells()), results.summaries(), ranks(results, "total")) == ([], [], [])


@pytest.mark.parametrize(
    "figures",
    [[("x", "a", Figure())], [("u", "x", Figure())], [("u", "a", Figure()), ("u", "a", Figure())]],
    ids=["unknown unit", "unknown measure", "given twice"],
)
def test_a_sheet_refuses_figures_that_have_no_place(figures: list[tuple[str, str, Figure]]) -> None:
    with pytest.raises(ValueError, match=r"unknown|twice"):
        Sheet.build(pair(), ["u"], figures)


def test_a_sheet_refuses_a_unit_listed_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        Sheet.build(pair(), ["u", "u"], [])


def test_means_and_medians_say_over_how_many_units_and_are_absent_where_figures_are() -> None:
    frame = framework(total("a b"), leaf("a"), leaf("b"))
    results = scored(frame, {"u": {"a": "1.01"}, "v": {"a": "2"}, "w": {"a": "9"}, "x": {"a": "2.02"}, "y": {}})
    (summary,) = results.summaries()
    assert (summary.code, summary.units) == ("a", 4)
    # 14.03 / 4 = 3.5075 and 2.01
    assert [str(value) for value in (summary.mean, summary.median, summary.best)] == ["3.51", "2.01", "9.00"]
    assert summary.mean_share == Decimal("0.351")


def test_incomplete_figures_count_in_means_from_the_availability_on() -> None:
    units: dict[str, dict[str, str | int | Figure | None]] = {"u": {"a": "4", "b": "4"}, "v": {"a": "2"}}
    at_all, at_half = (scored(pair(), units, availability=share).summaries() for share in ("1", "0.5"))
    assert facts(at_all[0], "code units mean") == ["total", 1, 8]
    assert facts(at_half[0], "code units mean") == ["total", 2, 5]


def test_the_mean_share_is_that_of_shares_where_maxima_differ() -> None:
    results = scored(pair(), {"u": {"a": "10", "b": NOT_APPLICABLE}, "v": {"a": "5", "b": "5"}})
    (summary,) = (summary for summary in results.summaries() if summary.code == "total")
    assert facts(summary, "mean mean_share") == [10, Decimal("0.75")]


def test_the_provenance_of_a_summary_is_the_weakest_of_its_units() -> None:
    units = {
        "u": {"a": Figure(points=Decimal(1), provenance=1), "b": Figure(points=Decimal(1))},
        "v": {"a": Figure(points=Decimal(1), provenance=2)},
    }
    found = {summary.code: summary.provenance for summary in scored(pair(), units).summaries()}
    assert found == {"total": 1, "a": 2, "b": 0}
