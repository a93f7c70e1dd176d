"""Files of scores: every cell, every code, what differs."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from districts.imports.faults import RefusedError
from districts.imports.score_plan import ScorePlan
from districts.imports.scores import Content
from tests.districts.imports.files import (
    FRAMEWORK,
    LONG,
    Place,
    faults_of,
    load_framework,
    load_scores,
    load_units,
    score_plan,
)

pytestmark = pytest.mark.usefixtures("units", "framework")
NOT_A_NUMBER = "a number such as 12.5, in the digits 0 to 9"


def faults(text: str | bytes, framework: str = "f960") -> list[Place]:
    return faults_of(lambda: score_plan(text, framework=framework))


def contents(plan: ScorePlan) -> dict[tuple[str, str], Content]:
    return {(figure.unit.code, figure.measure.code): figure.after for figure in plan.added}


def only(text: str, framework: str = "f960") -> Content:
    [content] = contents(score_plan(text, framework=framework)).values()
    return content


@pytest.mark.parametrize(
    "text",
    [
        "unit_code,measure_code,points\n089,total,722.21\n089,4.22.11,-2.5\n",
        "unit_code;measure_code;points\n089;total;722,21\n089;4.22.11;-2,500\n",
        "\ufeffunit_code;measure_code;points\r\n089;total;722,210\r\n089;4.22.11;-2,5\r\n",
        'unit_code,measure_code,points\n089,total,"722,21"\n089,4.22.11,"-2,5"\n',
        "unit_code,total,4.22.11\n089,722.21,-2.5\n",
        "unit_code;4.22.11;total\n089;-2,5;722,21\n",
    ],
)
def test_both_decimal_styles_long_and_wide_are_read_alike(text: str) -> None:
    assert contents(score_plan(text)) == {
        ("089", "total"): Content("scored", Decimal("722.21")),
        ("089", "4.22.11"): Content("scored", Decimal("-2.5")),
    }


@pytest.mark.parametrize("value", ["NaN", "inf", "-inf", "1e5", "12,5,3", "٣", "７２", "1.234,5", "x"])
def test_what_is_no_number(value: str) -> None:
    text = f'{LONG}089,total,700.5\n088,total,"{value}"\n'
    assert faults(text) == [(3, "points", value, NOT_A_NUMBER)]


def test_a_thousands_mark_in_a_file_of_decimal_commas() -> None:
    text = "unit_code;measure_code;points\n089;total;722,21\n088;total;700,5\n080;total;1.000\n"
    expected = "“,” before the decimals, as in most numbers of this file"
    assert faults(text) == [(4, "points", "1.000", expected)]


def test_above_the_maximum() -> None:
    expected = "from -5 to 960, the bounds of measure total"
    assert faults(f"{LONG}089,total,960.01\n") == [(2, "points", "960.01", expected)]


def test_below_the_minimum() -> None:
    text = "unit_code;4.22.11;4.21\n089;-5,001;1,5\n088;0;-0,01\n"
    assert faults(text) == [
        (2, "4.22.11", "-5,001", "from -5 to 20, the bounds of measure 4.22.11"),
        (3, "4.21", "-0,01", "from 0 to 40, the bounds of measure 4.21"),
    ]


@pytest.mark.parametrize("value", ["960", "-5", "0", "960.00"])
def test_the_bounds_themselves(value: str) -> None:
    assert only(f"{LONG}089,total,{value}\n").points == Decimal(value)


def test_more_decimals_than_the_measure_declares() -> None:
    expected = "at most 2 decimals, as measure total declares"
    assert faults(f"{LONG}089,total,722.215\n") == [(2, "points", "722.215", expected)]


def test_trailing_zeros_are_no_decimals() -> None:
    assert only(f"{LONG}089,total,722.210000000\n").points == Decimal("722.21")


def test_an_unknown_unit() -> None:
    expected = "the code of a unit that existed below Lào Cai in 2023"
    assert faults(f"{LONG}999,total,1\n") == [(2, "unit_code", "999", expected)]


def test_a_code_without_its_leading_zeros() -> None:
    expected = "a code with its leading zeros, which spreadsheets drop: 080 Lào Cai"
    assert faults(f"{LONG}80,total,1\n089,total,1\n") == [(2, "unit_code", "80", expected)]


def test_a_unit_left_out() -> None:
    assert faults(f"{LONG},total,1\n") == [(2, "unit_code", "", "the code of a unit below Lào Cai")]


def test_a_unit_that_did_not_exist_in_the_year(loader: User) -> None:
    load_units("code,name_vi,kind,parent_code,valid_to\n090,Cũ,huyện,10,2022-12-31\n", loader)
    expected = "the code of a unit that existed below Lào Cai in 2023"
    assert faults(f"{LONG}090,total,1\n") == [(2, "unit_code", "090", expected)]


def test_a_unit_that_existed_on_one_day_of_the_year(loader: User) -> None:
    load_units("code,name_vi,kind,parent_code,valid_to\n090,Cũ,huyện,10,2023-01-01\n", loader)
    assert score_plan(f"{LONG}090,total,1\n").units[0].name_vi == "Cũ"


def test_an_unknown_measure() -> None:
    expected = "the code of a measure of framework f960"
    assert faults(f"{LONG}089,total,1\n089,9.9,1\n088,9.9,1\n") == [(3, "measure_code", "9.9", expected)]


def test_an_unknown_measure_in_a_wide_file() -> None:
    expected = "the code of a measure of framework f960"
    assert faults("unit_code,total,Total\n089,1,1\n") == [(1, "Total", "Total", expected)]


def test_the_file_of_another_framework_is_one_fault(loader: User) -> None:
    other = "code,parts,kind,name_vi,max_points\ntotal,A B,total,T,\nA,,index,A,5\nB,,index,B,5\n"
    load_framework(other, "other", loader)
    expected = (
        "the measures of framework f960: it does not know 2 of the file's 3 codes, of which 3 belong to framework other"
    )
    text = f"{LONG}089,total,5000\n089,A,1\n089,B,2\n999,A,1\n"
    assert faults(text) == [(3, "measure_code", "A", expected)]


def test_a_duplicate_row() -> None:
    expected = "each figure once; row 2 has the same unit and measure"
    assert faults(f"{LONG}089,total,1\n089,4.21,1\n089,total,1\n") == [(4, "measure_code", "total", expected)]


def test_a_duplicate_row_of_a_wide_file() -> None:
    expected = "each figure once; row 2 has the same unit and measure"
    assert faults("unit_code,total\n089,1\n089,2\n") == [(3, "unit_code", "089", expected)]


def test_faults_of_all_kinds_are_told_at_once() -> None:
    text = f"{LONG}999,total,1\n089,total,961\n089,9.9,1\n088,total,1e5\n"
    assert [(fault[0], fault[1]) for fault in faults(text)] == [
        (2, "unit_code"),
        (3, "points"),
        (4, "measure_code"),
        (5, "points"),
    ]


@pytest.mark.parametrize(
    ("header", "column"), [("unit_code,points", "measure_code"), ("measure_code,points", "unit_code")]
)
def test_a_column_that_must_be_there(header: str, column: str) -> None:
    assert faults(f"{header}\n089,1\n") == [(1, column, "", f"a column named {column}")]


def test_a_long_file_that_says_nothing() -> None:
    assert faults("unit_code,measure_code,source\n089,total,x\n") == [(1, "points", "", "a column named points")]


def test_a_wide_file_without_measures() -> None:
    assert faults("unit_code\n089\n") == [(1, "", "unit_code", "a column for at least one measure")]


def test_an_unknown_column() -> None:
    [(row, column, value, _)] = faults("unit_code,measure_code,points,note\n089,total,1,x\n")
    assert (row, column, value) == (1, "note", "note")


def test_not_a_csv_file() -> None:
    assert faults(b"PK\x03\x04") == [(0, "", "an Excel workbook or an archive", "a CSV file in UTF-8")]


LONGER = "unit_code,measure_code,points,share,state,rank,ranked,provenance,source\n"


def test_everything_that_a_row_can_say() -> None:
    content = only(f"{LONGER}089,total,722.21,,scored,3,yes,press,Báo Lào Cai\n")
    assert content == Content("scored", Decimal("722.21"), None, 3, "press", "Báo Lào Cai")


def test_nothing_filled_in_is_missing() -> None:
    assert only(f"{LONGER}089,total,,,,,,,\n") == Content("missing")


def test_zero_is_not_missing() -> None:
    assert only(f"{LONG}089,total,0\n") == Content("scored", Decimal(0))


def test_only_a_printed_rank() -> None:
    assert only("unit_code,measure_code,rank\n089,total,9\n") == Content("scored", printed_rank=9)


@pytest.mark.parametrize(("word", "state"), [("missing", "missing"), ("không áp dụng", "not_applicable")])
def test_states_in_either_language(word: str, state: str) -> None:
    assert only(f"{LONGER}089,4.21,,,{word},,,,\n").state == state


@pytest.mark.parametrize("word", ["not_applicable", "Không áp dụng", "not applicable"])
def test_a_whole_is_never_not_applicable(word: str) -> None:
    expected = "another state: only a measure without parts may be not applicable"
    assert faults(f"{LONGER}089,4.22,,,{word},,,,\n") == [(2, "state", word, expected)]


@pytest.mark.parametrize(("column", "cells"), [("points", "5,,missing,,"), ("rank", ",,not_applicable,3,")])
def test_a_figure_that_the_state_denies(column: str, cells: str) -> None:
    [(row, found, _, expected)] = faults(f"{LONGER}089,4.21,{cells},,\n")
    assert (row, found) == (2, column)
    assert expected.startswith("nothing, since the state of the row is ")


def test_scored_without_a_figure() -> None:
    expected = "points, a share or a rank, since the state of the row is scored"
    assert faults(f"{LONGER}089,total,,,scored,,,,\n") == [(2, "points", "", expected)]


def test_points_and_share_in_one_row() -> None:
    expected = "either points or a share, not both"
    assert faults(f"{LONGER}089,total,480,0.5,,,,,\n") == [(2, "share", "0.5", expected)]


@pytest.mark.parametrize("rank", ["0", "-1", "1.5", "first", "１"])
def test_what_is_no_rank(rank: str) -> None:
    expected = "a whole number from 1 to 1000000"
    assert faults(f"{LONGER}089,total,1,,,{rank},,,\n") == [(2, "rank", rank, expected)]


def test_an_unknown_provenance() -> None:
    expected = "one of: official, press, illustrative"
    assert faults(f"{LONGER}089,total,1,,,,,rumour,\n") == [(2, "provenance", "rumour", expected)]


def test_a_source_too_long() -> None:
    source = "x" * 501
    expected = "at most 500 characters, not 501"
    assert faults(f"{LONGER}089,total,1,,,,,,{source}\n") == [(2, "source", source, expected)]


def test_one_no_puts_a_unit_outside_the_ranking() -> None:
    plan = score_plan(f"{LONGER}089,total,1,,,,no,,\n089,4.21,1,,,,,,\n088,total,1,,,,,,\n")
    assert {unit.code: plan.ranked.get(unit.pk) for unit in plan.units} == {"089": False, "088": None}


def test_yes_and_no_for_one_unit() -> None:
    expected = "the same word in all rows of the unit 089 Văn Bàn"
    assert faults(f"{LONGER}089,total,1,,,,no,,\n089,4.21,1,,,,yes,,\n") == [(3, "ranked", "yes", expected)]


SHARE = "unit_code,measure_code,share\n"


def test_a_share_of_the_maximum_with_its_margin() -> None:
    content = only(f"{SHARE}089,total,0.8002\n")
    assert content == Content("scored", Decimal("768.19"), Decimal("0.048"))


def test_a_share_on_a_scale_from_0_to_1(shares: None) -> None:
    content = only(f"{SHARE}089,F,0.8253\n", "f1")
    assert content == Content("scored", Decimal("0.41265"), Decimal("0.000025"))


def test_points_of_a_share_are_rounded_half_up(shares: None) -> None:
    assert only(f"{SHARE}089,total,0.00005\n", "f1").points == Decimal("0.0001")


def test_a_share_without_decimals_is_exact() -> None:
    assert only(f"{SHARE}089,total,1\n") == Content("scored", Decimal(960))


@pytest.mark.parametrize("share", ["1.0001", "-0.1", "80", "9" * 40])
def test_a_share_outside_0_to_1(share: str) -> None:
    assert faults(f"{SHARE}089,4.21,{share}\n") == [(2, "share", share, "a share of the maximum from 0 to 1")]


def test_a_negative_share_where_the_minimum_is() -> None:
    assert only(f"{SHARE}089,4.22.11,-0.25\n").points == -5


def test_a_share_of_too_many_decimals() -> None:
    expected = "a share with as many decimals as were printed, at most 9"
    assert faults(f"{SHARE}089,total,0.1234567891\n") == [(2, "share", "0.1234567891", expected)]


def test_shares_with_decimal_commas() -> None:
    assert only("unit_code;measure_code;share\n089;total;0,5\n").points == 480


@pytest.mark.parametrize(
    ("cell", "content"),
    [
        ("12.5", Content("scored", Decimal("12.5"))),
        ("missing", Content("missing")),
        ("0", Content("scored", Decimal(0))),
    ],
)
def test_cells_of_a_wide_file(cell: str, content: Content) -> None:
    assert only(f"unit_code,4.21,4.22\n089,{cell},\n") == content


def test_an_empty_cell_of_a_wide_file_says_nothing() -> None:
    plan = score_plan("unit_code,4.21,4.22\n089,,5\n")
    assert list(contents(plan)) == [("089", "4.22")]


def test_a_whole_not_applicable_in_a_wide_file() -> None:
    expected = "another state: only a measure without parts may be not applicable"
    assert faults("unit_code,4.22\n089,not_applicable\n") == [(2, "4.22", "not_applicable", expected)]


def test_the_word_scored_is_no_figure() -> None:
    assert faults("unit_code,4.21\n089,scored\n") == [(2, "4.21", "scored", "points, or one of the words for none")]


@pytest.mark.parametrize(("code", "group"), [("089", "districts"), ("03082", "communes"), ("STTTT", "departments")])
def test_the_group_is_the_level_of_the_units(code: str, group: str) -> None:
    assert score_plan(f"{LONG}{code},total,1\n").group == group


def test_a_country_assesses_provinces() -> None:
    assert score_plan(f"{LONG}10,total,1\n", authority="viet-nam").group == "provinces"


def test_mixed_levels_without_a_group() -> None:
    expected = "a unit of the same level as those above (district), or the option --group"
    assert faults(f"{LONG}089,total,1\n03082,total,1\n") == [(3, "unit_code", "03082", expected)]


def test_mixed_levels_under_a_name_of_ones_own() -> None:
    plan = score_plan(f"{LONG}089,total,1\n03082,total,1\n", group="pilot")
    assert (plan.group, len(plan.units)) == ("pilot", 2)


def test_a_unit_of_another_level_than_the_group() -> None:
    expected = "a unit of the group communes, unlike district level 089 Văn Bàn (… – 2025-06-30)"
    found = faults_of(lambda: score_plan(f"{LONG}089,total,1\n", group="communes"))
    assert found == [(2, "unit_code", "089", expected)]


def test_an_unknown_framework_names_those_stored() -> None:
    with pytest.raises(RefusedError, match="There is no framework f800; those stored are: f960"):
        score_plan(f"{LONG}089,total,1\n", framework="f800")


def test_a_group_that_is_no_address() -> None:
    with pytest.raises(RefusedError, match="--group expects"):
        score_plan(f"{LONG}089,total,1\n", group="Huyện")


def test_units_of_the_group_without_a_row() -> None:
    assert [unit.code for unit in score_plan(f"{LONG}089,total,1\n").absent] == ["080", "088"]


def test_the_same_file_again_changes_nothing(loader: User) -> None:
    text = f"{LONGER}089,total,722.210,,,3,,press,Báo\n088,F,,0.5125,,,no,,\n080,4.21,,,not_applicable,,,,\n"
    load_scores(text, loader)
    plan = score_plan(text)
    assert plan.empty
    assert plan.unchanged == 3


def test_a_change_with_before_and_after(loader: User) -> None:
    load_scores(f"{LONG}089,total,722.21\n", loader)
    [figure] = score_plan(f"{LONG}089,total,722.22\n").changed
    assert figure.before == Content("scored", Decimal("722.21"))
    assert figure.after == Content("scored", Decimal("722.22"))


def test_units_in_the_round_already_are_not_absent(loader: User) -> None:
    load_scores(f"{LONG}089,total,1\n", loader)
    assert [unit.code for unit in score_plan(f"{LONG}088,total,1\n").absent] == ["080"]


def test_a_round_of_another_framework(loader: User) -> None:
    load_framework(FRAMEWORK, "other", loader)
    load_scores(f"{LONG}089,total,1\n", loader)
    with pytest.raises(RefusedError, match="The round is assessed by framework f960, not by other"):
        score_plan(f"{LONG}089,total,1\n", framework="other")


def test_a_year_of_two_units_with_one_code_takes_the_one_at_its_end(loader: User) -> None:
    rows = "090,Cũ,huyện,10,,2023-05-31\n090,Mới,huyện,10,2023-06-01,2025-06-30\n"
    load_units(f"code,name_vi,kind,parent_code,valid_from,valid_to\n{rows}", loader)
    assert score_plan(f"{LONG}090,total,1\n").units[0].name_vi == "Mới"
