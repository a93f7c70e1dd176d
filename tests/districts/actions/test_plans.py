"""Plans, targets and reports: who may, what is refused, what is recorded."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone, translation

from districts.actions.errors import ActionError, Forbidden
from districts.actions.plans import save_plan, save_target
from districts.actions.target_reports import report_target
from districts.actions.versions import Overtaken, Unfit
from districts.models import Event, Plan, Role, Target, TargetReport, Unit
from tests import factories as make
from tests.districts.people import give_role
from tests.districts.planning import make_plan, make_target, make_yes_no, report, told

pytestmark = pytest.mark.django_db
PLAN: dict[str, Any] = {"year": 2023, "code": "ke-hoach", "title_vi": "Kế hoạch", "cut_off": date(2023, 12, 31)}
TARGET: dict[str, Any] = {
    "code": "1",
    "wording_vi": "Cáp quang",
    "comparison": "at_least",
    "planned": Decimal(70),
    "measured_in_vi": "%",
}


@pytest.fixture
def plan(lao_cai: Unit) -> Plan:
    return make_plan(lao_cai, date=date(2023, 1, 15))


def save(plan: Plan, by: User, target: Target | None = None, version: int = 0, **changed: Any) -> Target:
    return save_target(
        plan=plan,
        target=target,
        group=("Hạ tầng số", ""),
        values=TARGET | changed,
        measures=[],
        version=version,
        by=by,
    )


def field_of(act: Any) -> str:
    """The field that an act is refused for; nothing of it is written."""
    with pytest.raises(Unfit) as caught, transaction.atomic():
        act()
    return caught.value.field


# Plans


@pytest.mark.parametrize("who", ["publisher", "administrator", "superuser"])
def test_runners_of_the_authority_make_plans(who: str, lao_cai: Unit, request: pytest.FixtureRequest) -> None:
    by = request.getfixturevalue(who)
    made = save_plan(authority=lao_cai, plan=None, values=PLAN, version=0, by=by)
    event = Event.objects.get(verb="save_plan")
    assert (made.version, event.subject, event.before) == (1, "lao-cai/2023/targets/ke-hoach", None)
    assert event.after == {"year": 2023, "code": "ke-hoach", "title_vi": "Kế hoạch", "cut_off": "2023-12-31"}


@pytest.mark.parametrize("who", ["staff", "head", "appraiser", "reader", "outsider", "stranger"])
def test_others_make_none(who: str, lao_cai: Unit, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Forbidden):
        save_plan(authority=lao_cai, plan=None, values=PLAN, version=0, by=request.getfixturevalue(who))
    assert not Plan.objects.exists()


def test_a_change_records_what_it_was(plan: Plan, publisher: User) -> None:
    save_plan(authority=plan.authority, plan=plan, values={"number": "25/KH-UBND"}, version=0, by=publisher)
    event = Event.objects.get(verb="save_plan")
    assert (event.before, event.after) == ({"number": ""}, {"number": "25/KH-UBND"})


@pytest.mark.parametrize(("name", "value"), [("code", "khac"), ("year", 2024)])
def test_what_a_plan_is_known_by_stays(name: str, value: Any, plan: Plan, publisher: User) -> None:
    act: dict[str, Any] = {"authority": plan.authority, "plan": plan, "version": 0, "by": publisher}
    assert field_of(lambda: save_plan(values={name: value}, **act)) == name


def test_the_code_of_a_target_stays(plan: Plan, publisher: User) -> None:
    target = make_target(plan)
    assert field_of(lambda: save(plan, publisher, target, code="9")) == "code"


def test_the_same_again_is_no_act(plan: Plan, publisher: User) -> None:
    save_plan(authority=plan.authority, plan=plan, values={"title_vi": plan.title_vi}, version=0, by=publisher)
    assert not Event.objects.exists()


def test_a_plan_is_not_written_over(plan: Plan, publisher: User, administrator: User) -> None:
    save_plan(authority=plan.authority, plan=plan, values={"number": "25"}, version=0, by=publisher)
    with translation.override("en"), pytest.raises(Overtaken, match="cong-bo changed this at"):
        save_plan(authority=plan.authority, plan=plan, values={"number": "26"}, version=0, by=administrator)
    assert Plan.objects.get().number == "25"


def test_what_a_plan_cannot_be(plan: Plan, publisher: User, stranger: User) -> None:
    def field(**values: Any) -> str:
        return field_of(
            lambda: save_plan(authority=plan.authority, plan=None, values=PLAN | values, version=0, by=publisher)
        )

    assert field(code="ke-hoach") == "code"
    assert field(code="khac", date=date(2024, 1, 1)) == "cut_off"
    assert field(code="khac", unit=make.UnitFactory.create()) == "unit"
    assert field(code="khac", replaces=make.PlanFactory.create()) == "replaces"


def test_plans_do_not_replace_each_other_in_a_circle(plan: Plan, publisher: User) -> None:
    revised = make_plan(plan.authority, code="sua", replaces=plan)
    again = make_plan(plan.authority, code="sua-2", replaces=revised)
    act: dict[str, Any] = {"authority": plan.authority, "plan": plan, "version": 0, "by": publisher}
    assert field_of(lambda: save_plan(values={"replaces": again}, **act)) == "replaces"
    assert field_of(lambda: save_plan(values={"replaces": plan}, **act)) == "replaces"


def test_a_plan_replaces_none_of_a_later_year(plan: Plan, publisher: User) -> None:
    later = make_plan(plan.authority, year=2024, code="sau", cut_off=date(2024, 12, 31))
    act: dict[str, Any] = {"authority": plan.authority, "version": 0, "by": publisher}
    assert field_of(lambda: save_plan(plan=plan, values={"replaces": later}, **act)) == "replaces"
    assert save_plan(plan=later, values={"replaces": plan}, **act).replaces == plan


def test_a_plan_does_not_begin_after_a_deadline(plan: Plan, publisher: User) -> None:
    make_target(plan, deadline=date(2023, 3, 1))
    act: dict[str, Any] = {"authority": plan.authority, "plan": plan, "version": 0, "by": publisher}
    assert field_of(lambda: save_plan(values={"date": date(2023, 4, 1)}, **act)) == "date"


def test_a_plan_does_not_begin_after_a_report(plan: Plan, publisher: User) -> None:
    make.TargetReportFactory.create(target=make_target(plan), as_of=date(2023, 3, 1))
    act: dict[str, Any] = {"authority": plan.authority, "plan": plan, "version": 0, "by": publisher}
    assert field_of(lambda: save_plan(values={"date": date(2023, 4, 1)}, **act)) == "date"


# Targets


def test_a_target_is_stored_with_its_group_and_measures(plan: Plan, publisher: User) -> None:
    measure = make.MeasureFactory.create(framework__slug="lao-cai-922", code="3.1")
    save_target(
        plan=plan,
        target=None,
        group=("Hạ tầng số", "Infrastructure"),
        values=TARGET,
        measures=[measure],
        version=0,
        by=publisher,
    )
    target = Target.objects.get()
    assert (target.group.name_en, target.position, list(target.measures.all())) == ("Infrastructure", 1, [measure])
    event = Event.objects.get(verb="save_target")
    assert event.subject == "lao-cai/2023/targets/ke-hoach/1"
    assert event.after is not None
    assert event.after["measures"] == ["lao-cai-922:3.1"]


def test_a_group_of_the_same_name_is_the_same(plan: Plan, publisher: User) -> None:
    save(plan, publisher)
    save(plan, publisher, code="2")
    assert plan.groups.count() == 1
    assert [target.position for target in plan.targets.order_by("code")] == [1, 2]


@pytest.mark.parametrize("who", ["staff", "reader", "stranger"])
def test_others_write_no_target(who: str, plan: Plan, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Forbidden):
        save(plan, request.getfixturevalue(who))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"planned": None}, "planned"),
        ({"base": Decimal(5)}, "base"),
        ({"comparison": "yes_no"}, "measured_in_vi"),
        ({"measured_in_vi": ""}, "measured_in_vi"),
        ({"planned": Decimal("70.5")}, "planned"),
        ({"planned": Decimal(10) ** 15}, "planned"),
        ({"deadline": date(2023, 1, 14)}, "deadline"),
        ({"takes": "percent"}, "takes"),
    ],
)
def test_what_a_target_cannot_be(changed: dict[str, Any], field: str, plan: Plan, publisher: User) -> None:
    assert field_of(lambda: save(plan, publisher, **changed)) == field
    assert not Target.objects.exists()


def test_a_code_belongs_to_one_target(plan: Plan, publisher: User) -> None:
    make_target(plan)
    assert field_of(lambda: save(plan, publisher)) == "code"


def test_an_indicator_is_of_the_same_authority(plan: Plan, publisher: User) -> None:
    other = make.IndicatorFactory.create()
    assert field_of(lambda: save(plan, publisher, indicator=other, takes="percent")) == "indicator"


def test_what_was_reported_is_not_counted_afterwards(plan: Plan, publisher: User) -> None:
    target = make_target(plan)
    report(target, "61")
    own = make.IndicatorFactory.create(authority=plan.authority)
    assert field_of(lambda: save(plan, publisher, target, indicator=own, takes="percent")) == "indicator"


def test_the_english_name_of_a_group_can_be_corrected(plan: Plan, publisher: User) -> None:
    target = make_target(plan)
    for name, seen in (("Infrastructure", "Infrastructure"), ("", "Infrastructure")):
        target.refresh_from_db()
        save_target(
            plan=plan,
            target=target,
            group=("Hạ tầng số", name),
            values={},
            measures=[],
            version=target.version,
            by=publisher,
        )
        assert plan.groups.get().name_en == seen
    event = Event.objects.get(verb="save_target")
    assert (event.before, event.after) == ({"group_en": ""}, {"group_en": "Infrastructure"})


def test_what_is_taken_of_an_indicator_fits_its_unit_of_measurement(plan: Plan, publisher: User) -> None:
    own = make.IndicatorFactory.create(authority=plan.authority)
    assert field_of(lambda: save(plan, publisher, indicator=own, takes="count")) == "measured_in_vi"
    values: dict[str, Any] = {"indicator": own, "takes": "percent", "measured_in_vi": "xã"}
    assert field_of(lambda: save(plan, publisher, **values)) == "measured_in_vi"


def test_a_comparison_fits_what_was_reported(plan: Plan, publisher: User) -> None:
    target = make_target(plan)
    report(target, "61")
    values: dict[str, Any] = {"comparison": "yes_no", "planned": None, "measured_in_vi": ""}
    assert field_of(lambda: save(plan, publisher, target, **values)) == "comparison"


def test_targets_do_not_replace_each_other_in_a_circle(plan: Plan, publisher: User) -> None:
    first = make_target(plan)
    second = make_target(plan, "2", replaces=first)
    assert field_of(lambda: save(plan, publisher, first, replaces=second)) == "replaces"
    assert field_of(lambda: save(plan, publisher, first, replaces=make.TargetFactory.create())) == "replaces"


def test_a_target_replaces_none_of_a_later_year(plan: Plan, publisher: User) -> None:
    later = make_plan(plan.authority, year=2024, code="sau", cut_off=date(2024, 12, 31))
    earlier, revised = make_target(plan), make_target(later)
    assert field_of(lambda: save(plan, publisher, earlier, replaces=revised)) == "replaces"
    save(later, publisher, revised, replaces=earlier)
    revised.refresh_from_db()
    assert revised.replaces == earlier


def test_a_target_is_not_written_over(plan: Plan, publisher: User) -> None:
    target = make_target(plan)
    save(plan, publisher, target, planned=Decimal(60))
    with pytest.raises(Overtaken):
        save(plan, publisher, target, planned=Decimal(50))
    assert Target.objects.get().planned == Decimal(60)


# Reports


@pytest.fixture
def target(plan: Plan, van_ban: Unit) -> Target:
    return make_target(plan, lead_unit=van_ban)


@pytest.mark.parametrize("who", ["staff", "head", "publisher", "administrator", "superuser"])
def test_the_lead_unit_and_the_authority_report(who: str, target: Target, request: pytest.FixtureRequest) -> None:
    by = request.getfixturevalue(who)
    report_target(target=target, told=told("61"), seen=0, by=by)
    stored, event = TargetReport.objects.get(), Event.objects.get(verb="report_target")
    assert (stored.value, stored.by, stored.revision) == (Decimal(61), by, 1)
    assert event.after is not None
    assert (event.subject, event.after["value"]) == ("lao-cai/2023/targets/ke-hoach/1", "61")


@pytest.mark.parametrize("who", ["outsider", "appraiser", "reader", "stranger"])
def test_others_report_nothing(who: str, target: Target, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Forbidden):
        report_target(target=target, told=told(), seen=0, by=request.getfixturevalue(who))
    assert not TargetReport.objects.exists()


def test_a_unit_reports_on_its_own_plan(lao_cai: Unit, sa_pa: Unit, outsider: User) -> None:
    target = make_target(make_plan(lao_cai, code="sa-pa", unit=sa_pa))
    report_target(target=target, told=told(), seen=0, by=outsider)
    assert TargetReport.objects.exists()


def test_a_closed_account_reports_nothing(target: Target, staff: User) -> None:
    staff.is_active = False
    with pytest.raises(Forbidden):
        report_target(target=target, told=told(), seen=0, by=staff)


def test_a_correction_says_why(target: Target, staff: User) -> None:
    report_target(target=target, told=told("61"), seen=0, by=staff)
    assert field_of(lambda: report_target(target=target, told=told("65"), seen=1, by=staff)) == "reason"
    report_target(target=target, told=told("65", reason=" Cộng nhầm "), seen=1, by=staff)
    last = TargetReport.objects.latest("revision")
    assert (last.value, last.revision, last.reason) == (Decimal(65), 2, "Cộng nhầm")
    event = Event.objects.filter(verb="report_target").latest("pk")
    assert event.before is not None
    assert (event.before["value"], event.reason) == ("61", "Cộng nhầm")


def test_a_report_that_came_meanwhile_is_not_overlooked(target: Target, staff: User, publisher: User) -> None:
    report_target(target=target, told=told(), seen=0, by=publisher)
    with pytest.raises(Overtaken):
        report_target(target=target, told=told(day=date(2023, 11, 30)), seen=0, by=staff)


TOMORROW = timezone.localdate() + timedelta(days=2)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"as_of": date(2023, 1, 14)}, "as_of"),  # before the plan
        ({"as_of": TOMORROW}, "as_of"),
        ({"value": None}, "value"),
        ({"answer": True}, "value"),
        ({"value": Decimal("61.5")}, "value"),  # the target declares none
        ({"office": " "}, "office"),
    ],
)
def test_what_a_report_cannot_be(changed: dict[str, Any], field: str, target: Target, staff: User) -> None:
    assert field_of(lambda: report_target(target=target, told=replace(told(), **changed), seen=0, by=staff)) == field
    assert not TargetReport.objects.exists()


def test_a_yes_is_no_number(plan: Plan, publisher: User) -> None:
    target = make_yes_no(plan)
    assert field_of(lambda: report_target(target=target, told=told("1"), seen=0, by=publisher)) == "answer"


def test_what_an_indicator_counts_is_not_typed_again(plan: Plan, publisher: User) -> None:
    indicator = make.IndicatorFactory.create(authority=plan.authority)
    target = make_target(plan, indicator=indicator, takes="percent")
    with translation.override("en"), pytest.raises(ActionError, match="counted by its indicator"):
        report_target(target=target, told=told(), seen=0, by=publisher)


def test_a_reader_who_also_heads_the_lead_unit_reports(target: Target, reader: User, van_ban: Unit) -> None:
    give_role(reader, Role.HEAD, van_ban)
    report_target(target=target, told=told(), seen=0, by=reader)
    assert TargetReport.objects.exists()
