"""Plans of a year as the page reads them: judged, counted, side by side, in a fixed number of queries."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from pytest_django import DjangoAssertNumQueries

from districts.models import Plan, Publication, Unit
from districts.queries.errors import NoSuchError, Thing
from districts.queries.targets import ShownPlan, load_plan_summary, load_targets
from tests import factories as make
from tests.districts import world
from tests.districts.planning import make_plan, make_target, make_yes_no, report

pytestmark = pytest.mark.django_db
LATER = date(2024, 6, 1)


@pytest.fixture
def plan(lao_cai: Unit) -> Plan:
    return make_plan(lao_cai)


def only(year: int = 2023) -> ShownPlan:
    (shown,) = load_targets("lao-cai", year, LATER).plans
    return shown


def test_every_status_is_counted(plan: Plan) -> None:
    for code, value in enumerate(("85", "80", "80", "61"), start=1):
        report(make_target(plan, str(code)), value)
    report(make_target(plan, "5", deadline=date(2025, 1, 1)), "10")
    make_target(plan, "6")
    make_target(plan, "7", deadline=date(2025, 1, 1))
    counts = only().counts
    assert (counts.total, counts.reached) == (7, 3)
    assert list(counts.by_status.items()) == [
        ("exceeded", 1),
        ("met", 2),
        ("not_met", 1),
        ("under_way", 1),
        ("overdue", 1),
        ("not_reported", 1),
    ]


def test_the_latest_revision_of_a_day_counts(plan: Plan) -> None:
    target = make_target(plan)
    report(target, "85")
    report(target, "75", revision=2, reason="Cộng nhầm")
    (line,) = only().lines
    assert line.report is not None
    assert (line.status, line.report.value, line.report.reason) == ("not_met", Decimal(75), "Cộng nhầm")
    assert len(line.reports) == 1


def test_a_report_after_the_cut_off_is_shown_and_not_counted(plan: Plan) -> None:
    target = make_target(plan)
    report(target, "61")
    report(target, "90", date(2024, 2, 1))
    (line,) = only().lines
    assert line.after_cut_off is not None
    assert (line.status, line.after_cut_off.value) == ("not_met", Decimal(90))


def test_a_target_that_another_of_the_plan_replaces_is_not_counted(plan: Plan) -> None:
    first = make_target(plan)
    report(make_target(plan, "2", replaces=first), "80")
    shown = only()
    assert shown.counts.by_status == {"met": 1}
    assert [(line.code, line.replaced_by, line.replaces) for line in shown.lines] == [("1", "2", ""), ("2", "", "1")]


def test_a_target_that_a_revised_plan_replaces_stays_in_its_own(plan: Plan) -> None:
    first = make_target(plan)
    revised = make_plan(plan.authority, code="sua", replaces=plan, date=date(2023, 7, 1))
    make_target(revised, replaces=first)
    old, new = load_targets("lao-cai", 2023, LATER).plans
    assert (old.counts.total, new.counts.total) == (1, 1)
    assert (old.replaced_by, new.replaces) == (str(revised), str(plan))


def test_two_reports_of_a_year_are_never_merged(plan: Plan) -> None:
    report(make_target(plan), "80")
    other = make_plan(plan.authority, code="bao-cao-2", date=date(2023, 3, 1), cut_off=date(2023, 11, 30))
    make_target(other)
    found = load_targets("lao-cai", 2023, LATER)
    assert [(shown.code, shown.counts.reached, shown.counts.total) for shown in found.plans] == [
        ("ke-hoach", 1, 1),
        ("bao-cao-2", 0, 1),
    ]


def test_a_figure_is_as_weak_as_the_weaker_of_target_and_report(plan: Plan) -> None:
    report(make_target(plan), "80", provenance="illustrative")
    make_target(plan, "2", provenance="press")
    assert [line.provenance for line in only().lines] == ["illustrative", "press"]


def test_an_indicator_is_the_value(plan: Plan) -> None:
    indicator = make.IndicatorFactory.create(authority=plan.authority)
    make_target(plan, planned=Decimal(100), indicator=indicator, takes="percent")
    make_target(plan, "2", planned=Decimal(99), indicator=indicator, takes="count", measured_in_vi="xã")
    make.IndicatorValueFactory.create(indicator=indicator)
    elsewhere = make.UnitFactory.create()
    make.IndicatorValueFactory.create(indicator=indicator, unit=elsewhere, numerator=1)
    percent, count = only().lines
    assert percent.report is not None
    assert count.report is not None
    assert (percent.status, percent.report.value, percent.report.numerator) == ("met", Decimal("100.0"), Decimal(99))
    assert (count.status, count.report.value) == ("met", Decimal(99))


def test_a_share_that_does_not_end_is_judged_exactly(plan: Plan) -> None:
    indicator = make.IndicatorFactory.create(authority=plan.authority)
    make_target(plan, planned=Decimal("66.7"), decimals=1, indicator=indicator, takes="percent")
    make.IndicatorValueFactory.create(indicator=indicator, numerator=2, denominator=3)
    (line,) = only().lines
    assert line.report is not None
    assert (line.status, line.report.value, line.report.exact) == ("not_met", Decimal("66.7"), Fraction(200, 3))


def test_other_years_are_beside_it(plan: Plan) -> None:
    make_plan(plan.authority, year=2022, date=date(2022, 1, 1), cut_off=date(2022, 12, 31))
    found = load_targets("lao-cai", 2023, LATER)
    assert ([shown.year for shown in found.plans], [shown.year for shown in found.others]) == ([2023], [2022])
    assert found.years == (2022, 2023)


def test_a_year_with_a_ranking_and_no_plan_is_empty(published: Publication) -> None:
    assert load_targets("lao-cai", 2023).plans == ()


def test_a_year_with_neither_names_those_with_one(plan: Plan) -> None:
    with pytest.raises(NoSuchError) as caught:
        load_targets("lao-cai", 2018)
    assert (caught.value.thing, [choice.value for choice in caught.value.choices]) == (Thing.YEAR, ["2023"])


def test_an_address_of_nobody(plan: Plan) -> None:
    with pytest.raises(NoSuchError) as caught:
        load_targets("yen-bai", 2023)
    assert caught.value.thing is Thing.AUTHORITY


def test_a_province_before_its_reform_shows_its_own_year(plan: Plan) -> None:
    make.UnitFactory.create(code="999", kind="district", name_vi="Lào Cai", slug="lao-cai")  # a namesake below
    assert load_targets("lao-cai", 2023).authority_id == plan.authority_id


def test_the_summary_of_a_year(plan: Plan) -> None:
    report(make_target(plan), "61")
    report(make_yes_no(plan), "yes")
    (summary,) = load_plan_summary("lao-cai", 2023, LATER)
    assert (summary.counts.reached, summary.counts.total) == (1, 2)
    assert [(group, [line.code for line in lines]) for group, lines in summary.short] == [("Hạ tầng số", ["1"])]


def test_the_summary_of_a_year_without_plans() -> None:
    assert load_plan_summary("lao-cai", 2023) == ()


QUERIES = 6  # authority, plans, targets, measures, their frameworks, reports


@pytest.mark.parametrize("size", [1, 12])
def test_queries_do_not_grow(
    size: int, plan: Plan, van_ban: Unit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    measure = make.MeasureFactory.create()
    for code in range(1, size + 1):
        target = make_target(plan, str(code), lead_unit=van_ban)
        target.measures.add(measure)
        report(target, "80")
        make_plan(plan.authority, code=f"kh-{code}")
    with django_assert_num_queries(QUERIES):
        load_targets("lao-cai", 2023)


def test_an_indicator_is_one_query_more(plan: Plan, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    indicator = make.IndicatorFactory.create(authority=plan.authority)
    make_target(plan, indicator=indicator, takes="percent").measures.add(make.MeasureFactory.create())
    make.IndicatorValueFactory.create(indicator=indicator)
    with django_assert_num_queries(QUERIES + 1):
        load_targets("lao-cai", 2023)


def test_a_plan_of_a_namesake_is_another(plan: Plan) -> None:
    other = world.make_province("Tỉnh Yên Bái", "yen-bai", "15")
    make_plan(other)
    assert len(load_targets("yen-bai", 2023).plans) == 1
