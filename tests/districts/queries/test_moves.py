"""Why ranks and points changed since the publication before."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from districts.actions.publish import correct, publish
from districts.models import Framework, MoveWhy, Publication, Round, Unit
from districts.queries.editions import find_edition
from districts.queries.ledger import load_ledger
from districts.queries.moves import NOT_STORED, MeasureMove, Moves, Part, load_moves
from tests.districts import world


def moves(unit: str, year: int = 2023) -> Moves:
    edition = find_edition("lao-cai", year)
    ledger = load_ledger(edition, unit)
    return load_moves(ledger, ledger.graph.headlines)


def parts(found: MeasureMove) -> dict[str, int]:
    assert found.move is not None
    return {part.value: places for part, places in found.move.places.items() if places}


def test_own_gain_and_the_gain_of_others(published: Publication) -> None:
    assert parts(moves("van-ban").total) == {"own": 1}
    assert parts(moves("bac-ha").total) == {"others": -1}
    assert parts(moves("sa-pa").total) == {}


def test_every_pillar_has_its_own(published: Publication) -> None:
    found = moves("van-ban")

    assert [one.node.code for one in found.measures] == ["total", "government", "economy", "society"]
    assert all(one.change == sum(parts(one).values()) for one in found.measures)


def test_points_and_the_parts_that_headline_figures_tell_apart(published: Publication) -> None:
    found = moves("van-ban")

    assert found.total.move is not None
    assert found.total.move.points[Part.OWN] == found.total.move.points_change == Decimal("292.21")
    assert [(gain.node.code, gain.points) for gain in found.gains] == [
        ("foundation", Decimal("156.365")),
        ("gov", Decimal("77.135")),
        ("econ", Decimal("20.245")),
        ("soc", Decimal("38.465")),
    ]
    assert found.rest == 0
    assert found.is_closed


def test_down_to_the_indices_where_both_years_have_them(published: Publication) -> None:
    found = moves("sa-pa")

    assert [gain.node.code for gain in found.gains] == ["awareness", "security", "gov", "econ", "soc"]
    assert not found.is_closed


def test_the_first_year_has_nothing_to_compare_with(published: Publication) -> None:
    found = moves("van-ban", 2022)

    assert (found.since, found.total.move, found.total.why) == (None, None, "")


def test_who_left_and_who_is_new(
    lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, bac_ha: Unit, author: User
) -> None:
    for year, units in ((2022, (sa_pa, van_ban)), (2023, (van_ban, bac_ha))):
        round = world.make_round(lao_cai, framework, year)
        for unit in units:
            points = "1" if unit == van_ban else "2"
            world.make_card(round, unit, world.leaves(points, "1", "1", "1", "1"), by=author)
        publish(round=round, by=author)

    assert parts(moves("van-ban").total) == {"exits": 1, "entries": -1}
    assert moves("bac-ha").total.why == MoveWhy.NOT_THERE_THEN


def test_a_printed_rank_without_points_explains_nothing(
    round_2022: Round, round_2023: Round, van_ban: Unit, author: User
) -> None:
    scores = van_ban.scorecards.get(round=round_2022).scores
    scores.exclude(measure__code="awareness").delete()
    scores.update(measure=round_2022.framework.measures.get(code="total"), points=None, printed_rank=3, max_points=1000)
    publish(round=round_2022, by=author)
    publish(round=round_2023, by=author)
    found = moves("van-ban").total

    assert (found.why, found.before, found.after) == (MoveWhy.NO_POINTS_THEN, 3, 2)


@pytest.mark.parametrize("declared", [True, False])
def test_another_framework_must_say_that_it_is_comparable(
    lao_cai: Unit, framework: Framework, van_ban: Unit, author: User, declared: bool
) -> None:
    other = world.make_framework("other")
    if declared:
        other.measures.filter(code="total").update(comparable_to=framework.measures.get(code="total"))
    for year, by in ((2022, framework), (2023, other)):
        round = world.make_round(lao_cai, by, year)
        world.make_card(round, van_ban, world.leaves("1", "2", "3", "4", "5"), by=author)
        publish(round=round, by=author)
    found = moves("van-ban")

    assert (found.total.move is not None, found.total.why) == (declared, "" if declared else "not_comparable")
    assert found.measures[1].why == "not_comparable"


def test_what_is_compared_with_illustrative_figures_is_illustrative(published: Publication) -> None:
    assert moves("van-ban").total.is_illustrative


def test_what_was_published_before_moves_were_stored_tells_its_ranks_alone(published: Publication) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM districts_rankmove")
    found = moves("van-ban").total

    assert (found.why, found.move, found.before, found.after) == (NOT_STORED, None, 3, 2)


def test_a_later_revision_of_the_year_before_changes_nothing(
    published: Publication, round_2022: Round, van_ban: Unit, author: User
) -> None:
    before = moves("van-ban")
    world.set_points(round_2022, van_ban, "gov", "199")
    first = Publication.objects.get(round=round_2022)
    correct(publication=first, reason="Tính lại", by=author)

    assert moves("van-ban") == before
    assert before.since == (2022, 1)


def test_queries_are_pinned(published: Publication, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    edition = find_edition("lao-cai", 2023)
    ledger = load_ledger(edition, "van-ban")
    with django_assert_num_queries(2):
        load_moves(ledger, ledger.graph.headlines)
