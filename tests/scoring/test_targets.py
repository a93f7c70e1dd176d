"""Targets: each comparison case by case, the days that count, and the way that a bar shows."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.targets import (
    Aim,
    AimFault,
    Comparison,
    Judgement,
    Report,
    TargetStatus,
    aim_fault,
    bar,
    compare,
    judge,
)

BEGUN, DEADLINE, CUT_OFF = date(2023, 1, 15), date(2023, 12, 31), date(2023, 12, 31)
LATER = date(2024, 2, 1)
THIRD = Fraction(1, 3)


def aim(
    comparison: str,
    planned: str | None = None,
    base: str | None = None,
    *,
    deadline: date = DEADLINE,
    cut_off: date = CUT_OFF,
) -> Aim:
    return Aim(
        comparison=Comparison(comparison),
        planned=None if planned is None else Decimal(planned),
        base=None if base is None else Decimal(base),
        starts=BEGUN,
        deadline=deadline,
        cut_off=cut_off,
    )


def report(value: str | bool | Fraction, day: date = CUT_OFF) -> Report:
    return Report(day, Fraction(value) if isinstance(value, str) else value)


@pytest.mark.parametrize(
    ("comparison", "planned", "base", "value", "status"),
    [
        ("at_least", "80", None, "80.1", "exceeded"),
        ("at_least", "80", None, "80", "met"),
        ("at_least", "80", None, "79.999999", "not_met"),
        ("at_least", "0", None, "0", "met"),  # nothing planned is met by nothing
        ("at_least", "0", None, "1", "exceeded"),
        ("at_least", "-2", None, "-3", "not_met"),  # a loss of no more than 2
        ("at_most", "12", None, "9", "exceeded"),
        ("at_most", "12", None, "12", "met"),
        ("at_most", "12", None, "13", "not_met"),
        ("at_most", "0", None, "0", "met"),  # no incident planned, none happened
        ("at_most", "0", None, "1", "not_met"),
        ("equals", "9", None, "9", "met"),
        ("equals", "9", None, "10", "not_met"),  # more is not what was planned
        ("equals", "9", None, "8", "not_met"),
        ("equals", "0", None, "0", "met"),
        ("maintain", None, "100", "100", "met"),
        ("maintain", None, "90", "95", "met"),  # kept, and no more than kept
        ("maintain", None, "100", "99.9", "not_met"),
        ("increase_by", "20", "45", "66", "exceeded"),
        ("increase_by", "20", "45", "65", "met"),
        ("increase_by", "20", "45", "64", "not_met"),
        ("increase_by", "5", "0", "5", "met"),
    ],
)
def test_what_a_value_comes_to(comparison: str, planned: str | None, base: str | None, value: str, status: str) -> None:
    assert compare(aim(comparison, planned, base), Fraction(value)) == status


@pytest.mark.parametrize(("answer", "status"), [(True, "met"), (False, "not_met")])
def test_a_yes_is_met_and_never_exceeded(answer: bool, status: str) -> None:
    assert compare(aim("yes_no"), answer) == status


def test_a_share_that_does_not_end_is_compared_exactly() -> None:
    assert compare(aim("at_least", "33.333333"), 100 * THIRD) is TargetStatus.EXCEEDED
    assert compare(aim("at_least", "33.333334"), 100 * THIRD) is TargetStatus.NOT_MET


# The days


def status(target: Aim, *reports: Report, today: date = LATER) -> TargetStatus:
    return judge(target, reports, today).status


def test_short_of_the_goal_at_the_deadline_is_not_met() -> None:
    assert status(aim("at_least", "80"), report("61.5")) is TargetStatus.NOT_MET


def test_short_of_the_goal_before_the_deadline_is_under_way() -> None:
    now = date(2023, 7, 1)
    assert status(aim("at_least", "80"), report("40", date(2023, 6, 30)), today=now) is TargetStatus.UNDER_WAY


def test_what_is_due_after_the_cut_off_is_under_way_however_late_it_is_looked_at() -> None:
    target = aim("at_least", "80", deadline=date(2025, 12, 31))
    assert status(target, report("40"), today=date(2030, 1, 1)) is TargetStatus.UNDER_WAY


def test_reached_before_the_deadline_is_reached() -> None:
    now = date(2023, 7, 1)
    assert status(aim("at_least", "80"), report("80", date(2023, 6, 30)), today=now) is TargetStatus.MET


def test_a_later_report_may_undo_what_was_reached() -> None:
    target = aim("at_most", "5")
    assert status(target, report("2", date(2023, 6, 30)), report("6")) is TargetStatus.NOT_MET


def test_no_report_before_the_deadline() -> None:
    assert status(aim("at_least", "80"), today=date(2023, 7, 1)) is TargetStatus.NOT_REPORTED


def test_the_day_of_the_deadline_is_not_past_it() -> None:
    assert status(aim("at_least", "80"), today=DEADLINE) is TargetStatus.NOT_REPORTED


def test_the_deadline_passed_without_a_report() -> None:
    assert status(aim("at_least", "80"), today=date(2024, 1, 1)) is TargetStatus.OVERDUE


def test_the_deadline_passed_after_a_report_that_fell_short() -> None:
    target = aim("at_least", "80", deadline=date(2023, 6, 30))
    assert status(target, report("70", date(2023, 5, 31)), today=date(2023, 7, 1)) is TargetStatus.OVERDUE


def test_a_report_on_the_day_of_the_deadline_closes_the_target() -> None:
    target = aim("at_least", "80", deadline=date(2023, 6, 30))
    assert status(target, report("70", date(2023, 6, 30)), today=date(2023, 6, 30)) is TargetStatus.NOT_MET


def test_reached_after_the_deadline_but_before_the_cut_off_counts() -> None:
    target = aim("yes_no", deadline=date(2023, 6, 30))
    assert status(target, report(value=True)) is TargetStatus.MET


def test_no_report_of_what_is_due_after_the_cut_off() -> None:
    target = aim("at_least", "80", deadline=date(2025, 12, 31))
    assert status(target, today=date(2030, 1, 1)) is TargetStatus.NOT_REPORTED


def test_a_report_after_the_cut_off_is_shown_and_not_counted() -> None:
    judged = judge(aim("at_least", "80"), [report("61.5"), report("90", LATER)], LATER)
    assert (judged.status, judged.report, judged.after_cut_off) == (TargetStatus.NOT_MET, 0, 1)


def test_only_a_report_after_the_cut_off_counts_as_none() -> None:
    judged = judge(aim("at_least", "80"), [report("90", LATER)], LATER)
    assert judged == Judgement(TargetStatus.OVERDUE, None, 0, None)


def test_a_report_before_the_plan_does_not_count() -> None:
    early = report("90", date(2023, 1, 14))
    assert judge(aim("at_least", "80"), [early], LATER) == Judgement(TargetStatus.OVERDUE, None, None, None)


@pytest.mark.parametrize("day", [BEGUN, CUT_OFF])
def test_the_first_and_the_last_day_count(day: date) -> None:
    assert status(aim("at_least", "80"), report("80", day)) is TargetStatus.MET


def test_of_two_reports_of_one_day_the_later_is_the_correction() -> None:
    judged = judge(aim("at_least", "80"), [report("85"), report("75")], LATER)
    assert (judged.status, judged.report) == (TargetStatus.NOT_MET, 1)


def test_reports_may_come_in_any_order() -> None:
    first, last = report("90", date(2023, 6, 30)), report("75")
    assert status(aim("at_least", "80"), last, first) is TargetStatus.NOT_MET


def test_a_revised_plan_is_judged_by_its_own_goal() -> None:
    reports = [report("65")]
    assert judge(aim("at_least", "70"), reports, LATER).status is TargetStatus.NOT_MET
    assert judge(aim("at_least", "60"), reports, LATER).status is TargetStatus.EXCEEDED


# The bar


@pytest.mark.parametrize(
    ("comparison", "planned", "base", "value", "length"),
    [
        ("at_least", "80", None, "40", "0.5"),
        ("at_least", "80", None, "160", "1"),
        ("at_least", "80", None, "-5", "0"),
        ("at_least", "3", None, "1", "0.333333333"),  # rounded down
        ("at_least", "80", None, "79.99999999999", "0.999999999"),  # only what is reached is full
        ("at_least", "0", None, "-1", "0"),
        ("at_most", "12", None, "9", "1"),
        ("at_most", "12", None, "24", "0.5"),  # twice too much
        ("at_most", "0", None, "0", "1"),
        ("at_most", "0", None, "3", "0"),
        ("at_most", "-4", None, "-2", "0"),
        ("equals", "9", None, "9", "1"),
        ("equals", "10", None, "5", "0.5"),
        ("equals", "10", None, "20", "0.5"),
        ("equals", "0", None, "3", "0"),
        ("maintain", None, "100", "90", "0.9"),
        ("increase_by", "20", "45", "55", "0.5"),
        ("increase_by", "20", "45", "40", "0"),  # it fell
    ],
)
def test_the_length_of_a_bar(comparison: str, planned: str | None, base: str | None, value: str, length: str) -> None:
    assert bar(aim(comparison, planned, base), Fraction(value)) == Decimal(length)


@pytest.mark.parametrize(("answer", "length"), [(True, 1), (False, 0)])
def test_a_yes_is_the_whole_bar(answer: bool, length: int) -> None:
    assert bar(aim("yes_no"), answer) == length


numbers = st.decimals(min_value=-(10**6), max_value=10**6, places=3)
aims = st.one_of(
    st.builds(
        lambda word, planned: aim(word, str(planned)), st.sampled_from(["at_least", "at_most", "equals"]), numbers
    ),
    st.builds(lambda base: aim("maintain", None, str(base)), numbers),
    st.builds(
        lambda planned, base: aim("increase_by", str(abs(planned) + 1), str(base)),
        numbers,
        numbers,
    ),
)


@given(aims, numbers)
def test_a_bar_is_full_exactly_where_the_target_is_reached(target: Aim, value: Decimal) -> None:
    reached = compare(target, Fraction(value)) is not TargetStatus.NOT_MET
    length = bar(target, Fraction(value))
    assert 0 <= length <= 1
    assert (length == 1) is reached


@given(aims, st.lists(st.builds(Report, st.dates(date(2022, 1, 1), date(2025, 1, 1)), numbers.map(Fraction))))
def test_only_reports_between_plan_and_cut_off_decide(target: Aim, reports: list[Report]) -> None:
    inside = [one for one in reports if BEGUN <= one.as_of <= CUT_OFF]
    assert judge(target, reports, LATER).status is judge(target, inside, LATER).status


DOCUMENT = Path(__file__).parents[2] / "docs" / "targets.md"


@pytest.mark.parametrize("word", [*Comparison, *TargetStatus])
def test_every_word_is_documented(word: str) -> None:
    assert f"`{word}`" in DOCUMENT.read_text()


# What fits a comparison


@pytest.mark.parametrize(
    ("comparison", "planned", "base", "measured_in", "fault"),
    [
        ("at_least", "80", None, "%", None),
        ("at_least", None, None, "%", AimFault.PLANNED_MISSING),
        ("at_least", "80", "5", "%", AimFault.BASE_UNEXPECTED),
        ("at_least", "80", None, "", AimFault.UNIT_MISSING),
        ("yes_no", None, None, "", None),
        ("yes_no", None, None, "%", AimFault.UNIT_UNEXPECTED),
        ("yes_no", "1", None, "", AimFault.PLANNED_UNEXPECTED),
        ("maintain", None, "100", "%", None),
        ("maintain", None, None, "%", AimFault.BASE_MISSING),
        ("maintain", "100", "100", "%", AimFault.PLANNED_UNEXPECTED),
        ("increase_by", "5", "60", "%", None),
        ("increase_by", "5", None, "%", AimFault.BASE_MISSING),
        ("increase_by", "0", "60", "%", AimFault.NOT_AN_INCREASE),
        ("increase_by", "-5", "60", "%", AimFault.NOT_AN_INCREASE),
    ],
)
def test_what_does_not_fit(
    comparison: str, planned: str | None, base: str | None, measured_in: str, fault: AimFault | None
) -> None:
    target = aim(comparison, planned, base)
    assert aim_fault(target.comparison, target.planned, target.base, measured_in) is fault
