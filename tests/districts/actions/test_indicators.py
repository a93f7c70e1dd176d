"""Coverage: counted once, used by targets and by criteria, never two truths."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from districts.actions.entry import Entry, save_self_assessment
from districts.actions.errors import Forbidden
from districts.actions.indicators import report_indicator, save_indicator
from districts.actions.versions import Overtaken, Unfit
from districts.checks import Kind, examine
from districts.checks.reading import answers_of
from districts.coverage import Counted
from districts.models import Event, Indicator, IndicatorUse, IndicatorValue, Measure, Score, Unit
from tests import factories as make
from tests.districts.entering import DURING, Year, make_year

pytestmark = pytest.mark.django_db
TEXTS = {"code": "to", "name_vi": "Tổ công nghệ", "numerator_vi": "Có tổ", "denominator_vi": "Tất cả"}


def counted(a: str = "99", b: str = "99", **fields: Any) -> Counted:
    usual: dict[str, Any] = {
        "as_of": date(2023, 12, 31),
        "numerator": Decimal(a),
        "denominator": Decimal(b),
        "office": "Sở TTTT",
    }
    return Counted(**(usual | fields))


def save(authority: Unit, by: User, measures: list[Measure], indicator: Indicator | None = None) -> Indicator:
    return save_indicator(
        authority=authority,
        indicator=indicator,
        values=TEXTS,
        measures=measures,
        version=indicator.version if indicator else 0,
        by=by,
    )


def field_of(act: Any) -> str:
    with pytest.raises(Unfit) as caught, transaction.atomic():
        act()
    return caught.value.field


def test_an_indicator_with_its_criteria(lao_cai: Unit, publisher: User) -> None:
    measure = make.MeasureFactory.create(framework__slug="f", code="4.4", rule="ratio_cap 75%")
    save(lao_cai, publisher, [measure])
    assert IndicatorUse.objects.get().measure == measure
    event = Event.objects.get(verb="save_indicator")
    assert event.after is not None
    assert (event.subject, event.after["measures"]) == ("lao-cai/indicators/to", ["f:4.4"])


def test_a_criterion_is_let_go(lao_cai: Unit, publisher: User) -> None:
    indicator = save(lao_cai, publisher, [make.MeasureFactory.create(rule="ratio")])
    save(lao_cai, publisher, [], indicator)
    assert not IndicatorUse.objects.exists()


@pytest.mark.parametrize("rule", ["", "yes_no", "tiers 2:1 1:1/2", "Hội đồng chấm", "parts ratio:1/2 yes_no:1/2"])
def test_only_a_rule_of_a_and_b_takes_it(rule: str, lao_cai: Unit, publisher: User) -> None:
    measure = make.MeasureFactory.create(rule=rule)
    assert field_of(lambda: save(lao_cai, publisher, [measure])) == "measures"


def test_a_criterion_takes_from_one_indicator_only(lao_cai: Unit, publisher: User) -> None:
    use = make.IndicatorUseFactory.create()
    assert field_of(lambda: save(lao_cai, publisher, [use.measure])) == "measures"


def test_a_code_belongs_to_one_indicator(lao_cai: Unit, publisher: User) -> None:
    make.IndicatorFactory.create(authority=lao_cai, code="to")
    assert field_of(lambda: save(lao_cai, publisher, [])) == "code"


@pytest.mark.parametrize("who", ["staff", "reader", "appraiser", "stranger"])
def test_others_make_no_indicator(who: str, lao_cai: Unit, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Forbidden):
        save(lao_cai, request.getfixturevalue(who), [])


# Counts


@pytest.fixture
def indicator(lao_cai: Unit) -> Indicator:
    return make.IndicatorFactory.create(authority=lao_cai)


@pytest.mark.parametrize("who", ["staff", "head", "publisher", "administrator", "superuser"])
def test_a_unit_and_its_authority_count(
    who: str, indicator: Indicator, van_ban: Unit, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(who)
    report_indicator(indicator=indicator, unit=van_ban, counted=counted("20", "22"), seen=0, by=by)
    value = IndicatorValue.objects.get()
    assert (value.unit, value.numerator, value.by) == (van_ban, Decimal(20), by)
    assert Event.objects.get(verb="report_indicator").subject.endswith("/district-089")


@pytest.mark.parametrize("who", ["outsider", "reader", "appraiser", "stranger"])
def test_others_count_nothing(who: str, indicator: Indicator, van_ban: Unit, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Forbidden):
        report_indicator(indicator=indicator, unit=van_ban, counted=counted(), seen=0, by=request.getfixturevalue(who))


def test_nobody_counts_a_unit_of_elsewhere(indicator: Indicator, publisher: User) -> None:
    with pytest.raises(Forbidden):
        report_indicator(indicator=indicator, unit=make.UnitFactory.create(), counted=counted(), seen=0, by=publisher)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"numerator": Decimal(100)}, "numerator"),
        ({"numerator": Decimal(-1)}, "numerator"),
        ({"denominator": Decimal(0)}, "denominator"),
        ({"numerator": Decimal("0.0000001")}, "numerator"),
        ({"as_of": date(2099, 1, 1)}, "as_of"),
        ({"office": ""}, "office"),
    ],
)
def test_what_a_count_cannot_be(
    changed: dict[str, Any], field: str, indicator: Indicator, lao_cai: Unit, publisher: User
) -> None:
    act: dict[str, Any] = {"indicator": indicator, "unit": lao_cai, "seen": 0, "by": publisher}
    assert field_of(lambda: report_indicator(counted=counted(**changed), **act)) == field


def test_a_correction_says_why(indicator: Indicator, lao_cai: Unit, publisher: User) -> None:
    act: dict[str, Any] = {"indicator": indicator, "unit": lao_cai, "by": publisher}
    report_indicator(counted=counted("98"), seen=0, **act)
    assert field_of(lambda: report_indicator(counted=counted("99"), seen=1, **act)) == "reason"
    report_indicator(counted=counted("99", reason="Thiếu một xã"), seen=1, **act)
    assert IndicatorValue.objects.latest("revision").revision == 2


def test_a_count_that_came_meanwhile_is_not_overlooked(indicator: Indicator, lao_cai: Unit, publisher: User) -> None:
    report_indicator(indicator=indicator, unit=lao_cai, counted=counted(), seen=0, by=publisher)
    with pytest.raises(Overtaken):
        report_indicator(indicator=indicator, unit=lao_cai, counted=counted(), seen=0, by=publisher)


# A criterion that takes from it: 1.2 of 20 points by ratio_cap 75%


@pytest.fixture
def year() -> Year:
    found = make_year()
    use = make.IndicatorUseFactory.create(
        indicator__authority=found.round.authority,
        measure=Measure.objects.get(framework=found.round.framework, code="1.2"),
    )
    make.IndicatorValueFactory.create(
        indicator=use.indicator, unit=found.card.unit, as_of=date(2026, 1, 10), numerator=30, denominator=60
    )
    return found


def enter(year: Year, state: str = "scored", **inputs: str) -> Any:
    entry = Entry(measure_code="1.2", version=0, state=state, inputs=inputs)
    return save_self_assessment(scorecard=year.card, entries=[entry], by=year.staff, now=DURING)


def test_what_is_counted_fills_the_rule(year: Year) -> None:
    assert enter(year).is_clean
    score = Score.objects.get(scorecard=year.card, measure__code="1.2")
    assert (score.inputs, score.self_points) == ({"a": "30", "b": "60"}, Decimal(10))


def test_what_is_counted_may_be_sent_along(year: Year) -> None:
    assert enter(year, a="30.0", b="60").is_clean


@pytest.mark.parametrize("inputs", [{"a": "31", "b": "60"}, {"a": "30", "b": "61"}, {"a": "x"}])
def test_what_is_typed_otherwise_is_refused(inputs: dict[str, str], year: Year) -> None:
    result = enter(year, **inputs)
    assert [(fault.code, fault.field) for fault in result.faults] == [("1.2", "a")]
    assert not Score.objects.filter(scorecard=year.card, measure__code="1.2", self_state="scored").exists()


def test_a_count_of_another_year_is_not_taken(year: Year) -> None:
    make.IndicatorValueFactory.create(
        indicator=Indicator.objects.get(), unit=year.card.unit, as_of=date(2027, 1, 1), numerator=60, denominator=60
    )
    enter(year)
    assert Score.objects.get(scorecard=year.card, measure__code="1.2").inputs["a"] == "30"


def test_a_correction_of_the_day_is_taken(year: Year) -> None:
    make.IndicatorValueFactory.create(
        indicator=Indicator.objects.get(),
        unit=year.card.unit,
        as_of=date(2026, 1, 10),
        revision=2,
        reason="Đếm lại",
        numerator=45,
        denominator=60,
    )
    enter(year)
    assert Score.objects.get(scorecard=year.card, measure__code="1.2").self_points == Decimal(20)


def test_without_a_count_nothing_is_typed_either(year: Year) -> None:
    other = Entry(measure_code="1.2", version=0, state="scored", inputs={"a": "1", "b": "2"})
    result = save_self_assessment(scorecard=year.other, entries=[other], by=year.neighbour, now=DURING)
    assert [fault.field for fault in result.faults] == ["a"]


def test_without_a_count_the_answer_is_incomplete(year: Year) -> None:
    other = Entry(measure_code="1.2", version=0, state="scored")
    result = save_self_assessment(scorecard=year.other, entries=[other], by=year.neighbour, now=DURING)
    assert result.saved[0].incomplete


def test_a_criterion_that_does_not_apply_needs_no_count(year: Year) -> None:
    assert enter(year, state="not_applicable").is_clean


def test_a_newer_count_stops_the_submission(year: Year) -> None:
    enter(year)
    assert Kind.OTHER_COUNT not in {finding.kind for finding in examine(answers_of(year.card))}
    make.IndicatorValueFactory.create(
        indicator=Indicator.objects.get(), unit=year.card.unit, as_of=date(2026, 1, 20), numerator=45, denominator=60
    )
    found = [finding for finding in examine(answers_of(year.card)) if finding.kind is Kind.OTHER_COUNT]
    assert [(finding.code, finding.is_error) for finding in found] == [("1.2", True)]
