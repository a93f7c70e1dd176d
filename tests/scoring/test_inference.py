"""What figures above the leaves determine, and what no values can explain."""

from decimal import Decimal

import pytest

from scoring import Contradiction, Figure, Framework, NotApplicable, Origin, Reason, Status
from tests.scoring.build import MISSING, NOT_APPLICABLE, Given, facts, framework, leaf, one, pair, scored, total, whole


def exact(points: str) -> Figure:
    return Figure(points=Decimal(points), margin=Decimal(0))


def pillars(maximum: str = "100") -> Framework:
    """A foundation that the total shares with three pillars."""
    return framework(
        total("f a b c"),
        *(whole(code.upper(), f"f {code}") for code in "abc"),
        *(leaf(code, maximum) for code in "fabc"),
    )


def contradictions(frame: Framework, **row: Given) -> tuple[Contradiction, ...]:
    return scored(frame, {"u": row}).contradictions


def test_the_only_unknown_part_is_what_the_others_leave() -> None:
    cell = one(pair(), "b", total="12.5", a="4")
    assert (cell.origin, cell.status, str(cell.points)) == (Origin.DERIVED, Status.SCORED, "8.50")
    assert cell.margin == Decimal("0.01")


def test_exact_figures_leave_no_margin() -> None:
    cell = one(pair(), "b", total=exact("12.5"), a=exact("4"))
    assert facts(cell, "points margin") == [Decimal("8.50"), 0]


def test_a_margin_is_cut_by_the_bounds() -> None:
    cell = one(pair(), "b", total="20", a="10")
    assert cell.points == 10  # 9.99 at least, and no more than its maximum
    assert cell.margin == Decimal("0.0025")


def test_a_margin_is_cut_by_the_lower_bounds_of_other_figures() -> None:
    cell = one(pair(), "b", total="5", a="0")  # a is 0 to 0.005: b is 4.99 to 5.005
    assert facts(cell, "points margin") == [5, Decimal("0.0075")]


def test_a_derived_value_never_leaves_its_bounds() -> None:
    cell = one(pair(), "b", total="14", a="3.99")  # nominally 10.01 of 10
    assert facts(cell, "points margin") == [10, 0]


def test_a_value_that_does_not_end_is_rounded_to_the_measures_places() -> None:
    # f + a = 10, f + b = 10, f + c = 10 and a + b + c = 20: exactly solved in thirds.
    frame = framework(
        total("f a b c"),
        *(whole(code.upper(), f"f {code}") for code in "abc"),
        whole("S", "a b c"),
        *(leaf(code, "10") for code in "fabc"),
    )
    row: dict[str, Given] = {"A": "10", "B": "10", "C": "10", "S": "20"}
    cell = one(frame, "f", **row)
    assert (cell.origin, str(cell.points), str(cell.share)) == (Origin.DERIVED, "3.33", "0.333")
    assert str(one(frame, "total", **row).points) == "23.33"


def test_derived_wholes_above_are_solved_too() -> None:
    frame = pillars()
    cell = one(frame, "total", f="40", A="60.5", B="60", C="60")
    assert (cell.origin, cell.points) == (Origin.DERIVED, Decimal("100.50"))


def test_a_group_is_derived_though_its_parts_are_not() -> None:
    frame = framework(total("g c"), whole("g", "a b"), leaf("a"), leaf("b"), leaf("c"))
    results = scored(frame, {"u": {"total": "15", "c": "5"}})
    assert facts(results.cell("u", "g"), "origin points") == [Origin.DERIVED, 10]
    assert results.cell("u", "a").status is Status.NOT_PUBLISHED


def test_parts_inside_a_derived_whole_are_not_published() -> None:
    frame = framework(whole("p", "g c"), total("c d"), whole("g", "a b"), leaf("a"), leaf("b"), leaf("c"), leaf("d"))
    assert one(frame, "a", p="15", c="5").status is Status.NOT_PUBLISHED


def test_what_figures_do_not_determine_is_not_guessed() -> None:
    cell = one(pair(), "a", total="20")  # both must be full: that is a bound's doing, not an equation's
    assert (cell.status, cell.origin, cell.points) == (Status.NOT_PUBLISHED, Origin.NONE, None)


def test_a_part_stated_to_be_missing_is_not_derived() -> None:
    assert one(pair(), "b", total="12.5", a="4", b=MISSING).points is None


def test_full_marks_for_what_does_not_apply_count_when_solving() -> None:
    frame = framework(total("a b c"), leaf("a", policy=NotApplicable.FULL), leaf("b"), leaf("c"))
    cell = one(frame, "c", total="15", a=NOT_APPLICABLE, b="2")
    assert facts(cell, "points margin") == [3, Decimal("0.01")]


def test_what_left_the_maximum_counts_nothing_when_solving() -> None:
    frame = framework(total("a b c"), leaf("a"), leaf("b"), leaf("c"))
    assert one(frame, "c", total="5", a=NOT_APPLICABLE, b="2").points == 3


def test_derived_points_add_to_incomplete_sums_exactly() -> None:
    frame = framework(
        total("f a b c"),
        *(whole(code.upper(), f"f {code}") for code in "abc"),
        whole("G", "f x", decimals=2),
        *(leaf(code, "100") for code in "fabcx"),
    )
    row: dict[str, Given] = {"total": "100.01", "A": "60", "B": "60", "C": "60"}
    cell = one(frame, "G", **row)
    assert (cell.status, cell.points, cell.coverage) == (Status.INCOMPLETE, Decimal("40.00"), Decimal("0.5"))


def test_the_provenance_of_a_derived_figure_is_the_weakest_used() -> None:
    row: dict[str, Given] = {
        "total": Figure(points=Decimal(15), provenance=1),
        "a": Figure(points=Decimal(5)),
    }
    assert one(pair(), "b", **row).provenance == 1


def test_figures_that_a_solution_does_not_use_do_not_weaken_it() -> None:
    frame = framework(total("g h"), whole("g", "a b"), whole("h", "c d"), *(leaf(code) for code in "abcd"))
    row: dict[str, Given] = {"g": "5", "a": "1", "c": Figure(points=Decimal(1), provenance=2)}
    assert one(frame, "b", **row).provenance == 0


def test_a_given_figure_that_the_others_determine_has_their_solution_beside_it() -> None:
    cell = one(pillars(), "total", total="100", f="40", A="60", B="60", C="60.01")
    assert facts(cell, "points computed contradiction") == [100, Decimal("100.01"), None]


def test_overdetermined_figures_give_the_same_whatever_their_order() -> None:
    # a is 4.00 by one way and 4.01 by the other, both within rounding: neither way is preferred.
    def frame(first: str, second: str) -> Framework:
        wholes = {"p": whole("p", "a b"), "q": whole("q", "a c")}
        return framework(total("a b c"), wholes[first], wholes[second], leaf("a"), leaf("b"), leaf("c"))

    row: dict[str, Given] = {"p": "9", "b": "5", "q": "9.01", "c": "5"}
    found = {one(frame(*order), "a", **row).points for order in (("p", "q"), ("q", "p"))}
    assert found == {Decimal("4.005")}


def test_a_sum_outside_all_rounding_is_contradicted() -> None:
    (found,) = contradictions(pair(), total="7.02", a="3", b="4")
    assert found == Contradiction("u", "total", Decimal("7.02"), Decimal(7), Decimal("0.02"), Reason.SUM)


@pytest.mark.parametrize(("given", "count"), [("7.01", 0), ("7.015", 0), ("7.016", 1), ("6.985", 0), ("6.984", 1)])
def test_a_contradiction_begins_where_the_intervals_part(given: str, count: int) -> None:
    frame = framework(total("a b", decimals=3), leaf("a"), leaf("b"))
    margin = Decimal("0.005")
    assert len(contradictions(frame, total=Figure(points=Decimal(given), margin=margin), a="3", b="4")) == count


def test_a_margin_in_fractions_of_the_finest_unit_is_kept() -> None:
    frame = framework(total("a", decimals=2), leaf("a", decimals=2))
    sure = Figure(points=Decimal(5), margin=Decimal(0))
    assert not contradictions(frame, total=Figure(points=Decimal("5.01"), margin=Decimal("0.01")), a=sure)
    assert contradictions(frame, total=Figure(points=Decimal("5.01"), margin=Decimal("0.0099")), a=sure)


def test_a_contradiction_stands_on_the_cell_whose_figure_stays_as_printed() -> None:
    cell = one(pair(), "total", total="9", a="3", b="4")
    assert facts(cell, "points computed contradiction") == [9, 7, 2]
    assert one(pair(), "a", total="9", a="3", b="4").contradiction is None


def test_figures_may_contradict_jointly_though_each_equation_alone_could_hold() -> None:
    # a + b, a + c and b + c fix the total; each of them agrees with any total for some a, b, c.
    frame = framework(total("a b c"), whole("p", "a b"), whole("q", "a c"), whole("r", "b c"), *map(leaf, "abc"))
    row: dict[str, Given] = {"p": "8", "q": "8", "r": "8"}
    assert contradictions(frame, total="12", **row) == ()
    for code in row:
        assert contradictions(frame, total="13", **{code: row[code]}) == ()
    (found,) = contradictions(frame, total="13", **row)
    assert found == Contradiction("u", "total", Decimal(13), Decimal(12), Decimal(1), Reason.SOLUTION)


def test_figures_that_are_jointly_possible_only_at_their_roundings_edge_do_not_contradict() -> None:
    frame = framework(total("a b c"), whole("p", "a b"), whole("q", "a c"), whole("r", "b c"), *map(leaf, "abc"))
    # (p + q + r) / 2 is 12 give or take 0.0075.
    assert contradictions(frame, total="12.01", p="8", q="8", r="8") == ()
    assert contradictions(frame, total="12.02", p="8", q="8", r="8") != ()


def test_a_solution_outside_its_bounds_is_impossible() -> None:
    (found,) = contradictions(pair(), total="15", a="3")  # b would be 12 of 10
    assert (found.code, found.computed, found.reason) == ("total", Decimal("13.005"), Reason.RANGE)
    assert one(pair(), "b", total="15", a="3").points is None


def test_a_whole_below_one_of_its_parts_is_impossible() -> None:
    (found,) = contradictions(pair(), total="3", a="5")
    assert (found.code, found.computed, found.difference) == ("total", Decimal("4.995"), Decimal("-1.995"))


def test_a_figure_above_its_maximum_is_impossible() -> None:
    (found,) = contradictions(pair(), a="10.01")
    assert found == Contradiction("u", "a", Decimal("10.01"), Decimal(10), Decimal("0.01"), Reason.BOUNDS)


def test_a_figure_below_its_minimum_is_impossible() -> None:
    (found,) = contradictions(pair(), a="-1")
    assert facts(found, "code difference reason") == ["a", -1, Reason.BOUNDS]


def test_a_penalty_within_its_minimum_is_not() -> None:
    assert contradictions(pair(minimum="-5"), a="-5") == ()


def test_a_whole_above_the_units_own_maximum_is_impossible() -> None:
    (found,) = contradictions(pair(), total="12", a=NOT_APPLICABLE)
    assert facts(found, "code computed reason") == ["total", 10, Reason.BOUNDS]


def test_an_impossible_leaf_is_named_alone() -> None:
    found = contradictions(pair(), total="16", a="12", b="4")
    assert [(c.code, c.reason) for c in found] == [("a", Reason.BOUNDS)]


def groups() -> Framework:
    return framework(total("g h"), whole("g", "a b"), whole("h", "c d"), *map(leaf, "abcd"))


ONES: dict[str, Given] = dict.fromkeys("abcd", "1")


def test_every_contradiction_of_a_unit_is_named() -> None:
    found = contradictions(groups(), g="9", h="6", **ONES)
    assert {c.code: c.difference for c in found} == {"g": Decimal(7), "h": Decimal(4)}


@pytest.mark.parametrize("points", ["11", "4"])
def test_a_total_of_printed_groups_or_of_their_parts_is_not_to_blame_for_a_wrong_group(points: str) -> None:
    found = contradictions(groups(), total=points, g="9", h="2", **ONES)
    assert [c.code for c in found] == ["g"]


def test_a_total_that_agrees_with_neither_is_named_too() -> None:
    found = contradictions(groups(), total="13", g="9", h="2", **ONES)
    assert {c.code: c.difference for c in found} == {"total": Decimal(2), "g": Decimal(7)}


def test_a_contradicted_whole_is_left_out_of_what_is_derived() -> None:
    frame = framework(total("g c"), whole("g", "a b"), leaf("a"), leaf("b"), leaf("c"))
    row: dict[str, Given] = {"g": "9", "a": "1", "b": "1", "total": "7"}
    assert one(frame, "c", **row).points == 5


def test_contradictions_of_several_units_come_in_the_order_of_units_and_measures() -> None:
    frame = pair()
    results = scored(frame, {"v": {"total": "1", "a": "5", "b": "5"}, "u": {"a": "11", "b": "-3"}})
    assert [(c.unit, c.code) for c in results.contradictions] == [("v", "total"), ("u", "a"), ("u", "b")]


def test_units_without_contradiction_are_not_touched_by_others() -> None:
    results = scored(pair(), {"u": {"total": "1", "a": "5", "b": "5"}, "v": {"total": "10", "a": "5"}})
    assert results.cell("v", "b").points == 5
    assert results.cell("v", "total").contradiction is None


def test_a_penalty_that_nobody_gave_stays_open_when_solving() -> None:
    frame = framework(total("a b x"), leaf("a"), leaf("b"), leaf("x", "0", minimum="-5"))
    assert one(frame, "b", total="12", a="5").status is Status.NOT_PUBLISHED
    assert one(frame, "b", total="12", a="5", x="-1").points == 8
    assert contradictions(frame, total="12", a="5", b="8") == ()
    assert contradictions(frame, total="12", a="5", b="6") != ()
