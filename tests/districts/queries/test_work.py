"""What the unit's pages read: sections, progress, last year, and numbers as they are typed."""

from decimal import Decimal

import pytest
from django.utils import translation

from districts.queries.work import load_overview, load_work
from districts.queries.work_entry import LastYear, load_entry, sum_of
from districts.queries.work_sections import Section, sections_of
from districts.typed_numbers import NumberError, read_number, write_number
from tests import factories as make
from tests.districts import world
from tests.districts.entering import Year, make_year


@pytest.fixture
def year(db: None) -> Year:
    return make_year()


def section(year: Year, code: str = "1") -> Section:
    return next(one for one in sections_of(year.framework.pk) if one.code == code)


def test_each_main_index_has_its_criteria_in_their_order(year: Year) -> None:
    found = {one.code: [measure.code for measure in one.criteria] for one in sections_of(year.framework.pk)}

    assert found == {"1": ["1.1", "1.2", "1.3", "1.4"], "2": ["2.1"]}


def test_an_index_without_criteria_is_one_itself(db: None) -> None:
    sections = sections_of(world.make_framework().pk)

    assert [one.code for one in sections] == list(world.LEAVES)


def test_what_the_province_assesses_is_not_the_units(year: Year) -> None:
    assert section(year, "2").own == ()


def test_a_criterion_of_two_pillars_stands_once(year: Year) -> None:
    make.PartFactory.create(whole=year.measure("P"), part=year.measure("2"), position=9)

    assert [one.code for one in sections_of(year.framework.pk)] == ["1", "2"]


def test_progress_counts_answers_and_not_halves(year: Year) -> None:
    year.make_score(year.card, "1.1", False)
    make.ScoreFactory.create(
        scorecard=year.card, measure=year.measure("1.2"), state="missing", points=None, inputs={"a": "3"}
    )
    overview = load_overview(year.card)

    assert (overview.progress.answered, overview.progress.of) == (1, 4)
    assert overview.self_points == 5
    assert overview.max_points == 60


def test_points_by_appraisers_are_shown_when_all_are_there(year: Year) -> None:
    year.fill(year.card, appraised=True)
    assert [line.points for line in load_overview(year.card).lines] == [25, 5]


def test_points_of_half_an_appraisal_are_not(year: Year) -> None:
    year.make_score(year.card, "1.1", True)
    assert [line.points for line in load_overview(year.card).lines] == [None, None]


def test_a_unit_has_its_own_cards_of_every_year(year: Year) -> None:
    old = make.RoundFactory.create(authority=year.province, framework=year.framework, year=2025, stage="published")
    make.ScorecardFactory.create(round=old, unit=year.card.unit, stage="published")

    assert [task.card.round.year for task in load_work(year.staff).own] == [2026, 2025]


def test_the_sum_is_exact(year: Year) -> None:
    for code, points in (("1.3", "0.1"), ("1.4", "0.2")):
        make.ScoreFactory.create(
            scorecard=year.card, measure=year.measure(code), state="missing", points=None, self_state="scored",
            self_points=Decimal(points),
        )  # fmt: skip

    assert sum_of(year.card, section(year)).points == Decimal("0.3")


# The year before


def last_score(year: Year, code: str = "1.3", **changed: object) -> None:
    round = make.RoundFactory.create(authority=year.province, framework=year.framework, year=2025)
    card = make.ScorecardFactory.create(round=round, unit=year.card.unit)
    make.ScoreFactory.create(scorecard=card, measure=year.measure(code), **changed)


def last(year: Year, code: str) -> LastYear | None:
    return next(one for one in load_entry(year.card, section(year)).rows if one.measure.code == code).last


def test_published_points_are_taken_over_where_points_are_typed(year: Year) -> None:
    last_score(year, points=Decimal("3.5"))
    found = last(year, "1.3")

    assert found is not None
    assert found.filled is not None
    assert found.filled.points == "3,5"


def test_points_without_inputs_are_not_taken_over_by_a_rule(year: Year) -> None:
    last_score(year, "1.2", points=Decimal(10))
    found = last(year, "1.2")

    assert found is not None
    assert found.points == 10
    assert found.filled is None


def test_a_comparable_criterion_is_last_years(year: Year) -> None:
    other = make.MeasureFactory.create(framework=make.FrameworkFactory.create(), code="alt", max_points=Decimal(10))
    year.framework.measures.filter(code="1.3").update(comparable_to=other)
    round = make.RoundFactory.create(authority=year.province, framework=other.framework, year=2025)
    card = make.ScorecardFactory.create(round=round, unit=year.card.unit)
    make.ScoreFactory.create(scorecard=card, measure=other, points=Decimal(4))
    found = last(year, "1.3")

    assert found is not None
    assert found.points == 4


def test_another_units_year_is_not_shown(year: Year) -> None:
    round = make.RoundFactory.create(authority=year.province, framework=year.framework, year=2025)
    card = make.ScorecardFactory.create(round=round, unit=year.other.unit)
    make.ScoreFactory.create(scorecard=card, measure=year.measure("1.3"), points=Decimal(3))

    assert all(one.last is None for one in load_entry(year.card, section(year)).rows)


# Typed numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [("722,21", "722.21"), ("0", "0"), ("-0", "0"), ("−1,5", "-1.5"), (" 7 ", "7"), ("007", "7")],
)
def test_numbers_have_a_decimal_comma(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


def test_nothing_typed_is_no_zero() -> None:
    assert read_number("  ") is None


@pytest.mark.parametrize("text", ["722.210", "1.234,5", "1,", ",1", "1,2,3", "1 000", "1e3", "٣", "x", "9" * 41])
def test_nothing_is_guessed(text: str) -> None:
    with pytest.raises(NumberError):
        read_number(text)


def test_english_has_a_point() -> None:
    with translation.override("en"):
        assert read_number("722.21") == Decimal("722.21")
        with pytest.raises(NumberError):
            read_number("722,21")


@pytest.mark.parametrize(
    ("number", "text"), [("7.250000", "7,25"), ("100", "100"), ("0.000000", "0"), ("-1.50", "-1,5"), ("1E+2", "100")]
)
def test_what_is_stored_can_be_typed_again(number: str, text: str) -> None:
    assert write_number(Decimal(number)) == text
    assert read_number(text) == Decimal(number)
