"""The decomposition of a change of rank and points: its parts add up to it, whatever the tables."""

from collections.abc import Hashable, Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.decomposition import Move, Part, Place, Table, Why, decompose
from scoring.order import Ruler, Runner, keys
from scoring.points import share_places
from tests.scoring.build import rank_in

few = settings(deadline=None, max_examples=200)

Row = tuple[str | None, str, int | None]


def table(rows: dict[str, str | Row], *, decimals: int = 1, maximum: str = "10") -> Table:
    """Points of units out of one maximum, ranked by them; or points, maximum and the rank that is shown."""
    given = {unit: row if isinstance(row, tuple) else (row, maximum, 0) for unit, row in rows.items()}
    places: dict[Hashable, Place] = {
        unit: Place(unit, None if points is None else Decimal(points), Decimal(most), rank)
        for unit, (points, most, rank) in given.items()
    }
    return ranked(Table(places, Ruler(decimals, share_places(Decimal(maximum), decimals))))


def ranked(found: Table) -> Table:
    """A rank of zero stands for the one that is counted."""
    runners = {unit: runner for unit, runner in found.runners().items() if found.places[unit].rank is not None}
    known = keys(runners.values(), found.ruler)
    places = {
        unit: replace(place, rank=rank_in(known, unit) if unit in known else None) if place.rank == 0 else place
        for unit, place in found.places.items()
    }
    return Table(places, found.ruler)


def move(then: Table, now: Table, unit: str = "u") -> Move:
    found = decompose(then, now)[unit]
    assert isinstance(found, Move)
    return found


def parts(found: Move) -> dict[str, int]:
    return {step.part.value: step.places for step in found.steps if step.places}


def test_own_gain_and_others_loss() -> None:
    then = table({"u": "4", "a": "5", "b": "6", "c": "7"})

    found = move(then, table({"u": "6.5", "a": "5", "b": "6", "c": "3"}))
    assert (found.change, parts(found)) == (3, {"own": 2, "others": 1})


def test_a_gain_that_others_outdo() -> None:
    found = move(table({"u": "4", "a": "3", "b": "5"}), table({"u": "6", "a": "7", "b": "8"}))

    assert (found.change, parts(found)) == (-1, {"own": 1, "others": -2})


def test_who_left_and_who_entered() -> None:
    then = table({"u": "4", "gone": "5"})

    assert parts(move(then, table({"u": "4"}))) == {"exits": 1}
    assert parts(move(table({"u": "4"}), table({"u": "4", "new": "5", "newer": "6"}))) == {"entries": -2}


def test_who_is_no_longer_ranked_has_left() -> None:
    then, now = table({"u": "4", "a": "5"}), table({"u": "4", "a": ("5", "10", None)})

    assert parts(move(then, now)) == {"exits": 1}


def test_a_tie_that_ends_is_lost_to_the_other() -> None:
    found = move(table({"u": "4", "a": "4"}), table({"u": "4", "a": "5"}))

    assert (found.before, found.after, parts(found)) == (1, 2, {"others": -1})


def test_other_maxima_move_nobody_by_themselves() -> None:
    then = table({"u": "4", "a": "5"})

    assert parts(move(then, table({"u": "8", "a": "10"}, maximum="20"))) == {}


def test_another_maximum_can_end_a_tie_that_rounding_had_made() -> None:
    then = table({"u": "4", "a": "4.4"}, decimals=0)
    now = table({"u": "8", "a": "8.8"}, decimals=0, maximum="20")

    assert (then.places["u"].rank, parts(move(then, now))) == (1, {"maxima": -1})


def test_a_printed_rank_that_no_figures_explain() -> None:
    then = table({"u": ("4", "10", 7), "a": (None, "10", 1)})

    assert parts(move(then, table({"u": "4"}))) == {"printed_then": 6}
    assert parts(move(table({"u": "4"}), then)) == {"printed_now": -6}


def test_the_ranks_between_are_told() -> None:
    found = move(table({"u": "4", "a": "5", "b": "6"}), table({"u": "5.5", "a": "5", "b": "5.2"}))

    assert [step.rank for step in found.steps] == [3, 3, 2, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("then", "now", "why"),
    [
        ({"a": "5"}, {"u": "4"}, Why.NOT_THERE_THEN),
        ({"u": ("4", "10", None)}, {"u": "4"}, Why.NO_RANK_THEN),
        ({"u": "4"}, {"u": ("4", "10", None)}, Why.NO_RANK_NOW),
        ({"u": (None, "10", 3)}, {"u": "4"}, Why.NO_POINTS_THEN),
        ({"u": "4"}, {"u": (None, "10", 3)}, Why.NO_POINTS_NOW),
    ],
)
def test_why_nothing_can_be_said(then: dict[str, str | Row], now: dict[str, str | Row], why: Why) -> None:
    assert decompose(table(then), table(now))["u"] is why


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (("4.1", "10", 0), ("5.6", "10", 0), "1.5 0 0 1.5"),
        (("4", "10", 0), ("10", "20", 0), "1 5 0 6"),  # half of 20 is 5 of the old 10
        (("4", "10", 0), ("1", "3", 0), "-0.7 -2.3 0 -3"),  # a third is 3.333 of 10
        (("4", "10", 0), ("8.1", "20", 0), "0.1 4.1 -0.1 4.1"),  # 0.05 and 4.05, each rounded up
    ],
)
def test_points_are_own_gain_changed_maxima_and_rounding(before: Row, after: Row, said: str) -> None:
    found = move(table({"u": before}), table({"u": after})).points

    assert [found.own, found.maxima, found.rounding, found.change] == [Decimal(text) for text in said.split()]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Some of six units: ranked by points or by print, unranked, without points, of one maximum or of several."""
    decimals, maximum = draw(st.integers(0, 2)), draw(st.sampled_from([10, 10, 20, 30]))
    maxima = draw(st.sampled_from([[maximum], [maximum], [maximum, maximum - 1], [maximum, 3]]))
    places: dict[Hashable, Place] = {}
    for unit in "uabcde":
        if unit == "u" or draw(st.booleans()):
            most = draw(st.sampled_from(maxima))
            points = Decimal(draw(st.integers(0, most * 10**decimals))).scaleb(-decimals)
            known = unit == "u" or draw(st.integers(0, 4)) > 0
            rank = draw(st.sampled_from([0, 0, 0, 0, None, 3])) if unit != "u" else draw(st.sampled_from([0, 0, 4]))
            places[unit] = Place(unit, points if known else None, Decimal(most), rank)
    return ranked(Table(places, Ruler(decimals, share_places(Decimal(maximum), decimals))))


@few
@given(tables(), tables())
def test_the_parts_add_up_to_the_change_that_is_shown(then: Table, now: Table) -> None:
    found = move(then, now)
    points = found.points

    assert [step.part for step in found.steps] == list(Part)
    assert sum(step.places for step in found.steps) == then.places["u"].rank - now.places["u"].rank == found.change  # type: ignore[operator]
    assert points.own + points.maxima + points.rounding == points.change
    assert points.change == now.places["u"].points - then.places["u"].points  # type: ignore[operator]


def one_by_one(unit: Hashable, then: Table, now: Table) -> list[int]:
    """The ranks between, each counted in a ranking of its own as docs/scoring.md describes it."""
    old, new = then.runners(), now.runners()
    both = [other for other in old if other in new]

    def moved(other: Hashable) -> Runner:
        share = new[other].points / new[other].maximum
        return Runner(other, share * old[other].maximum, old[other].maximum)

    rankings: list[tuple[Iterable[Runner], Ruler]] = [
        (old.values(), then.ruler),
        ((old[other] for other in both), then.ruler),
        ((moved(other) if other == unit else old[other] for other in both), then.ruler),
        ((moved(other) for other in both), then.ruler),
        ((new[other] for other in both), now.ruler),
        (new.values(), now.ruler),
    ]
    return [rank_in(keys(list(runners), ruler), unit) for runners, ruler in rankings]


@few
@given(tables(), tables())
def test_everybody_is_ranked_as_in_a_ranking_of_its_own(then: Table, now: Table) -> None:
    found = decompose(then, now)

    assert list(found) == list(now.places)
    for unit, one in found.items():
        if isinstance(one, Move):
            assert [step.rank for step in one.steps][:-1] == one_by_one(unit, then, now)


@few
@given(tables(), tables())
def test_a_gain_never_costs_a_place_and_a_loss_never_wins_one(then: Table, now: Table) -> None:
    before, after = then.runners()["u"], now.runners()["u"]
    own = move(then, now).places(Part.OWN)
    gain = after.points / after.maximum - before.points / before.maximum

    assert own == 0 or (own > 0) == (gain > 0)


@few
@given(tables())
def test_nothing_moves_between_a_table_and_itself(then: Table) -> None:
    found = move(then, then)
    moved = {step.part for step in found.steps if step.places}

    assert found.change == 0
    assert moved <= {Part.PRINTED_THEN, Part.PRINTED_NOW, Part.EXITS, Part.ENTRIES}


@few
@given(tables(), tables())
def test_the_way_back_is_as_long(then: Table, now: Table) -> None:
    there, back = move(then, now), move(now, then)

    assert there.change == -back.change
    assert there.places(Part.PRINTED_THEN) == -back.places(Part.PRINTED_NOW)
