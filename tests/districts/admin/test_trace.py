"""The history of a criterion: every act in its order, for those who may see the scorecard."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.actions.appraisal import Verdict, accept_as_assessed, appraise, finish, return_scorecard
from districts.actions.entry import Entry, save_self_assessment
from districts.actions.transitions import Act, Covering, move
from districts.models import Scorecard
from tests.districts.entering import APPRAISAL, DURING, OF_UNIT, Year, make_year
from tests.districts.people import log_in
from tests.districts.views.reading import rows_of, text_of


@pytest.fixture
def year(db: None) -> Year:
    """Entered, corrected and submitted; one criterion is appraised, nothing is finished."""
    year = make_year()
    year.staff.first_name, year.appraiser.first_name = "Cán bộ", "Thẩm định"
    year.staff.save()
    year.appraiser.save()
    enter(year, "1.2", 0, {"a": "3", "b": "16"})
    enter(year, "1.2", 1, {"a": "12", "b": "16"})
    enter(year, "1.1", 0, {"yes": True})
    enter(year, "1.4", 0, {"count": "60"})
    entry = Entry("1.3", 0, "scored", points=Decimal(5), explanation="Đã nộp")
    save_self_assessment(scorecard=year.card, entries=[entry], by=year.staff, now=DURING)
    submit(year)
    verdict = Verdict("1.2", 2, "scored", Decimal(15), "Thiếu một xã")
    assert appraise(scorecard=year.card, verdicts=[verdict], by=year.appraiser, now=APPRAISAL).is_clean
    return year


def enter(year: Year, code: str, version: int, inputs: dict[str, object]) -> None:
    entry = Entry(code, version, "scored", inputs, explanation="Theo báo cáo")
    assert save_self_assessment(scorecard=year.card, entries=[entry], by=year.staff, now=DURING).is_clean


def submit(year: Year) -> None:
    covering = Covering("12/BC-UBND", datetime(2026, 1, 15, tzinfo=UTC).date(), "Chủ tịch")
    move(scorecard=year.card, act=Act.SUBMIT, by=year.head, covering=covering, now=DURING)


def get(year: Year, client: Client, code: str = "1.2") -> str:
    return client.get(f"/en/admin/work/{year.card.pk}/trace/{code}/").content.decode()


def rows(page: str) -> list[str]:
    """Each without its moment."""
    return [re.sub(r"^\d\d:\d\d \d\d/\d\d/\d{4} ", "", row) for row in rows_of(page)]


def test_every_act_is_told_with_who_before_after_and_why(year: Year) -> None:
    found = rows(get(year, log_in(year.publisher)))

    assert found[0].startswith("Cán bộ saved scores by form")
    assert "inputs of the rule: a (what was reached): 3, b (out of how many): 16" in found[0]
    assert "self-assessed points: 3.75" in found[0]
    assert "inputs of the rule: a (what was reached): 3, b (out of how many): 16 → a (what was reached): 12" in found[1]
    assert "self-assessed points: 3.75 → 20" in found[1]
    assert found[2].startswith("lanh-dao submitted")
    assert found[3].startswith("Thẩm định appraised scores by form")
    assert "points: 15" in found[3]
    assert "reason of the appraisal: Thiếu một xã" in found[3]
    assert len(found) == 4


def test_the_rule_is_said(year: Year) -> None:
    assert "Rule: Ratio a/b of 75% or more" in text_of(get(year, log_in(year.staff)))
    assert "Rule:" not in text_of(get(year, log_in(year.staff), "1.3"))


def test_a_return_and_its_reason_are_told(year: Year) -> None:
    return_scorecard(scorecard=year.card, reasons={"1.3": "Ghi rõ ngày"}, by=year.appraiser, until=None, now=DURING)

    found = rows(get(year, log_in(year.staff), "1.3"))
    assert any("reason for the return: Ghi rõ ngày" in row for row in found)


@pytest.mark.parametrize("name", ["staff", "head"])
def test_the_unit_does_not_see_a_verdict_before_the_appraisal_is_finished(year: Year, name: str) -> None:
    page = text_of(get(year, log_in(getattr(year, name))))

    assert "Thiếu một xã" not in page
    assert "appraised scores" not in page
    assert "self-assessed points: 3.75 → 20" in page


@pytest.mark.parametrize("name", ["staff", "head"])
def test_the_unit_sees_it_afterwards(year: Year, name: str) -> None:
    versions = dict(year.card.scores.exclude(measure__code="1.2").values_list("measure__code", "version"))
    assert set(versions) == set(OF_UNIT) - {"1.2"}
    accept_as_assessed(scorecard=year.card, versions=versions, by=year.appraiser, now=APPRAISAL)
    appraise(scorecard=year.card, verdicts=[Verdict("2.1", 0, "scored", Decimal(8))], by=year.appraiser, now=APPRAISAL)
    finish(scorecard=year.card, by=year.appraiser, now=APPRAISAL)

    page = text_of(get(year, log_in(getattr(year, name))))
    assert "reason of the appraisal: Thiếu một xã" in page
    assert "finished the appraisal" in page


@pytest.mark.parametrize("name", ["appraiser", "surveyor", "publisher", "administrator", "reader", "superuser"])
def test_everybody_of_the_authority_reads_all_of_it(year: Year, name: str) -> None:
    if name == "superuser":
        year.superuser.is_staff = True
        year.superuser.save()

    assert "Thiếu một xã" in get(year, log_in(getattr(year, name)))


def test_who_does_not_see_the_scorecard_gets_404(year: Year) -> None:
    assert log_in(year.neighbour).get(f"/admin/work/{year.card.pk}/trace/1.2/").status_code == 404


def test_a_visitor_is_sent_to_log_in(year: Year, client: Client) -> None:
    response = client.get(f"/admin/work/{year.card.pk}/trace/1.2/")
    assert response.status_code == 302
    assert "/login/" in response["Location"]


def test_an_unknown_criterion_is_not_there(year: Year) -> None:
    assert log_in(year.staff).get(f"/admin/work/{year.card.pk}/trace/9.9/").status_code == 404


def test_nothing_can_be_posted(year: Year) -> None:
    assert log_in(year.staff).post(f"/admin/work/{year.card.pk}/trace/1.2/").status_code == 405


def test_a_criterion_that_nobody_touched_says_so(year: Year) -> None:
    Scorecard.objects.filter(pk=year.other.pk).update(stage="draft")
    page = log_in(year.neighbour).get(f"/en/admin/work/{year.other.pk}/trace/1.2/").content.decode()

    assert "Nothing has happened to it yet." in page


@pytest.mark.parametrize("code", ["1.2", "1.3", "2.1"])
def test_queries_do_not_grow_with_the_history(
    year: Year, django_assert_num_queries: DjangoAssertNumQueries, code: str
) -> None:
    client = log_in(year.publisher)
    client.get(f"/admin/work/{year.card.pk}/trace/{code}/")

    with django_assert_num_queries(11):
        client.get(f"/admin/work/{year.card.pk}/trace/{code}/")
