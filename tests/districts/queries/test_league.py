"""The league's facts, and what it says of its columns."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from districts.actions.publish import publish
from districts.models import Framework, Publication, Unit
from districts.queries.editions import find_edition
from districts.queries.league import League, load_league
from tests.districts import world


@pytest.fixture
def league(published: Publication) -> League:
    return load_league(find_edition("lao-cai", 2023))


def published_of(lao_cai: Unit, framework: Framework, author: User, cards: dict[Unit, dict[str, str]]) -> League:
    round = world.make_round(lao_cai, framework, 2023)
    for unit, points in cards.items():
        world.make_card(round, unit, points, by=author)
    publish(round=round, by=author)
    return load_league(find_edition("lao-cai", 2023))


def test_the_leader_and_the_gap(league: League) -> None:
    assert league.facts.leader is not None
    assert (league.facts.leader.unit.name, league.facts.gap) == ("Sa Pa", Decimal("98.29"))


def test_the_biggest_riser_from_where_to_where(league: League) -> None:
    assert [(row.unit.name, row.total.before_rank, row.total.rank) for row in league.facts.risers] == [
        ("Văn Bàn", 3, 2)
    ]


def test_no_leader_where_two_share_the_first_place(
    lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    same = world.leaves("1", "2", "3", "4", "5")
    facts = published_of(lao_cai, framework, author, {van_ban: same, sa_pa: same}).facts

    assert (facts.leader, facts.gap, facts.risers) == (None, None, ())


def test_no_facts_where_nothing_was_assessed(lao_cai: Unit, framework: Framework, van_ban: Unit, author: User) -> None:
    facts = published_of(lao_cai, framework, author, {van_ban: {}}).facts

    assert (facts.leader, facts.gap, facts.risers, facts.mean) == (None, None, (), None)


def test_who_is_illustrative_and_who_is_not(league: League) -> None:
    assert (league.voices.illustrative, league.voices.published) == (("Bắc Hà", "Sa Pa"), ("Văn Bàn",))


def test_a_column_of_printed_ranks_is_known(
    lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    league = published_of(lao_cai, framework, author, {van_ban: {"total": "#1"}, sa_pa: {"total": "#2"}})

    assert league.printed == {"total"}
    assert [row.total.rank for row in league.rows] == [2, 1]


def test_maxima_that_differ_are_known(
    lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    full = world.leaves("1", "2", "3", "4", "5")
    league = published_of(lao_cai, framework, author, {van_ban: full, sa_pa: {**full, "econ": "not_applicable"}})

    assert league.by_share == {"total", "economy"}


def test_kinds_the_most_frequent_first(league: League) -> None:
    assert league.kinds == ("district", "town")
