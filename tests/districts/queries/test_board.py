"""The board of a round: who is how far, who is late, who never came."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from districts.models import Role, Scorecard
from districts.queries.appraisal import Progress
from districts.queries.board import Board, BoardLine, load_board, load_rounds
from tests import factories as make
from tests.districts.entering import CLOSES, DURING, Year, make_year
from tests.districts.people import make_person
from tests.districts.world import make_district

Stage = Scorecard.Stage


@pytest.fixture
def year(db: None) -> Year:
    return make_year()


def line(board: Board, name: str) -> BoardLine:
    return next(one for one in board.lines if one.card.unit.name == name)


def test_units_stand_in_the_order_of_their_names(year: Year) -> None:
    assert [one.card.unit.name for one in load_board(year.round).lines] == ["Sa Pa", "Văn Bàn"]


def test_entered_counts_what_the_unit_assesses_and_appraised_everything(year: Year) -> None:
    year.fill(year.card)
    year.fill(year.other, appraised=True)
    board = load_board(year.round)

    found = line(board, "Văn Bàn")
    assert [(place.section.code, place.entered, place.appraised) for place in found.places] == [
        ("1", Progress(4, 4), Progress(0, 4)),
        ("2", Progress(0, 0), Progress(0, 1)),
    ]
    assert line(board, "Sa Pa").appraised == Progress(5, 5)


def test_who_has_not_submitted_is_late_from_the_deadline_on(year: Year) -> None:
    year.set_stage(Stage.SUBMITTED, year.other)
    assert load_board(year.round, now=CLOSES - timedelta(seconds=1)).late == []
    assert [one.card for one in load_board(year.round, now=CLOSES).late] == [year.card]


def test_who_has_more_time_is_late_later(year: Year) -> None:
    make.ExtensionFactory.create(scorecard=year.card, until=CLOSES + timedelta(days=2))
    board = load_board(year.round, now=CLOSES + timedelta(days=1))
    assert [one.card for one in board.late] == [year.other]
    assert line(board, "Văn Bàn").extended


def test_who_never_logged_in_is_named(year: Year) -> None:
    year.staff.last_login = DURING
    year.staff.save()
    board = load_board(year.round)

    assert line(board, "Văn Bàn").absent == ("dong-nghiep", "lanh-dao")
    assert line(board, "Sa Pa").absent == ("can-bo-sa-pa",)
    assert [one.card for one in board.absent] == [year.other]


def test_a_closed_account_is_nobody(year: Year) -> None:
    year.neighbour.is_active = False
    year.neighbour.save()
    assert (line(load_board(year.round), "Sa Pa").people, line(load_board(year.round), "Sa Pa").absent) == (0, ())


def test_the_stages_are_counted(year: Year) -> None:
    year.set_stage(Stage.SUBMITTED, year.card)
    assert [count for _label, count in load_board(year.round).stages] == [1, 1, 0, 0, 0]


@pytest.mark.parametrize("units", [9, 60])
def test_it_costs_the_same_for_nine_units_and_sixty(
    year: Year, units: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(units - 2):
        unit = make_district(year.province, f"9{number:02}", f"Huyện {number}")
        make.ScorecardFactory.create(round=year.round, unit=unit, stage="draft", appraised_by=None, appraised_at=None)
        make_person(f"can-bo-{number}", Role.STAFF, unit)
    year.fill()

    with django_assert_num_queries(7):
        assert len(load_board(year.round).lines) == units


def test_rounds_are_those_of_ones_authorities(year: Year) -> None:
    make.RoundFactory.create(year=2025)
    assert list(load_rounds(year.reader)) == [year.round]
    assert list(load_rounds(year.staff)) == []
    assert load_rounds(year.superuser).count() == 2
