"""The story of a year, from the rows of one publication."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from districts.actions.publish import publish
from districts.models import Publication, Round, Unit
from districts.queries.editions import find_edition
from districts.queries.report import YearReport, load_report
from tests import factories as make
from tests.districts import world

TODAY = date(2024, 6, 30)


@pytest.fixture
def report(published: Publication) -> YearReport:
    return load_report(find_edition("lao-cai", 2023), TODAY)


def test_first_and_last_are_those_of_the_ranking(report: YearReport) -> None:
    named = [[place.unit.slug for place in places] for places in (report.results.first, report.results.last)]

    assert named == [["sa-pa"], ["bac-ha"]]


def test_a_shared_first_place_names_everybody_on_it(published: Publication, round_2023: Round, lao_cai: object) -> None:
    round = world.make_round(round_2023.authority, round_2023.framework, 2024)
    for code, name in (("501", "Một"), ("502", "Hai"), ("503", "Ba")):
        points = "100" if name != "Ba" else "50"
        unit = world.make_district(round_2023.authority, code, name)
        world.make_card(round, unit, world.leaves(points, "90", "80", "70", "60"), by=published.published_by)
    publish(round=round, by=published.published_by)

    found = load_report(find_edition("lao-cai", 2024), TODAY)

    assert {place.unit.slug for place in found.results.first} == {"mot", "hai"}


def test_changes_are_those_that_were_published(report: YearReport) -> None:
    assert report.changes is not None
    moved = [(place.unit.slug, place.figure.change_rank) for place in (*report.changes.risen, *report.changes.fallen)]

    assert moved == [("van-ban", 1), ("bac-ha", -1)]
    assert (report.changes.same, report.changes.unknown) == (1, 0)


def test_without_a_year_before_there_are_no_changes(round_2022: Round, published: Publication) -> None:
    assert load_report(find_edition("lao-cai", 2022), TODAY).changes is None


def test_the_field_farthest_from_its_maximum_comes_first(report: YearReport) -> None:
    shares = [field.share for field in report.fields]

    assert shares == sorted(shares)
    assert {field.node.code for field in report.fields} <= {"awareness", "security", "gov", "econ", "soc"}


def test_of_a_field_that_is_known_of_some_alone_nobody_is_last(published: Publication, round_2023: Round) -> None:
    round = world.make_round(round_2023.authority, round_2023.framework, 2024)
    for code, points in (("501", "90"), ("502", "80")):
        unit = world.make_district(round_2023.authority, code, f"Huyện {code}")
        world.make_card(round, unit, world.leaves(points, "90", "80", "70", points), by=published.published_by)
    whole = world.make_district(round_2023.authority, "503", "Huyện 503")
    world.make_card(round, whole, {"total": "10"}, by=published.published_by)
    publish(round=round, by=published.published_by)

    found = load_report(find_edition("lao-cai", 2024), TODAY)

    assert [place.unit.code for place in found.results.last] == ["503"]
    assert {(field.is_partial, field.mean.units, field.last) for field in found.fields} == {(True, 2, None)}


def test_units_without_a_rank_are_counted(published: Publication, round_2023: Round) -> None:
    round = world.make_round(round_2023.authority, round_2023.framework, 2024)
    for code, ranked in (("501", True), ("502", False)):
        unit = world.make_district(round_2023.authority, code, f"Huyện {code}")
        card = make.ScorecardFactory.create(round=round, unit=unit, ranked=ranked)
        for leaf in world.LEAVES:
            measure = round_2023.framework.measures.get(code=leaf)
            make.ScoreFactory.create(scorecard=card, measure=measure, points=Decimal(50))
    publish(round=round, by=published.published_by)

    assert load_report(find_edition("lao-cai", 2024), TODAY).results.unranked == 1


def test_a_plan_is_counted_and_what_fell_short_is_named(published: Publication, lao_cai: Unit) -> None:
    plan = make.PlanFactory.create(authority=lao_cai, year=2023)
    for value in ("90", "70"):
        make.TargetReportFactory.create(target__plan=plan, value=Decimal(value))

    (found,) = load_report(find_edition("lao-cai", 2023), TODAY).plans

    assert (found.counts.reached, found.counts.total) == (1, 2)
    assert [line.status for _group, lines in found.short for line in lines] == ["not_met"]


def test_open_public_tasks_are_told_by_who_does_them(published: Publication, van_ban: Unit, sa_pa: Unit) -> None:
    make.TaskFactory.create(round=published.round, owner=van_ban, is_public=True)
    make.TaskFactory.create(round=published.round, owner=sa_pa, is_public=False)
    over = make.TaskFactory.create(round=published.round, owner=van_ban, is_public=True)
    make.TaskProgressFactory.create(task=over, state="done", progress=100, date=date(2024, 6, 1))

    (found,) = load_report(find_edition("lao-cai", 2023), TODAY).work

    assert (found.owner.slug, len(found.lines), found.overdue) == ("van-ban", 1, 0)


def test_a_task_that_is_late_is_counted_as_overdue(published: Publication, van_ban: Unit) -> None:
    task = make.TaskFactory.create(round=published.round, owner=van_ban, is_public=True)

    (found,) = load_report(find_edition("lao-cai", 2023), task.due + timedelta(days=1)).work

    assert found.overdue == 1


@pytest.mark.parametrize("number", [1, 7])
def test_queries_are_pinned(
    published: Publication, lao_cai: Unit, van_ban: Unit, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    plan = make.PlanFactory.create(authority=lao_cai, year=2023)
    for _ in range(number):
        make.TargetReportFactory.create(target__plan=plan)
        make.TaskFactory.create(round=published.round, owner=van_ban, is_public=True)
    edition = find_edition("lao-cai", 2023)

    with django_assert_num_queries(17):
        load_report(edition, TODAY)
