"""Files of plans: every fault at its row and column, and what differs from what is stored."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from districts.actions.load_targets import load_targets as write_targets
from districts.actions.plans import save_plan
from districts.actions.versions import Overtaken
from districts.imports.target_plan import TargetsPlan, plan_targets
from districts.models import Event, Plan, Target, TargetReport, Unit
from districts.queries.work_plans import load_changes
from tests import factories as make
from tests.districts.imports.files import Place, faults_of, source

HEADER = (
    "plan,plan_title_vi,plan_date,plan_cut_off,code,group_vi,wording_vi,comparison,planned,base,decimals,"
    "measured_in_vi,lead_unit,deadline,measures,replaces\n"
)
FIRST = "kh,Kế hoạch 2023,2023-01-31,2023-12-31,1,Hạ tầng,Cáp quang,at_least,70,,1,%,STTTT,,f960:4.21,\n"
SECOND = "kh,,,,2,Hạ tầng,Ban hành quy chế,yes_no,,,,,,30/06/2023,,\n"
REPORTS = "plan,code,as_of,value,office\nkh,1,2023-12-31,61.5,Sở\nkh,2,2023-06-30,có,Sở\n"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units", "framework")]


def plan(text: str, reports: str = "", year: int = 2023) -> TargetsPlan:
    with transaction.atomic():
        second = source(reports, "reports.csv") if reports else None
        return plan_targets(source(text, "targets.csv"), second, "lao-cai", year)


def load(text: str, by: User, reports: str = "", year: int = 2023) -> None:
    write_targets(plan=plan(text, reports, year), by=by)


def faults(rows: str, header: str = HEADER, reports: str = "", year: int = 2023) -> list[Place]:
    return faults_of(lambda: plan(header + rows, reports, year))


def row(**changed: str) -> str:
    """The first row with other cells."""
    cells = dict(zip(HEADER.strip().split(","), FIRST.strip().split(","), strict=True)) | changed
    return ",".join(cells.values()) + "\n"


def test_a_file_makes_plan_targets_and_reports(loader: User) -> None:
    load(HEADER + FIRST + SECOND, loader, REPORTS)
    stored = Plan.objects.get()
    assert (stored.authority.slug, stored.year, stored.code) == ("lao-cai", 2023, "kh")
    assert (stored.title_vi, stored.date, stored.cut_off) == ("Kế hoạch 2023", date(2023, 1, 31), date(2023, 12, 31))
    first, second = stored.targets.order_by("position")
    assert (first.planned, first.decimals, first.group.name_vi) == (Decimal(70), 1, "Hạ tầng")
    assert [measure.code for measure in first.measures.all()] == ["4.21"]
    assert first.lead_unit is not None
    assert first.lead_unit.code == "STTTT"
    assert (second.comparison, second.planned, second.deadline) == ("yes_no", None, date(2023, 6, 30))
    assert first.reports.get().value == Decimal("61.5")
    assert second.reports.get().answer is True


def test_one_event_with_both_files(loader: User) -> None:
    load(HEADER + FIRST + SECOND, loader, REPORTS)
    event = Event.objects.get(verb="load_targets")
    assert (event.by, event.subject, event.file_name) == (loader, "lao-cai/2023/targets", "targets.csv")
    assert event.after is not None
    assert event.after["reports_file"]["name"] == "reports.csv"
    assert event.after["kh/1"]["planned"] == "70"
    assert event.after["kh/1@2023-12-31"]["value"] == "61.5"


def test_what_a_file_said_is_in_the_history_of_each_row(loader: User) -> None:
    load(HEADER + FIRST + SECOND, loader)
    load(HEADER + row(planned="60"), loader)
    latest, first = load_changes("lao-cai/2023/targets/kh/1")
    assert (latest.by, latest.fields) == ("nguoi-nap", (("planned", "70", "60"),))
    assert ("planned", None, "70") in first.fields
    (made,) = load_changes("lao-cai/2023/targets/kh")
    assert ("title_vi", None, "Kế hoạch 2023") in made.fields
    assert load_changes("lao-cai/2023/targets/k") == ()


def test_a_form_that_a_file_overtook_is_refused_by_name(loader: User) -> None:
    load(HEADER + FIRST, loader)
    stored = Plan.objects.get()
    operator = make.UserFactory.create(is_superuser=True)
    with pytest.raises(Overtaken, match="nguoi-nap changed this"):
        save_plan(authority=stored.authority, plan=stored, values={"number": "25"}, version=0, by=operator)


def test_the_same_files_again_change_nothing(loader: User) -> None:
    load(HEADER + FIRST + SECOND, loader, REPORTS)
    assert plan(HEADER + FIRST + SECOND, REPORTS).empty


def test_a_changed_target_keeps_its_reports(loader: User) -> None:
    load(HEADER + FIRST, loader, "plan,code,as_of,value,office\nkh,1,2023-12-31,61.5,Sở\n")
    load(HEADER + row(planned="60"), loader)
    target = Target.objects.get()
    assert (target.planned, target.version, target.reports.count()) == (Decimal(60), 2, 1)


def test_the_english_name_of_a_group_can_be_corrected(loader: User) -> None:
    header = HEADER.strip() + ",group_en\n"
    third = row(code="3").strip()
    load(header + FIRST.strip() + ",Infrastucture\n" + third + ",\n", loader)
    load(header + FIRST.strip() + ",Infrastructure\n" + SECOND.strip() + ",\n" + third + ",Infrastructure\n", loader)
    assert Target.objects.get(code="1").group.name_en == "Infrastructure"
    event = Event.objects.latest("pk")
    assert (event.before or {})["kh/1"] == {"group_en": "Infrastucture"}
    assert (event.after or {})["kh/1"] == {"group_en": "Infrastructure"}
    assert "kh/3" not in (event.after or {})  # of the same group: nothing of it changed
    load(HEADER + FIRST, loader)
    assert Target.objects.get(code="1").group.name_en == "Infrastructure"


def test_a_group_has_one_english_name() -> None:
    header = HEADER.strip() + ",group_en\n"
    found = faults(FIRST.strip() + ",Infrastructure\n" + SECOND.strip() + ",Cables\n", header)
    assert found == [(3, "group_en", "Cables", "nothing, or “Infrastructure” as in row 2")]


def test_a_target_stays_of_the_kind_that_was_reported(loader: User) -> None:
    make.IndicatorFactory.create(authority=Unit.objects.get(slug="lao-cai", level="province"), code="to")
    load(HEADER + FIRST, loader, "plan,code,as_of,value,office\nkh,1,2023-12-31,61.5,Sở\n")
    wanted = "a comparison for the values that were already reported"
    assert faults(row(comparison="yes_no", planned="", measured_in_vi="")) == [(2, "comparison", "yes_no", wanted)]
    wanted = "no indicator, since values were already reported of the target itself"
    header = HEADER.strip() + ",indicator,takes\n"
    assert faults(row().strip() + ",to,percent\n", header) == [(2, "indicator", "to", wanted)]


def test_a_plan_does_not_begin_behind_its_reports_or_deadlines(loader: User) -> None:
    load(HEADER + FIRST + SECOND, loader, REPORTS)
    found = faults(row(plan_date="2023-07-01") + SECOND)
    assert (2, "plan_date", "2023-07-01", "a date no later than the deadline of target 2") in found
    load(HEADER + FIRST + SECOND.replace("30/06/2023", ""), loader)
    found = faults(row(plan_date="2023-07-01"))
    assert (2, "plan_date", "2023-07-01", "a date no later than the first report of target 2") in found


def test_how_official_a_plan_is_can_be_corrected(loader: User) -> None:
    header = HEADER.strip() + ",plan_provenance\n"
    load(header + FIRST.strip() + ",minh họa\n", loader)
    load(HEADER + FIRST, loader)
    assert Plan.objects.get().provenance == "illustrative"
    load(header + FIRST.strip() + ",chính thức\n", loader)
    assert Plan.objects.get().provenance == "official"


def test_a_target_that_the_file_does_not_name_stays(loader: User) -> None:
    load(HEADER + FIRST + SECOND, loader)
    load(HEADER + FIRST, loader)
    assert Target.objects.count() == 2


def test_another_value_of_a_day_needs_a_reason(loader: User) -> None:
    load(HEADER + FIRST, loader, "plan,code,as_of,value,office\nkh,1,2023-12-31,61.5,Sở\n")
    other = "plan,code,as_of,value,office,reason\nkh,1,2023-12-31,65,Sở,{}\n"
    wanted = "a reason, since it corrects the report of the same day"
    assert faults(FIRST, reports=other.format("")) == [(2, "reason", "", wanted)]
    load(HEADER + FIRST, loader, other.format("Cộng nhầm"))
    values = TargetReport.objects.order_by("revision").values_list("value", "revision", "reason")
    assert list(values) == [(Decimal("61.5"), 1, ""), (Decimal(65), 2, "Cộng nhầm")]


def test_nothing_is_half_written(loader: User) -> None:
    assert faults(FIRST + row(code="2", planned="x"))
    assert not Plan.objects.exists()


# Faults


def test_a_target_without_a_plan() -> None:
    (fault,) = faults(row(plan=""))
    assert fault[:3] == (2, "plan", "")


def test_a_new_plan_needs_title_and_cut_off() -> None:
    found = faults(row(plan_title_vi="", plan_cut_off=""))
    assert [(number, column) for number, column, _value, _wanted in found] == [
        (2, "plan_title_vi"),
        (2, "plan_cut_off"),
    ]


def test_later_rows_do_not_contradict_the_plan() -> None:
    (fault,) = faults(FIRST + row(code="2", plan_title_vi="Kế hoạch khác"))
    assert fault[:3] == (3, "plan_title_vi", "Kế hoạch khác")


@pytest.mark.parametrize(
    ("changed", "column", "wanted"),
    [
        ({"planned": ""}, "planned", "a planned value, which this comparison needs"),
        ({"planned": "bảy mươi"}, "planned", "a number such as 12.5, in the digits 0 to 9"),
        ({"planned": "70.25"}, "planned", "at most 1 decimal"),
        ({"planned": "1000000000000000"}, "planned", "a number of at most 14 digits"),
        ({"base": "5"}, "base", "no base value, which this comparison does not take"),
        ({"measured_in_vi": ""}, "measured_in_vi", "a unit of measurement, such as %"),
        ({"comparison": "yes_no"}, "measured_in_vi", "no unit of measurement, since the answer is yes or no"),
        ({"comparison": "maintain"}, "planned", "no planned value, which this comparison does not take"),
        ({"comparison": "maintain", "planned": ""}, "base", "a base value: what is maintained or increased from"),
        ({"comparison": "increase_by"}, "base", "a base value: what is maintained or increased from"),
        ({"comparison": "increase by", "base": "5", "planned": "0"}, "planned", "a planned value above zero"),
        ({"comparison": "about"}, "comparison", "one of: at_least, at_most"),
        ({"comparison": ""}, "comparison", "one of: at_least, at_most"),
        ({"deadline": "2023-01-30"}, "deadline", "a deadline from 31/01/2023 on, when the plan begins"),
        ({"deadline": "31/02/2023"}, "deadline", "a date such as 2025-06-30 or 30/06/2025"),
        ({"plan_cut_off": "2023-01-30"}, "plan_cut_off", "a cut-off date from 31/01/2023 on"),
        ({"lead_unit": "XYZ"}, "lead_unit", "the code of one unit of the authority in the year"),
        ({"measures": "f960:9.99"}, "measures", "slug:code of a measure that is stored"),
        ({"wording_vi": ""}, "wording_vi", "a text"),
        ({"code": "x" * 41}, "code", "at most 40 characters, not 41"),
        ({"replaces": "9"}, "replaces", "the code of a target of the plan, plan/code, or year/plan/code"),
        ({"replaces": "2022/kh/1"}, "replaces", "the code of a target of the plan, plan/code, or year/plan/code"),
        ({"replaces": "xxii/kh/1"}, "replaces", "the code of a target of the plan, plan/code, or year/plan/code"),
        ({"replaces": "2023/kh/1"}, "replaces", "a target that does not itself replace this one"),
        ({"replaces": "1"}, "replaces", "a target that does not itself replace this one"),
    ],
)
def test_what_is_wrong_with_a_target(changed: dict[str, str], column: str, wanted: str) -> None:
    found = faults(row(**changed))
    assert (2, column) in [(number, where) for number, where, _value, _wanted in found]
    assert any(expected.startswith(wanted) for _number, _column, _value, expected in found)


def test_a_code_twice() -> None:
    assert faults(FIRST + FIRST) == [(3, "code", "1", "each code once; row 2 has it already")]


def test_targets_that_replace_each_other_in_a_circle() -> None:
    found = faults(row(replaces="2") + row(code="2", replaces="3") + row(code="3", replaces="1"))
    assert [(number, column) for number, column, _value, _wanted in found] == [(n, "replaces") for n in (2, 3, 4)]


def test_a_circle_with_what_is_stored(loader: User) -> None:
    load(HEADER + FIRST + row(code="2", replaces="1"), loader)
    assert faults(row(replaces="2"))[0][1] == "replaces"


def test_plans_that_replace_each_other_in_a_circle() -> None:
    header = HEADER.strip() + ",plan_replaces\n"
    first, second = row().strip() + ",sua\n", row(plan="sua", code="1").strip() + ",kh\n"
    found = faults(first + second, header)
    assert [(number, column) for number, column, _value, _wanted in found] == [
        (2, "plan_replaces"),
        (3, "plan_replaces"),
    ]


def test_a_revised_plan_in_one_file(loader: User) -> None:
    header = HEADER.strip() + ",plan_replaces\n"
    load(header + row(plan="sua").strip() + ",kh\n" + row().strip() + ",\n", loader)
    revised = Plan.objects.get(code="sua")
    assert revised.replaces == Plan.objects.get(code="kh")


def test_a_target_that_replaces_one_of_another_plan(loader: User) -> None:
    load(HEADER + FIRST, loader)
    load(HEADER + row(plan="sua", replaces="kh/1"), loader)
    assert Target.objects.get(plan__code="sua").replaces == Target.objects.get(plan__code="kh")


def test_a_target_that_replaces_one_of_an_earlier_year(loader: User) -> None:
    load(HEADER + FIRST, loader)
    later = HEADER + row(plan="moi", plan_date="2024-01-31", plan_cut_off="2024-12-31", replaces="2023/kh/1")
    load(later, loader, year=2024)
    assert Target.objects.get(plan__year=2024).replaces == Target.objects.get(plan__year=2023)
    assert plan(later, year=2024).empty


def test_a_plan_that_replaces_one_of_an_earlier_year(loader: User) -> None:
    load(HEADER + FIRST, loader)
    later = row(plan="moi", plan_date="2024-01-31", plan_cut_off="2024-12-31").strip() + ",2023/kh\n"
    load(HEADER.strip() + ",plan_replaces\n" + later, loader, year=2024)
    assert Plan.objects.get(year=2024).replaces == Plan.objects.get(year=2023)


def test_nothing_replaces_what_is_of_a_later_year(loader: User) -> None:
    load(HEADER + row(plan_date="2024-01-31", plan_cut_off="2024-12-31"), loader, year=2024)
    header = HEADER.strip() + ",plan_replaces\n"
    found = faults(row(plan="cu", replaces="2024/kh/1").strip() + ",2024/kh\n", header)
    assert [place[:3] for place in found] == [(2, "plan_replaces", "2024/kh"), (2, "replaces", "2024/kh/1")]


def test_targets_of_another_authority_are_not_replaced() -> None:
    make.TargetFactory.create(plan=make.PlanFactory.create(year=2022, code="kh"), code="1")
    assert faults(row(replaces="2022/kh/1"))[0][1] == "replaces"


@pytest.mark.parametrize(
    ("report", "column", "wanted"),
    [
        ("kh,1,2023-01-30,60,Sở", "as_of", "a day from 31/01/2023 on, when the plan begins"),
        ("kh,1,2099-01-01,60,Sở", "as_of", "a day that has come, not after"),
        ("kh,1,,60,Sở", "as_of", "a date such as 2025-06-30"),
        ("kh,1,2023-12-31,nhiều,Sở", "value", "a number such as"),
        ("kh,1,2023-12-31,,Sở", "value", "a number"),
        ("kh,1,2023-12-31,60.25,Sở", "value", "at most 1 decimal"),
        ("kh,2,2023-12-31,60,Sở", "value", "yes or no"),
        ("kh,9,2023-12-31,60,Sở", "code", "the code of a target of the plan"),
        ("khac,1,2023-12-31,60,Sở", "code", "the code of a target of the plan"),
        ("kh,1,2023-12-31,60,", "office", "a text"),
    ],
)
def test_what_is_wrong_with_a_report(report: str, column: str, wanted: str) -> None:
    found = faults(FIRST + SECOND, reports=f"plan,code,as_of,value,office\n{report}\n")
    assert [(number, where) for number, where, _value, _wanted in found] == [(2, column)]
    assert found[0][3].startswith(wanted)


def test_two_reports_of_a_day() -> None:
    reports = "plan,code,as_of,value,office\nkh,1,2023-12-31,60,Sở\nkh,1,2023-12-31,61,Sở\n"
    assert faults(FIRST, reports=reports)[0][:2] == (3, "as_of")


def test_a_link_that_is_none_to_the_web() -> None:
    reports = "plan,code,as_of,value,office,link\nkh,1,2023-12-31,60,Sở,javascript:alert(1)\n"
    assert faults(FIRST, reports=reports)[0][:3] == (2, "link", "javascript:alert(1)")


def test_a_value_that_an_indicator_counts_is_not_reported(loader: User) -> None:
    authority = plan(HEADER + FIRST).area.authority
    make.IndicatorFactory.create(authority=authority, code="to")
    header = HEADER.strip() + ",indicator,takes\n"
    counted = row().strip() + ",to,percent\n"
    load(header + counted, loader)
    assert Target.objects.get().takes == "percent"
    found = faults(counted, header, "plan,code,as_of,value,office\nkh,1,2023-12-31,60,Sở\n")
    assert found[0][:2] == (2, "value")


def test_what_is_taken_of_an_indicator_fits_its_unit_of_measurement(loader: User) -> None:
    make.IndicatorFactory.create(authority=Unit.objects.get(slug="lao-cai", level="province"), code="to")
    header = HEADER.strip() + ",indicator,takes\n"
    share, count = row(measured_in_vi="xã").strip() + ",to,percent\n", row(code="2").strip() + ",to,count\n"
    assert faults(share + count, header) == [
        (2, "measured_in_vi", "xã", "a percent sign, since a is taken in percent of b"),
        (3, "measured_in_vi", "%", "what a counts, since it is not taken in percent"),
    ]


@pytest.mark.parametrize(
    ("cells", "column"), [("khong-co,percent", "indicator"), ("to,", "takes"), (",percent", "indicator")]
)
def test_an_indicator_and_what_is_taken_of_it(cells: str, column: str) -> None:
    make.IndicatorFactory.create(authority=plan(HEADER + FIRST).area.authority, code="to")
    found = faults(row().strip() + f",{cells}\n", HEADER.strip() + ",indicator,takes\n")
    assert [where for _number, where, _value, _wanted in found] == [column]
