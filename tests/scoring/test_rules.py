"""Every rule case by case, the notation, and what holds for all rules and inputs."""

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import NotApplicable, rules
from scoring.rules import InputError, InputFaultKind, InputKind, RuleError, RuleFault, RuleFaultKind

DOCUMENT = Path(__file__).parents[2] / "docs" / "rules.md"


def rule(text: str) -> rules.Rule:
    found = rules.parse(text)
    assert found is not None
    return found


def points(text: str, maximum: str = "20", decimals: int = 2, **inputs: object) -> str:
    return str(rule(text).points(inputs, Decimal(maximum), decimals))


def fault_of(text: str, **inputs: object) -> tuple[str, InputFaultKind]:
    with pytest.raises(InputError) as caught:
        rule(text).points(inputs, Decimal(20), 2)
    return caught.value.name, caught.value.kind


@pytest.mark.parametrize(("yes", "expected"), [(True, "20.00"), (False, "0.00")])
def test_yes_gives_the_maximum_and_no_nothing(yes: bool, expected: str) -> None:
    assert points("yes_no", yes=yes) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [(0, 7, "0.00"), (2, 3, "13.33"), (1, 3, "6.67"), (7, 7, "20.00"), (Decimal("1.5"), Decimal("2.5"), "12.00")],
)
def test_a_ratio_gives_its_share(a: int | Decimal, b: int | Decimal, expected: str) -> None:
    assert points("ratio", a=a, b=b) == expected


@pytest.mark.parametrize(
    ("a", "expected"),
    [(0, "0.0000"), (50_000, "10.0000"), (74_999, "14.9998"), (75_000, "20.0000"), (100_000, "20.0000")],
)
def test_a_cap_gives_the_maximum_from_the_cap_on(a: int, expected: str) -> None:
    assert points("ratio_cap 75%", "20", 4, a=a, b=100_000) == expected


@pytest.mark.parametrize(("a", "expected"), [(119, "19.83"), (120, "20.00"), (130, "20.00")])
def test_a_target_may_be_exceeded_and_then_gives_the_maximum(a: int, expected: str) -> None:
    assert points("ratio_cap 100%", a=a, b=120) == expected


@pytest.mark.parametrize(
    ("a", "expected"),
    [(0, "0.000"), (8_999, "0.000"), (9_000, "18.000"), (9_001, "18.002"), (9_999, "19.998"), (10_000, "20.000")],
)
def test_a_floor_gives_nothing_below_it(a: int, expected: str) -> None:
    assert points("ratio_floor 90%", "20", 3, a=a, b=10_000) == expected


@pytest.mark.parametrize(("a", "expected"), [(0, "0.00"), (9_999, "0.00"), (10_000, "20.00")])
def test_all_or_nothing_knows_nothing_between(a: int, expected: str) -> None:
    assert points("all_or_nothing", a=a, b=10_000) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "0.00"), (1, "5.00"), (19, "5.00"), (20, "10.00"), (51, "10.00"), (52, "20.00"), (500, "20.00")],
)
def test_a_count_gives_the_share_of_its_tier(count: int, expected: str) -> None:
    assert points("tiers 52:1 20:1/2 1:1/4", count=count) == expected


def test_a_count_below_the_last_tier_gives_nothing() -> None:
    assert points("tiers 10:1 5:1/2", count=4) == "0.00"


@pytest.mark.parametrize(
    ("issued", "done", "expected"), [(False, 0, "0.00"), (True, 0, "10.00"), (False, 4, "10.00"), (True, 3, "17.50")]
)
def test_parts_are_added_by_their_weights(issued: bool, done: int, expected: str) -> None:
    assert points("parts yes_no:1/2 ratio:1/2", part1_yes=issued, part2_a=done, part2_b=4) == expected


def test_a_sum_of_parts_is_rounded_once() -> None:
    thirds = {f"part{number}_{name}": value for number in (1, 2, 3) for name, value in (("a", 1), ("b", 3))}

    assert points("parts ratio:1/3 ratio:1/3 ratio:1/3", "10", 0, **thirds) == "3"
    assert points("parts ratio:1/3 ratio:1/3 ratio:1/3", "1", 1, **thirds) == "0.3"


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        (("on_time", "on_time", "on_time", "on_time"), "2.00"),
        (("on_time", "late", "none", "none"), "0.75"),
        (("late", "late", "late", "late"), "1.00"),
        (("none", "none", "none", "none"), "0.00"),
    ],
)
def test_each_period_counts_by_when_it_was_done(done: tuple[str, ...], expected: str) -> None:
    inputs = {f"period{number}": timing for number, timing in enumerate(done, 1)}

    assert str(rule("periods 4 1/2").points(inputs, Decimal(2), 2)) == expected


def test_late_may_give_nothing() -> None:
    assert points("periods 2 0", period1="late", period2="on_time") == "10.00"


@pytest.mark.parametrize(
    ("a", "b", "maximum", "decimals", "expected"),
    [
        (1, 8, "1", 2, "0.13"),  # 0.125
        (1, 2, "1", 0, "1"),  # 0.5
        (5, 2000, "1", 2, "0.00"),  # 0.0025
        (1, 200, "1", 2, "0.01"),  # 0.005
        (4999, 1_000_000, "1", 2, "0.00"),  # 0.004999
        (1, 3, "0.1", 6, "0.033333"),
        (1, 3, "0", 2, "0.00"),
    ],
)
def test_halves_are_rounded_up(a: int, b: int, maximum: str, decimals: int, expected: str) -> None:
    assert points("ratio", maximum, decimals, a=a, b=b) == expected


@pytest.mark.parametrize(
    ("text", "inputs", "expected"),
    [
        ("ratio", {"a": 1}, ("b", InputFaultKind.MISSING)),
        ("ratio", {"a": None, "b": 1}, ("a", InputFaultKind.MISSING)),
        ("ratio", {"a": 0, "b": 0}, ("b", InputFaultKind.ZERO)),
        ("ratio", {"a": 2, "b": 1}, ("a", InputFaultKind.EXCEEDS)),
        ("ratio_cap 75%", {"a": 2, "b": 1}, ("a", InputFaultKind.EXCEEDS)),
        ("ratio_floor 90%", {"a": 2, "b": 1}, ("a", InputFaultKind.EXCEEDS)),
        ("all_or_nothing", {"a": 2, "b": 1}, ("a", InputFaultKind.EXCEEDS)),
        ("ratio", {"a": -1, "b": 1}, ("a", InputFaultKind.NEGATIVE)),
        ("ratio", {"a": 0, "b": Decimal("-0.1")}, ("b", InputFaultKind.NEGATIVE)),
        ("ratio", {"a": 0.5, "b": 1}, ("a", InputFaultKind.NOT_A_NUMBER)),
        ("ratio", {"a": "1", "b": 1}, ("a", InputFaultKind.NOT_A_NUMBER)),
        ("ratio", {"a": True, "b": 1}, ("a", InputFaultKind.NOT_A_NUMBER)),
        ("ratio", {"a": Decimal("NaN"), "b": 1}, ("a", InputFaultKind.NOT_A_NUMBER)),
        ("ratio", {"a": 1, "b": Decimal("Infinity")}, ("b", InputFaultKind.NOT_A_NUMBER)),
        ("ratio", {"a": 1, "b": Decimal("1e999999")}, ("b", InputFaultKind.TOO_LONG)),
        ("ratio", {"a": Decimal("1e-999999"), "b": 1}, ("a", InputFaultKind.TOO_LONG)),
        ("ratio", {"a": 1, "b": 2, "c": 3}, ("c", InputFaultKind.UNEXPECTED)),
        ("yes_no", {}, ("yes", InputFaultKind.MISSING)),
        ("yes_no", {"yes": 1}, ("yes", InputFaultKind.NOT_YES_OR_NO)),
        ("yes_no", {"yes": "no"}, ("yes", InputFaultKind.NOT_YES_OR_NO)),
        ("tiers 1:1", {"count": Decimal("1.5")}, ("count", InputFaultKind.NOT_WHOLE)),
        ("tiers 1:1", {"count": -1}, ("count", InputFaultKind.NEGATIVE)),
        ("periods 2 1/2", {"period1": "late"}, ("period2", InputFaultKind.MISSING)),
        ("periods 2 1/2", {"period1": "late", "period2": "soon"}, ("period2", InputFaultKind.NOT_A_TIMING)),
        ("parts yes_no:1/2 ratio:1/2", {"part1_yes": True, "part2_a": 1}, ("part2_b", InputFaultKind.MISSING)),
        ("parts yes_no:1/2 ratio:1/2", {"yes": True}, ("yes", InputFaultKind.UNEXPECTED)),
    ],
)
def test_inputs_that_give_no_points_are_named(
    text: str, inputs: dict[str, object], expected: tuple[str, InputFaultKind]
) -> None:
    assert fault_of(text, **inputs) == expected


def test_an_input_fault_reads_as_a_sentence() -> None:
    with pytest.raises(InputError, match=r"^a cannot exceed b$"):
        rule("ratio").points({"a": 2, "b": 1}, Decimal(20), 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes_no", [("yes", InputKind.YES)]),
        ("ratio", [("a", InputKind.AMOUNT), ("b", InputKind.AMOUNT)]),
        ("tiers 2:1", [("count", InputKind.COUNT)]),
        ("periods 2 0", [("period1", InputKind.TIMING), ("period2", InputKind.TIMING)]),
        (
            "parts yes_no:1/2 all_or_nothing:1/2",
            [("part1_yes", InputKind.YES), ("part2_a", InputKind.AMOUNT), ("part2_b", InputKind.AMOUNT)],
        ),
    ],
)
def test_a_rule_says_what_it_asks_for(text: str, expected: list[tuple[str, InputKind]]) -> None:
    assert [(asked.name, asked.kind) for asked in rule(text).inputs] == expected


@pytest.mark.parametrize("share", ["75%", "3/4", "0.75", "0,75", "75.0%", "75,00%"])
def test_a_share_may_be_written_in_several_ways(share: str) -> None:
    assert rules.parse(f"ratio_cap {share}") == rules.RatioCap(Fraction(3, 4))


def test_spaces_around_pieces_do_not_matter() -> None:
    assert rules.parse("  ratio_cap\n 75% ") == rules.RatioCap(Fraction(3, 4))


def test_parameters_of_a_part_stand_in_brackets() -> None:
    found = rules.parse("parts tiers(2:1 1:1/2):40% periods(4 1/2):60%")

    assert found == rules.Parts(
        (
            (rules.Tiers(((2, Fraction(1)), (1, Fraction(1, 2)))), Fraction(2, 5)),
            (rules.Periods(4, Fraction(1, 2)), Fraction(3, 5)),
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tỷ lệ a/b × điểm tối đa.",
        "Ratio 75%",
        "ratio of trained officials, 75% of them",
        "ratio a/b × 5",
        "ratio: a/b",
        "parts of the plan",
        "yes_no_maybe",
    ],
)
def test_free_text_is_no_rule(text: str) -> None:
    assert rules.parse(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "piece"),
    [
        ("yes_no maybe", RuleFaultKind.PARAMETERS, "maybe"),
        ("ratio 75%", RuleFaultKind.PARAMETERS, "75%"),
        ("all_or_nothing 1", RuleFaultKind.PARAMETERS, "1"),
        ("ratio_cap", RuleFaultKind.PARAMETERS, ""),
        ("ratio_cap 75% 80%", RuleFaultKind.PARAMETERS, "75% 80%"),
        ("ratio_cap 120%", RuleFaultKind.NOT_A_SHARE, "120%"),
        ("ratio_cap 0%", RuleFaultKind.NOT_A_SHARE, "0%"),
        ("ratio_cap 1/0", RuleFaultKind.NOT_A_SHARE, "1/0"),
        ("ratio_cap -1/2", RuleFaultKind.NOT_A_SHARE, "-1/2"),
        ("ratio_cap ٧٥%", RuleFaultKind.NOT_A_SHARE, "٧٥%"),
        ("ratio_cap 1e-1", RuleFaultKind.NOT_A_SHARE, "1e-1"),
        ("ratio_floor", RuleFaultKind.PARAMETERS, ""),
        ("ratio_floor 100%", RuleFaultKind.NOT_BELOW_ONE, "100%"),
        ("tiers", RuleFaultKind.PARAMETERS, ""),
        ("tiers 52", RuleFaultKind.NOT_A_TIER, "52"),
        ("tiers 0:1", RuleFaultKind.NOT_A_TIER, "0:1"),
        ("tiers 1.5:1", RuleFaultKind.NOT_A_TIER, "1.5:1"),
        ("tiers 5:2", RuleFaultKind.NOT_A_SHARE, "2"),
        ("tiers 1:1/4 20:1/2", RuleFaultKind.TIERS_NOT_FALLING, "20:1/2"),
        ("tiers 20:1/2 1:1/2", RuleFaultKind.TIERS_NOT_FALLING, "1:1/2"),
        ("parts ratio:1", RuleFaultKind.PARAMETERS, "ratio:1"),
        ("parts ratio 1/2", RuleFaultKind.NOT_A_PART, "ratio"),
        ("parts rate:1/2 ratio:1/2", RuleFaultKind.NOT_A_PART, "rate:1/2"),
        (
            "parts ratio:1/2 parts(ratio:1/2 yes_no:1/2):1/2",
            RuleFaultKind.NOT_A_PART,
            "parts(ratio:1/2 yes_no:1/2):1/2",
        ),
        ("parts ratio:1/2 ratio_cap:1/2", RuleFaultKind.PARAMETERS, ""),
        ("parts ratio:1/2 yes_no:1/3", RuleFaultKind.WEIGHTS_NOT_ONE, "5/6"),
        ("parts ratio:x:1/2 yes_no:1/2", RuleFaultKind.NOT_A_SHARE, "x:1/2"),
        ("periods 4", RuleFaultKind.PARAMETERS, "4"),
        ("periods 1 1/2", RuleFaultKind.NOT_PERIODS, "1"),
        ("periods 54 1/2", RuleFaultKind.NOT_PERIODS, "54"),
        ("periods 4.5 1/2", RuleFaultKind.NOT_PERIODS, "4.5"),
        ("periods 4 2", RuleFaultKind.NOT_A_SHARE, "2"),
    ],
)
def test_a_malformed_rule_is_refused_with_the_piece_that_is_wrong(text: str, kind: RuleFaultKind, piece: str) -> None:
    found = rules.rule_fault(text)

    assert found is not None
    assert (found.kind, found.piece) == (kind, piece)


def test_a_fault_shows_how_the_rule_is_written() -> None:
    assert rules.rule_fault("ratio_cap 120%") == RuleFault(RuleFaultKind.NOT_A_SHARE, "120%", "ratio_cap 75%")
    with pytest.raises(RuleError, match="120%: not a share above 0, at most 1; write ratio_cap 75%"):
        rules.parse("ratio_cap 120%")


@pytest.mark.parametrize("known", rules.RULES.values())
def test_the_example_of_every_rule_is_a_rule(known: type[rules.Rule]) -> None:
    assert isinstance(rules.parse(known.form), known)


@pytest.mark.parametrize("text", ["yes_no", "Tỷ lệ a/b"])
def test_rules_and_free_text_have_no_fault(text: str) -> None:
    assert rules.rule_fault(text) is None


@pytest.mark.parametrize(("policy", "expected"), [(NotApplicable.FULL, Decimal("15.000")), (NotApplicable.LEAVE, None)])
def test_what_does_not_apply_gives_full_marks_or_leaves(policy: NotApplicable, expected: Decimal | None) -> None:
    assert rules.points_when_not_applicable(policy, Decimal(15), 3) == expected


MAXIMA = st.decimals(0, 1000, places=2)
COUNTS = st.integers(0, 10**6)
OF_TWO = ["ratio", "ratio_cap 75%", "ratio_cap 100%", "ratio_floor 90%", "all_or_nothing", "ratio_cap 1/3"]
TIMINGS = st.sampled_from(list(rules.Timing))


@given(st.sampled_from(OF_TWO), MAXIMA, COUNTS, COUNTS, st.integers(1, 10**6), st.integers(2, 6))
def test_points_of_a_ratio_stay_within_the_maximum_and_never_fall(
    text: str, maximum: Decimal, first: int, second: int, b: int, decimals: int
) -> None:
    less, more = sorted((min(first, b), min(second, b)))
    lower, higher = (rule(text).points({"a": a, "b": b}, maximum, decimals) for a in (less, more))

    assert 0 <= lower <= higher <= maximum


@given(MAXIMA, COUNTS, COUNTS)
def test_points_of_a_count_stay_within_the_maximum_and_never_fall(maximum: Decimal, first: int, second: int) -> None:
    less, more = sorted((first % 60, second % 60))
    found = rule("tiers 52:1 20:1/2 1:1/4")

    lower, higher = (found.points({"count": count}, maximum, 2) for count in (less, more))
    assert 0 <= lower <= higher <= maximum


@given(MAXIMA, st.lists(TIMINGS, min_size=12, max_size=12))
def test_a_period_on_time_never_gives_less(maximum: Decimal, done: list[rules.Timing]) -> None:
    inputs = {f"period{number}": timing for number, timing in enumerate(done, 1)}
    found = rule("periods 12 1/3")

    lower = found.points(inputs, maximum, 2)
    assert 0 <= lower <= found.points(inputs | {"period1": rules.Timing.ON_TIME}, maximum, 2) <= maximum


@given(st.booleans(), COUNTS, st.integers(1, 10**6), MAXIMA)
def test_points_are_the_exact_share_rounded_once(issued: bool, a: int, b: int, maximum: Decimal) -> None:
    a = min(a, b)
    found = rule("parts yes_no:1/4 ratio:3/4").points({"part1_yes": issued, "part2_a": a, "part2_b": b}, maximum, 2)

    exact = (Fraction(issued, 4) + Fraction(3 * a, 4 * b)) * Fraction(maximum)
    assert -Fraction(1, 200) <= exact - Fraction(found) < Fraction(1, 200)


def table(heading: str) -> list[list[str]]:
    """The cells of the rows of the document's table under a line that begins so, signs of code taken off."""
    after = DOCUMENT.read_text().partition(f"\n| {heading} |")[2]
    lines = after.partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def documented(value: str) -> object:
    words: dict[str, object] = {"yes": True, "no": False}
    if value in words:
        return words[value]
    return int(value) if value.isdigit() else value


@pytest.mark.parametrize(("text", "inputs", "expected", "_meaning"), table("rule"))
def test_the_document_gives_the_points_of_its_examples(text: str, inputs: str, expected: str, _meaning: str) -> None:
    pairs = (pair.split("=") for pair in inputs.split())

    given_inputs = {name: documented(value) for name, value in pairs}
    assert str(rule(text).points(given_inputs, Decimal(20), 2)) == expected


def test_the_document_shows_every_rule() -> None:
    assert {row[0].split()[0] for row in table("rule")} == set(rules.RULES)


def test_the_document_shows_what_is_refused_and_what_is_text() -> None:
    refused, texts = re.findall(r"\n\| cell \| why \|\n\|[- |]+\n((?:\|.*\n)+)", DOCUMENT.read_text())
    first_cells = [re.findall(r"^\| `(.*?)` \|", rows, re.MULTILINE) for rows in (refused, texts)]

    assert [cell for cell in first_cells[0] if rules.rule_fault(cell) is None] == []
    assert [cell for cell in first_cells[1] if rules.parse(cell) is not None] == []
    assert [len(cells) for cells in first_cells] == [8, 3]
