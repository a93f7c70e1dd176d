"""The path of a published figure, open to everybody: offices are named in it, persons never."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.actions.appraisal import Reply, Verdict, accept_as_assessed, appraise, finish, reopen, reply
from districts.actions.entry import Entry, save_self_assessment
from districts.actions.publish import correct, publish
from districts.actions.transitions import Act, Covering, move
from districts.models import Document, Publication, Scorecard
from districts.queries.editions import Address
from districts.views.addresses import query_of
from tests import factories as make
from tests.districts.entering import APPRAISAL, DURING, OF_UNIT, SCORED, Year, make_year
from tests.districts.views.reading import Get, text_of
from tests.districts.world import VAN_BAN

ADDRESS = "/en/lao-cai/2026/van-ban"
NAME = "Nguyễn Văn Kín"  # no account's name may reach the public
SIGNER = "Trần Thị Ký"


@pytest.fixture
def get(client: Client) -> Get:
    return lambda address: client.get(address).content.decode()


@pytest.fixture
def year(db: None) -> Year:
    """A year played from the first entry to publication, by people with names."""
    year = make_year()
    User.objects.update(first_name=NAME)
    play(year, year.card)
    year.fill(year.other, appraised=True)
    year.set_stage(Scorecard.Stage.APPRAISED, year.other)
    publish(round=year.round, by=year.publisher, office="UBND tỉnh")
    return year


def play(year: Year, card: Scorecard) -> None:
    enter(year, card)
    covering = Covering("12/BC-UBND", datetime(2026, 1, 15, tzinfo=UTC).date(), SIGNER)
    move(scorecard=card, act=Act.SUBMIT, by=year.head, covering=covering, now=DURING)
    accept_as_assessed(scorecard=card, versions=versions(card, "1.1", "1.3", "1.4"), by=year.appraiser, now=APPRAISAL)
    verdicts = [
        Verdict("1.2", version(card, "1.2"), "scored", Decimal(15), "Thiếu danh sách của một xã"),
        Verdict("2.1", 0, "scored", Decimal(8)),
    ]
    assert appraise(scorecard=card, verdicts=verdicts, by=year.appraiser, now=APPRAISAL).is_clean
    finish(scorecard=card, by=year.appraiser, now=APPRAISAL)
    answer = Reply("1.2", version(card, "1.2"), agrees=False, note="Danh sách gửi ngày 20/01")
    assert reply(scorecard=card, replies=[answer], by=year.staff, now=APPRAISAL).is_clean


def enter(year: Year, card: Scorecard) -> None:
    plan = make.DocumentFactory.create(
        unit=card.unit,
        round=year.round,
        number="07/KH-UBND",
        date=datetime(2026, 1, 9, tzinfo=UTC).date(),
        signer=SIGNER,
        link="https://example.org/ke-hoach.pdf",
        added_by=year.staff,
    )
    entries = [
        Entry("1.1", 0, "scored", {"yes": True}, documents=(plan.pk,)),
        Entry("1.2", 0, "scored", {"a": "12", "b": "16"}, explanation="Giải thích nội bộ"),
        Entry("1.3", 0, "scored", points=Decimal("7.5")),
        Entry("1.4", 0, "scored", {"count": "20"}),
    ]
    assert save_self_assessment(scorecard=card, entries=entries, by=year.staff, now=DURING).is_clean


def version(card: Scorecard, code: str) -> int:
    return card.scores.get(measure__code=code).version


def versions(card: Scorecard, *codes: str) -> dict[str, int]:
    return {code: version(card, code) for code in codes}


def test_the_path_runs_from_the_inputs_to_the_rank(year: Year, get: Get) -> None:
    page = text_of(get(f"{ADDRESS}/1.2/"))

    stations = [
        "Ratio a/b of 75% or more: full points",
        "Self-assessment Văn Bàn a (what was reached) 12 b (out of how many) 16 20.00 points",
        "Appraisal Tỉnh Lào Cai 15.00 points other than the self-assessment Reason: Thiếu danh sách của một xã",
        "Reply Văn Bàn The unit does not agree. Danh sách gửi ngày 20/01",
        "Published UBND tỉnh 15.00",
        "Rank 1 of 2.",
        "Goes into",
        "1 Chỉ số 1 37.50",
        "T Chỉ số T 45.50",
        "revision r1",
    ]
    found = [page.find(station) for station in stations[:-1]]
    assert -1 not in found
    assert found == sorted(found)
    assert stations[-1] in page


def test_evidence_is_a_number_and_a_date_and_nothing_to_open(year: Year, get: Get) -> None:
    page = get(f"{ADDRESS}/1.1/")

    assert "Evidence: 07/KH-UBND (09/01/2026)" in text_of(page)
    assert "example.org" not in page
    assert str(Document.objects.get().summary) not in page


def test_documents_of_one_number_have_no_date(year: Year, get: Get) -> None:
    make.DocumentFactory.create(unit=year.card.unit, round=year.round, number="07/KH-UBND", added_by=year.staff)

    assert "Evidence: 07/KH-UBND " in text_of(get(f"{ADDRESS}/1.1/"))
    assert "09/01/2026" not in get(f"{ADDRESS}/1.1/")


@pytest.mark.parametrize("code", [*SCORED, "1", "2", "P", "T"])
def test_no_person_is_named(year: Year, get: Get, code: str) -> None:
    page = get(f"{ADDRESS}/{code}/")

    names = [NAME, SIGNER, "Giải thích nội bộ", *User.objects.values_list("username", flat=True)]
    assert [name for name in names if name in page] == []


def test_what_the_province_assesses_has_no_self_assessment(year: Year, get: Get) -> None:
    page = text_of(get(f"{ADDRESS}/2.1/"))

    assert "Self-assessment" not in page
    assert "Appraisal Tỉnh Lào Cai 8.00 points" in page


def test_a_sum_shows_its_parts_each_with_a_path(year: Year, get: Get) -> None:
    page = get(f"{ADDRESS}/1/")

    for code in OF_UNIT:
        assert f'<a href="../{code}/">Chỉ số {code}</a>' in page
    assert "Sum of its parts." in text_of(page)


def test_what_changes_after_publication_does_not_change_the_path(year: Year, get: Get) -> None:
    before = get(f"{ADDRESS}/1.2/")
    change_after_publication(year)

    assert get(f"{ADDRESS}/1.2/") == before


def test_a_correction_shows_the_change_and_the_old_revision_stays(year: Year, get: Get) -> None:
    change_after_publication(year)
    finish(scorecard=year.card, by=year.appraiser, now=APPRAISAL)
    correct(publication=Publication.objects.get(), reason="Bổ sung danh sách", by=year.publisher)

    now, then = text_of(get(f"{ADDRESS}/1.2/")), text_of(get("/en/lao-cai/2026/r1/van-ban/1.2/"))
    assert "Appraisal Tỉnh Lào Cai 18.00 points" in now
    assert "Reason: Đã có danh sách" in now
    assert "Appraisal Tỉnh Lào Cai 15.00 points" in then
    assert "A newer one exists: r2" in then


def change_after_publication(year: Year) -> None:
    year.card.refresh_from_db()
    reopen(scorecard=year.card, reason="Xem lại", by=year.publisher, now=APPRAISAL)
    verdict = Verdict("1.2", version(year.card, "1.2"), "scored", Decimal(18), "Đã có danh sách")
    assert appraise(scorecard=year.card, verdicts=[verdict], by=year.appraiser, now=APPRAISAL).is_clean


def test_a_printed_headline_shows_its_source(published: Publication, get: Get) -> None:
    page = text_of(get("/en/lao-cai/2023/van-ban/total/"))

    assert "Published UBND tỉnh 722.21" in page
    assert "Where from: published in the press. Source: Báo Lào Cai" in page
    assert "Appraisal" not in page


def test_a_derived_figure_names_those_that_determine_it(published: Publication, get: Get) -> None:
    page = get("/en/lao-cai/2023/van-ban/foundation/")

    given = page[page.index('id="given"') : page.index('id="published"')]
    for code in VAN_BAN:
        assert f'<a href="../{code}/">' in given
    assert given.count('<a href="../') == len(VAN_BAN)


def test_the_profile_leads_to_every_path(year: Year, get: Get, client: Client) -> None:
    profile = get(f"{ADDRESS}/")

    for code in ("1.1", "2.1", "1", "P", "T"):
        assert f'href="{code}/"' in profile
        assert client.get(f"{ADDRESS}/{code}/").status_code == 200


def test_a_choice_of_group_goes_along() -> None:
    assert query_of(Address("lao-cai", 2026, group="communes")) == "?group=communes"


@pytest.mark.parametrize(
    ("path", "back"),
    [("van-ban/9.9/", "/en/lao-cai/2026/van-ban/"), ("khong-co/1.1/", "/en/lao-cai/2026/")],
)
def test_what_is_not_there_leads_back(year: Year, client: Client, path: str, back: str) -> None:
    response = client.get(f"/en/lao-cai/2026/{path}")

    assert response.status_code == 404
    assert f'<a href="{back}"' in response.content.decode()


def test_wrong_method_405(year: Year, client: Client) -> None:
    assert client.post(f"{ADDRESS}/1.1/").status_code == 405


@pytest.mark.parametrize("code", ["1.1", "1.4", "1", "T", "2.1"])
def test_queries_are_pinned(
    year: Year, client: Client, django_assert_num_queries: DjangoAssertNumQueries, code: str
) -> None:
    with django_assert_num_queries(8):
        assert client.get(f"{ADDRESS}/{code}/").status_code == 200
