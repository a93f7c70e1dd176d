"""Long tables in pages: the league, the heat table, a measure and the margins alike."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from districts.actions.publish import publish
from districts.models import Framework, Unit
from districts.views import paging
from tests.districts import world
from tests.districts.views.reading import rows_of, text_of

LEAGUE, HEAT = "/en/lao-cai/2023/", "/en/lao-cai/2023/measures/"
MEASURE, MARGINS = "/en/lao-cai/2023/measures/total/", "/en/lao-cai/2023/margins/"
TABLES = [LEAGUE, HEAT, MEASURE, MARGINS]
QUERIES = {LEAGUE: 7, HEAT: 7, MEASURE: 9, MARGINS: 7}


@pytest.fixture(autouse=True)
def seven(lao_cai: Unit, framework: Framework, author: User, settings: Settings) -> None:
    """Seven units, three on a page: the later the number, the better."""
    settings.TABLE_PAGE_SIZE = 3
    round = world.make_round(lao_cai, framework, 2023)
    for number in range(1, 8):
        unit = world.make_district(lao_cai, f"{number:03}", f"Nơi {number}")
        world.make_card(round, unit, world.leaves(str(10 * number), "90", str(10 * number), "70", "50"), by=author)
    publish(round=round, by=author)


def units_of(client: Client, address: str) -> list[int]:
    """The numbers of the units in the first table of the page."""
    table = client.get(address).content.decode().partition("</tbody>")[0]
    return [int(found[1]) for row in rows_of(table) if (found := re.search(r"Nơi (\d)", row))]


def links_of(client: Client, address: str) -> dict[str, str]:
    """What stands in the pager, with its addresses."""
    nav = re.findall(r'<nav class="pages".*?</nav>', client.get(address).content.decode(), flags=re.DOTALL)
    return {text: url.replace("&amp;", "&") for url, text in re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)', nav[0])}


@pytest.mark.parametrize("address", TABLES)
def test_each_page_has_its_rows_in_the_order_of_the_whole(client: Client, address: str) -> None:
    pages = [units_of(client, f"{address}{query}") for query in ("", "?page=2", "?page=3")]

    assert pages == [[7, 6, 5], [4, 3, 2], [1]]


@pytest.mark.parametrize("address", TABLES)
def test_all_rows_can_be_had_at_once_to_print(client: Client, address: str) -> None:
    assert units_of(client, links_of(client, address)["All on one page, to print"]) == [7, 6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize("address", TABLES)
def test_each_page_leads_to_the_others(client: Client, address: str) -> None:
    expected = {
        "1": address,
        "2": f"{address}?page=2",
        "3": f"{address}?page=3",
        "All on one page, to print": f"{address}?page=all",
    }

    assert links_of(client, f"{address}?page=2") == links_of(client, f"{address}?page=all") == expected
    assert "page 2 of 3" in text_of(client.get(f"{address}?page=2").content.decode())
    assert "page 2 of 3" not in text_of(client.get(f"{address}?page=all").content.decode())


@pytest.mark.parametrize("address", TABLES)
@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("4", "There is no page 4: the table has pages 1 to 3."),
        ("99999999", "There is no page 99999999: the table has pages 1 to 3."),
        ("9" * 5000, "A page is a whole number from 1 on, or “all”."),
        ("0", "A page is a whole number from 1 on, or “all”."),
        ("-1", "A page is a whole number from 1 on, or “all”."),
        ("zzz", "A page is a whole number from 1 on, or “all”."),
        ("%00", "A page is a whole number from 1 on, or “all”."),
    ],
)
def test_a_page_that_is_not_there_400(client: Client, address: str, page: str, said: str) -> None:
    response = client.get(f"{address}?page={page}")

    assert response.status_code == 400
    assert said in text_of(response.content.decode())
    assert f'<li><a href="{address}">' in response.content.decode()


@pytest.mark.parametrize("address", TABLES)
def test_too_many_rows_are_never_shown_at_once(client: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "MOST_AT_ONCE", 6)
    response = client.get(f"{address}?page=all")

    assert response.status_code == 400
    assert "7 rows are too many for one page: it takes 6 at most." in text_of(response.content.decode())
    assert list(links_of(client, address)) == ["1", "2", "3"]


@pytest.mark.parametrize("address", TABLES)
def test_a_short_table_has_no_pager(client: Client, address: str, settings: Settings) -> None:
    settings.TABLE_PAGE_SIZE = 7

    assert 'class="pages"' not in client.get(address).content.decode()


@pytest.mark.parametrize("query", ["", "?page=3", "?page=all"])
@pytest.mark.parametrize(("address", "count"), QUERIES.items())
def test_queries_are_pinned(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str, count: int, query: str
) -> None:
    with django_assert_num_queries(count):
        assert client.get(f"{address}{query}").status_code == 200


def test_the_readers_filters_and_order_are_kept(client: Client) -> None:
    assert links_of(client, f"{LEAGUE}?sort=unit&q=n")["2"] == f"{LEAGUE}?q=n&sort=unit&page=2"
    assert links_of(client, f"{MARGINS}?margins=criteria")["2"] == f"{MARGINS}?margins=criteria&page=2"
    assert units_of(client, f"{LEAGUE}?sort=unit&page=2") == [4, 5, 6]


def test_a_league_on_one_page_stays_so_when_it_is_sorted(client: Client) -> None:
    page = client.get(f"{LEAGUE}?page=all").content.decode()

    assert f'href="{LEAGUE}?sort=unit&amp;page=all"' in page
    assert '<input type="hidden" name="page" value="all">' in page


def test_more_rows_than_a_page_has_are_not_drawn(client: Client) -> None:
    assert "<figure" in client.get(LEAGUE).content.decode()
    assert "<figure" not in client.get(f"{LEAGUE}?page=all").content.decode()
    assert client.get(f"{LEAGUE}charts/total.svg?page=all").status_code == 404


def test_a_chosen_unit_is_on_the_page_of_margins(client: Client) -> None:
    assert units_of(client, f"{MARGINS}?unit=noi-2") == [4, 3, 2]
    assert units_of(client, links_of(client, f"{MARGINS}?unit=noi-2")["1"]) == [7, 6, 5]


def test_every_unit_can_be_chosen_on_every_page_of_margins(client: Client) -> None:
    page = client.get(f"{MARGINS}?page=2").content.decode()

    assert re.findall(r'<option value="noi-(\d)"', page) == ["7", "6", "5", "4", "3", "2", "1"]
