"""Figures as programs get them: the published digits, nothing more and nothing less."""

import json
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from districts.actions.publish import publish
from districts.api.parameters import SORTS
from districts.exports.tidy import COLUMNS
from districts.models import Framework, Measure, Publication, Round, Unit
from tests.districts import world
from tests.districts.api.asking import ask, refused, said

pytestmark = pytest.mark.usefixtures("published")
LEAGUE = "publications/lao-cai/2023/league"


def test_the_league_table_is_by_rank() -> None:
    found = said(LEAGUE)

    assert [found[name] for name in ("authority", "group", "year", "revision", "basis")] == [
        "lao-cai", "districts", 2023, 1, "",
    ]  # fmt: skip
    assert [(row["unit_id"], row["total"]["rank"], str(row["total"]["points"])) for row in found["results"]] == [
        ("district-088", 1, "820.50"),
        ("district-089", 2, "722.21"),
        ("district-085", 3, "565.25"),
    ]


def test_pillars_stand_beside_the_total_in_the_order_of_the_framework() -> None:
    pillars = said(LEAGUE)["results"][1]["pillars"]

    assert [(row["measure_code"], str(row["points"]), row["rank"]) for row in pillars] == [
        ("government", "533.50", 2),
        ("economy", "446.61", 2),
        ("society", "474.83", 2),
    ]


def test_numbers_are_written_with_every_published_digit() -> None:
    text = ask(LEAGUE).content.decode()

    assert '"points":722.21,"max_points":1000.00,"share":0.72221,"coverage":' in text
    assert '"points":533.50,"max_points":700.00,"share":0.76214' in text


def test_a_derived_figure_keeps_its_third_decimal() -> None:
    text = ask("standings?unit=van-ban&measure=foundation&year=2023").content.decode()

    assert '"points":366.365,' in text


def test_every_digit_survives_python() -> None:
    exact = json.loads(ask(LEAGUE).content, parse_float=Decimal)["results"][1]["total"]["points"]

    assert (type(exact), str(exact)) == (Decimal, "722.21")


def test_a_framework_without_pillars_shows_the_parts_of_its_total(lao_cai: Unit, van_ban: Unit, author: User) -> None:
    framework = world.make_framework("no-pillars")
    Measure.objects.filter(framework=framework, kind="pillar").update(kind="group")
    round = world.make_round(lao_cai, framework, 2025)
    world.make_card(round, van_ban, world.leaves("1", "2", "3", "4", "5"), by=author)
    publish(round=round, by=author)

    pillars = said("publications/lao-cai/2025/league")["results"][0]["pillars"]
    assert [row["measure_code"] for row in pillars] == ["foundation", "gov", "econ", "soc"]


def test_the_columns_are_those_of_the_files() -> None:
    columns = [column.name for column in COLUMNS]

    assert list(SORTS) == columns
    assert set(said("standings")["results"][0]) == set(columns)


def test_where_there_are_no_points_the_state_says_why() -> None:
    row = said("standings?unit=van-ban&measure=awareness&year=2023")["results"][0]

    assert (row["points"], row["rank"], row["tied"], row["state"]) == (None, None, None, "not_published")


def test_the_default_is_the_latest_revision(corrected: Publication) -> None:
    assert {row["revision"] for row in said("standings?year=2023")["results"]} == {2}
    assert {row["revision"] for row in said("standings?year=2023&revision=1")["results"]} == {1}
    assert {row["revision"] for row in said("standings?year=2023&revision=all")["results"]} == {1, 2}


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ("", 66),
        ("year=2023", 33),
        ("year=2023&year=2022&measure=total", 6),
        ("year=2023&unit=van-ban", 11),
        ("year=2023&unit=district-089&unit=sa-pa", 22),
        ("year=2023&kind=town", 11),
        ("year=2023&measure_kind=pillar", 9),
        ("year=2023&state=not_published", 2),
        ("year=2023&provenance=press", 8),
        ("authority=lao-cai&group=districts&basis=&year=2022&state=missing", 0),
    ],
)
def test_filters_narrow(filters: str, count: int) -> None:
    assert said(f"standings?{filters}")["count"] == count


@pytest.mark.parametrize("column", SORTS)
def test_every_column_sorts_both_ways(column: str) -> None:
    up = said(f"standings?year=2023&sort={column}")["results"]
    down = said(f"standings?year=2023&sort=-{column}")["results"]

    assert len(up) == len(down) == 33
    assert [row[column] is None for row in up] == sorted(row[column] is None for row in up)  # what is not there is last
    assert [row[column] is None for row in down] == sorted(row[column] is None for row in down)


@pytest.mark.parametrize("column", ["points", "rank", "share", "unit_code", "measure_code", "change_points"])
def test_a_sorted_column_is_in_order(column: str) -> None:
    values = [row[column] for row in said(f"standings?sort={column}")["results"] if row[column] is not None]

    assert values == sorted(values)
    assert values[0] < values[-1]


def test_pages_neither_miss_nor_repeat() -> None:
    rows, address = [], "/api/v1/standings?page_size=7&sort=state"
    while address:
        page = said(address.removeprefix("http://testserver"))
        rows += [(row["year"], row["unit_id"], row["measure_code"]) for row in page["results"]]
        address = page["next"] or ""

    assert len(rows) == len(set(rows)) == page["count"] == 66


def test_links_stand_in_the_header_too() -> None:
    link = ask("standings?page_size=10&page=2").headers["Link"]

    assert '<http://testserver/api/v1/standings?page_size=10&page=3>; rel="next"' in link
    assert '<http://testserver/api/v1/standings?page_size=10&page=1>; rel="previous"' in link
    assert '<http://testserver/api/v1/standings?page_size=10&page=7>; rel="last"' in link


def test_summaries_say_over_how_many_units() -> None:
    row = said("summaries?year=2023&measure=total")["results"][0]

    assert (row["units"], str(row["mean"]), str(row["median"]), str(row["best"])) == (3, "702.65", "722.21", "820.50")


def test_margins_name_what_was_varied() -> None:
    found = said("publications/lao-cai/2022/margins?varied=index")

    assert found["run"]["measures"]
    assert [row["unit_id"] for row in found["results"]] == ["district-088", "district-085", "district-089"]
    assert all(row["low"] <= row["middle"] <= row["high"] for row in found["results"])


PINNED = {
    LEAGUE: 2,
    "publications": 1,
    "publications/lao-cai/2023": 2,
    "publications/lao-cai/2023/r1/units": 2,
    "publications/lao-cai/2023/revisions": 6,
    "publications/lao-cai/2022/margins": 3,
    "standings": 4,
    "standings?unit=noi-0&measure=total": 6,
    "summaries?measure=total": 4,
    "units": 2,
    "frameworks": 2,
    "frameworks/lao-cai-922": 2,
    "measures": 4,
}


@pytest.fixture(params=[3, 60])
def many(request: pytest.FixtureRequest, round_2022: Round, lao_cai: Unit, framework: Framework, author: User) -> None:
    """A third year with a few or many units."""
    round = world.make_round(lao_cai, framework, 2024)
    for number in range(request.param):
        unit = world.make_district(lao_cai, f"n{number:03}", f"Nơi {number}")
        world.make_card(round, unit, world.leaves("100", "90", "80", "70", str(number)), by=author)
    publish(round=round, by=author)


@pytest.mark.usefixtures("many")
def test_queries_are_pinned(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for address, count in PINNED.items():
        with django_assert_num_queries(count, info=address):
            said(address)


def test_a_league_table_asked_for_again_is_only_looked_up(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    before = said(LEAGUE)

    with django_assert_num_queries(1):
        assert said(LEAGUE) == before


def test_a_correction_shows_at_once(corrected: Publication) -> None:
    assert said(LEAGUE)["revision"] == 2
    assert str(said(LEAGUE)["results"][2]["total"]["points"]) == "575.25"
    assert str(said("publications/lao-cai/2023/r1/league")["results"][2]["total"]["points"]) == "565.25"


def test_what_nothing_published_has_is_refused_with_what_there_is() -> None:
    reason = refused("standings?unit=van-ban&unit=ha-noi")

    assert reason == {
        "message": "Nothing that is published has “ha-noi” as “unit”.",
        "parameter": "unit",
        "value": "ha-noi",
        "expected": ["bac-ha", "sa-pa", "van-ban"],
    }
