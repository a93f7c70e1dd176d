"""Ranks over the years."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from districts.actions.publish import publish
from districts.models import Framework, Publication, Unit
from districts.queries.editions import find_series
from districts.queries.errors import NoSuchError
from districts.queries.trends import MOST, Trends, load_trends
from tests.districts import world


def trends(*slugs: str) -> Trends:
    return load_trends(find_series("lao-cai"), slugs)


def publish_year(lao_cai: Unit, framework: Framework, year: int, units: list[Unit], author: User) -> None:
    round = world.make_round(lao_cai, framework, year)
    for number, unit in enumerate(units):
        world.make_card(round, unit, world.leaves("1", "2", "3", "4", str(100 - number)), by=author)
    publish(round=round, by=author)


def test_ranks_of_all_years_the_leader_of_the_last_first(published: Publication) -> None:
    found = trends()

    assert [year.edition.year for year in found.years] == [2022, 2023]
    assert [(track.unit.name, [figure and figure.rank for figure in track.figures]) for track in found.shown] == [
        ("Sa Pa", [1, 1]),
        ("Văn Bàn", [3, 2]),
        ("Bắc Hà", [2, 3]),
    ]


def test_only_the_chosen_in_their_order(published: Publication) -> None:
    assert [track.unit.slug for track in trends("bac-ha", "sa-pa").shown] == ["bac-ha", "sa-pa"]


def test_a_unit_that_was_not_there_has_no_figure_rather_than_zero(
    lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    publish_year(lao_cai, framework, 2022, [van_ban], author)
    publish_year(lao_cai, framework, 2023, [van_ban, sa_pa], author)

    assert [figure is None for figure in trends("sa-pa").shown[0].figures] == [True, False]


def test_a_unit_that_is_no_more_comes_last(
    lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    publish_year(lao_cai, framework, 2022, [sa_pa, van_ban], author)
    publish_year(lao_cai, framework, 2023, [van_ban], author)

    assert [track.unit.slug for track in trends().tracks] == ["van-ban", "sa-pa"]


def test_a_change_of_framework_is_known_and_makes_points_incomparable(
    lao_cai: Unit, framework: Framework, van_ban: Unit, author: User
) -> None:
    publish_year(lao_cai, framework, 2022, [van_ban], author)
    publish_year(lao_cai, world.make_framework("other"), 2023, [van_ban], author)

    assert [(year.new_framework, year.is_like) for year in trends().years] == [(False, True), (True, False)]


def test_a_framework_whose_total_is_declared_comparable(
    lao_cai: Unit, framework: Framework, van_ban: Unit, author: User
) -> None:
    other = world.make_framework("other")
    other.measures.filter(code="total").update(comparable_to=framework.measures.get(code="total"))
    publish_year(lao_cai, framework, 2022, [van_ban], author)
    publish_year(lao_cai, other, 2023, [van_ban], author)

    assert [(year.new_framework, year.is_like) for year in trends().years] == [(False, True), (True, True)]


def test_of_many_units_the_first_are_shown(lao_cai: Unit, framework: Framework, author: User) -> None:
    units = [world.make_district(lao_cai, f"{number:03}", f"Huyện {number}") for number in range(MOST + 3)]
    publish_year(lao_cai, framework, 2023, units, author)
    found = trends()

    assert (len(found.tracks), len(found.shown)) == (MOST + 3, MOST)
    assert found.shown[0].latest is not None
    assert found.shown[0].latest.points == Decimal(110)


def test_an_unknown_unit_is_refused(published: Publication) -> None:
    with pytest.raises(NoSuchError):
        trends("si-ma-cai")
