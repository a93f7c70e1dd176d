"""Printed beside computed: a figure stands for all that rounds to it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Kind, Origin, Status
from scoring.derivation import derive
from scoring.points import half_up
from scoring.verdicts import (
    Because,
    Judgement,
    Own,
    OwnRank,
    Verdict,
    interval_of,
    judge_points,
    judge_rank,
    rank_reach,
)
from tests.scoring.build import leaf, total, whole

AGREES, DIFFERS, UNKNOWN = Verdict.AGREES, Verdict.DIFFERS, Verdict.UNKNOWN


def own(points: str | None, origin: Origin = Origin.SUMMED, status: Status = Status.SCORED, **more: object) -> Own:
    known = {"decimals": 2, "is_leaf": False} | more
    return Own(status, origin, points=None if points is None else Decimal(points), **known)  # type: ignore[arg-type]


def judged(stated: str, places: int, held: Own) -> tuple[Verdict, Because]:
    found = judge_points(Decimal(stated), places, held)
    return found.verdict, found.because


@pytest.mark.parametrize(
    ("stated", "places", "points", "verdict"),
    [
        ("722.21", 2, "722.21", AGREES),
        ("722.2", 1, "722.21", AGREES),
        ("722.20", 2, "722.21", DIFFERS),
        ("722", 0, "722.21", AGREES),
        ("722", 0, "722.50", AGREES),  # on the edge, where habits of rounding part
        ("722", 0, "722.51", DIFFERS),
        ("722.22", 2, "722.21", DIFFERS),
        ("722.214", 3, "722.21", AGREES),  # the portal's own is rounded too
        ("722.216", 3, "722.21", DIFFERS),
    ],
)
def test_the_printed_decimals_decide(stated: str, places: int, points: str, verdict: Verdict) -> None:
    assert judged(stated, places, own(points)) == (verdict, Because.COMPUTED)


def test_the_difference_is_what_was_stated_less_the_own() -> None:
    assert judge_points(Decimal("722.5"), 1, own("722.21")) == Judgement(
        DIFFERS, Because.COMPUTED, Decimal("722.21"), Decimal("0.29")
    )


def test_a_derived_figure_has_its_margin_too() -> None:
    held = own("366.365", Origin.DERIVED, margin=Decimal("0.01"))
    assert judged("366.38", 2, held) == (AGREES, Because.DERIVED)  # 366.375 is in both
    assert judged("366.39", 2, held) == (DIFFERS, Because.DERIVED)


def test_what_was_entered_is_held_against_as_it_is() -> None:
    assert judged("5", 0, own("5.40", Origin.GIVEN, is_leaf=True)) == (AGREES, Because.ENTERED)
    assert judged("6", 0, own("5.40", Origin.GIVEN, is_leaf=True)) == (DIFFERS, Because.ENTERED)


def test_print_beside_print_proves_nothing() -> None:
    assert judged("722.21", 2, own("722.21", Origin.GIVEN)) == (UNKNOWN, Because.SAME_PRINT)
    assert judged("722.3", 1, own("722.21", Origin.GIVEN)) == (DIFFERS, Because.OTHER_PRINT)


def test_a_printed_whole_with_known_parts_is_held_against_their_sum() -> None:
    held = own("722.21", Origin.GIVEN, computed=Decimal("722.212"))
    assert judged("722.21", 2, held) == (AGREES, Because.COMPUTED)
    assert judged("722.21", 2, own("722.21", Origin.GIVEN, computed=Decimal("723"), is_contradicted=True)) == (
        DIFFERS,
        Because.COMPUTED,
    )
    assert judged("723", 0, own("722.21", Origin.GIVEN, computed=Decimal("723.01"))) == (AGREES, Because.COMPUTED)


@pytest.mark.parametrize("status", [Status.MISSING, Status.NOT_PUBLISHED, Status.NOT_APPLICABLE])
def test_without_points_nothing_can_be_told(status: Status) -> None:
    assert judged("1", 0, own(None, Origin.NONE, status)) == (UNKNOWN, Because.NO_POINTS)


def test_of_an_incomplete_sum_nothing_can_be_told() -> None:
    assert judged("1", 0, own("1", status=Status.INCOMPLETE)) == (UNKNOWN, Because.INCOMPLETE)


@given(st.integers(0, 100_000), st.integers(0, 3), st.integers(0, 3))
def test_one_value_rounded_twice_never_differs(thousandths: int, places: int, decimals: int) -> None:
    exact = Fraction(thousandths, 1000)
    stated, points = (Decimal(half_up(exact * 10**p)).scaleb(-p) for p in (places, decimals))
    assert judge_points(stated, places, own(str(points), decimals=decimals)).verdict is AGREES


@pytest.mark.parametrize(
    ("stated", "held", "verdict", "because"),
    [
        (3, OwnRank(3), AGREES, Because.COMPUTED),
        (4, OwnRank(3), DIFFERS, Because.COMPUTED),
        (4, OwnRank(3, best=3, worst=4), UNKNOWN, Because.ROUNDING),
        (5, OwnRank(3, best=3, worst=4), DIFFERS, Because.COMPUTED),
        (3, OwnRank(3, is_printed=True), UNKNOWN, Because.SAME_PRINT),
        (4, OwnRank(3, is_printed=True), DIFFERS, Because.OTHER_PRINT),
        (3, OwnRank(None), UNKNOWN, Because.NO_RANK),
    ],
)
def test_ranks(stated: int, held: OwnRank, verdict: Verdict, because: Because) -> None:
    found = judge_rank(stated, held)
    assert (found.verdict, found.because) == (verdict, because)


def test_rounding_leaves_near_ranks_open() -> None:
    a, b = own("10.00", Origin.DERIVED, margin=Decimal("0.02")), own("10.01")
    intervals = {name: interval for name, held in {"a": a, "b": b}.items() if (interval := interval_of(held))}
    assert rank_reach(intervals) == {"a": (1, 2), "b": (1, 2)}


def test_printed_figures_next_to_each_other_are_in_order() -> None:
    """722.205 to 722.215 and 722.215 to 722.225 only touch."""
    intervals = {name: interval_of(own(points, Origin.GIVEN)) for name, points in (("a", "722.21"), ("b", "722.22"))}
    found = {name: interval for name, interval in intervals.items() if interval}
    assert rank_reach(found) == {"a": (2, 2), "b": (1, 1)}


def test_equal_exact_points_are_tied_for_sure() -> None:
    same = (Fraction(1), Fraction(1))
    assert rank_reach({"a": same, "b": same, "c": (Fraction(0), Fraction(0))}) == {
        "a": (1, 1),
        "b": (1, 1),
        "c": (3, 3),
    }


def test_a_unit_without_points_has_no_interval() -> None:
    assert interval_of(own(None, Origin.NONE, Status.MISSING)) is None


# The arithmetic

MEASURES = [
    total("f g e s"),
    whole("government", "f g", Kind.PILLAR),
    whole("economy", "f e", Kind.PILLAR),
    whole("society", "f s", Kind.PILLAR),
    whole("f", "a b"),
    *(leaf(code, "250") for code in ("a", "b", "g", "e", "s")),
]
PRINTED = {
    "total": Decimal("722.21"),
    "government": Decimal("533.50"),
    "economy": Decimal("446.61"),
    "society": Decimal("474.83"),
}


def test_the_foundation_of_van_ban_is_half_of_what_the_pillars_have_over_the_total() -> None:
    found = derive(MEASURES, PRINTED, ["f"])["f"]
    assert [(term.code, term.times) for term in found.terms] == [
        ("government", 1),
        ("economy", 1),
        ("society", 1),
        ("total", -1),
    ]
    assert (found.divisor, found.of(PRINTED, 2)) == (2, Decimal("366.365"))


def test_the_activities_follow() -> None:
    found = derive(MEASURES, PRINTED, ["g", "e", "s"])
    assert {code: each.of(PRINTED, 2) for code, each in found.items()} == {
        "g": Decimal("167.135"),
        "e": Decimal("80.245"),
        "s": Decimal("108.465"),
    }


def test_what_is_not_determined_has_no_sum() -> None:
    assert derive(MEASURES, PRINTED, ["a"]) == {}
