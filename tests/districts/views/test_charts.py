"""Charts on their pages, and as files."""

import json
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.actions.publish import publish
from districts.models import Publication, Round, Unit
from tests.districts import world
from tests.districts.views.reading import text_of

FILES = {
    "/lao-cai/2023/charts/total.svg": 7,
    "/lao-cai/2023/charts/pillars.csv": 7,
    "/lao-cai/2023/r1/charts/total.svg": 7,
    "/lao-cai/2023/van-ban/charts/indices.svg": 9,
    "/lao-cai/2023/r1/van-ban/charts/ranks.csv": 9,
    "/lao-cai/2023/van-ban/charts/history.svg": 9,
}


@pytest.mark.parametrize(("address", "count"), FILES.items())
def test_a_file_costs_what_its_page_costs(
    client: Client,
    published: Publication,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    count: int,
) -> None:
    with django_assert_num_queries(count):
        response = client.get(address)

    name = address.rpartition("/")[2]
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].endswith(f'{name}"')


@pytest.mark.parametrize("page", ["/lao-cai/2023/", "/en/lao-cai/2023/van-ban/", "/lao-cai/2023/r1/"])
def test_every_file_that_a_page_offers_is_there(client: Client, published: Publication, page: str) -> None:
    offered = re.findall(r'href="(charts/[^"]+)" download', client.get(page).content.decode())

    assert len(offered) >= 4
    assert {client.get(page + address).status_code for address in offered} == {200}


def test_the_drawing_the_data_and_the_table_stand_on_the_page(client: Client, published: Publication) -> None:
    page = client.get("/lao-cai/2023/").content.decode()
    data = re.search(r'<script id="figure-total" type="application/json">(.*?)</script>', page)

    assert '<svg class="drawing"' in page
    assert data is not None
    assert [trace["type"] for trace in json.loads(data[1])["data"]] == ["bar"] * 4
    assert "366,365" in page[page.index('id="figure-total"') :]


def test_why_the_pillars_do_not_add_up_is_said_beside_them(client: Client, published: Publication) -> None:
    page = text_of(client.get("/en/lao-cai/2023/").content.decode())

    assert "These bars do not add up to the total, because every pillar contains Chỉ số foundation." in page


def test_a_chart_follows_the_filter_of_its_page(client: Client, published: Publication) -> None:
    page = client.get("/lao-cai/2023/?kind=town").content.decode()

    assert 'href="charts/total.svg?kind=town"' in page
    assert client.get("/lao-cai/2023/charts/total.csv?kind=town").content.decode().count("\r\n") == 2


def test_no_chart_of_nothing(client: Client, published: Publication) -> None:
    page = client.get("/lao-cai/2023/?q=zzz").content.decode()

    assert "<figure" not in page
    assert "charts.js" not in page
    assert client.get("/lao-cai/2023/charts/total.svg?q=zzz").status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/lao-cai/2023/charts/zzz.svg", 404),
        ("/lao-cai/2023/charts/total.exe", 404),
        ("/lao-cai/2020/charts/total.svg", 404),
        ("/lao-cai/2023/zzz/charts/indices.svg", 404),
        ("/lao-cai/2023/van-ban/charts/zzz.svg", 404),
        ("/lao-cai/2023/charts/total.svg?sort=zzz", 400),
        ("/lao-cai/2023/charts/total.svg?page=9", 400),
        ("/lao-cai/2023/charts/total.svg?q=%00", 400),
    ],
)
def test_a_bad_address_is_refused_with_what_there_is(
    client: Client, published: Publication, address: str, status: int
) -> None:
    response = client.get(address)

    assert response.status_code == status
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().count("\n") >= 4


def test_an_unknown_chart_offers_the_known_ones(client: Client, published: Publication) -> None:
    page = client.get("/lao-cai/2023/charts/zzz.svg").content.decode()

    assert re.findall(r": ([a-z]+\.[a-z]+)\n", page) == [
        "total.svg",
        "total.csv",
        "pillars.svg",
        "pillars.csv",
    ]


def test_a_hostile_name_is_only_text(client: Client, lao_cai: Unit, round_2023: Round, author: User) -> None:
    unit = world.make_district(lao_cai, "099", '<script>alert("x")</script>')
    world.make_card(round_2023, unit, world.leaves("1", "2", "3", "4", "5"), by=author)
    publish(round=round_2023, by=author)

    assert "<script>" not in client.get("/lao-cai/2023/charts/total.svg").content.decode()
    assert "<script>" not in client.get("/lao-cai/2023/").content.decode()


@pytest.mark.parametrize("address", ["/lao-cai/2023/charts/total.svg", "/lao-cai/2023/van-ban/charts/ranks.csv"])
def test_wrong_method_405(client: Client, published: Publication, address: str) -> None:
    assert client.post(address).status_code == 405
