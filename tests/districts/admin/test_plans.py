"""Plans, targets, reports and coverage behind the log-in: who sees, who writes, what comes back."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.models import Indicator, Plan, Role, Target, TargetReport, Unit
from tests import factories as make
from tests.districts.people import log_in, make_person
from tests.districts.planning import make_plan, make_target, make_yes_no, report
from tests.districts.views.reading import text_of

LIST = "/en/admin/plans/"
PLAN: dict[str, Any] = {
    "version": 0,
    "year": 2023,
    "code": "moi",
    "title_vi": "Kế hoạch mới",
    "date": "31/01/2023",
    "cut_off": "31/12/2023",
    "provenance": "official",
}
TARGET: dict[str, Any] = {
    "version": 0,
    "code": "7",
    "group_vi": "Hạ tầng số",
    "wording_vi": "Cáp quang",
    "comparison": "at_least",
    "planned": "70.5",
    "decimals": 1,
    "measured_in_vi": "%",
    "provenance": "official",
}
REPORT: dict[str, Any] = {"seen": 0, "as_of": "31/12/2023", "value": "61", "office": "Sở", "provenance": "official"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(lao_cai: Unit) -> Plan:
    return make_plan(lao_cai)


@pytest.fixture
def target(plan: Plan, van_ban: Unit) -> Target:
    return make_target(plan, lead_unit=van_ban)


@pytest.fixture
def indicator(lao_cai: Unit) -> Indicator:
    return make.IndicatorFactory.create(authority=lao_cai)


@pytest.fixture
def editor(publisher: User) -> Client:
    return log_in(publisher)


def addresses(target: Target, indicator: Indicator) -> dict[str, str]:
    """Every page, by what it is for."""
    return {
        "plan": f"{LIST}{target.plan_id}/",
        "edit plan": f"{LIST}{target.plan_id}/edit/",
        "new plan": f"{LIST}new/?authority={target.plan.authority_id}",
        "new target": f"{LIST}{target.plan_id}/targets/new/",
        "edit target": f"{LIST}targets/{target.pk}/edit/",
        "report": f"{LIST}targets/{target.pk}/report/",
        "indicator": f"{LIST}indicators/{indicator.pk}/",
        "edit indicator": f"{LIST}indicators/{indicator.pk}/edit/",
        "new indicator": f"{LIST}indicators/new/?authority={indicator.authority_id}",
        "count": f"{LIST}indicators/{indicator.pk}/units/{target.lead_unit_id}/",
    }


SEEN = ("plan", "indicator")
EDITED = ("edit plan", "new plan", "new target", "edit target", "edit indicator", "new indicator")
REPORTED = ("report", "count")
EVERY = (*SEEN, *EDITED, *REPORTED)


@pytest.mark.parametrize("page", EVERY)
@pytest.mark.parametrize("who", ["publisher", "administrator", "superuser"])
def test_runners_open_every_page(
    who: str, page: str, target: Target, indicator: Indicator, request: pytest.FixtureRequest
) -> None:
    client = log_in(request.getfixturevalue(who))
    assert client.get(addresses(target, indicator)[page]).status_code == 200


# The authority is visible to its units where one of its rounds assesses them.
@pytest.mark.usefixtures("round_2023")
@pytest.mark.parametrize("page", EVERY)
@pytest.mark.parametrize(
    ("who", "may_report"),
    [("staff", True), ("head", True), ("reader", False), ("appraiser", False), ("outsider", False)],
)
def test_others_see_and_do_not_edit(
    who: str, may_report: bool, page: str, target: Target, indicator: Indicator, request: pytest.FixtureRequest
) -> None:
    client, address = log_in(request.getfixturevalue(who)), addresses(target, indicator)[page]
    allowed = page in SEEN or (page in REPORTED and may_report)
    assert client.get(address).status_code == (200 if allowed else 403)
    if page not in SEEN and not allowed:
        assert client.post(address, PLAN | TARGET | REPORT).status_code == 403
    assert not TargetReport.objects.exists()


@pytest.mark.parametrize("page", EVERY)
def test_whoever_is_of_elsewhere_finds_nothing(page: str, target: Target, indicator: Indicator, stranger: User) -> None:
    assert log_in(stranger).get(addresses(target, indicator)[page]).status_code == 404


@pytest.mark.parametrize("page", EVERY)
def test_nobody_without_a_log_in(page: str, target: Target, indicator: Indicator, client: Client) -> None:
    answer = client.get(addresses(target, indicator)[page])
    assert (answer.status_code, "/login/" in answer["Location"]) == (302, True)


@pytest.mark.parametrize("page", SEEN)
def test_what_is_only_looked_at_takes_no_post(page: str, target: Target, indicator: Indicator, editor: Client) -> None:
    assert editor.post(addresses(target, indicator)[page]).status_code == 405


@pytest.mark.parametrize("page", [*EDITED, *REPORTED])
def test_a_form_takes_no_other_method(page: str, target: Target, indicator: Indicator, editor: Client) -> None:
    assert editor.put(addresses(target, indicator)[page]).status_code == 405


@pytest.mark.parametrize("authority", ["", "0", "x", "9" * 30])
def test_a_plan_of_no_authority(authority: str, editor: Client) -> None:
    assert editor.get(f"{LIST}new/?authority={authority}").status_code == 404


# The list


def test_the_list_shows_what_the_account_sees(plan: Plan, indicator: Indicator, editor: Client) -> None:
    make.PlanFactory.create(title_vi="Của tỉnh khác")
    text = text_of(editor.get(LIST).content.decode())
    assert "Kế hoạch chuyển đổi số năm 2023" in text
    assert "Của tỉnh khác" not in text
    assert "Tổ công nghệ số cộng đồng" in text


def test_the_list_is_for_whoever_has_a_role(editor: Client) -> None:
    nobody = make.UserFactory.create(is_staff=True)
    assert editor.get(LIST).status_code == 200
    assert log_in(nobody).get(LIST).status_code == 403


@pytest.mark.parametrize("size", [1, 8])
def test_queries_do_not_grow(
    size: int, plan: Plan, lao_cai: Unit, editor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for code in range(1, size + 1):
        report(make_target(plan, str(code)), "61")
        make_plan(lao_cai, code=f"kh-{code}")
    with django_assert_num_queries(9):
        editor.get(LIST)
    with django_assert_num_queries(12):
        editor.get(f"{LIST}{plan.pk}/")


# Plans


def test_a_plan_is_made(lao_cai: Unit, editor: Client) -> None:
    answer = editor.post(f"{LIST}new/?authority={lao_cai.pk}", PLAN)
    made = Plan.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}{made.pk}/")
    assert (made.authority, made.cut_off) == (lao_cai, date(2023, 12, 31))


def test_what_is_wrong_comes_back_at_its_field(plan: Plan, editor: Client) -> None:
    answer = editor.post(f"{LIST}new/?authority={plan.authority_id}", PLAN | {"code": "ke-hoach"})
    assert answer.status_code == 200
    assert "code" in answer.context["form"].errors
    assert 'value="Kế hoạch mới"' in answer.content.decode()
    assert Plan.objects.count() == 1


def test_a_plan_is_not_written_over(plan: Plan, editor: Client) -> None:
    address = f"{LIST}{plan.pk}/edit/"
    assert editor.post(address, PLAN | {"number": "25"}).status_code == 302
    late = editor.post(address, PLAN | {"number": "26"})
    assert late.status_code == 409
    assert "cong-bo changed this at" in text_of(late.content.decode())
    assert Plan.objects.get().number == "25"


def test_who_changed_what_is_told(plan: Plan, editor: Client) -> None:
    editor.post(f"{LIST}{plan.pk}/edit/", PLAN | {"code": "ke-hoach", "number": "25"})
    text = text_of(editor.get(f"{LIST}{plan.pk}/").content.decode())
    assert "Who changed what (1)" in text
    assert "number: → 25" in text


# Targets


def test_a_target_is_made_in_a_new_group(plan: Plan, editor: Client) -> None:
    answer = editor.post(f"{LIST}{plan.pk}/targets/new/", TARGET)
    made = Target.objects.get()
    assert answer.status_code == 302
    assert (made.group.name_vi, made.planned, made.decimals) == ("Hạ tầng số", Decimal("70.5"), 1)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"planned": ""}, "planned"),
        ({"planned": "nhiều"}, "planned"),
        ({"planned": "1,000"}, "planned"),
        ({"planned": "70.55"}, "planned"),
        ({"comparison": "yes_no", "planned": ""}, "measured_in_vi"),
        ({"comparison": "about"}, "comparison"),
        ({"base": "5"}, "base"),
        ({"deadline": "01/01/2023"}, "deadline"),
        ({"wording_vi": ""}, "wording_vi"),
        ({"measures": ["999999"]}, "measures"),
        ({"lead_unit": "999999"}, "lead_unit"),
    ],
)
def test_what_is_wrong_with_a_target(changed: dict[str, Any], field: str, plan: Plan, editor: Client) -> None:
    answer = editor.post(f"{LIST}{plan.pk}/targets/new/", TARGET | changed)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not Target.objects.exists()


def test_a_target_may_replace_one_of_an_earlier_year(plan: Plan, target: Target, editor: Client) -> None:
    earlier = make_target(make_plan(plan.authority, year=2022, code="cu", date=None, cut_off=date(2022, 12, 31)))
    later = make_target(make_plan(plan.authority, year=2024, code="sau", cut_off=date(2024, 12, 31)))
    address = f"{LIST}targets/{target.pk}/edit/"
    field = editor.get(address).context["form"].fields["replaces"]
    assert [label for _value, label in field.choices][1:] == [f"2022: {earlier.plan}: {earlier}"]
    assert list(editor.post(address, TARGET | {"replaces": later.pk}).context["form"].errors) == ["replaces"]
    assert editor.post(address, TARGET | {"replaces": earlier.pk}).status_code == 302
    assert Target.objects.get(pk=target.pk).replaces == earlier


def test_targets_do_not_replace_each_other_in_a_circle(plan: Plan, target: Target, editor: Client) -> None:
    second = make_target(plan, "2", replaces=target)
    answer = editor.post(f"{LIST}targets/{target.pk}/edit/", TARGET | {"replaces": second.pk})
    assert answer.context["form"].errors == {"replaces": ["Expected a target that does not itself replace this one."]}


def test_a_target_shows_what_it_is(target: Target, editor: Client) -> None:
    form = editor.get(f"{LIST}targets/{target.pk}/edit/").context["form"]
    assert form["group_vi"].value() == "Hạ tầng số"
    assert form["planned"].value() == Decimal(80)


def test_a_target_is_not_written_over(target: Target, editor: Client) -> None:
    address = f"{LIST}targets/{target.pk}/edit/"
    assert editor.post(address, TARGET).status_code == 302
    assert editor.post(address, TARGET | {"planned": "50"}).status_code == 409
    assert Target.objects.get().planned == Decimal("70.5")


# Reports


def test_the_lead_unit_reports(target: Target, staff: User) -> None:
    answer = log_in(staff).post(f"{LIST}targets/{target.pk}/report/", REPORT)
    assert answer.status_code == 302
    assert (TargetReport.objects.get().value, TargetReport.objects.get().by) == (Decimal(61), staff)


def test_the_history_is_below_the_form(target: Target, editor: Client) -> None:
    address = f"{LIST}targets/{target.pk}/report/"
    editor.post(address, REPORT)
    editor.post(address, REPORT | {"seen": 1, "value": "65", "reason": "Cộng nhầm"})
    text = text_of(editor.get(address).content.decode())
    assert "Reported so far" in text
    assert "31/12/2023 65 Sở" in text
    assert "Cộng nhầm" in text
    assert "✕ not met" in text


def test_a_yes_is_asked_for_where_one_is_wanted(plan: Plan, editor: Client) -> None:
    target = make_yes_no(plan)
    address = f"{LIST}targets/{target.pk}/report/"
    assert list(editor.get(address).context["form"].fields)[2] == "answer"
    assert editor.post(address, REPORT | {"answer": ""}).status_code == 200
    assert editor.post(address, REPORT | {"answer": "no"}).status_code == 302
    assert TargetReport.objects.get().answer is False


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"as_of": "01/01/2023"}, "as_of"),  # before the plan
        ({"as_of": "31/12/2099"}, "as_of"),
        ({"as_of": "hôm nay"}, "as_of"),
        ({"value": ""}, "value"),
        ({"value": "sáu mươi"}, "value"),
        ({"office": ""}, "office"),
        ({"link": "javascript:alert(1)"}, "link"),
    ],
)
def test_what_is_wrong_with_a_report(changed: dict[str, Any], field: str, target: Target, editor: Client) -> None:
    answer = editor.post(f"{LIST}targets/{target.pk}/report/", REPORT | changed)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not TargetReport.objects.exists()


def test_a_report_that_came_meanwhile_is_not_overlooked(target: Target, editor: Client) -> None:
    address = f"{LIST}targets/{target.pk}/report/"
    editor.post(address, REPORT)
    assert editor.post(address, REPORT | {"as_of": "30/11/2023"}).status_code == 409


def test_what_an_indicator_counts_has_no_form(plan: Plan, indicator: Indicator, editor: Client) -> None:
    target = make_target(plan, indicator=indicator, takes="percent")
    address = f"{LIST}targets/{target.pk}/report/"
    assert 'name="value"' not in editor.get(address).content.decode()
    assert editor.post(address, REPORT).status_code == 200
    assert not TargetReport.objects.exists()


def test_a_role_at_the_lead_unit_alone_is_enough_to_see_the_plan(target: Target, van_ban: Unit) -> None:
    somebody = make_person("moi", Role.STAFF, van_ban)
    assert log_in(somebody).get(f"{LIST}{target.plan_id}/").status_code == 200
