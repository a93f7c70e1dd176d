"""Units side by side, as a page."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from districts.actions.publish import publish
from districts.models import Framework, Publication, Unit
from tests.districts import world
from tests.districts.views.reading import Get, row, text_of

BOTH = "/en/lao-cai/compare/?units=van-ban&units=sa-pa&year=2023"


def test_works(get: Get) -> None:
    assert row(get(BOTH), "total") == ("total Chỉ số total 1000 722.21 72.2% 2 of 3 820.50 82.1% 1 of 3 ▴ +98.29")


def test_numbers_are_vietnamese_without_a_prefix(get: Get) -> None:
    assert "820,50 82,1 %" in row(get(BOTH.removeprefix("/en")), "total")


def test_what_was_not_published_says_so(get: Get) -> None:
    assert "awareness Chỉ số awareness 250 not published 200.00" in row(get(BOTH), "awareness")


def test_the_other_year_is_the_one_before_unless_chosen(get: Get) -> None:
    page = text_of(get(BOTH))

    assert "Total in 2022 and 2023" in page
    assert "Văn Bàn 3 of 3 2 of 3 ▲ risen by 1 430.00 722.21 +292.21" in page


def test_the_year_is_in_the_links_so_that_they_stay_what_they_are(get: Get) -> None:
    assert 'href="/en/lao-cai/compare/?units=van-ban&amp;units=sa-pa&amp;year=2022"' in get(BOTH)


def test_who_is_ticked_stays_ticked_and_others_can_be_found_without_accents(get: Get) -> None:
    page = get("/en/lao-cai/compare/?units=van-ban&year=2023&q=bac+ha")

    assert 'value="van-ban" checked' in page
    assert 'value="bac-ha">' in page
    assert 'value="sa-pa"' not in page
    assert "1 more unit found for “bac ha”." in text_of(page)


def test_one_unit_asks_for_another_and_suggests_similar_ones(get: Get) -> None:
    page = get("/en/lao-cai/compare/?units=van-ban&year=2023")

    assert "Văn Bàn is chosen. Choose at least one more." in text_of(page)
    assert 'href="/en/lao-cai/compare/?units=van-ban&amp;units=bac-ha&amp;year=2023"' in page  # Sa Pa is a town
    assert "<table" not in page


def test_without_units_it_asks_for_them(get: Get) -> None:
    assert "Choose 2 to 6 units of one group." in text_of(get("/en/lao-cai/compare/"))


def test_illustrative_figures_are_said_in_words(get: Get) -> None:
    assert "are illustrative: they are not official results" in text_of(get(BOTH))


def test_words_are_escaped(get: Get) -> None:
    page = get("/en/lao-cai/compare/?q=%3Cscript%3Ealert(1)%3C/script%3E")

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("units=si-ma-cai&units=sa-pa", 400, "There is no unit called “si-ma-cai” in the ranking of"),
        ("units=sa-pa&units=sa-pa", 400, "A unit is named twice"),
        ("units=a&units=b&units=c&units=d&units=e&units=f&units=g", 400, "7 units are chosen, and 6 at most"),
        ("units=%3Cscript%3E", 400, "A unit is named by its address"),
        ("units=%00", 400, "A unit is named by its address"),
        ("units=van-ban&year=2019", 400, "There is no ranking of the year 2019."),
        ("units=van-ban&year=zzz", 400, "A year is a number from 2000 to 2100."),
        ("year=99999999999999999999", 400, "A year is a number from 2000 to 2100."),
        ("units=van-ban&units=sa-pa&year=2023&since=2019", 400, "The year 2019 cannot be set beside 2023."),
        ("units=van-ban&group=zzz", 400, "There is no group of units called “zzz”"),
        ("basis=zzz", 400, "There is no ranking on the basis “zzz”"),
        ("q=" + "a" * 101, 400, "too long"),
        ("q=%00", 400, "a character that no name has"),
    ],
)
def test_what_cannot_be_compared_says_why_and_what_can(
    client: Client, published: Publication, query: str, status: int, says: str
) -> None:
    response = client.get(f"/en/lao-cai/compare/?{query}")
    page = response.content.decode()

    assert response.status_code == status
    assert says in text_of(page)
    assert '<svg class="drawing"' not in page
    assert 'href="/en/lao-cai/compare/' in page


def test_the_way_out_keeps_what_can_be_kept(client: Client, published: Publication) -> None:
    page = client.get("/en/lao-cai/compare/?units=sa-pa&units=sa-pa&units=van-ban").content.decode()

    assert 'href="/en/lao-cai/compare/?units=sa-pa&amp;units=van-ban"' in page


def test_a_unit_of_another_group_is_told_from_an_unknown_one(
    client: Client, published: Publication, lao_cai: Unit, framework: Framework, author: User
) -> None:
    round = world.make_round(lao_cai, framework, 2023, "communes")
    commune = world.make_district(lao_cai, "02680", "Phường Sa Pa", "ward")
    world.make_card(round, commune, world.leaves("1", "2", "3", "4", "5"), by=author)
    publish(round=round, by=author)
    response = client.get("/en/lao-cai/compare/?units=van-ban&units=phuong-sa-pa&year=2023")

    assert response.status_code == 400
    assert "“phuong-sa-pa” is of another group of units" in text_of(response.content.decode())


def test_an_unknown_authority_404(client: Client, published: Publication) -> None:
    assert client.get("/zzz/compare/").status_code == 404


def test_wrong_method_405(client: Client, published: Publication) -> None:
    assert client.post("/lao-cai/compare/").status_code == 405


@pytest.mark.parametrize(("name", "content"), [("side.svg", b"<svg"), ("side.csv", b"Sa Pa"), ("slope.csv", b"2022")])
def test_charts_can_be_taken_away(client: Client, published: Publication, name: str, content: bytes) -> None:
    response = client.get(f"/en/lao-cai/compare/charts/{name}?units=van-ban&units=sa-pa&year=2023")

    assert response.status_code == 200
    assert content in response.content


@pytest.mark.parametrize("name", ["side.png", "zzz.svg"])
def test_an_unknown_file_404(client: Client, published: Publication, name: str) -> None:
    assert client.get(f"/lao-cai/compare/charts/{name}?units=van-ban&units=sa-pa").status_code == 404


def test_a_chart_of_nobody_404(client: Client, published: Publication) -> None:
    assert client.get("/lao-cai/compare/charts/side.svg").status_code == 404
