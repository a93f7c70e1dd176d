"""The appraisal as appraisers and publishers meet it, from the outside."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.models import Event, Scorecard
from tests import factories as make
from tests.districts.admin.appraisal_world import hidden, make_submitted, open_form, person, post, url, verdict
from tests.districts.entering import Year
from tests.districts.people import log_in
from tests.districts.views.reading import text_of

Stage = Scorecard.Stage
TO_READ = ["appraiser", "surveyor", "publisher", "administrator", "reader"]
OF_THE_UNIT = ["staff", "colleague", "head"]


@pytest.fixture
def year(db: None) -> Year:
    """Both units submitted."""
    return make_submitted()


# The page


def test_it_shows_both_sides(year: Year) -> None:
    citation = make.CitationFactory.create(score=year.score("1.1"))
    page = text_of(log_in(year.appraiser).get(url(year)).content.decode())

    assert "1.1" in page
    assert "Theo báo cáo" in page
    assert citation.document.number in page
    assert "Self-assessed 25, appraised 0 of 50" in page
    assert "Appraised: 0 of 5 criteria" in page


def test_a_file_is_there_to_be_downloaded(year: Year) -> None:
    document = make.DocumentFactory.create(
        unit=year.card.unit, round=year.round, file="evidence/0", file_name="kế hoạch.pdf", file_size=3, file_digest="0"
    )
    make.CitationFactory.create(score=year.score("1.1"), document=document)
    page = log_in(year.appraiser).get(url(year)).content.decode()
    assert f'href="/en/admin/work/{year.card.pk}/evidence/{document.pk}/file/">Download kế hoạch.pdf' in page


def test_last_years_points_stand_beside(year: Year) -> None:
    before = make.PublicationFactory.create(round__authority=year.province, round__year=2025, year=2025)
    unit = make.PublishedUnitFactory.create(publication=before, unit=year.card.unit)
    make.StandingFactory.create(
        publication=before, published_unit=unit, measure=year.measure("1.1"), points="7.25", max_points=10
    )
    assert "Last year: 7.25" in text_of(log_in(year.appraiser).get(url(year)).content.decode())


@pytest.mark.parametrize("name", TO_READ)
def test_everybody_of_the_authority_reads_it(year: Year, name: str) -> None:
    assert log_in(person(year, name)).get(url(year)).status_code == 200


@pytest.mark.parametrize("name", OF_THE_UNIT)
def test_the_unit_does_not_see_verdicts_before_they_are_finished(year: Year, name: str) -> None:
    assert log_in(person(year, name)).get(url(year)).status_code == 403


def test_who_does_not_see_the_scorecard_gets_404(year: Year) -> None:
    assert log_in(year.neighbour).get(url(year)).status_code == 404


def test_a_visitor_is_sent_to_log_in(year: Year, client: Client) -> None:
    response = client.get(url(year))
    assert (response.status_code, "/login/" in response["Location"]) == (302, True)


def test_an_unknown_index_is_not_there(year: Year) -> None:
    assert log_in(year.appraiser).get(url(year, "appraise/9")).status_code == 404


def test_the_scorecard_leads_to_its_first_index(year: Year) -> None:
    response = log_in(year.appraiser).get(url(year, "appraise"))
    assert response["Location"] == url(year)


def test_an_appraiser_edits_only_what_was_given(year: Year) -> None:
    surveyor = log_in(year.surveyor)
    assert open_form(surveyor, url(year))["criterion"] == []
    assert open_form(surveyor, url(year, "appraise/2"))["criterion"] == ["2.1"]


@pytest.mark.parametrize("name", ["publisher", "administrator", "reader"])
def test_who_is_no_appraiser_edits_nothing(year: Year, name: str) -> None:
    assert open_form(log_in(person(year, name)), url(year))["criterion"] == []


def test_a_page_costs_the_same_whatever_is_in_it(year: Year, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = log_in(year.appraiser)
    for code in ("1.1", "1.2", "1.3"):
        make.CitationFactory.create_batch(3, score=year.score(code))
    for index in ("1", "2"):
        with django_assert_num_queries(22):
            client.get(url(year, f"appraise/{index}"))


# Verdicts


def test_a_verdict_is_saved(year: Year) -> None:
    response = post(log_in(year.appraiser), year, verdict("1.1", points="3.5", reason="Không có minh chứng"))

    assert response.status_code == 302
    score = year.score("1.1")
    assert (str(score.points.normalize()), score.appraisal_reason) == ("3.5", "Không có minh chứng")
    assert score.appraised_by == year.appraiser


def test_in_vietnamese_the_mark_is_a_comma(year: Year) -> None:
    client = log_in(year.appraiser)
    address = f"/admin/work/{year.card.pk}/appraise/1/"
    data = open_form(client, address) | {"do": "save"}

    assert client.post(address, data | verdict("1.1", points="3.5", reason="x")).status_code == 409
    assert client.post(address, data | verdict("1.1", points="3,5", reason="x")).status_code == 302
    assert str(year.score("1.1").points.normalize()) == "3.5"
    assert 'value="3,5"' in client.get(address).content.decode()


def test_a_difference_needs_a_reason_and_nothing_typed_is_lost(year: Year) -> None:
    response = post(log_in(year.appraiser), year, verdict("1.1", points="3") | verdict("1.2", points="ba"))
    page = response.content.decode()

    assert response.status_code == 409
    assert "Give a reason for the difference." in page
    assert 'value="3"' in page
    assert 'value="ba"' in page
    assert year.score("1.1").points is None


def test_one_fault_does_not_keep_the_others_from_being_saved(year: Year) -> None:
    post(log_in(year.appraiser), year, verdict("1.1", points="99") | verdict("1.2", points="10"))

    assert (year.score("1.1").points, year.score("1.2").points) == (None, 10)


def test_what_the_province_assesses_is_entered_here(year: Year) -> None:
    post(log_in(year.surveyor), year, verdict("2.1", points="8"), "appraise/2")
    assert year.score("2.1").points == 8


def test_a_state_without_points_is_a_verdict(year: Year) -> None:
    typed = verdict("1.1", state="not_applicable", reason="Không có đối tượng")
    post(log_in(year.appraiser), year, typed)
    assert year.score("1.1").state == "not_applicable"


def test_points_beside_a_state_without_points_are_asked_about(year: Year) -> None:
    response = post(log_in(year.appraiser), year, verdict("1.1", state="missing", points="3", reason="x"))
    assert (response.status_code, year.score("1.1").appraised_at) == (409, None)


def test_a_verdict_is_taken_back(year: Year) -> None:
    client = log_in(year.appraiser)
    post(client, year, verdict("1.1", points="5"))
    response = post(client, year, verdict("1.1", points="", state="", reason=""))

    assert (response.status_code, year.score("1.1").appraised_at) == (302, None)


def test_what_was_not_touched_is_not_sent(year: Year) -> None:
    client = log_in(year.appraiser)
    data = open_form(client, url(year)) | {"do": "save"}
    post(client, year, verdict("1.2", points="10"))
    before = Event.objects.count()

    assert client.post(url(year), data).status_code == 302
    assert (Event.objects.count(), year.score("1.2").points) == (before, 10)


# Two at once


def test_a_conflict_shows_who_when_and_what_and_keeps_what_was_typed(year: Year) -> None:
    mine, theirs = log_in(year.appraiser), log_in(year.surveyor)
    data = open_form(mine, url(year, "appraise/2")) | {"do": "save"}
    post(theirs, year, verdict("2.1", points="8", reason="Theo khảo sát"), "appraise/2")
    response = mine.post(url(year, "appraise/2"), data | verdict("2.1", points="6", reason="Đo trung tâm"))
    page = response.content.decode()

    assert response.status_code == 409
    assert "Somebody else was faster" in page
    assert "khao-sat saved at" in page
    assert "Verdict: 8.00 – Theo khảo sát" in text_of(page)
    assert "Theo khảo sát" in page
    assert 'value="6"' in page
    assert "Đo trung tâm" in page
    assert year.score("2.1").points == 8


def test_after_a_conflict_saving_once_more_writes_over_it(year: Year) -> None:
    mine, theirs = log_in(year.appraiser), log_in(year.surveyor)
    data = open_form(mine, url(year, "appraise/2")) | {"do": "save"}
    post(theirs, year, verdict("2.1", points="8"), "appraise/2")
    answer = mine.post(url(year, "appraise/2"), data | verdict("2.1", points="6", reason="Đo"))
    again = hidden(answer.content.decode()) | {"do": "save"}

    assert mine.post(url(year, "appraise/2"), again).status_code == 302
    assert year.score("2.1").points == 6


# Accepting


def test_the_ticked_ones_are_accepted_as_assessed(year: Year) -> None:
    post(log_in(year.appraiser), year, {"do": "accept", "accept": ["1.1", "1.3"]})
    points = [year.score(code).points for code in ("1.1", "1.2", "1.3")]
    assert points == [5, None, 5]


def test_all_that_wait_are_accepted_and_verdicts_stay(year: Year) -> None:
    client = log_in(year.appraiser)
    post(client, year, verdict("1.1", points="2", reason="Thiếu"))
    post(client, year, {"do": "accept-all"})
    assert [year.score(code).points for code in ("1.1", "1.2", "1.3", "1.4")] == [2, 10, 5, 5]


def test_what_is_typed_when_all_are_accepted_is_a_verdict(year: Year) -> None:
    typed = verdict("1.1", points="2", reason="Thiếu") | {"do": "accept-all"}
    post(log_in(year.appraiser), year, typed)
    assert [year.score(code).points for code in ("1.1", "1.2")] == [2, 10]


def test_accepting_an_answer_that_changed_meanwhile_is_a_conflict(year: Year) -> None:
    client = log_in(year.appraiser)
    data = open_form(client, url(year)) | {"do": "accept", "accept": ["1.1"]}
    score = year.score("1.1")
    score.self_points, score.version = 7, 2
    score.save()
    response = client.post(url(year), data)

    assert response.status_code == 409
    assert year.score("1.1").points is None


# What is not allowed


def test_a_criterion_of_somebody_else_is_refused(year: Year) -> None:
    data = {"criterion": ["1.1"], "1.1-version": "1", "do": "save", **verdict("1.1", points="1", reason="x")}
    assert log_in(year.surveyor).post(url(year), data).status_code == 403
    assert year.score("1.1").points is None


@pytest.mark.parametrize("name", ["publisher", "administrator", "reader", *OF_THE_UNIT])
def test_who_is_no_appraiser_is_refused(year: Year, name: str) -> None:
    data = {"criterion": ["1.1"], "1.1-version": "1", "do": "save", **verdict("1.1", points="1", reason="x")}
    assert log_in(person(year, name)).post(url(year), data).status_code == 403


@pytest.mark.parametrize("code", ["2.1", "1", "9.9", "", "1.1\x00"])
def test_a_code_that_is_not_on_the_page_is_refused(year: Year, code: str) -> None:
    data = {"criterion": [code], f"{code}-version": "0", "do": "save", **verdict(code, points="1")}
    assert log_in(year.appraiser).post(url(year), data).status_code == 400


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_tampered_version_is_refused(year: Year, version: str) -> None:
    response = post(log_in(year.appraiser), year, verdict("1.1", points="5", version=version))
    assert (response.status_code, year.score("1.1").points) == (409, None)


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.RETURNED, Stage.PUBLISHED])
def test_at_another_stage_nothing_is_saved_and_what_was_typed_stays(year: Year, stage: str) -> None:
    client = log_in(year.appraiser)
    data = open_form(client, url(year)) | {"do": "save"} | verdict("1.1", points="4", reason="Đã gõ")
    year.set_stage(stage)
    response = client.post(url(year), data)

    assert response.status_code == 409
    assert "this cannot be done now" in response.content.decode()
    assert "Đã gõ" in response.content.decode()
    assert year.score("1.1").points is None


@pytest.mark.parametrize("act", ["appraise/1", "return", "reopen"])
def test_other_methods_are_refused(year: Year, act: str) -> None:
    assert log_in(year.appraiser).put(url(year, act)).status_code == 405
