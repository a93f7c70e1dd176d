"""Agreements behind the log-in: who sees and writes which, from the outside."""

from datetime import date as day
from typing import Any

import pytest
from django.contrib.auth.models import User

from districts.actions.agreements import save_agreement
from districts.actions.publish import publish
from districts.models import Agreement, Round, Unit
from tests.districts.people import log_in
from tests.districts.task_world import agreement_said, make_task
from tests.districts.views.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round(round_2023: Round, author: User) -> Round:
    publish(round=round_2023, by=author, office="UBND tỉnh")
    return round_2023


def agreement_fields(*parties: Unit, **said: Any) -> dict[str, Any]:
    return {
        "version": "0",
        "code": "tt-1",
        "title_vi": "Thỏa thuận",
        "date": "25/04/2024",
        "parties": [unit.pk for unit in parties],
        "provenance": "press",
        **said,
    }


def test_an_agreement_is_made_and_changed(round: Round, van_ban: Unit, sa_pa: Unit, publisher: User) -> None:
    browser = log_in(publisher)
    browser.post(f"/en/admin/agreements/new/?round={round.pk}", agreement_fields(van_ban, sa_pa))
    made = Agreement.objects.get()
    sent = agreement_fields(van_ban, sa_pa, title_vi="Khác", version=made.version)
    browser.post(f"/en/admin/agreements/{made.pk}/", sent)

    made.refresh_from_db()
    assert (made.title_vi, made.date, made.version) == ("Khác", day(2024, 4, 25), 2)
    assert browser.post(f"/en/admin/agreements/{made.pk}/", sent).status_code == 409


def test_a_party_reads_the_agreement_and_who_changed_it(
    round: Round, van_ban: Unit, sa_pa: Unit, staff: User, publisher: User
) -> None:
    said = agreement_said([van_ban, sa_pa], period_from=day(2024, 5, 1), period_to=day(2025, 4, 30))
    made = save_agreement(round=round, said=said, by=publisher)
    text = text_of(log_in(staff).get(f"/en/admin/agreements/{made.pk}/").content.decode())

    assert f"Parties {', '.join(unit.name for unit in sorted([van_ban, sa_pa], key=lambda unit: unit.pk))}" in text
    assert "From 01/05/2024 To 30/04/2025" in text
    assert "Who changed what (1)" in text


def test_an_agreement_of_one_party_is_refused(round: Round, van_ban: Unit, publisher: User) -> None:
    answer = log_in(publisher).post("/en/admin/agreements/new/", agreement_fields(van_ban))

    assert answer.status_code == 200
    assert "Expected: at least two parties." in text_of(answer.content.decode())


@pytest.mark.parametrize(
    ("who", "seen", "written"),
    [("staff", 200, 403), ("reader", 200, 403), ("outsider", 404, 404), ("stranger", 404, 404)],
)
def test_an_agreement_is_seen_by_its_parties_and_written_by_the_authority(
    round: Round, van_ban: Unit, bac_ha: Unit, publisher: User, who: str, seen: int, written: int, request: Any
) -> None:
    made = save_agreement(round=round, said=agreement_said([van_ban, bac_ha]), by=publisher)
    browser = log_in(request.getfixturevalue(who))
    address = f"/en/admin/agreements/{made.pk}/"

    assert browser.get(address).status_code == seen
    assert browser.post(address, agreement_fields(van_ban, bac_ha, version=made.version)).status_code == written


def test_what_has_the_code_of_a_task_has_a_history_of_its_own(
    round: Round, van_ban: Unit, sa_pa: Unit, staff: User, publisher: User
) -> None:
    agreement = save_agreement(round=round, said=agreement_said([van_ban, sa_pa], code="r1"), by=publisher)
    task = make_task(round, van_ban, staff, code="r1")  # as the round's publication is called, too

    for address in (f"/en/admin/tasks/{task.pk}/", f"/en/admin/agreements/{agreement.pk}/"):
        assert "Who changed what (1)" in text_of(log_in(staff).get(address).content.decode())
