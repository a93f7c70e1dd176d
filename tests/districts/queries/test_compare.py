"""Units side by side: what is shown of each, what lies between them, who is like them."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from districts.actions.publish import publish
from districts.models import Framework, Publication, Unit
from districts.queries.compare import Comparison, load_comparison
from districts.queries.editions import find_series
from districts.queries.errors import NoSuchError, Thing
from tests.districts import world


def compared(*slugs: str, year: int = 2023, since: int | None = None) -> Comparison:
    series = find_series("lao-cai", year)
    other = next((edition for edition in series.editions if edition.year == since), None)
    return load_comparison(series.edition, slugs, other)


def differences(found: Comparison, code: str) -> list[Decimal | None]:
    return next([cell.difference for cell in row.cells] for row in found.rows if row.step.node.code == code)


def test_every_measure_down_to_the_main_indices(published: Publication) -> None:
    codes = [row.step.node.code for row in compared("van-ban", "sa-pa").rows]

    assert codes[0] == "total"
    assert sorted(codes) == sorted(world.SHAPE)


def test_differences_are_to_the_first(published: Publication) -> None:
    assert differences(compared("van-ban", "sa-pa", "bac-ha"), "total") == [None, Decimal("98.29"), Decimal("-156.96")]


def test_no_difference_to_what_was_not_published(published: Publication) -> None:
    assert differences(compared("van-ban", "sa-pa"), "awareness") == [None, None]


def test_no_difference_between_two_maxima(
    lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    round = world.make_round(lao_cai, framework, 2023)
    full = world.leaves("1", "2", "3", "4", "5")
    world.make_card(round, van_ban, full, by=author)
    world.make_card(round, sa_pa, {**full, "econ": "not_applicable"}, by=author)
    publish(round=round, by=author)

    assert differences(compared("van-ban", "sa-pa"), "total") == [None, None]
    assert differences(compared("van-ban", "sa-pa"), "gov") == [None, Decimal(0)]


def test_the_other_year_with_change_of_points_and_rank(published: Publication) -> None:
    line = compared("van-ban", "sa-pa", since=2022).then[0]

    assert (line.before.rank if line.before else None, line.now.rank) == (3, 2)
    assert (line.points, line.rank) == (Decimal("292.21"), 1)


def test_who_was_in_no_round_of_the_other_year_has_no_figure_there(
    lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    full = world.leaves("1", "2", "3", "4", "5")
    for year, units in ((2022, [van_ban]), (2023, [van_ban, sa_pa])):
        round = world.make_round(lao_cai, framework, year)
        for unit in units:
            world.make_card(round, unit, full, by=author)
        publish(round=round, by=author)
    line = compared("van-ban", "sa-pa", since=2022).then[1]

    assert (line.before, line.points, line.rank) == (None, None, None)


def test_points_by_another_framework_are_not_comparable_but_ranks_are(
    lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    for year, by in ((2022, framework), (2023, world.make_framework("other"))):
        round = world.make_round(lao_cai, by, year)
        world.make_card(round, van_ban, world.leaves("1", "2", "3", "4", "5"), by=author)
        world.make_card(round, sa_pa, world.leaves("2", "2", "3", "4", "5"), by=author)
        publish(round=round, by=author)
    found = compared("van-ban", "sa-pa", since=2022)

    assert not found.is_like
    assert [(line.points, line.rank) for line in found.then] == [(None, 0), (None, 0)]


@pytest.fixture
def many(lao_cai: Unit, framework: Framework, author: User) -> None:
    """Five districts and a town, from 11 to 16 points."""
    round = world.make_round(lao_cai, framework, 2023)
    for number in range(6):
        kind = "town" if number == 1 else "district"
        unit = world.make_district(lao_cai, f"{number:03}", f"Nơi {number}", kind)
        world.make_card(round, unit, world.leaves("1", "2", "3", "4", str(1 + number)), by=author)
    publish(round=round, by=author)


@pytest.mark.usefixtures("many")
def test_similar_is_the_same_kind_and_the_nearest_total() -> None:
    assert [unit.slug for unit in compared("noi-0").similar] == ["noi-2", "noi-3", "noi-4"]


@pytest.mark.usefixtures("many")
def test_who_is_chosen_is_not_suggested() -> None:
    assert [unit.slug for unit in compared("noi-0", "noi-2").similar] == ["noi-3", "noi-4", "noi-5"]


def test_an_unknown_unit_is_named(published: Publication) -> None:
    with pytest.raises(NoSuchError) as caught:
        compared("van-ban", "si-ma-cai")

    assert (caught.value.thing, caught.value.wanted) == (Thing.UNIT, "si-ma-cai")
