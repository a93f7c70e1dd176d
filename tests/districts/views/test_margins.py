"""Margins of ranks: beside the rank where they are asked for, and on a page of their own."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from districts.actions.publish import publish
from districts.models import Framework, Publication, Unit
from tests.districts import world
from tests.districts.views.reading import Get, rows_of, text_of

# Each page with its queries: as many for nine units as for sixty.
QUERIES = {
    "/lao-cai/2023/margins/": 7,
    "/lao-cai/2023/margins/?margins=criteria&unit=van-ban": 7,
    "/lao-cai/2023/r1/margins/": 7,
    "/lao-cai/2023/?margins=index": 8,
}


@pytest.fixture
def sixty(lao_cai: Unit, framework: Framework, author: User) -> None:
    round = world.make_round(lao_cai, framework, 2023)
    for number in range(60):
        unit = world.make_district(lao_cai, f"{number:03}", "Văn Bàn" if number == 0 else f"Huyện {number}")
        world.make_card(round, unit, world.leaves("100", "90", "80", str(100 - number), str(number)), by=author)
    publish(round=round, by=author)


@pytest.fixture
def close(client: Client, lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User) -> Get:
    """Two units whose order hangs on the weights."""
    round = world.make_round(lao_cai, framework, 2023)
    world.make_card(round, van_ban, world.leaves("200", "100", "90", "60", "70"), by=author)
    world.make_card(round, sa_pa, world.leaves("100", "199", "90", "60", "70"), by=author)
    publish(round=round, by=author)
    return lambda address: client.get(address).content.decode()


@pytest.mark.parametrize(("address", "count"), QUERIES.items())
def test_queries_are_pinned(
    client: Client, published: Publication, django_assert_num_queries: DjangoAssertNumQueries, address: str, count: int
) -> None:
    with django_assert_num_queries(count):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(("address", "count"), QUERIES.items())
@pytest.mark.usefixtures("sixty")
def test_queries_do_not_grow_with_the_units(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str, count: int
) -> None:
    with django_assert_num_queries(count):
        assert client.get(address).status_code == 200


def test_the_profile_takes_one_query_more_where_margins_are_asked(client: Client, published: Publication) -> None:
    counts = []
    for address in ("/lao-cai/2023/van-ban/", "/lao-cai/2023/van-ban/?margins=criteria"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[1] == counts[0] + 1


def test_works(get: Get) -> None:
    rows = rows_of(get("/en/lao-cai/2023/margins/"))
    assert rows[0] == "Sa Pa town illustrative 1 1–1 1 1 100%"
    assert rows[1].startswith("Văn Bàn district published in the press 2 2–2 2 2")


def test_what_hangs_on_the_weights_is_wide_and_one_group(close: Get) -> None:
    """The seed follows from the moment of publishing, so which rank is the median is chance here."""
    rows = rows_of(close("/en/lao-cai/2023/margins/"))
    assert re.match(r"Văn Bàn district official 1 1–2 [12] 1 \d\d(\.\d)?%", rows[0])
    assert re.match(r"Sa Pa town official 2 1–2 [12] 1", rows[1])


def test_shares_of_draws_against_the_neighbours(close: Get) -> None:
    page = close("/en/lao-cai/2023/margins/?unit=sa-pa")
    row = rows_of(page)[-1]
    shares = [float(share) for share in re.findall(r"([\d.]+)%", row)]
    assert row.startswith("Văn Bàn district 1 ")
    assert sum(shares) == pytest.approx(100)
    assert 40 < shares[0] < 60


def test_seed_draws_and_what_was_varied_are_said(get: Get, published: Publication) -> None:
    page = text_of(get("/en/lao-cai/2023/margins/"))
    assert f"Seed: {int(published.digest[:8], 16)}" in page
    assert "Rankings: 1000. Spread: 0.25." in page
    assert "between 75% and 125%" in page
    assert "foundation Chỉ số foundation maximum 500" in page


def test_that_only_figures_above_are_known_of_a_unit_is_said(get: Get) -> None:
    assert "only figures further up are known" in text_of(get("/en/lao-cai/2023/margins/"))
    assert "only figures further up are known" not in text_of(get("/en/lao-cai/2022/margins/"))


def test_illustrative_figures_are_called_so(get: Get) -> None:
    assert '<p class="note warn">' in get("/lao-cai/2023/margins/")


def test_the_league_shows_the_rank_alone_unless_it_is_asked(close: Get) -> None:
    assert rows_of(close("/en/lao-cai/2023/"))[0].startswith("1 Văn Bàn")
    assert rows_of(close("/en/lao-cai/2023/?margins=index"))[0].startswith("1 (1–2) group 1 Văn Bàn")
    assert rows_of(close("/en/lao-cai/2023/?margins=criteria"))[1].startswith("2 (1–2) group 1 Sa Pa")


def test_the_league_leads_to_the_page_and_keeps_the_choice(get: Get) -> None:
    page = get("/en/lao-cai/2023/?margins=criteria&sort=-total")
    assert 'href="/en/lao-cai/2023/margins/?margins=criteria"' in page
    assert 'href="/en/lao-cai/2023/?sort=-total&amp;margins=index"' in page
    assert 'href="/en/lao-cai/2023/?sort=-total"' in page
    assert '<input type="hidden" name="margins" value="criteria">' in page


def test_the_profile_shows_the_margin_where_it_is_asked(close: Get) -> None:
    assert "(1–2)" not in close("/en/lao-cai/2023/van-ban/")
    page = close("/en/lao-cai/2023/van-ban/?margins=index")
    assert "1 (1–2) of 2" in text_of(page)
    assert 'href="/en/lao-cai/2023/margins/?margins=index&amp;unit=van-ban"' in page


def test_a_revision_has_its_own(get: Get) -> None:
    assert 'href="/en/lao-cai/2023/r1/van-ban/"' in get("/en/lao-cai/2023/r1/margins/")


@pytest.fixture
def printed(lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User) -> None:
    round = world.make_round(lao_cai, framework, 2023)
    world.make_card(round, van_ban, {"total": "#1"}, by=author)
    world.make_card(round, sa_pa, {"total": "#2"}, by=author)
    publish(round=round, by=author)


@pytest.mark.usefixtures("printed")
def test_where_there_are_none_the_page_says_why(client: Client) -> None:
    page = client.get("/en/lao-cai/2023/margins/").content.decode()
    assert "The ranks of this ranking are those that were printed." in text_of(page)
    assert rows_of(page) == []


@pytest.mark.usefixtures("printed")
def test_printed_ranks_are_not_offered_any(client: Client) -> None:
    assert "margins=index" not in client.get("/lao-cai/2023/").content.decode()
    assert client.get("/lao-cai/2023/?margins=index").status_code == 200


def test_where_nothing_was_computed_the_league_says_so(
    client: Client, lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    round = world.make_round(lao_cai, framework, 2023)
    for unit, points in ((van_ban, "500"), (sa_pa, "400")):
        world.make_card(round, unit, {"total": points}, by=author)
    publish(round=round, by=author)
    page = text_of(client.get("/en/lao-cai/2023/?margins=index").content.decode())
    assert "Nothing was computed of how sure these ranks are." in page
    assert "only the total is known" in text_of(client.get("/en/lao-cai/2023/margins/").content.decode())


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("2023/margins/?margins=zzz", 400, "Margins come by “index” or by “criteria”, not by “zzz”."),
        ("2023/?margins=zzz", 400, "Margins come by “index” or by “criteria”, not by “zzz”."),
        ("2023/van-ban/?margins=zzz", 400, "Margins come by “index” or by “criteria”, not by “zzz”."),
        ("2023/margins/?unit=%3Cscript%3E", 400, "A unit is named by its address, in small letters: van-ban."),
        ("2023/margins/?unit=si-ma-cai", 400, "no unit called “si-ma-cai” in the ranking of Tỉnh Lào Cai 2023."),
        ("2019/margins/", 404, "There is no ranking of the year 2019."),
        ("2023/r9/margins/", 404, "There is no revision r9 of this ranking."),
        ("2023/margins/?group=zzz", 400, "There is no group of units called “zzz” in this year."),
    ],
)
def test_what_is_not_there_says_what_is(
    client: Client, published: Publication, address: str, status: int, says: str
) -> None:
    response = client.get(f"/en/lao-cai/{address}")
    assert response.status_code == status
    assert says in text_of(response.content.decode())
    assert '<li><a href="' in response.content.decode()


def test_wrong_method_405(client: Client, published: Publication) -> None:
    assert client.post("/lao-cai/2023/margins/").status_code == 405


def test_head_has_no_body(client: Client, published: Publication) -> None:
    assert client.head("/lao-cai/2023/margins/").content == b""
