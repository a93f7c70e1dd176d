"""Strengths and weaknesses among like units."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from districts.actions.publish import publish
from districts.models import Framework, Publication, Unit, UnitKind
from districts.queries.editions import find_edition
from districts.queries.ledger import load_ledger
from districts.queries.likeness import Likeness, load_likeness
from tests.districts import world


def likeness(unit: str) -> Likeness:
    return load_likeness(load_ledger(find_edition("lao-cai", 2023), unit))


@pytest.fixture
def five(lao_cai: Unit, framework: Framework, author: User) -> Publication:
    """Four districts and a town; all have full marks in society."""
    round = world.make_round(lao_cai, framework, 2023)
    for number, awareness in enumerate(("200", "50", "100", "150")):
        unit = world.make_district(lao_cai, f"{number:03}", f"Nơi {number}")
        world.make_card(round, unit, world.leaves(awareness, "100", str(100 - number), "10", "150"), by=author)
    town = world.make_district(lao_cai, "088", "Sa Pa", UnitKind.TOWN)
    world.make_card(round, town, world.leaves("250", "100", "50", "140", "150"), by=author)
    return publish(round=round, by=author)


def test_against_the_median_of_the_others_of_its_kind(five: Publication) -> None:
    found = likeness("noi-0")

    assert (found.kind, found.others) == (UnitKind.DISTRICT, 3)
    assert [(one.node.code, one.difference) for one in found.strengths] == [
        ("awareness", Decimal("0.4")),
        ("gov", Decimal("0.01")),
    ]
    assert found.weaknesses == ()


def test_who_has_too_few_of_its_kind_is_set_beside_all(five: Publication) -> None:
    found = likeness("sa-pa")

    assert (found.kind, found.others) == ("", 4)
    assert [one.node.code for one in found.strengths] == ["econ", "awareness"]
    assert [one.node.code for one in found.weaknesses] == ["gov"]


def test_a_median_of_too_few_is_none(published: Publication) -> None:
    found = likeness("van-ban")

    assert (found.strengths, found.weaknesses, found.others) == ((), (), 0)


def test_main_indices_stand_for_too_many_criteria(five: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("districts.queries.likeness.MOST_CELLS", 4)

    assert [one.node.code for one in likeness("noi-0").strengths] == ["awareness", "gov"]


def test_queries_are_pinned(five: Publication, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ledger = load_ledger(find_edition("lao-cai", 2023), "noi-0")
    with django_assert_num_queries(1):
        load_likeness(ledger)
