"""The gap to the next rank and the lead over the next behind."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.gaps import Gap, gap
from scoring.order import Ruler, Runner, is_by_share, keys
from scoring.points import share_places
from tests.scoring.build import rank_in

few = settings(deadline=None, max_examples=200)


def runners_of(rows: Mapping[str, str | tuple[str, str]]) -> list[Runner]:
    """Points, or points and maximum; the maximum is 10 unless said."""
    pairs = {unit: row if isinstance(row, tuple) else (row, "10") for unit, row in rows.items()}
    return [Runner(unit, Fraction(points), Fraction(most)) for unit, (points, most) in pairs.items()]


def gap_of(unit: str, decimals: int = 1, **rows: str | tuple[str, str]) -> Gap:
    runners = runners_of(rows)
    return gap(runners, unit, Ruler(decimals, share_places(Decimal(10), decimals)), by_share=is_by_share(runners))


def d(text: str) -> Decimal:
    return Decimal(text)


def test_the_next_better_and_the_next_worse() -> None:
    found = gap_of("b", a="9.0", b="7.5", c="7.2")

    assert found.up is not None
    assert (found.up.holders, found.up.to_share, found.up.to_pass) == (("a",), d("1.5"), d("1.6"))
    assert found.lead is not None
    assert (found.lead.holders, found.lead.to_share) == (("c",), d("0.3"))


def test_the_first_has_nobody_ahead_and_the_last_nobody_behind() -> None:
    assert gap_of("a", a="9", b="7").up is None
    assert gap_of("b", a="9", b="7").lead is None


def test_a_shared_rank_is_passed_by_the_last_place_that_is_published() -> None:
    found = gap_of("a", a="9", b="9", c="7")

    assert (found.level, found.alone) == (("b",), d("0.1"))


def test_two_that_share_the_next_rank_are_both_named() -> None:
    found = gap_of("c", a="9", b="9", c="7")

    assert found.up is not None
    assert found.up.holders == ("a", "b")


def test_level_at_the_maximum_can_be_shared_and_not_passed() -> None:
    found = gap_of("b", a="10", b="7")

    assert found.up is not None
    assert (found.up.to_share, found.up.to_pass) == (d("3.0"), None)


def test_points_are_compared_as_published() -> None:
    found = gap_of("b", a="9.04", b="8.96")  # 9.0 and 9.0

    assert found.level == ("a",)


def test_where_maxima_differ_shares_are_compared_and_points_of_the_own_maximum_counted() -> None:
    found = gap_of("b", a=("8", "10"), b=("5", "8"))  # 0.80 and 0.63: 6.4 of 8 are 0.80

    assert found.up is not None
    assert (found.up.to_share, found.up.to_pass) == (d("1.4"), d("1.5"))


@st.composite
def fields(draw: st.DrawFn) -> tuple[list[Runner], Ruler]:
    decimals = draw(st.integers(0, 2))
    maxima = draw(st.sampled_from([[20], [20], [20, 19], [20, 17, 3]]))
    runners = []
    for number in range(draw(st.integers(1, 6))):
        most = draw(st.sampled_from(maxima))
        points = Fraction(draw(st.integers(-2 * 10**decimals, most * 10**decimals)), 10**decimals)
        runners.append(Runner(number, points, Fraction(most)))
    return runners, Ruler(decimals, share_places(Decimal(20), decimals))


def rank_after(runners: list[Runner], ruler: Ruler, unit: object, rise: Decimal) -> int:
    raised = [
        Runner(runner.unit, runner.points + (Fraction(rise) if runner.unit == unit else 0), runner.maximum)
        for runner in runners
    ]
    return rank_in(keys(raised, ruler), unit)


@few
@given(fields())
def test_the_gap_is_the_least_rise_that_reaches_the_rank(case: tuple[list[Runner], Ruler]) -> None:
    runners, ruler = case
    least = Decimal(1).scaleb(-ruler.decimals)
    by_share, known = is_by_share(runners), keys(runners, ruler)
    for runner in runners:
        found = gap(runners, runner.unit, ruler, by_share=by_share)
        assert all(known[other] == known[runner.unit] for other in found.level)
        if found.up and found.up.to_share is not None:
            aimed = rank_in(known, found.up.holders[0])
            reached = rank_after(runners, ruler, runner.unit, found.up.to_share)
            assert reached <= aimed  # by share a step may be so wide that it passes several
            assert by_share or reached == aimed
            assert rank_after(runners, ruler, runner.unit, found.up.to_share - least) > aimed
        if found.lead and found.lead.to_share is not None:
            assert found.lead.to_share > 0


@few
@given(fields())
def test_who_is_farther_than_the_neighbours_counts_nothing(case: tuple[list[Runner], Ruler]) -> None:
    runners, ruler = case
    by_share, known = is_by_share(runners), keys(runners, ruler)
    for runner in runners:
        found = gap(runners, runner.unit, ruler, by_share=by_share)
        places = sorted(set(known.values()))
        own = places.index(known[runner.unit])
        near = [other for other in runners if known[other.unit] in places[max(own - 1, 0) : own + 2]]
        assert gap(near, runner.unit, ruler, by_share=by_share) == found
