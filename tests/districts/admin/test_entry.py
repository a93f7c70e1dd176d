"""The form of the unit, page by page, from the outside."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.models import Score, Scorecard
from tests import factories as make
from tests.districts.admin.entry_world import fields, open_year, save, url
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


def page(client: Client, year: Year, index: str = "1") -> str:
    return text_of(client.get(url(year.card, f"enter/{index}/")).content.decode())


# The page


def test_a_page_shows_each_criterion_of_the_index(staff: Client, year: Year) -> None:
    text = page(staff, year)

    assert "1.1" in text
    assert "Yes: full points; no: 0 points. · Maximum: 10." in text
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


# The page without a script


def test_a_page_is_saved_at_once(staff: Client, year: Year) -> None:
    typed = fields(year.measure("1.1"), in_yes="no") | fields(year.measure("1.2"), in_a="1", in_b="2")
    answer = staff.post(url(year.card, "enter/1/"), typed, follow=True)

    assert answer.redirect_chain == [(url(year.card, "enter/1/"), 302)]
    assert year.score("1.1").self_points == 0
    assert year.score("1.2").self_points == 10
    assert "Saved: 2 criteria." in answer.content.decode()


def test_the_same_page_again_changes_nothing(staff: Client, year: Year) -> None:
    typed = fields(year.measure("1.1"), in_yes="no")
    staff.post(url(year.card, "enter/1/"), typed)
    answer = staff.post(url(year.card, "enter/1/"), typed | {f"c{year.measure('1.1').pk}-version": 1}, follow=True)

    assert "Nothing was changed." in answer.content.decode()
    assert year.score("1.1").version == 1


def test_the_enter_key_presses_a_button_that_only_saves(staff: Client, year: Year) -> None:
    html = staff.get(url(year.card, "enter/1/")).content.decode()
    form = html[html.index('id="entry"') :]

    assert 'name="save"' in form[form.index("<button") : form.index("</button>")]


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
