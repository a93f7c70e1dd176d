"""Every column sorts both ways; what is empty comes last both ways; nothing is left to chance."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from districts.actions.publish import publish
from districts.models import Framework, Publication, Round, Unit
from districts.queries.editions import find_edition
from districts.queries.league import League, load_league
from districts.tables.arithmetic import arithmetic
from districts.tables.bars import thousandths
from districts.tables.league import LeagueTable, sortable_columns
from tests.districts import world

COLUMNS = ["rank", "unit", "total", "change", "government", "economy", "society", "band"]


@pytest.fixture
def league(published: Publication) -> League:
    return load_league(find_edition("lao-cai", 2023))


@pytest.fixture
def gaps(lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, bac_ha: Unit, author: User) -> League:
    """Sa Pa is assessed in part, Bắc Hà not at all, Văn Bàn and Mường Khương are equal."""
    round = world.make_round(lao_cai, framework, 2023)
    equal = world.leaves("100", "110", "90", "60", "70")
    world.make_card(round, van_ban, equal, by=author)
    world.make_card(round, world.make_district(lao_cai, "083", "Mường Khương"), equal, by=author)
    world.make_card(round, sa_pa, {"awareness": "200"}, by=author)
    world.make_card(round, bac_ha, {}, by=author)
    publish(round=round, by=author)
    return load_league(find_edition("lao-cai", 2023))


def names(league: League, sort: str) -> list[str]:
    return [row.unit.name for row in LeagueTable(league, league.rows, sort).ordered]


def test_every_column_is_there(league: League) -> None:
    assert sortable_columns(league) == COLUMNS


@pytest.mark.parametrize("column", ["total", "change", "government", "economy", "society", "band"])
def test_a_column_of_figures_sorts_both_ways(league: League, column: str) -> None:
    values = LeagueTable(league, league.rows, column).data.values[column]
    rising = [values(row) for row in LeagueTable(league, league.rows, column).ordered]

    assert rising == sorted(rising)
    assert [values(row) for row in LeagueTable(league, league.rows, f"-{column}").ordered] == rising[::-1]


def test_names_sort_as_vietnamese_does(league: League) -> None:
    assert names(league, "unit") == ["Bắc Hà", "Sa Pa", "Văn Bàn"]
    assert names(league, "-unit") == ["Văn Bàn", "Sa Pa", "Bắc Hà"]


def test_the_table_starts_with_the_first(league: League) -> None:
    assert names(league, "rank") == ["Sa Pa", "Văn Bàn", "Bắc Hà"]


@pytest.mark.parametrize("sort", ["total", "-total"])
def test_a_unit_without_points_is_last_both_ways(gaps: League, sort: str) -> None:
    assert names(gaps, sort)[-1] == "Bắc Hà"


@pytest.mark.parametrize("sort", ["rank", "-rank"])
def test_units_without_a_rank_are_last_both_ways_by_name(gaps: League, sort: str) -> None:
    assert names(gaps, sort)[-2:] == ["Bắc Hà", "Sa Pa"]


@pytest.mark.parametrize("sort", ["total", "-total", "rank", "-rank", "government", "-government"])
def test_equal_rows_stand_in_the_order_of_their_names(gaps: League, sort: str) -> None:
    found = [name for name in names(gaps, sort) if name in {"Văn Bàn", "Mường Khương"}]

    assert found == ["Mường Khương", "Văn Bàn"]


def test_the_change_is_no_column_where_nothing_is_compared(gaps: League) -> None:
    assert "change" not in sortable_columns(gaps)


def test_a_pillar_may_be_called_like_a_column_of_the_table(round_2023: Round, author: User) -> None:
    round_2023.framework.measures.filter(code="economy").update(code="rank")
    publish(round=round_2023, by=author)
    league = load_league(find_edition("lao-cai", 2023))

    assert "measure-rank" in sortable_columns(league)


def test_the_bar_of_a_row_is_made_of_the_parts_of_the_total(league: League) -> None:
    table = LeagueTable(league, league.rows)
    shown = table.shown(table.ordered, lambda unit: unit.slug)

    segments = [(part.tone, part.start, part.width) for part in shown[1].stack]
    assert segments == [("shared", 0, 366), ("0", 366, 168), ("1", 534, 80), ("2", 614, 108)]


@pytest.mark.parametrize(
    ("part", "whole", "width"), [("366.365", "1000", 366), ("5", "0", 0), ("-3", "10", 0), ("11", "10", 1000)]
)
def test_a_bar_stays_inside_its_cell(part: str, whole: str, width: int) -> None:
    assert thousandths(Decimal(part), Decimal(whole)) == width


def test_that_pillars_share_the_foundation_is_read_from_the_graph(league: League) -> None:
    said = arithmetic(league.graph)

    assert said is not None
    assert said.shared == "Chỉ số foundation"
    assert said.parts == "Chỉ số foundation + Chỉ số gov + Chỉ số econ + Chỉ số soc"
