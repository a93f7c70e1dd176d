"""Frameworks: rows, the graph, bands, differences."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from districts.imports.framework_plan import FrameworkPlan, Heading, plan_framework
from tests.districts.imports.files import FRAMEWORK, Place, faults_of, framework_plan, load_framework, source

HEADER = "code,parts,kind,name_vi,max_points\n"
BANDS = "name_vi,name_en,upper\nThấp,Low,0.5\nCao,High,1\n"

pytestmark = pytest.mark.django_db


def faults(rows: str, header: str = HEADER) -> list[Place]:
    return faults_of(lambda: framework_plan(header + rows))


def bounds(plan: FrameworkPlan) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    return {row.code: (row.min_points, row.max_points) for row in plan.measures}


def test_maxima_and_minima_left_out_are_the_sums_of_the_parts() -> None:
    found = bounds(framework_plan(FRAMEWORK))
    assert found["4.22"] == (Decimal(-5), Decimal(220))
    assert found["government"] == (Decimal(-5), Decimal(760))
    assert found["total"] == (Decimal(-5), Decimal(960))


def test_any_kind_may_be_a_leaf_or_have_parts() -> None:
    rows = {row.code: (row.kind, row.parts) for row in framework_plan(FRAMEWORK).measures}
    assert rows["4.22"] == ("criterion", ("4.22.1", "4.22.11"))
    assert rows["F"] == ("group", ())


def test_an_unscored_index_is_a_leaf_of_maximum_0() -> None:
    plan = framework_plan(f"{HEADER}total,a b,total,T,\na,,index,A,10\nb,,index,B,0\n")
    assert bounds(plan)["b"] == (Decimal(0), Decimal(0))


def test_decimals_left_out_are_two() -> None:
    plan = framework_plan(f"{HEADER}total,,total,T,10\n")
    assert plan.measures[0].decimals == 2


def test_decimal_commas() -> None:
    plan = framework_plan("code;parts;kind;name_vi;max_points\ntotal;a b;total;T;\na;;index;A;0,15\nb;;index;B;0,85\n")
    assert bounds(plan)["total"] == (Decimal(0), Decimal(1))


def test_the_kind_is_not_guessed() -> None:
    expected = "one of: total, pillar, group, index, criterion"
    assert faults("total,,,T,10\n") == [(2, "kind", "", expected)]


@pytest.mark.parametrize("code", ["", "a b", "4/22", "đ", ".1", "x" * 41, "=1"])
def test_what_is_no_code(code: str) -> None:
    expected = "a code of at most 40 letters a to z, digits, points and hyphens, such as 4.22.11"
    assert faults(f"{code},,total,T,10\n") == [(2, "code", code, expected)]


def test_a_code_that_names_a_column_of_scores() -> None:
    expected = "a code that is not the name of a column in files of scores"
    assert faults("total,rank,total,T,\nrank,,index,R,10\n") == [(3, "code", "rank", expected)]


def test_a_duplicate_code() -> None:
    assert faults("total,,total,T,10\na,,index,A,1\na,,index,A,1\n") == [
        (4, "code", "a", "each code once; row 3 has it already")
    ]


def test_an_unknown_part() -> None:
    expected = "the code of a measure of this file"
    assert faults("total,a b,total,T,10\na,,index,A,10\n")[0] == (2, "parts", "b", expected)


def test_a_cycle() -> None:
    found = faults("total,a,total,T,10\na,b,group,A,10\nb,a,group,B,10\n")
    assert (3, "parts", "b", "parts that never lead back to the measure itself: a → b → a") in found


def test_maxima_that_do_not_add_up() -> None:
    found = faults("total,a b,total,T,100\na,,index,A,50\nb,,index,B,40\n")
    assert found == [(2, "max_points", "100", "90, the sum of the maxima of its parts")]


def test_minima_that_do_not_add_up() -> None:
    header = "code,parts,kind,name_vi,max_points,min_points\n"
    found = faults("total,a,total,T,50,-3\na,,index,A,50,-5\n", header)
    assert found == [(2, "min_points", "-3", "-5, the sum of the minima of its parts")]


def test_a_part_counted_twice() -> None:
    [(row, column, value, expected)] = faults("total,g a,total,T,20\ng,a,group,G,10\na,,index,A,10\n")
    assert (row, column, value) == (2, "parts", "g a")
    assert expected.startswith("each part once, directly or through other parts, unlike ")


def test_no_total() -> None:
    assert faults("a,,index,A,10\n") == [(0, "kind", "", "one measure of kind total")]


def test_several_totals() -> None:
    expected = "only one measure of kind total, not: total → b"
    assert faults("total,,total,T,10\nb,,total,B,10\n") == [(3, "kind", "total", expected)]


def test_a_leaf_without_a_maximum() -> None:
    expected = "a maximum, since the measure has no parts"
    assert (3, "max_points", "", expected) in faults("total,a,total,T,\na,,index,A,\n")


def test_a_maximum_below_zero() -> None:
    found = faults("total,,total,T,-1\n")
    assert next((fault[0], fault[3]) for fault in found) == (2, "a minimum of at most 0 and a maximum of at least 0")


def test_a_maximum_finer_than_the_decimals() -> None:
    header = "code,parts,kind,name_vi,max_points,decimals\n"
    expected = "as many decimals as its maximum and minimum have, at most 6"
    assert faults("total,,total,T,0.125,2\n", header) == [(2, "decimals", "2", expected)]


@pytest.mark.parametrize("decimals", ["7", "-1", "2.0", "NaN"])
def test_decimals_out_of_bounds(decimals: str) -> None:
    header = "code,parts,kind,name_vi,max_points,decimals\n"
    expected = "a whole number from 0 to 6"
    assert faults(f"total,,total,T,10,{decimals}\n", header) == [(2, "decimals", decimals, expected)]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("1e5", "a number such as 12.5, in the digits 0 to 9"),
        ("100000000", "less than 100000000"),
        ("0.1234567", "at most 6 decimals"),
    ],
)
def test_a_maximum_that_is_none(number: str, expected: str) -> None:
    assert faults(f"total,,total,T,{number}\n") == [(2, "max_points", number, expected)]


def test_a_measure_of_another_framework(framework: None) -> None:
    header = "code,parts,kind,name_vi,max_points,comparable_to\n"
    plan = framework_plan(f"{header}total,,total,T,960,f960:total\n", "next")
    assert list(plan.comparable) == ["total"]


@pytest.mark.parametrize("name", ["f960:none", "none:total", "total", "next:total"])
def test_a_comparable_measure_that_is_not_stored(framework: None, name: str) -> None:
    header = "code,parts,kind,name_vi,max_points,comparable_to\n"
    expected = "slug:code of a measure of another framework that is stored"
    found = faults_of(lambda: framework_plan(f"{header}total,,total,T,960,{name}\n", "next"))
    assert found == [(2, "comparable_to", name, expected)]


@pytest.mark.parametrize("slug", ["Bộ", "a b", "", "a" * 81])
def test_a_slug_that_is_none(slug: str) -> None:
    found = faults_of(lambda: framework_plan(FRAMEWORK, slug))
    assert found == [(0, "", f"--slug {slug}", "at most 80 small letters a to z, digits and single hyphens")]


def test_the_title_is_the_slug_where_none_is_given() -> None:
    assert framework_plan(FRAMEWORK).heading["title_vi"] == "f960"


def test_bands_come_by_their_upper_bounds() -> None:
    plan = framework_plan(FRAMEWORK, bands="name_vi,upper\nCao,1\nThấp,0.5\n")
    assert [(band.name_vi, band.upper) for band in plan.bands or []] == [("Thấp", Decimal("0.5")), ("Cao", 1)]


@pytest.mark.parametrize("upper", ["0", "1.1", "-0.5", "25%", "", "0.1234567891"])
def test_a_bound_that_is_no_share(upper: str) -> None:
    [(row, column, value, _)] = faults_of(lambda: framework_plan(FRAMEWORK, bands=f"name_vi,upper\nA,{upper}\nB,1\n"))
    assert (row, column, value) == (2, "upper", upper)


def test_a_bound_twice() -> None:
    found = faults_of(lambda: framework_plan(FRAMEWORK, bands="name_vi,upper\nA,1\nB,1.0\n"))
    assert found == [(3, "upper", "1.0", "each bound once; row 2 has it already")]


def test_bands_reach_up_to_the_maximum() -> None:
    found = faults_of(lambda: framework_plan(FRAMEWORK, bands="name_vi,upper\nA,0.5\nB,0.75\n"))
    assert found == [(3, "upper", "0.75", "1 for the highest band")]


def test_the_same_file_again_changes_nothing(framework: None) -> None:
    assert framework_plan(FRAMEWORK).empty


def test_what_is_not_given_stays(loader: User, framework: None) -> None:
    load_framework(FRAMEWORK, "f960", loader)
    plan = plan_framework(source(FRAMEWORK), source(BANDS), Heading("f960", title_vi="Bộ chỉ số"))
    assert plan.after[""]["title_vi"] == "Bộ chỉ số"
    assert plan.after[""]["availability"] == "1"


def test_differences_are_named_by_code(framework: None) -> None:
    plan = framework_plan(FRAMEWORK.replace("Một phần", "Trực tuyến một phần"))
    assert list(plan.after) == ["4.22.11"]
    assert plan.before["4.22.11"]["name_vi"] == "Một phần"


def test_bands_are_a_difference(framework: None) -> None:
    plan = framework_plan(FRAMEWORK, bands=BANDS)
    assert plan.after == {"(bands)": {"0.5": ["Thấp", "Low"], "1": ["Cao", "High"]}}
