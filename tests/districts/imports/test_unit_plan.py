"""Units: rows, parents, days, changes."""

import pytest

from districts.imports.unit_plan import UnitPlan, plan_units
from districts.models import Unit
from tests.districts.imports.files import UNITS, Place, faults_of, source

HEADER = "code,name_vi,kind,parent_code,valid_from,valid_to,slug\n"
COUNTRY = "VN,Việt Nam,country,,,,\n"
PROVINCE = "10,Lào Cai,tỉnh,VN,,,\n"

pytestmark = pytest.mark.django_db


def plan(rows: str, header: str = HEADER) -> UnitPlan:
    return plan_units(source(header + rows))


def faults(rows: str) -> list[Place]:
    return faults_of(lambda: plan(rows))


def unit(plan: UnitPlan, code: str) -> Unit:
    return next(unit for unit in plan.new if unit.code == code)


@pytest.mark.parametrize(
    ("word", "kind", "level"),
    [
        ("huyện", "district", "district"),
        ("Thị xã", "town", "district"),
        ("quận", "urban_district", "district"),
        ("thành phố", "city", "district"),
        ("city", "city", "district"),
        ("xã", "commune", "commune"),
        ("phường", "ward", "commune"),
        ("thị trấn", "township", "commune"),
        ("đặc khu", "special_zone", "commune"),
        ("special_zone", "special_zone", "commune"),
        ("sở", "department", "department"),
    ],
)
def test_kinds_in_either_language(word: str, kind: str, level: str) -> None:
    made = unit(plan(f"{COUNTRY}{PROVINCE}1,A,{word},10,,,\n"), "1")
    assert (made.kind, made.level) == (kind, level)


@pytest.mark.parametrize("word", ["thành phố", "city", "municipality", "thành phố trực thuộc trung ương"])
def test_a_city_under_the_country_is_centrally_run(word: str) -> None:
    made = unit(plan(f"48,Đà Nẵng,{word},VN,,,\n{COUNTRY}"), "48")
    assert (made.kind, made.level) == ("municipality", "province")


def test_a_city_without_a_parent_is_a_fault_where_a_country_is_known() -> None:
    assert faults(f"{COUNTRY}48,Đà Nẵng,thành phố,,,,\n") == [
        (3, "parent_code", "", "the code of the unit that it belongs to")
    ]


def test_a_kind_left_out() -> None:
    [(row, column, value, expected)] = faults("10,Lào Cai,,,,,\n")
    assert (row, column, value) == (2, "kind", "")
    assert expected.startswith("one of: country, province,")


def test_an_unknown_kind() -> None:
    [(row, column, value, expected)] = faults("10,Lào Cai,bang,,,,\n")
    assert (row, column, value) == (2, "kind", "bang")
    assert expected.startswith("one of: country, province,")


def test_rows_in_any_order() -> None:
    made = plan(f"089,Văn Bàn,huyện,10,,,\n{PROVINCE}{COUNTRY}").new
    assert [unit.code for unit in made] == ["VN", "10", "089"]
    assert made[2].parent is made[1]


def test_leading_zeros_stay() -> None:
    assert unit(plan(f"{COUNTRY}{PROVINCE}080,Lào Cai,huyện,10,,,\n"), "080").code == "080"


def test_a_name_left_out() -> None:
    assert faults("10,,tỉnh,,,,\n") == [(2, "name_vi", "", "a text")]


def test_a_name_too_long_to_store() -> None:
    name = "x" * 301
    assert faults(f"10,{name},tỉnh,,,,\n") == [(2, "name_vi", name, "at most 300 characters, not 301")]


def test_a_code_with_a_space() -> None:
    assert faults("1 0,Lào Cai,tỉnh,,,,\n") == [(2, "code", "1 0", "a code without spaces")]


def test_the_last_day_before_the_first() -> None:
    expected = "a last day not before the first, 2025-07-01"
    assert faults("10,A,tỉnh,,2025-07-01,30/06/2025,\n") == [(2, "valid_to", "30/06/2025", expected)]


def test_only_country_and_province_stand_alone() -> None:
    assert faults("089,Văn Bàn,huyện,,,,\n") == [(2, "parent_code", "", "the code of the unit that it belongs to")]


def test_an_unknown_parent() -> None:
    expected = "the code of a unit of a higher level, in this file or stored"
    assert faults("089,Văn Bàn,huyện,11,,,\n") == [(2, "parent_code", "11", expected)]


def test_a_unit_of_the_same_level_is_no_parent() -> None:
    rows = f"{COUNTRY}{PROVINCE}089,Văn Bàn,huyện,10,,,\n090,B,huyện,089,,,\n"
    expected = "the code of a unit of a higher level, in this file or stored"
    assert faults(rows) == [(5, "parent_code", "089", expected)]


def test_a_country_belongs_to_no_unit() -> None:
    expected = "nothing: a country belongs to no unit"
    assert faults("VN,Việt Nam,country,10,,,\n10,A,tỉnh,,,,\n") == [(2, "parent_code", "10", expected)]


def test_the_parent_is_the_one_of_the_childs_first_day() -> None:
    made = plan(
        "15,Yên Bái,tỉnh,,,2025-06-30,\n15,Lào Cai,tỉnh,,2025-07-01,,\n"
        "132,Yên Bái,thành phố,15,,2025-06-30,\n02683,Văn Bàn,xã,15,2025-07-01,,\n"
    )
    parents = {unit.code: unit.parent.name_vi for unit in made.new if unit.parent}
    assert parents == {"132": "Yên Bái", "02683": "Lào Cai"}


def test_a_parent_that_did_not_exist_on_the_first_day() -> None:
    rows = "10,Lào Cai,tỉnh,,2000-01-01,,\n089,Văn Bàn,huyện,10,1999-12-31,,\n"
    expected = "a unit that existed on its first day, unlike: province 10 Lào Cai (2000-01-01 – …)"
    assert faults(rows) == [(3, "parent_code", "10", expected)]


def test_an_ambiguous_parent_names_the_candidates() -> None:
    rows = f"{COUNTRY}{PROVINCE}10,Trùng Mã,huyện,10,,,\n1,A,xã,10,,,\n"
    names = "province 10 Lào Cai (… – …); district 10 Trùng Mã (… – …)"
    assert faults(rows) == [
        (5, "parent_code", "10", f"a code that only one higher unit had on its first day, not: {names}")
    ]


def test_a_duplicate_row() -> None:
    expected = "each unit once; row 2 has the same level, code and first day"
    assert faults("10,Lào Cai,tỉnh,,,,\n10,Lào Cai,tỉnh,,,,\n") == [(3, "code", "10", expected)]


def test_overlapping_days_of_one_code() -> None:
    expected = "days that do not overlap with those of province 15 Yên Bái (… – 2025-07-01)"
    assert faults("15,Yên Bái,tỉnh,,,2025-07-01,\n15,Lào Cai,tỉnh,,2025-07-01,,\n") == [
        (3, "valid_from", "2025-07-01", expected)
    ]


def test_overlapping_days_with_a_stored_unit(units: None) -> None:
    expected = "days that do not overlap with those of province 10 Lào Cai (… – 2025-06-30)"
    assert faults("10,Lào Cai,tỉnh,VN,2020-01-01,,\n") == [(2, "valid_from", "2020-01-01", expected)]


def test_the_parent_may_be_stored(units: None) -> None:
    made = plan("085,Bắc Hà,huyện,10,,2025-06-30,\n")
    assert [(unit.code, unit.parent and unit.parent.name_vi) for unit in made.new] == [("085", "Lào Cai")]


def test_the_same_file_again_changes_nothing(units: None) -> None:
    again = plan_units(source(UNITS))
    assert again.empty
    assert again.unchanged == 7


def test_a_change_with_before_and_after(units: None) -> None:
    [change] = plan("089,Văn Bàn mới,huyện,10,,2024-12-31,\n").changed
    assert change.before == {"name_vi": "Văn Bàn", "valid_to": "2025-06-30"}
    assert change.after == {"name_vi": "Văn Bàn mới", "valid_to": "2024-12-31"}


def test_a_renamed_unit_keeps_its_address(units: None) -> None:
    [change] = plan("089,Tên Khác,huyện,10,,2025-06-30,\n").changed
    assert change.unit.slug == "van-ban"


def test_a_column_left_out_says_nothing(units: None) -> None:
    assert plan("089,Văn Bàn,huyện,10\n", "code,name_vi,kind,parent_code\n").empty


def test_a_unit_that_outlives_its_parent_is_warned_of(units: None) -> None:
    [warning] = plan("085,Bắc Hà,huyện,10,,,\n").warnings
    assert warning.startswith("row 2: district 085 Bắc Hà (… – …) goes on after the end of province 10")


def test_faults_of_rows_and_of_relations_are_told_together() -> None:
    rows = f"{COUNTRY}10,Lào Cai,tỉnh,VN,gestern,,\n089,Văn Bàn,huyện,10,,,\n090,B,huyện,99,,,\n"
    assert [(fault[0], fault[1]) for fault in faults(rows)] == [(3, "valid_from"), (5, "parent_code")]


@pytest.mark.parametrize("column", ["code", "name_vi", "kind", "parent_code"])
def test_a_column_that_must_be_there(column: str) -> None:
    header = HEADER.replace(column, "x", 1)
    found = faults_of(lambda: plan(PROVINCE, header))
    assert (1, column, "", f"a column named {column}") in found
