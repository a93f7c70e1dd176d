"""A unit's page."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from districts.actions.publish import publish
from districts.models import Publication, Round, Unit
from tests.districts import world
from tests.districts.views.reading import Get, row, rows_of, text_of


def test_works(get: Get) -> None:
    page = get("/en/lao-cai/2023/van-ban/")

    assert row(page, "total").startswith("total Chỉ số total 722.21 1000 72.2% 100% 2 of 3 ▲ risen by 1 +292.21")
    assert row(page, "foundation").startswith("foundation Chỉ số foundation 366.365 derived ± 0.01 500 73.3% 100%")


def test_numbers_are_vietnamese_without_a_prefix(get: Get) -> None:
    assert "366,365" in row(get("/lao-cai/2023/van-ban/"), "foundation")


def test_what_was_not_published_says_so(get: Get) -> None:
    assert row(get("/en/lao-cai/2023/van-ban/"), "awareness").startswith("awareness Chỉ số awareness not published")


def test_a_measure_that_is_not_scored_says_so(get: Get) -> None:
    assert "not scored" in row(get("/en/lao-cai/2023/sa-pa/"), "smart-city")


def test_every_measure_is_there_once(get: Get) -> None:
    codes = [found.split(" ")[0] for found in rows_of(get("/en/lao-cai/2023/sa-pa/"))]

    assert sorted(codes) == sorted(world.SHAPE)


def test_a_pillar_names_the_parts_that_stand_further_up(get: Get) -> None:
    assert "= Chỉ số foundation + Chỉ số gov" in row(get("/en/lao-cai/2023/sa-pa/"), "government")


def test_computed_and_printed_rank_are_said_with_their_provenance(get: Get) -> None:
    page = text_of(get("/en/lao-cai/2023/van-ban/"))

    assert "Computed rank: 2 (illustrative)" in page
    assert "Printed rank: 2 (published in the press)" in page


def test_the_year_before_is_shown(get: Get) -> None:
    assert "In 2022 (r1): rank 3, 430.00 points" in text_of(get("/en/lao-cai/2023/van-ban/"))


def test_mean_and_best_are_shown_with_their_number(get: Get) -> None:
    assert "702.65 of 3 820.50" in row(get("/en/lao-cai/2023/van-ban/"), "total")


def test_each_source_is_listed_once_and_referred_to(get: Get) -> None:
    page = get("/en/lao-cai/2023/van-ban/")

    assert '<li id="source-1"><span lang="vi">Báo Lào Cai</span></li></ol>' in page
    assert '<a href="#source-1"' in page


def test_the_unit_is_linked_through_the_years(get: Get) -> None:
    assert '<a href="/en/lao-cai/2022/van-ban/">2022</a>' in get("/en/lao-cai/2023/van-ban/")


def test_a_printed_rank_that_differs_is_said(client: Client, round_2023: Round, van_ban: Unit, author: User) -> None:
    scores = van_ban.scorecards.get().scores
    scores.filter(measure__code="total").update(printed_rank=3)
    publish(round=round_2023, by=author)

    page = text_of(client.get("/en/lao-cai/2023/van-ban/").content.decode())
    assert "Chỉ số total: printed 3, computed 2" in page


def test_a_contradiction_is_said_with_its_difference(
    client: Client, round_2023: Round, sa_pa: Unit, author: User
) -> None:
    measure = round_2023.framework.measures.get(code="total")
    card = sa_pa.scorecards.get()
    world.score(card, measure, "800", provenance="official", source="").save()
    publish(round=round_2023, by=author)

    page = text_of(client.get("/en/lao-cai/2023/sa-pa/").content.decode())
    assert "Chỉ số total: 800.00 given, 820.50 computed, difference \u221220.50" in page


@pytest.mark.parametrize(
    "address", ["/lao-cai/2023/si-ma-cai/", "/lao-cai/2023/r1/si-ma-cai/", "/lao-cai/2023/r3/van-ban/"]
)
def test_unknown_unit_404(client: Client, published: Publication, address: str) -> None:
    assert client.get(address).status_code == 404


def test_unknown_unit_leads_back_to_the_ranking(client: Client, published: Publication) -> None:
    page = client.get("/en/lao-cai/2023/si-ma-cai/").content.decode()

    assert '<li><a href="/en/lao-cai/2023/">All units</a></li>' in page


def test_wrong_method_405(client: Client, published: Publication) -> None:
    assert client.post("/lao-cai/2023/van-ban/").status_code == 405


def test_head_has_no_body(client: Client, published: Publication) -> None:
    assert client.head("/lao-cai/2023/van-ban/").content == b""
