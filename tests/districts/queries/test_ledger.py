"""The ledger of one unit's points."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from districts.actions.publish import publish
from districts.models import Publication, Round, Unit
from districts.queries.editions import find_edition
from districts.queries.errors import NoSuchError
from districts.queries.ledger import Against, Ledger, load_ledger
from scoring.ledger import LineKind


def ledger(unit: str, year: int = 2023) -> Ledger:
    return load_ledger(find_edition("lao-cai", year), unit)


def said(found: Ledger, what: Against = Against.MAXIMUM) -> list[tuple[str, Decimal | None]]:
    return [(line.node.code, line.against(what)) for line in found.largest_first(what)]


def test_of_headline_figures_the_derived_wholes_are_lines(published: Publication) -> None:
    found = ledger("van-ban")

    assert [(line.node.code, line.kind, line.lost) for line in found.largest_first()] == [
        ("foundation", LineKind.WHOLE, Decimal("133.635")),
        ("econ", LineKind.POINTS, Decimal("69.755")),
        ("soc", LineKind.POINTS, Decimal("41.535")),
        ("gov", LineKind.POINTS, Decimal("32.865")),
    ]
    assert found.is_closed
    assert found.lost == found.total.max_points - Decimal("722.21")


def test_each_leaf_once_the_largest_loss_first(published: Publication) -> None:
    found = ledger("sa-pa")

    assert [(line.node.code, line.lost) for line in found.largest_first()] == [
        ("security", Decimal("59.5")),
        ("awareness", Decimal("50")),
        ("econ", Decimal("30")),
        ("gov", Decimal("20")),
        ("soc", Decimal("20")),
    ]
    assert not found.is_closed
    assert [line.node.code for line in found.without_points(LineKind.NOT_SCORED)] == ["smart-city"]


def test_shares_of_all_lost_are_told(published: Publication) -> None:
    assert [str(line.share_of_lost) for line in ledger("van-ban").largest_first()] == [
        "0.481",
        "0.251",
        "0.150",
        "0.118",
    ]


def test_against_the_best_and_the_median_of_the_group(published: Publication) -> None:
    assert said(ledger("bac-ha"), Against.BEST)[0] == ("gov", Decimal(80))
    assert said(ledger("sa-pa"), Against.MEDIAN)[-1] == ("econ", Decimal("-39.75"))


def test_a_pillar_has_its_own_ledger(published: Publication) -> None:
    found = ledger("sa-pa")
    lines = found.of(found.graph.nodes["government"])

    assert [line.node.code for line in lines if line.lost is not None] == ["awareness", "security", "gov"]


def test_what_is_missing_is_not_lost(client: object, round_2023: Round, sa_pa: Unit, author: User) -> None:
    sa_pa.scorecards.get().scores.filter(measure__code="gov").update(state="missing", points=None)
    publish(round=round_2023, by=author)
    found = ledger("sa-pa")

    assert [line.node.code for line in found.without_points(LineKind.MISSING)] == ["gov"]
    assert (found.missing, found.lost) == (Decimal(200), Decimal("159.5"))


def test_queries_are_pinned(published: Publication, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    edition = find_edition("lao-cai", 2023)
    with django_assert_num_queries(5):
        load_ledger(edition, "van-ban")


def test_an_unknown_unit_is_refused(published: Publication) -> None:
    with pytest.raises(NoSuchError):
        ledger("zzz")
