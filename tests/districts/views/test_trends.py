"""Ranks over the years, as a page."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from districts.actions.publish import publish
from districts.models import Framework, Publication, Unit
from tests.districts import world
from tests.districts.views.reading import Get, rows_of, text_of


def test_works(get: Get) -> None:
    rows = [row for row in rows_of(get("/en/lao-cai/trends/")) if row.startswith("Văn Bàn")]

    assert "Văn Bàn district 3 of 3 430.00 illustrative 2 of 3 722.21 published in the press" in rows


def test_only_the_chosen_are_shown_and_lead_to_their_comparison(get: Get) -> None:
    page = get("/en/lao-cai/trends/?units=van-ban&units=sa-pa")

    assert not any(row.startswith("Bắc Hà") for row in rows_of(page))
    assert 'href="/en/lao-cai/compare/?units=van-ban&amp;units=sa-pa&amp;year=2023"' in page


def test_who_was_in_no_round_is_left_out_not_zero(
    client: Client, lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    for year, units in ((2022, [van_ban]), (2023, [van_ban, sa_pa])):
        round = world.make_round(lao_cai, framework, year)
        for unit in units:
            world.make_card(round, unit, world.leaves("1", "2", "3", "4", "5"), by=author)
        publish(round=round, by=author)
    page = client.get("/en/lao-cai/trends/?units=sa-pa").content.decode()

    assert any(row.startswith("Sa Pa town not in this round 1 of 2, tied 15.00") for row in rows_of(page))


def test_a_change_of_framework_is_said(
    client: Client, lao_cai: Unit, framework: Framework, van_ban: Unit, author: User
) -> None:
    for year, by in ((2022, framework), (2023, world.make_framework("other"))):
        round = world.make_round(lao_cai, by, year)
        world.make_card(round, van_ban, world.leaves("1", "2", "3", "4", "5"), by=author)
        publish(round=round, by=author)
    page = text_of(client.get("/en/lao-cai/trends/").content.decode())

    assert "From 2023 another framework: Bộ chỉ số cấp huyện." in page
    assert "Points before and from 2023 on are not comparable." in page


def test_one_year_is_no_trend_and_has_no_chart(client: Client, round_2023: object, author: User) -> None:
    publish(round=round_2023, by=author)  # type: ignore[arg-type]
    page = client.get("/en/lao-cai/trends/").content.decode()

    assert "Only the year 2023 is published so far: there is no trend yet." in text_of(page)
    assert '<svg class="drawing"' not in page


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("units=si-ma-cai", 400, "There is no unit called “si-ma-cai”"),
        ("units=sa-pa&units=sa-pa", 400, "A unit is named twice"),
        ("&".join(f"units=u{number}" for number in range(13)), 400, "13 units are chosen, and 12 at most"),
        ("units=%00", 400, "A unit is named by its address"),
        ("year=2019", 400, "There is no ranking of the year 2019."),
        ("year=x", 400, "A year is a number from 2000 to 2100."),
        ("group=zzz", 400, "There is no group of units called “zzz”"),
    ],
)
def test_what_cannot_be_shown_says_why(
    client: Client, published: Publication, query: str, status: int, says: str
) -> None:
    response = client.get(f"/en/lao-cai/trends/?{query}")

    assert response.status_code == status
    assert says in text_of(response.content.decode())
    assert 'href="/en/lao-cai/trends/' in response.content.decode()


def test_an_unknown_authority_404(client: Client, published: Publication) -> None:
    assert client.get("/zzz/trends/").status_code == 404


def test_wrong_method_405(client: Client, published: Publication) -> None:
    assert client.post("/lao-cai/trends/").status_code == 405


@pytest.mark.parametrize(("name", "status"), [("ranks.svg", 200), ("ranks.csv", 200), ("zzz.svg", 404)])
def test_the_chart_can_be_taken_away(client: Client, published: Publication, name: str, status: int) -> None:
    assert client.get(f"/lao-cai/trends/charts/{name}").status_code == status
