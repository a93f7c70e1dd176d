"""Margins of ranks as pages and files read them."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from districts.actions.publish import publish
from districts.models import Framework, Publication, PublishedUnit, Unit
from districts.queries.editions import find_edition
from districts.queries.errors import NoSuchError
from districts.queries.margins import Lack, MarginsPage, load_margins, load_margins_page, load_runs, margin_rows
from tests.districts import world


@pytest.fixture
def page(published: Publication) -> MarginsPage:
    return load_margins_page(find_edition("lao-cai", 2023))


def unit_of(publication: Publication, unit: Unit) -> int:
    return PublishedUnit.objects.get(publication=publication, unit=unit).pk


def test_margins_are_by_published_unit(published: Publication, sa_pa: Unit, van_ban: Unit) -> None:
    found = load_margins(published.pk)
    assert len(found) == 3
    assert (found[unit_of(published, sa_pa)].low, found[unit_of(published, sa_pa)].high) == (1, 1)
    assert [one.code for one in found[unit_of(published, van_ban)].against] == ["088", "085"]


def test_margins_of_one_unit_alone(published: Publication, sa_pa: Unit) -> None:
    assert list(load_margins(published.pk, unit=unit_of(published, sa_pa))) == [unit_of(published, sa_pa)]


def test_one_query_each(published: Publication, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        load_margins(published.pk)
    with django_assert_num_queries(1):
        load_runs(published.pk)
    with django_assert_num_queries(1):
        list(margin_rows(published.pk))


def test_six_queries_for_the_page(published: Publication, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    edition = find_edition("lao-cai", 2023)
    with django_assert_num_queries(6):
        load_margins_page(edition)


def test_what_was_varied_is_known_by_name(page: MarginsPage) -> None:
    assert [node.code for node in page.measures] == ["foundation", "gov", "econ", "soc"]
    assert page.run is not None
    assert (page.run.draws, page.run.spread) == (1000, Decimal("0.25"))


def test_units_come_in_the_official_order(page: MarginsPage) -> None:
    assert [(line.unit.name, line.total.rank) for line in page.lines] == [("Sa Pa", 1), ("Văn Bàn", 2), ("Bắc Hà", 3)]


def test_shares_of_draws_add_up_to_all(page: MarginsPage) -> None:
    found = list(page.neighbours(page.line_of("van-ban")))
    assert [(one.line.unit.slug, one.ahead, one.behind, one.tied) for one in found] == [
        ("sa-pa", Decimal(0), Decimal(1), Decimal(0)),
        ("bac-ha", Decimal(1), Decimal(0), Decimal(0)),
    ]


def test_the_last_has_no_next(page: MarginsPage) -> None:
    assert page.ahead_of_next() == [Decimal(1), Decimal(1), None]


def test_a_unit_that_is_not_there(page: MarginsPage) -> None:
    with pytest.raises(NoSuchError):
        page.line_of("si-ma-cai")


def test_the_rows_of_the_file_carry_the_key_of_the_unit(published: Publication, sa_pa: Unit) -> None:
    rows = list(margin_rows(published.pk))
    assert [row.varied for row in rows] == ["index"] * 3 + ["criterion"] * 3
    assert (rows[0].unit_id, rows[0].low, rows[0].middle, rows[0].high, rows[0].group) == (sa_pa.key, 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("cards", "lack"),
    [
        ([{"total": "#1"}, {"total": "#2"}], Lack.PRINTED),
        ([{"total": "500"}, {}], Lack.FEW),
        ([{"total": "500"}, {"total": "400"}], Lack.WHOLE),
    ],
)
def test_why_there_are_none(
    lao_cai: Unit,
    framework: Framework,
    van_ban: Unit,
    sa_pa: Unit,
    author: User,
    cards: list[dict[str, str]],
    lack: Lack,
) -> None:
    round = world.make_round(lao_cai, framework, 2023)
    for unit, points in zip([van_ban, sa_pa], cards, strict=True):
        world.make_card(round, unit, points, by=author)
    publish(round=round, by=author)
    page = load_margins_page(find_edition("lao-cai", 2023))
    assert (page.lack, page.run, page.lines, page.measures) == (lack, None, (), ())
