"""Rounds as the province runs them: list, opening, board, more time, preview, publish and correct."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.models import Extension, Measure, Publication, Role, Round, Score, Scorecard
from tests import factories as make
from tests.districts.admin.appraisal_world import person
from tests.districts.entering import Year, make_year
from tests.districts.people import log_in, make_person
from tests.districts.views.reading import rows_of, text_of
from tests.districts.world import make_district, make_province

Stage = Scorecard.Stage
ROUNDS = "/en/admin/rounds/"
WATCHERS = ["appraiser", "surveyor", "publisher", "administrator", "reader"]
RUNNERS = ["publisher", "administrator"]
OTHERS = ["appraiser", "reader", "staff", "head"]
MOMENTS = {"opens": "08:00 04/01/2027", "closes": "17:00 31/01/2027", "reply_until": "17:00 28/02/2027"}


@pytest.fixture
def year(db: None) -> Year:
    return make_year()


@pytest.fixture
def ready(year: Year) -> Year:
    """Everything appraised."""
    year.fill(appraised=True)
    year.set_stage(Stage.APPRAISED)
    return year


def url(year: Year, act: str = "") -> str:
    return f"{ROUNDS}{year.round.pk}/{act}"


def page_of(client: Client, address: str) -> str:
    return text_of(client.get(address).content.decode())


# The list


@pytest.mark.parametrize("name", WATCHERS)
def test_the_rounds_of_ones_authority_are_listed(year: Year, name: str) -> None:
    make.RoundFactory.create(authority=make_province("Tỉnh Yên Bái", "yen-bai", "15"), year=2025)
    page = page_of(log_in(person(year, name)), ROUNDS)

    assert "Districts 2026" in page
    assert "17:00 31/01/2026 (Indochina time)" in page
    assert "Yên Bái" not in page


def test_people_of_units_have_no_list_of_rounds(year: Year) -> None:
    assert log_in(year.staff).get(ROUNDS).status_code == 403


def test_a_visitor_is_sent_to_log_in(year: Year, client: Client) -> None:
    for address in (ROUNDS, url(year), url(year, "preview/"), f"{ROUNDS}new/"):
        response = client.get(address)
        assert (response.status_code, "/login/" in response["Location"]) == (302, True)


# Opening


def test_a_round_is_opened_for_all_units_of_the_group(year: Year) -> None:
    data = {"year": "2027", "group": "districts", "framework": year.framework.pk, "provenance": "official", **MOMENTS}
    response = log_in(year.publisher).post(f"{ROUNDS}new/", data)

    made = Round.objects.get(year=2027)
    assert response["Location"] == f"{ROUNDS}{made.pk}/"
    assert made.closes is not None
    assert made.closes.isoformat() == "2027-01-31T10:00:00+00:00"  # 17:00 in Vietnam
    assert made.scorecards.count() == 2


def test_a_round_is_opened_for_chosen_units(year: Year) -> None:
    data = {"year": "2027", "group": "districts", "framework": year.framework.pk, "provenance": "official"}
    log_in(year.administrator).post(f"{ROUNDS}new/", data | MOMENTS | {"units": [year.card.unit_id]})
    assert [card.unit for card in Scorecard.objects.filter(round__year=2027)] == [year.card.unit]


def test_a_round_is_copied_from_last_years(year: Year) -> None:
    data = {"year": "2027", "copy_of": year.round.pk, "provenance": "official", **MOMENTS}
    log_in(year.publisher).post(f"{ROUNDS}new/", data)
    made = Round.objects.get(year=2027)
    assert (made.framework, made.group, made.scorecards.count()) == (year.framework, "districts", 2)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"year": "2026"}, "There is such a round already"),
        ({"closes": "17:00 31/12/2026"}, "check the moments"),
        ({"closes": "hôm nay"}, "Write hour and day like this"),
        ({"group": "", "framework": ""}, "Choose one, or a round to copy."),
        ({"group": "../x"}, "Select a valid choice."),
        ({"units": ["999999"]}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_opened_is_said(year: Year, changed: dict[str, Any], said: str) -> None:
    data = {"year": "2027", "group": "districts", "framework": year.framework.pk, "provenance": "official"}
    response = log_in(year.publisher).post(f"{ROUNDS}new/", data | MOMENTS | changed)

    assert (response.status_code, Round.objects.count()) == (409, 1)
    assert said in response.content.decode()


@pytest.mark.parametrize("name", OTHERS)
def test_opening_is_for_who_runs_rounds(year: Year, name: str) -> None:
    client = log_in(person(year, name))
    assert client.get(f"{ROUNDS}new/").status_code == 403
    assert client.post(f"{ROUNDS}new/", MOMENTS).status_code == 403


def test_another_authority_is_not_there(year: Year) -> None:
    elsewhere = make_province("Tỉnh Yên Bái", "yen-bai", "15")
    make_person("nguoi-yen-bai", Role.PUBLISHER, elsewhere)
    address = f"{ROUNDS}new/?authority="
    client = log_in(year.publisher)
    assert client.get(f"{address}{elsewhere.pk}").status_code == 404
    assert client.get(f"{address}x").status_code == 404
    assert client.get(f"{address}{year.province.pk}").status_code == 200


# The board


@pytest.mark.parametrize("name", WATCHERS)
def test_everybody_of_the_authority_sees_the_board(year: Year, name: str) -> None:
    year.fill(year.card)
    rows = rows_of(log_in(person(year, name)).get(url(year)).content.decode())
    assert [("Sa Pa" in row, "Văn Bàn" in row) for row in rows] == [(True, False), (False, True)]
    assert "draft late" in rows[1]
    assert "4/4 0/5" in rows[1]


@pytest.mark.parametrize(("name", "shown"), [(name, name in RUNNERS) for name in WATCHERS])
def test_names_are_for_who_runs_the_round(year: Year, name: str, shown: bool) -> None:
    page = page_of(log_in(person(year, name)), url(year))
    assert ("can-bo-sa-pa" in page, "1 never logged in" in page) == (shown, not shown)


@pytest.mark.parametrize(("name", "status"), [("staff", 403), ("head", 403)])
def test_people_of_units_see_no_board(year: Year, name: str, status: int) -> None:
    assert log_in(person(year, name)).get(url(year)).status_code == status


def test_another_authority_sees_nothing_of_it(year: Year, stranger: User) -> None:
    client = log_in(stranger)
    for act in ("", "preview/", f"extend/{year.card.pk}/"):
        assert client.get(url(year, act)).status_code == 404
    for act in ("publish/", "correct/", f"extend/{year.card.pk}/"):
        assert client.post(url(year, act)).status_code == 404


@pytest.fixture
def stranger(db: None) -> User:
    return make_person("tinh-khac", Role.PUBLISHER, make_province("Tỉnh Yên Bái", "yen-bai", "15"))


@pytest.mark.parametrize("units", [9, 60])
def test_the_board_costs_the_same_for_nine_units_and_sixty(
    year: Year, units: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = log_in(year.publisher)
    for number in range(units - 2):
        unit = make_district(year.province, f"9{number:02}", f"Huyện {number}")
        make.ScorecardFactory.create(round=year.round, unit=unit, stage="draft", appraised_by=None, appraised_at=None)
    with django_assert_num_queries(16):
        client.get(url(year))


@pytest.mark.parametrize(("name", "shown"), [("publisher", True), ("administrator", False), ("reader", False)])
def test_only_the_publisher_is_offered_to_reopen(ready: Year, name: str, shown: bool) -> None:
    ready.set_stage(Stage.PUBLISHED)
    assert ("Reopen Sa Pa" in page_of(log_in(person(ready, name)), url(ready))) is shown


# More time


def test_one_unit_is_given_more_time(year: Year) -> None:
    data = {"until": "17:00 10/02/2099", "reason": "Mất điện"}
    response = log_in(year.administrator).post(url(year, f"extend/{year.card.pk}/"), data)

    assert response["Location"] == url(year)
    assert Extension.objects.get().scorecard == year.card
    assert "17:00 10/02/2099 (Indochina time)" in page_of(log_in(year.administrator), url(year))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"until": "17:00 01/01/2026", "reason": "x"}, "The new deadline must lie after"),
        ({"until": "17:00 01/01/2099", "reason": " "}, "This field is required."),
        ({"until": "", "reason": "x"}, "This field is required."),
    ],
)
def test_time_that_cannot_be_given_is_said(year: Year, data: dict[str, str], said: str) -> None:
    response = log_in(year.publisher).post(url(year, f"extend/{year.card.pk}/"), data)
    assert (response.status_code, Extension.objects.count()) == (409, 0)
    assert said in response.content.decode()


def test_what_is_appraised_gets_no_more_time(ready: Year) -> None:
    data = {"until": "17:00 10/02/2099", "reason": "Mất điện"}
    response = log_in(ready.publisher).post(url(ready, f"extend/{ready.card.pk}/"), data)
    assert (response.status_code, "this cannot be done now" in response.content.decode()) == (409, True)


@pytest.mark.parametrize("name", OTHERS)
def test_time_is_given_by_who_runs_the_round(year: Year, name: str) -> None:
    assert log_in(person(year, name)).get(url(year, f"extend/{year.card.pk}/")).status_code == 403


def test_a_scorecard_of_another_round_is_not_there(year: Year) -> None:
    other = make.ScorecardFactory.create()
    assert log_in(year.publisher).get(url(year, f"extend/{other.pk}/")).status_code == 404


# Preview


def test_the_preview_shows_the_table_as_it_would_be(ready: Year) -> None:
    Score.objects.filter(scorecard=ready.card, measure__code="1.1").update(points=9)
    rows = rows_of(log_in(ready.publisher).get(url(ready, "preview/")).content.decode())

    assert rows[0].startswith("1 Văn Bàn")
    assert "34.00 29.00" in rows[0]
    assert rows[1].startswith("2 Sa Pa")


def test_before_all_is_appraised_it_shows_what_there_is(year: Year) -> None:
    year.fill(year.card, appraised=True)
    page = page_of(log_in(year.publisher), url(year, "preview/"))
    assert "2 units are not appraised yet" in page
    assert "nothing assessed yet" in page


def test_who_is_outside_the_ranking_is_told_apart(ready: Year) -> None:
    Scorecard.objects.filter(pk=ready.other.pk).update(ranked=False)
    assert "Sa Pa district assessed, not ranked" in page_of(log_in(ready.publisher), url(ready, "preview/"))


def test_contradictions_and_printed_ranks_are_shown(ready: Year) -> None:
    total = Measure.objects.get(framework=ready.framework, code="T")
    make.ScoreFactory.create(scorecard=ready.card, measure=total, points=50, printed_rank=2)
    page = page_of(log_in(ready.publisher), url(ready, "preview/"))
    assert "given 50.00, its parts give 30.00" in page
    assert "printed 2, computed 1" in page


def test_differences_from_the_latest_revision_are_shown(ready: Year) -> None:
    client = log_in(ready.publisher)
    client.post(url(ready, "publish/"))
    assert "Differences from revision 1 None." in page_of(client, url(ready, "preview/"))
    Score.objects.filter(scorecard=ready.card, measure__code="1.1").update(points=9)
    assert "Văn Bàn 1.1 5 (rank 1) 9 (rank 1)" in page_of(client, url(ready, "preview/"))


@pytest.mark.parametrize("name", OTHERS)
def test_the_preview_is_for_who_runs_the_round(ready: Year, name: str) -> None:
    assert log_in(person(ready, name)).get(url(ready, "preview/")).status_code == 403


# Publishing


@pytest.mark.parametrize("name", RUNNERS)
def test_it_is_published_with_its_decision(ready: Year, name: str) -> None:
    data = {"office": "Sở Khoa học và Công nghệ", "number": "12/QĐ-UBND", "on": "2026-03-09"}
    response = log_in(person(ready, name)).post(url(ready, "publish/"), data)

    made = Publication.objects.get()
    assert response["Location"] == url(ready)
    assert (made.office, made.decision_number, str(made.decision_date)) == tuple(data.values())
    ready.card.refresh_from_db()
    assert ready.card.stage == Stage.PUBLISHED


def test_a_date_as_it_is_written_in_vietnam_is_read(ready: Year) -> None:
    log_in(ready.publisher).post(f"/admin/rounds/{ready.round.pk}/publish/", {"on": "09/03/2026"})
    assert str(Publication.objects.get().decision_date) == "2026-03-09"


def test_what_is_not_appraised_is_not_published(year: Year) -> None:
    response = log_in(year.publisher).post(url(year, "publish/"))
    assert (response.status_code, Publication.objects.count()) == (409, 0)
    assert "These units are not appraised yet: Sa Pa, Văn Bàn." in response.content.decode()


def test_it_is_published_once(ready: Year) -> None:
    client = log_in(ready.publisher)
    client.post(url(ready, "publish/"))
    assert client.post(url(ready, "publish/")).status_code == 409
    assert Publication.objects.count() == 1


def test_a_correction_needs_a_reason_and_a_difference(ready: Year) -> None:
    client = log_in(ready.publisher)
    client.post(url(ready, "publish/"))
    assert client.post(url(ready, "correct/"), {"revision": "1", "reason": ""}).status_code == 409
    assert client.post(url(ready, "correct/"), {"revision": "1", "reason": "Cộng nhầm"}).status_code == 409
    Score.objects.filter(scorecard=ready.card, measure__code="1.1").update(points=9)
    assert client.post(url(ready, "correct/"), {"revision": "1", "reason": "Cộng nhầm"}).status_code == 302
    assert Publication.objects.get(revision=2).reason == "Cộng nhầm"


@pytest.mark.parametrize("revision", ["", "0", "7", "x", "9" * 30])
def test_a_revision_that_is_not_the_latest_is_not_corrected(ready: Year, revision: str) -> None:
    client = log_in(ready.publisher)
    client.post(url(ready, "publish/"))
    response = client.post(url(ready, "correct/"), {"revision": revision, "reason": "Cộng nhầm"})
    assert (response.status_code, Publication.objects.count()) == (409, 1)


@pytest.mark.parametrize("act", ["publish/", "correct/"])
def test_publishing_is_never_a_get(ready: Year, act: str) -> None:
    assert log_in(ready.publisher).get(url(ready, act)).status_code == 405


@pytest.mark.parametrize("act", ["publish/", "correct/"])
@pytest.mark.parametrize("name", OTHERS)
def test_publishing_is_for_who_runs_the_round(ready: Year, act: str, name: str) -> None:
    assert log_in(person(ready, name)).post(url(ready, act)).status_code == 403
    assert Publication.objects.count() == 0


@pytest.mark.parametrize("act", ["", "preview/"])
def test_looking_is_never_a_post(ready: Year, act: str) -> None:
    assert log_in(ready.publisher).post(url(ready, act)).status_code == 405
