"""The agreement of the demo and its tasks: what is true of it, what is made up and says so, what pages make of it."""

from datetime import date as day
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client

from districts.models import Agreement, Task, TaskArea, Unit
from districts.queries.editions import Edition, find_edition
from districts.queries.task_gains import Outcome, load_gains, load_prospect
from districts.queries.tasks import Board, load_board
from tests.districts.people import log_in

pytestmark = pytest.mark.django_db
OWN = "/en/lao-cai/2023/van-ban/"
TODAY = day(2026, 11, 22)


@pytest.fixture
def edition(demo: str) -> Edition:
    return find_edition("lao-cai", 2023)


def board(edition: Edition, on: day = TODAY) -> Board:
    return load_board(edition, on=on, unit="van-ban")


def test_the_agreement_is_a_fact_and_its_tasks_are_made_up(demo: str) -> None:
    agreement = Agreement.objects.get()

    assert (agreement.date, agreement.provenance) == (day(2024, 4, 25), "press")
    assert set(agreement.parties.values_list("code", flat=True)) == {"089", "STTTT"}
    assert set(Task.objects.values_list("provenance", "source")) == {("illustrative", "Số liệu minh họa")}


def test_every_field_of_the_agreement_has_a_task(demo: str) -> None:
    assert set(Task.objects.filter(is_public=True).values_list("area", flat=True)) == set(TaskArea.values)


def test_there_is_something_of_every_kind(edition: Edition) -> None:
    found = board(edition)

    assert (found.open, found.overdue, found.blocked, found.done) == (5, 5, 1, 5)
    assert Task.objects.filter(is_public=False).count() == 1
    then = board(edition, day(2024, 12, 1))
    assert [line.code for line in then.lines[:2]] == ["VB-09", "VB-07"]  # one overdue, one blocked
    assert then.overdue == 1


def test_what_is_expected_can_be_won_of_the_points_printed(edition: Edition) -> None:
    unit = Unit.objects.get(code="089")
    found = load_prospect(edition, "van-ban", unit.pk, board(edition).lines)
    assert found

    assert (found.expected, found.is_less) == (Decimal("37.5"), False)
    assert found.line.total.before.points == Decimal("722.21")
    assert found.line.total.after.points == Decimal("759.71")
    assert (found.line.total.before.rank, found.line.total.after.rank) == (3, 2)


def test_a_year_later_some_can_be_told_and_some_cannot(edition: Edition) -> None:
    lines = board(edition).lines
    codes = {aim.measure: aim.code for line in lines for aim in line.aims}
    found = {codes[measure]: gain for (_unit, measure, _year), gain in load_gains(edition, lines).items()}

    assert {code for code, gain in found.items() if gain.outcome is Outcome.NO_POINTS} == {
        "awareness",
        "human-resources",
    }
    assert found["gov-activity"].points == Decimal("3.303")  # 170.438 less the derived 167.135


def test_from_the_profile_it_is_two_clicks_to_what_is_done(edition: Edition) -> None:
    profile = Client().get(OWN).content.decode()
    lost = Client().get(f"{OWN}points-lost/").content.decode()

    assert f'href="{OWN}points-lost/"' in profile
    assert f'href="{OWN}tasks/"' in profile
    assert "Bring mobile broadband to the hamlets without signal" in lost
    assert "scenario, not a result" in lost


def test_the_district_s_log_in_works_on_its_tasks(edition: Edition) -> None:
    browser = log_in(User.objects.get(username="huyen-van-ban"))
    page = browser.get("/en/admin/tasks/").content.decode()

    assert "VB-06" in page  # internal
    assert browser.get(f"/en/admin/tasks/new/?round={edition.round_id}&measure=gov-activity").status_code == 200
