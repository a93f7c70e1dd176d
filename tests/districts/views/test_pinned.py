"""Pages of many units and two years: as many queries for sixty units as for three."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.actions.publish import publish
from districts.models import Framework, Unit
from tests.districts import world

QUERIES = {
    "/lao-cai/compare/": 6,
    "/lao-cai/compare/?q=noi": 6,
    "/lao-cai/compare/?units=noi-0&year=2023": 7,
    "/lao-cai/compare/?units=noi-0&units=noi-1&year=2023": 10,
    "/lao-cai/compare/?units=noi-0&units=noi-1&units=noi-2&year=2022&since=2023": 10,
    "/lao-cai/compare/charts/side.svg?units=noi-0&units=noi-1": 10,
    "/lao-cai/trends/": 4,
    "/lao-cai/trends/?units=noi-0&units=noi-2": 4,
    "/lao-cai/2023/measures/": 7,
    "/lao-cai/2023/measures/gov/": 9,
    "/lao-cai/2023/measures/total/charts/spread.csv": 9,
}


@pytest.fixture(params=[3, 60])
def two_years(request: pytest.FixtureRequest, lao_cai: Unit, framework: Framework, author: User) -> None:
    units = [world.make_district(lao_cai, f"{number:03}", f"Nơi {number}") for number in range(request.param)]
    for year in (2022, 2023):
        round = world.make_round(lao_cai, framework, year)
        for number, unit in enumerate(units):
            world.make_card(round, unit, world.leaves("100", "90", "80", "70", str(number)), by=author)
        publish(round=round, by=author)


@pytest.mark.usefixtures("two_years")
def test_queries_are_pinned(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for address, count in QUERIES.items():
        with django_assert_num_queries(count, info=address):
            assert client.get(address).status_code == 200
