"""Measures across units."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from districts.actions.publish import publish
from districts.models import Framework, Publication, Unit
from districts.queries.editions import find_edition
from districts.queries.errors import NoSuchError
from districts.queries.measure_pages import MeasurePage, load_heat, load_measure, step_of
from tests.districts import world


def measure(code: str, year: int = 2023) -> MeasurePage:
    return load_measure(find_edition("lao-cai", year), code)


@pytest.mark.parametrize(
    ("share", "step"), [("-0.1", 0), ("0", 0), ("0.0999", 0), ("0.1", 1), ("0.55", 5), ("0.9", 9), ("1", 9)]
)
def test_shares_fall_into_tenths(share: str, step: int) -> None:
    assert step_of(Decimal(share)) == step


def test_the_heat_table_has_the_total_and_the_scored_main_indices(published: Publication) -> None:
    heat = load_heat(find_edition("lao-cai", 2023))

    assert [node.code for node in heat.columns] == ["total", "awareness", "security", "gov", "econ", "soc"]
    assert [row.unit.slug for row in heat.rows] == ["sa-pa", "van-ban", "bac-ha"]


def test_units_by_rank_and_those_without_one_last(published: Publication) -> None:
    assert [(row.unit.slug, row.figure.rank) for row in measure("awareness").rows] == [
        ("sa-pa", 1),
        ("bac-ha", 2),
        ("van-ban", None),
    ]


def test_neighbours_in_the_graph(published: Publication) -> None:
    page = measure("foundation")

    assert [node.code for node in page.parts] == ["awareness", "security", "smart-city"]
    assert [node.code for node in page.wholes] == ["total", "government", "economy", "society"]


def test_the_distribution_counts_each_unit_with_a_share_once(published: Publication) -> None:
    page = measure("awareness")  # 200 and 150 of 250, Văn Bàn not published

    assert page.distribution == (0, 0, 0, 0, 0, 0, 1, 0, 1, 0)
    assert page.without_share == 1


def test_who_rose_and_who_fell(published: Publication) -> None:
    movers = measure("total").movers

    assert [row.unit.slug for row in movers.risen] == ["van-ban"]
    assert [row.unit.slug for row in movers.fallen] == ["bac-ha"]
    assert [row.unit.slug for row in movers.same] == ["sa-pa"]
    assert measure("awareness").movers.unknown == 1


def test_the_first_year_has_nothing_to_compare_with(published: Publication) -> None:
    assert not measure("total", 2022).comparable


@pytest.mark.parametrize(("code", "comparable"), [("gov", True), ("econ", False), ("soc", False)])
def test_a_measure_of_another_framework_must_be_declared_comparable_and_have_the_same_maximum(
    lao_cai: Unit, framework: Framework, van_ban: Unit, author: User, code: str, comparable: bool
) -> None:
    other = world.make_framework("other")
    for same in ("gov", "soc"):
        other.measures.filter(code=same).update(comparable_to=framework.measures.get(code=same))
    framework.measures.filter(code="soc").update(max_points=151)
    framework.measures.filter(code__in=["total", "society"]).update(max_points=1001)
    framework.measures.filter(code="society").update(max_points=651)
    for year, by in ((2022, framework), (2023, other)):
        round = world.make_round(lao_cai, by, year)
        world.make_card(round, van_ban, world.leaves("1", "2", "3", "4", "5"), by=author)
        publish(round=round, by=author)

    assert measure(code).comparable is comparable


def test_an_unknown_measure_is_refused(published: Publication) -> None:
    with pytest.raises(NoSuchError):
        measure("zzz")
