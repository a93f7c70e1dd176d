"""Finishing an appraisal, returning a scorecard, reopening one, from the outside."""

import pytest

from districts.models import Extension, Scorecard
from tests.districts.admin.appraisal_world import make_submitted, person, post, url, verdict
from tests.districts.entering import Year
from tests.districts.people import log_in
from tests.districts.views.reading import text_of

Stage = Scorecard.Stage


@pytest.fixture
def year(db: None) -> Year:
    """Both units submitted."""
    return make_submitted()


# Finish


def test_it_is_finished_when_every_criterion_has_its_verdict(year: Year) -> None:
    client = log_in(year.appraiser)
    post(client, year, {"do": "accept-all"})
    post(client, year, verdict("2.1", points="8"), "appraise/2")
    response = client.post(url(year, "finish"), {"index": "2"})

    year.card.refresh_from_db()
    assert (year.card.stage, response["Location"]) == (Stage.APPRAISED, url(year, "appraise/2"))


def test_before_that_the_page_says_what_waits(year: Year) -> None:
    response = log_in(year.appraiser).post(url(year, "finish"), {"index": "9"}, follow=True)
    assert "not appraised yet: 1.1, 1.2, 1.3, 1.4, 2.1" in text_of(response.content.decode())


@pytest.mark.parametrize(("name", "status"), [("surveyor", 403), ("reader", 403), ("head", 403), ("neighbour", 404)])
def test_finishing_is_for_those_entitled(year: Year, name: str, status: int) -> None:
    assert log_in(person(year, name)).post(url(year, "finish")).status_code == status


def test_finishing_is_never_a_get(year: Year) -> None:
    assert log_in(year.appraiser).get(url(year, "finish")).status_code == 405


# Return


def test_it_is_returned_with_a_reason_and_a_new_deadline(year: Year) -> None:
    typed = {"1.3-reason": "Thiếu số liệu", "until": "17:00 31/01/2099"}
    response = post(log_in(year.appraiser), year, typed, "return")

    year.card.refresh_from_db()
    assert (response.status_code, year.card.stage) == (302, Stage.RETURNED)
    assert year.score("1.3").return_reason == "Thiếu số liệu"
    assert Extension.objects.get().until.isoformat() == "2099-01-31T10:00:00+00:00"  # 17:00 in Vietnam


def test_without_time_to_correct_it_is_not_returned(year: Year) -> None:
    response = post(log_in(year.appraiser), year, {"1.3-reason": "Thiếu số liệu"}, "return")
    page = response.content.decode()

    assert response.status_code == 409
    assert "17:00 31/01/2026 (Indochina time)" in page
    assert "Thiếu số liệu" in page


def test_a_return_needs_a_reason(year: Year) -> None:
    response = post(log_in(year.appraiser), year, {"until": "17:00 31/01/2099"}, "return")
    assert (response.status_code, Extension.objects.count()) == (409, 0)


@pytest.mark.parametrize(
    ("name", "status"),
    [("publisher", 200), ("surveyor", 200), ("reader", 403), ("administrator", 403), ("head", 403), ("neighbour", 404)],
)
def test_returning_is_for_those_entitled(year: Year, name: str, status: int) -> None:
    assert log_in(person(year, name)).get(url(year, "return")).status_code == status


def test_only_ones_own_criteria_are_returned(year: Year) -> None:
    data = {"criterion": ["1.3"], "1.3-reason": "x", "until": "17:00 31/01/2099"}
    assert log_in(year.surveyor).post(url(year, "return"), data).status_code == 400
    year.card.refresh_from_db()
    assert year.card.stage == Stage.SUBMITTED


# Reopen


def test_a_published_scorecard_is_reopened_with_a_reason(year: Year) -> None:
    year.set_stage(Stage.PUBLISHED)
    client = log_in(year.publisher)

    assert client.post(url(year, "reopen"), {"reason": " "}).status_code == 409
    assert client.post(url(year, "reopen"), {"reason": "Cộng nhầm"}).status_code == 302
    year.card.refresh_from_db()
    assert year.card.stage == Stage.SUBMITTED


@pytest.mark.parametrize(("name", "status"), [("administrator", 403), ("appraiser", 403), ("neighbour", 404)])
def test_reopening_is_for_the_publisher(year: Year, name: str, status: int) -> None:
    year.set_stage(Stage.PUBLISHED)
    assert log_in(person(year, name)).post(url(year, "reopen"), {"reason": "x"}).status_code == status


def test_what_is_not_published_is_not_reopened(year: Year) -> None:
    response = log_in(year.publisher).post(url(year, "reopen"), {"reason": "x"})
    assert (response.status_code, "this cannot be done now" in response.content.decode()) == (409, True)
