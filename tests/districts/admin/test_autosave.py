"""One criterion of the form, saved as one goes, and two people at once, from the outside."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.models import Score
from tests import factories as make
from tests.districts.admin.entry_world import close, fields, open_year, save, url
from tests.districts.entering import Year
from tests.districts.people import log_in
from tests.districts.views.reading import text_of


@pytest.fixture
def year(db: None) -> Year:
    return open_year()


@pytest.fixture
def staff(year: Year) -> Client:
    return log_in(year.staff)


def test_a_save_computes_the_points_and_the_sum(staff: Client, year: Year) -> None:
    answer = save(staff, year, "1.2", in_a="3", in_b="4").json()

    assert (answer["points"], answer["sum"], answer["version"]) == ("20.00", "20.00", 1)
    assert (answer["answered"], answer["of"]) == (1, 4)
    assert year.score("1.2").self_points == 20


def test_half_an_answer_is_kept_and_said_to_be_half(staff: Client, year: Year) -> None:
    answer = save(staff, year, "1.2", in_a="3", in_b="").json()

    assert answer["incomplete"] == "This is not filled in yet."
    assert year.score("1.2").inputs == {"a": "3"}


@pytest.mark.parametrize(
    ("language", "typed", "stored"),
    [("vi", "7,25", "7.25"), ("en", "7.25", "7.25"), ("vi", " 7 ", "7"), ("en", "0", "0")],
)
def test_the_decimal_mark_is_that_of_the_language(
    staff: Client, year: Year, language: str, typed: str, stored: str
) -> None:
    prefix = "" if language == "vi" else "/en"
    staff.post(f"{prefix}/admin/work/{year.card.pk}/enter/1/1.3/", fields(year.measure("1.3"), points=typed))

    assert year.score("1.3").self_points == Decimal(stored)


@pytest.mark.parametrize("typed", ["7.250", "1.234,5", "7,", ",5", "1e1", "٧", "NaN", "7 000", "--1", "9" * 50])
def test_what_is_no_number_is_asked_for_again(staff: Client, year: Year, typed: str) -> None:
    answer = staff.post(f"/admin/work/{year.card.pk}/enter/1/1.3/", fields(year.measure("1.3"), points=typed)).json()

    assert list(answer["faults"]) == ["points"]
    assert not Score.objects.exists()


@pytest.mark.parametrize(
    ("code", "values", "field"),
    [
        ("1.3", {"points": "11"}, "points"),
        ("1.3", {"points": "-1"}, "points"),
        ("1.2", {"in_a": "5", "in_b": "4"}, "in-a"),
        ("1.2", {"in_a": "5", "in_b": "0"}, "in-b"),
        ("1.4", {"in_count": "1.5"}, "in-count"),
        ("1.1", {"in_yes": "perhaps"}, "in-yes"),
        ("1.1", {"in_yes": "yes", "state": "won"}, "state"),
        ("1.1", {"in_yes": "yes", "documents": "999"}, "documents"),
        ("1.1", {"in_yes": "yes", "documents": "9" * 60}, "documents"),
    ],
)
def test_a_fault_stands_at_its_field(staff: Client, year: Year, code: str, values: dict[str, Any], field: str) -> None:
    assert list(save(staff, year, code, **values).json()["faults"]) == [field]
    assert not Score.objects.exists()


@pytest.mark.parametrize("state", ["missing", "not_applicable"])
def test_there_may_be_nothing_to_assess(staff: Client, year: Year, state: str) -> None:
    save(staff, year, "1.3", state=state, explanation="Xã không có cảng")

    score = year.score("1.3")
    assert (score.self_state, score.self_points, score.explanation) == (state, None, "Xã không có cảng")


def test_a_document_of_another_unit_is_refused(staff: Client, year: Year) -> None:
    foreign = make.DocumentFactory.create(unit=year.other.unit, round=year.round)

    assert "documents" in save(staff, year, "1.1", in_yes="yes", documents=foreign.pk).json()["faults"]


def test_documents_of_the_library_are_cited(staff: Client, year: Year) -> None:
    own = make.DocumentFactory.create(unit=year.card.unit, round=year.round)
    save(staff, year, "1.1", in_yes="yes", documents=own.pk)

    assert [citation.document for citation in year.score("1.1").citations.all()] == [own]


@pytest.mark.parametrize("path", ["enter/2/1.1/", "enter/1/2.1/", "enter/1/1/", "enter/1/9.9/"])
def test_a_criterion_of_elsewhere_is_not_found(staff: Client, year: Year, path: str) -> None:
    assert staff.post(url(year.card, path), fields(year.measure("1.1"), in_yes="yes")).status_code == 404


def test_the_provinces_own_criterion_is_refused(staff: Client, year: Year) -> None:
    answer = staff.post(url(year.card, "enter/2/2.1/"), fields(year.measure("2.1"), points="5")).json()

    assert list(answer["faults"]) == ["measure_code"]


@pytest.mark.parametrize("stage", ["submitted", "appraised", "published"])
def test_a_stage_that_is_over_is_told(staff: Client, year: Year, stage: str) -> None:
    year.set_stage(stage, year.card)
    answer = save(staff, year, "1.1", in_yes="yes")

    assert answer.status_code == 409
    assert "cannot be done now" in answer.json()["error"]


def test_late_is_late_on_every_path(staff: Client, year: Year) -> None:
    close(year)
    one, whole = save(staff, year, "1.1", in_yes="yes"), staff.post(
        url(year.card, "enter/1/"), fields(year.measure("1.3"), points="3", explanation="Đã gõ rồi")
    )  # fmt: skip

    assert one.status_code == whole.status_code == 409
    assert one.json()["error"].startswith("Locked since ")
    assert "Locked since " in whole.content.decode()
    assert "Đã gõ rồi" in whole.content.decode()
    assert not Score.objects.exists()


# Two at once


def test_the_later_is_shown_what_the_colleague_saved(year: Year) -> None:
    save(log_in(year.colleague), year, "1.3", points="4", explanation="Theo biên bản")
    answer = save(log_in(year.staff), year, "1.3", points="6").json()

    shown = text_of(answer["conflict"])
    assert f"{year.colleague.get_full_name() or 'dong-nghiep'} saved another answer" in shown
    assert "Theo biên bản" in shown
    assert year.score("1.3").self_points == 4


def test_it_is_shown_too_that_the_colleague_found_nothing_to_assess(year: Year) -> None:
    save(log_in(year.colleague), year, "1.3", state="not_applicable", explanation="Không có")
    answer = save(log_in(year.staff), year, "1.3", points="6").json()

    assert "State not applicable" in text_of(answer["conflict"])


def test_a_page_comes_back_with_both(year: Year) -> None:
    save(log_in(year.colleague), year, "1.3", points="4")
    typed = fields(year.measure("1.3"), points="6") | fields(year.measure("1.1"), in_yes="yes")
    answer = log_in(year.staff).post(url(year.card, "enter/1/"), typed)
    html = answer.content.decode()

    assert answer.status_code == 409
    assert 'value="6"' in html
    assert "saved another answer" in html
    assert year.score("1.3").self_points == 4
    assert year.score("1.1").self_points == 10  # what nobody else touched is saved


@pytest.mark.parametrize(("button", "points"), [("keep", 6), ("take", 4)])
def test_either_can_be_chosen(year: Year, button: str, points: int) -> None:
    save(log_in(year.colleague), year, "1.3", points="4")
    measure = year.measure("1.3")
    typed = fields(measure, points="6") | {f"c{measure.pk}-theirs": 1, button: "1.3"}

    assert log_in(year.staff).post(url(year.card, "enter/1/"), typed).status_code == 302
    assert year.score("1.3").self_points == points


def test_what_was_kept_does_not_write_over_a_third_answer(year: Year) -> None:
    colleague = log_in(year.colleague)
    save(colleague, year, "1.3", points="4")
    save(colleague, year, "1.3", version=1, points="5")
    measure = year.measure("1.3")
    typed = fields(measure, points="6") | {f"c{measure.pk}-theirs": 1, "keep": "1.3"}

    assert log_in(year.staff).post(url(year.card, "enter/1/"), typed).status_code == 409
    assert year.score("1.3").self_points == 5


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_tampered_version_overwrites_nothing(staff: Client, year: Year, version: str) -> None:
    save(staff, year, "1.3", points="4")
    measure = year.measure("1.3")
    answer = staff.post(
        url(year.card, "enter/1/1.3/"), fields(measure, points="6") | {f"c{measure.pk}-version": version}
    )

    assert "conflict" in answer.json()
    assert year.score("1.3").self_points == 4


# Queries


def test_a_save_takes_a_handful_of_queries(
    staff: Client, year: Year, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    year.fill(year.card)
    with django_assert_num_queries(17):
        answer = save(staff, year, "1.3", version=1, points="2")

    assert json.loads(answer.content)["version"] == 2
