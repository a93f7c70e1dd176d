"""The form of the unit, from the outside: as a page and criterion by criterion."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.models import Score, Scorecard
from tests import factories as make
from tests.districts.admin.entry_world import close, fields, open_year, url
from tests.districts.entering import Year
from tests.districts.people import log_in
from tests.districts.views.reading import text_of

NOT_OF_THE_UNIT = ["appraiser", "publisher", "administrator", "reader", "superuser"]
FROM_ELSEWHERE = ["neighbour", "stranger"]


@pytest.fixture
def year(db: None) -> Year:
    return open_year()


@pytest.fixture
def staff(year: Year) -> Client:
    return log_in(year.staff)


def save(client: Client, year: Year, code: str, version: int = 0, **values: Any) -> Any:
    """Save one criterion as the script does."""
    address = url(year.card, f"enter/1/{code}/")
    return client.post(address, fields(year.measure(code), version, **values))


def page(client: Client, year: Year, index: str = "1") -> str:
    return text_of(client.get(url(year.card, f"enter/{index}/")).content.decode())


# The page


def test_a_page_shows_each_criterion_of_the_index(staff: Client, year: Year) -> None:
    text = page(staff, year)

    assert "1.1" in text
    assert "Yes: full points; no: 0 points. At most 10 points." in text
    assert "Evidence: Kế hoạch" in text
    assert "Points so far: 0.00 / 50" in text


def test_what_the_province_assesses_is_locked(staff: Client, year: Year) -> None:
    html = staff.get(url(year.card, "enter/2/")).content.decode()

    assert "The province assesses this criterion" in html
    assert f"c{year.measure('2.1').pk}-version" not in html


def test_numbers_are_shown_as_they_are_typed(year: Year) -> None:
    make.ScoreFactory.create(
        scorecard=year.card, measure=year.measure("1.3"), state="missing", points=None, self_state="scored",
        self_points=Decimal("7.25"), version=1,
    )  # fmt: skip
    html = log_in(year.staff).get(f"/admin/work/{year.card.pk}/enter/1/").content.decode()

    assert 'value="7,25"' in html


def test_an_index_that_is_not_there_is_not_found(staff: Client, year: Year) -> None:
    assert staff.get(url(year.card, "enter/9/")).status_code == 404


def test_a_total_is_no_page_of_the_form(staff: Client, year: Year) -> None:
    assert staff.get(url(year.card, "enter/T/")).status_code == 404


@pytest.mark.parametrize("who", FROM_ELSEWHERE)
def test_others_do_not_find_the_page(year: Year, who: str) -> None:
    user: User = getattr(year, who)
    user.is_staff = True
    user.save()

    assert log_in(user).get(url(year.card, "enter/1/")).status_code == 404


@pytest.mark.parametrize("who", NOT_OF_THE_UNIT)
def test_those_who_may_see_it_may_read_it_and_not_write(year: Year, who: str) -> None:
    user: User = getattr(year, who)
    user.is_staff = True
    user.save()
    client = log_in(user)

    assert "only to be read" in page(client, year)
    assert client.post(url(year.card, "enter/1/"), fields(year.measure("1.1"), in_yes="yes")).status_code == 403
    assert save(client, year, "1.1", in_yes="yes").status_code == 403
    assert not Score.objects.exists()


def test_visitors_are_sent_to_the_log_in(year: Year) -> None:
    assert Client().post(url(year.card, "enter/1/")).status_code == 302


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(staff: Client, year: Year, method: str) -> None:
    assert getattr(staff, method)(url(year.card, "enter/1/")).status_code == 405


def test_a_single_criterion_is_only_saved(staff: Client, year: Year) -> None:
    assert staff.get(url(year.card, "enter/1/1.1/")).status_code == 405


@pytest.mark.parametrize("path", ["enter/1/", "enter/1/1.1/"])
def test_a_post_without_its_token_is_refused(year: Year, path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(year.staff)

    assert client.post(url(year.card, path), fields(year.measure("1.1"), in_yes="yes")).status_code == 403


# One criterion


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
def test_a_fault_stands_at_its_field(staff: Client, year: Year, code: str, values: dict[str, str], field: str) -> None:
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


# The page without a script


def test_a_page_is_saved_at_once(staff: Client, year: Year) -> None:
    typed = fields(year.measure("1.1"), in_yes="no") | fields(year.measure("1.2"), in_a="1", in_b="2")
    answer = staff.post(url(year.card, "enter/1/"), typed, follow=True)

    assert answer.redirect_chain == [(url(year.card, "enter/1/"), 302)]
    assert year.score("1.1").self_points == 0
    assert year.score("1.2").self_points == 10


def test_an_untouched_page_stores_nothing(staff: Client, year: Year) -> None:
    typed = fields(year.measure("1.1")) | fields(year.measure("1.3"), points="")
    staff.post(url(year.card, "enter/1/"), typed)

    assert not Score.objects.exclude(self_state="").exists()


def test_a_fault_keeps_what_was_typed(staff: Client, year: Year) -> None:
    typed = fields(year.measure("1.3"), points="12,5", explanation="Đã gõ") | fields(year.measure("1.1"), in_yes="yes")
    answer = staff.post(url(year.card, "enter/1/"), typed)
    html = answer.content.decode()

    assert 'value="12,5"' in html
    assert 'aria-invalid="true"' in html
    assert "Đã gõ" in html
    assert year.score("1.1").self_points == 10


def test_what_is_typed_is_never_run(staff: Client, year: Year) -> None:
    save(staff, year, "1.3", points="4", explanation="<script>alert(1)</script>")
    html = staff.get(url(year.card, "enter/1/")).content.decode()

    assert "<script>alert" not in html


# The year before


@pytest.fixture
def last(year: Year) -> Scorecard:
    """Văn Bàn a year earlier, in the same framework: 3 points for what is typed, 3 of 4 for a ratio."""
    round = make.RoundFactory.create(authority=year.province, framework=year.framework, year=2025)
    card = make.ScorecardFactory.create(round=round, unit=year.card.unit, stage="published")
    own = {"scorecard": card, "self_state": "scored", "explanation": "Như năm ngoái"}
    make.ScoreFactory.create(measure=year.measure("1.3"), points=Decimal(3), self_points=Decimal(3), **own)
    make.ScoreFactory.create(
        measure=year.measure("1.2"), points=Decimal(20), self_points=Decimal(20), inputs={"a": "3", "b": "4"}, **own
    )
    return card


def test_last_year_stands_beside(staff: Client, year: Year, last: Scorecard) -> None:
    assert "Last year: 3.00 of 10 points · Như năm ngoái" in page(staff, year)


def test_last_year_is_copied_without_a_script(staff: Client, year: Year, last: Scorecard) -> None:
    typed = fields(year.measure("1.3"), points="9") | fields(year.measure("1.2"), in_a="", in_b="")
    html = staff.post(url(year.card, "enter/1/"), {**typed, "copy": "1.2"}).content.decode()

    key = year.measure("1.2").pk
    assert f'id="c{key}-in-b" value="4"' in html
    assert 'value="9"' in html  # what was typed elsewhere stays
    assert "not saved yet" in html
    assert not Score.objects.filter(scorecard=year.card).exists()


def test_a_reader_copies_nothing(year: Year, last: Scorecard) -> None:
    assert log_in(year.reader).post(url(year.card, "enter/1/"), {"copy": "1.2"}).status_code == 403


# Queries


def test_the_page_takes_a_fixed_number_of_queries(
    staff: Client, year: Year, last: Scorecard, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    year.fill(year.card)
    make.DocumentFactory.create_batch(5, unit=year.card.unit, round=year.round)
    with django_assert_num_queries(14):
        staff.get(url(year.card, "enter/1/"))


def test_a_save_takes_a_handful_of_queries(
    staff: Client, year: Year, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    year.fill(year.card)
    with django_assert_num_queries(17):
        answer = save(staff, year, "1.3", version=1, points="2")

    assert json.loads(answer.content)["version"] == 2
