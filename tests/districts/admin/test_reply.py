"""The unit's reply to the appraisal, from the outside."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from districts.models import Citation, Round, Scorecard
from tests import factories as make
from tests.districts.admin.appraisal_world import open_form, person
from tests.districts.entering import Year, make_year
from tests.districts.people import log_in
from tests.districts.views.reading import text_of

Stage = Scorecard.Stage
TIME = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture
def year(db: None) -> Year:
    """Appraised, with time to reply."""
    made = make_year()
    made.fill(appraised=True)
    made.set_stage(Stage.APPRAISED)
    Round.objects.update(reply_until=TIME)
    return made


def url(year: Year, index: str = "1") -> str:
    return f"/en/admin/work/{year.card.pk}/reply/{index}/"


def post(user: User, year: Year, typed: dict[str, Any], index: str = "1") -> Any:
    client = log_in(user)
    return client.post(url(year, index), open_form(client, url(year, index)) | typed)


def test_it_shows_the_verdicts_and_until_when(year: Year) -> None:
    page = text_of(log_in(year.staff).get(url(year)).content.decode())

    assert "You may reply until 07:00 01/01/2099 (Indochina time)" in page
    assert "Self-assessed 5.00 Theo báo cáo Appraised 5.00" in page


@pytest.mark.parametrize("name", ["staff", "colleague", "head"])
def test_the_unit_agrees(year: Year, name: str) -> None:
    assert post(person(year, name), year, {"1.1-agrees": "yes"}).status_code == 302

    score = year.score("1.1")
    assert (score.reply_agrees, score.replied_by) == (True, person(year, name))
    assert year.score("1.2").replied_at is None


def test_who_does_not_agree_says_why(year: Year) -> None:
    response = post(year.staff, year, {"1.1-agrees": "no", "1.2-agrees": "yes"})

    assert response.status_code == 409
    assert "Say why you do not agree." in response.content.decode()
    assert (year.score("1.1").reply_agrees, year.score("1.2").reply_agrees) == (None, True)
    assert post(year.staff, year, {"1.1-agrees": "no", "1.1-note": "Có văn bản"}).status_code == 302
    assert year.score("1.1").reply_note == "Có văn bản"


def test_new_evidence_is_cited_besides_the_old(year: Year) -> None:
    old = make.CitationFactory.create(
        score=year.score("1.1"), document__unit=year.card.unit, document__round=year.round
    ).document
    new = make.DocumentFactory.create(unit=year.card.unit, round=year.round)
    post(year.staff, year, {"1.1-agrees": "no", "1.1-note": "Thêm", "1.1-documents": [str(new.pk)]})

    cited = Citation.objects.filter(score=year.score("1.1")).values_list("document", flat=True)
    assert set(cited) == {old.pk, new.pk}


def test_a_document_of_another_unit_is_no_choice(year: Year) -> None:
    foreign = make.DocumentFactory.create(unit=year.other.unit, round=year.round)
    response = post(year.staff, year, {"1.1-agrees": "yes", "1.1-documents": [str(foreign.pk)]})
    assert (response.status_code, Citation.objects.count()) == (409, 0)


def test_a_verdict_that_changed_meanwhile_is_a_conflict(year: Year) -> None:
    client = log_in(year.staff)
    data = open_form(client, url(year))
    score = year.score("1.1")
    score.points, score.version = 2, 2
    score.save()
    response = client.post(url(year), data | {"1.1-agrees": "yes", "1.1-note": "Đồng ý"})

    assert response.status_code == 409
    assert "Somebody else was faster" in response.content.decode()
    assert "Đồng ý" in response.content.decode()
    assert year.score("1.1").reply_agrees is None


def test_the_appraiser_reads_the_reply(year: Year) -> None:
    post(year.staff, year, {"1.1-agrees": "no", "1.1-note": "Có văn bản"})
    page = text_of(log_in(year.appraiser).get(f"/en/admin/work/{year.card.pk}/appraise/1/").content.decode())
    assert "Reply: the unit does not agree – Có văn bản" in page


def test_after_its_time_it_is_locked_and_what_was_typed_stays(year: Year) -> None:
    client = log_in(year.staff)
    data = open_form(client, url(year))
    Round.objects.update(reply_until=datetime(2026, 2, 28, 10, tzinfo=UTC))
    response = client.post(url(year), data | {"1.1-agrees": "no", "1.1-note": "Đã gõ"})
    page = response.content.decode()

    assert response.status_code == 409
    assert "Locked since 17:00 28/02/2026 (Indochina time)." in page
    assert "Đã gõ" in page
    assert year.score("1.1").reply_agrees is None


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.SUBMITTED, Stage.RETURNED])
def test_before_the_appraisal_is_finished_no_verdict_is_shown(year: Year, stage: str) -> None:
    year.set_stage(stage)
    page = text_of(log_in(year.staff).get(url(year)).content.decode())
    assert "this cannot be done now" in page
    assert "5.00" not in page


def test_what_is_published_is_read_only(year: Year) -> None:
    year.set_stage(Stage.PUBLISHED)
    client = log_in(year.staff)
    assert open_form(client, url(year))["criterion"] == []
    assert "5.00" in client.get(url(year)).content.decode()


@pytest.mark.parametrize(
    ("name", "status"), [("appraiser", 403), ("publisher", 403), ("reader", 403), ("neighbour", 404)]
)
def test_a_reply_is_the_units_own(year: Year, name: str, status: int) -> None:
    client = log_in(person(year, name))
    assert client.get(url(year)).status_code == status
    assert client.post(url(year), {"criterion": ["1.1"], "1.1-version": "1", "1.1-agrees": "yes"}).status_code == status


@pytest.mark.parametrize("code", ["2.1", "9.9"])
def test_a_code_that_is_not_on_the_page_is_refused(year: Year, code: str) -> None:
    data = {"criterion": [code], f"{code}-version": "1", f"{code}-agrees": "yes"}
    assert log_in(year.staff).post(url(year), data).status_code == 400


def test_a_reply_that_is_none_is_refused(year: Year) -> None:
    assert post(year.staff, year, {"1.1-agrees": "maybe"}).status_code == 409


def test_other_methods_are_refused(year: Year) -> None:
    assert log_in(year.staff).delete(url(year)).status_code == 405


def test_the_scorecard_leads_to_the_first_index(year: Year) -> None:
    response = log_in(year.staff).get(f"/en/admin/work/{year.card.pk}/reply/")
    assert response["Location"] == url(year)


def test_a_page_costs_the_same_whatever_is_in_it(year: Year, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = log_in(year.staff)
    make.DocumentFactory.create_batch(4, unit=year.card.unit, round=year.round)
    for index in ("1", "2"):
        with django_assert_num_queries(15):
            client.get(url(year, index))
