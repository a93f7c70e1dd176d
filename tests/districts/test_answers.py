"""Inputs of rules between forms, the database and scoring."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from districts.answers import rule_of, storable, told, typed
from scoring.rules import InputError, InputFaultKind, Rule


def rule(text: str) -> Rule:
    found = rule_of(text)
    assert found
    return found


AMOUNTS = st.decimals(min_value=0, max_value=10**9, allow_nan=False, places=3)


@given(a=AMOUNTS, b=AMOUNTS)
def test_amounts_come_back_exactly(a: Decimal, b: Decimal) -> None:
    ratio = rule("ratio")
    assert typed(ratio, storable(typed(ratio, {"a": a, "b": b}))) == {"a": a, "b": b}


@pytest.mark.parametrize(
    ("text", "inputs"),
    [
        ("yes_no", {"yes": False}),
        ("tiers 2:1", {"count": Decimal(0)}),
        ("periods 2 1/2", {"period1": "on_time", "period2": "none"}),
        ("parts yes_no:1/2 ratio:1/2", {"part1_yes": True, "part2_a": Decimal("1.5")}),
    ],
)
def test_every_kind_of_input_comes_back(text: str, inputs: dict[str, Any]) -> None:
    assert typed(rule(text), storable(inputs)) == inputs


def test_blanks_are_left_out() -> None:
    assert typed(rule("ratio"), {"a": "", "b": None}) == {}


@pytest.mark.parametrize("text", ["", "Hội đồng chấm", "ratio_cap 120%"])
def test_without_a_rule_that_can_be_read_points_are_entered(text: str) -> None:
    assert rule_of(text) is None


@pytest.mark.parametrize("kind", InputFaultKind)
def test_every_fault_is_told(kind: InputFaultKind) -> None:
    assert told(InputError(kind, "a")).endswith(".")
