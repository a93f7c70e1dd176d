"""The column `rule` of a framework file: the notation, or any other text."""

import pytest

from tests.districts.imports.files import Place, faults_of, framework_plan

HEADER = "code,parts,kind,name_vi,max_points,rule\ntotal,1 2,total,Tổng điểm,,\n"


def frame(first: str, second: str = "") -> str:
    return f"{HEADER}1,,criterion,Kế hoạch,20,{first}\n2,,criterion,Mạng,10,{second}\n"


def test_rules_and_texts_are_kept_as_written(db: None) -> None:
    plan = framework_plan(frame("ratio_cap  75%", "Tỷ lệ a/b × điểm tối đa."))

    assert [row.rule for row in plan.measures] == ["", "ratio_cap 75%", "Tỷ lệ a/b × điểm tối đa."]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            "ratio_cap 120%",
            "a share such as 75% or 1/2, above 0 and at most 1, as in ratio_cap 75%, not “120%”",
        ),
        ("yes_no maybe", "a rule written like yes_no"),
    ],
)
def test_a_malformed_rule_is_a_fault_at_its_cell(db: None, rule: str, expected: str) -> None:
    place: Place = (4, "rule", rule, expected)

    assert faults_of(lambda: framework_plan(frame("yes_no", rule))) == [place]
