"""The list of scorecards, one scorecard, and headline figures, from the outside."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.models import Score
from tests.districts.admin.entry_world import open_year, url
from tests.districts.entering import Year
from tests.districts.people import log_in
from tests.districts.views.reading import text_of

WORK = "/en/admin/work/"


@pytest.fixture
def year(db: None) -> Year:
    return open_year()


def entering(user: User) -> Client:
    user.is_staff = True
    user.save()
    return log_in(user)


def page(user: User, address: str = WORK) -> str:
    return text_of(entering(user).get(address).content.decode())


# The list


def test_staff_find_their_own_scorecard(year: Year) -> None:
    year.fill(year.card)
    text = page(year.staff)

    assert "Văn Bàn" in text
    assert "Sa Pa" not in text
    assert "4/4" in text


def test_the_deadline_has_its_hour_and_zone(year: Year) -> None:
    assert "(Indochina time)" in page(year.staff)


@pytest.mark.parametrize("who", ["appraiser", "publisher", "reader", "superuser"])
def test_the_authority_finds_all_that_are_open(year: Year, who: str) -> None:
    text = page(getattr(year, who))

    assert "Văn Bàn" in text
    assert "Sa Pa" in text


def test_a_published_round_is_no_work_of_the_authority(year: Year) -> None:
    year.round.stage = "published"
    year.round.save()

    assert "No scorecard waits for you." in page(year.reader)
    assert "Văn Bàn" in page(year.staff)


def test_strangers_find_nothing(year: Year) -> None:
    assert "Văn Bàn" not in page(year.stranger)


def test_the_list_takes_a_fixed_number_of_queries(
    year: Year, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = log_in(year.appraiser)
    with django_assert_num_queries(9):
        client.get(WORK)


# One scorecard


def test_a_scorecard_says_how_far_it_is(year: Year) -> None:
    year.fill(year.card)
    text = page(year.staff, url(year.card))

    assert "Self-assessed points so far 25.00/60" in text
    assert "4/4 ✓ 25.00 50" in text
    assert "Next: the unit fills in its criteria, then the head of the unit submits." in text


def test_what_was_returned_is_listed_with_its_reason(year: Year) -> None:
    year.fill(year.card)
    Score.objects.filter(scorecard=year.card, measure__code="1.3").update(return_reason="Thiếu biên bản")
    year.set_stage("returned", year.card)

    assert "1.3 : Thiếu biên bản" in page(year.staff, url(year.card)).replace(
        year.measure("1.3").name + " ", ""
    ).replace(year.measure("1.3").name, "")


@pytest.mark.parametrize(
    ("who", "button", "is_there"),
    [("staff", "Check and submit", False), ("head", "Check and submit", True), ("reader", "Check and submit", False)],
)
def test_buttons_are_for_those_who_may(year: Year, who: str, button: str, is_there: bool) -> None:
    assert (button in page(getattr(year, who), url(year.card))) is is_there


@pytest.mark.parametrize("who", ["neighbour", "stranger"])
@pytest.mark.parametrize("path", ["", "enter/1/", "submit/", "evidence/", "headline/"])
def test_no_page_of_a_scorecard_is_for_others(year: Year, who: str, path: str) -> None:
    assert entering(getattr(year, who)).get(url(year.card, path)).status_code == 404


@pytest.mark.parametrize("key", ["0", "999999", "9" * 40])
def test_a_scorecard_that_is_not_there_is_not_found(year: Year, key: str) -> None:
    assert log_in(year.staff).get(f"{WORK}{key}/").status_code == 404


@pytest.mark.parametrize("path", ["", "enter/1/", "submit/", "evidence/"])
def test_each_page_is_there_in_vietnamese(year: Year, path: str) -> None:
    assert log_in(year.head).get(f"/admin/work/{year.card.pk}/{path}").status_code == 200


# Headline figures


def headline(year: Year, **changed: str) -> dict[str, str]:
    total, pillar = year.measure("T").pk, year.measure("P").pk
    return {
        f"m{total}-points": "41.5",
        f"m{total}-rank": "3",
        f"m{total}-version": "0",
        f"m{pillar}-points": "",
        f"m{pillar}-rank": "2",
        f"m{pillar}-version": "0",
        "source": "Báo Lào Cai",
        "provenance": "press",
        **changed,
    }


def send(user: User, year: Year, **changed: str) -> Any:
    return entering(user).post(url(year.card, "headline/"), headline(year, **changed))


def test_headline_figures_are_stored_with_their_source(year: Year) -> None:
    assert send(year.publisher, year).status_code == 302

    total = year.score("T")
    assert (total.points, total.printed_rank, total.source) == (Decimal("41.5"), 3, "Báo Lào Cai")
    assert (year.score("P").points, year.score("P").printed_rank) == (None, 2)


def test_they_are_shown_again(year: Year) -> None:
    send(year.publisher, year)

    assert 'value="41.5"' in log_in(year.publisher).get(url(year.card, "headline/")).content.decode()


@pytest.mark.parametrize("changed", [{"source": ""}, {"provenance": "hearsay"}])
def test_a_headline_needs_its_source(year: Year, changed: dict[str, str]) -> None:
    assert send(year.publisher, year, **changed).status_code == 409
    assert not Score.objects.exists()


@pytest.mark.parametrize(("field", "value"), [("points", "722,21"), ("points", "61"), ("rank", "0"), ("rank", "x")])
def test_a_faulty_headline_is_marked_and_nothing_stored(year: Year, field: str, value: str) -> None:
    answer = send(year.publisher, year, **{f"m{year.measure('T').pk}-{field}": value})

    assert answer.status_code == 409
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not Score.objects.exists()


def test_a_headline_that_a_colleague_changed_is_not_overwritten(year: Year) -> None:
    send(year.publisher, year)
    answer = send(year.administrator, year, **{f"m{year.measure('T').pk}-points": "40"})

    assert answer.status_code == 409
    assert "changed this meanwhile: 41.5" in answer.content.decode()
    assert year.score("T").points == Decimal("41.5")


@pytest.mark.parametrize("who", ["staff", "head", "appraiser", "reader"])
def test_headlines_are_for_those_who_run_the_round(year: Year, who: str) -> None:
    assert send(getattr(year, who), year).status_code == 403
    assert log_in(getattr(year, who)).get(url(year.card, "headline/")).status_code == 403
