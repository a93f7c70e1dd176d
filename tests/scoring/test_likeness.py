"""Strengths and weaknesses among like units."""

from decimal import Decimal

from scoring.likeness import median, standouts


def shares(*values: str) -> list[Decimal]:
    return [Decimal(value) for value in values]


OTHERS = {"low": shares("0.6", "0.8", "0.7"), "high": shares("0.5", "0.5", "0.6"), "same": shares("1", "1", "1")}


def test_by_difference_to_the_median_of_the_others() -> None:
    found = standouts({"low": Decimal("0.2"), "high": Decimal("0.9"), "same": Decimal("1")}, OTHERS)

    assert [(one.code, one.median, one.difference) for one in found.strengths] == [
        ("high", Decimal("0.5"), Decimal("0.4"))
    ]
    assert [(one.code, one.difference) for one in found.weaknesses] == [("low", Decimal("-0.5"))]


def test_what_all_have_alike_says_nothing() -> None:
    found = standouts({"same": Decimal(1)}, OTHERS)

    assert (found.strengths, found.weaknesses) == ((), ())


def test_a_criterion_that_nobody_else_met_is_a_strength_and_the_median_none() -> None:
    assert [one.code for one in standouts({"x": Decimal(1)}, {"x": shares("0", "0")}).strengths] == ["x"]
    assert standouts({"low": Decimal("0.7")}, OTHERS).strengths == ()


def test_at_most_so_many_and_the_farthest_first() -> None:
    own = {code: Decimal(number) / 10 for number, code in enumerate("abc", start=7)}
    found = standouts(own, {code: shares("0.5", "0.6") for code in "abc"}, most=2)

    assert [one.code for one in found.strengths] == ["c", "b"]


def test_nobody_to_compare_with() -> None:
    assert standouts({"x": Decimal(1)}, {}).strengths == ()


def test_the_median_of_an_even_number() -> None:
    assert median(shares("0.1", "0.4", "0.2", "0.9")) == Decimal("0.3")
