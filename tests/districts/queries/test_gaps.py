"""The distance to the next rank."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from districts.actions.publish import publish
from districts.models import Publication, Round, Unit
from districts.queries.editions import find_edition
from districts.queries.gaps import MeasureGap, Place, load_gaps
from districts.queries.ledger import load_ledger
from tests.districts import world


def gaps(unit: str) -> dict[str, MeasureGap]:
    ledger = load_ledger(find_edition("lao-cai", 2023), unit)
    return {gap.node.code: gap for gap in load_gaps(ledger, ledger.graph.headlines)}


def test_the_next_better_and_the_next_behind(published: Publication) -> None:
    gap = gaps("van-ban")["total"]

    assert (gap.place, gap.rank, [unit.slug for unit in gap.ahead]) == (Place.BEHIND, 1, ["sa-pa"])
    assert (gap.to_share, gap.to_pass) == (Decimal("98.29"), Decimal("98.30"))
    assert ([unit.slug for unit in gap.behind], gap.lead) == (["bac-ha"], Decimal("156.96"))
    assert gap.is_illustrative


def test_what_is_worth_more_than_the_gap(published: Publication) -> None:
    found = gaps("van-ban")

    assert [line.node.code for line in found["total"].worth] == ["foundation"]
    assert [line.node.code for line in gaps("bac-ha")["total"].worth] == []


def test_the_first_has_no_gap_and_has_a_lead(published: Publication) -> None:
    gap = gaps("sa-pa")["total"]

    assert (gap.place, gap.to_share, gap.worth) == (Place.FIRST, None, ())
    assert gap.lead == Decimal("98.29")


def test_who_shares_the_rank(round_2023: Round, sa_pa: Unit, van_ban: Unit, bac_ha: Unit, author: User) -> None:
    for code, points in world.leaves("200", "190.5", "180", "120", "130").items():
        world.set_points(round_2023, bac_ha, code, points)
    publish(round=round_2023, by=author)
    gap = gaps("sa-pa")["total"]

    assert ([unit.slug for unit in gap.level], gap.alone) == (["bac-ha"], Decimal("0.01"))


@pytest.mark.parametrize(("points", "rank", "place"), [(None, 2, Place.PRINTED), (None, None, Place.NO_RANK)])
def test_where_nothing_can_be_counted_that_is_said(
    round_2023: Round, van_ban: Unit, author: User, points: None, rank: int | None, place: Place
) -> None:
    scores = van_ban.scorecards.get().scores
    scores.exclude(measure__code="total").delete()
    scores.update(points=points, printed_rank=rank, state="scored" if rank else "missing")
    publish(round=round_2023, by=author)
    gap = gaps("van-ban")["total"]

    assert (gap.place, gap.to_share, gap.lead) == (place, None, None)


def test_queries_are_pinned(published: Publication, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ledger = load_ledger(find_edition("lao-cai", 2023), "van-ban")
    with django_assert_num_queries(3):
        load_gaps(ledger, ledger.graph.headlines)
