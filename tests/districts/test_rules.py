"""Rules in the reader's language, and what is said of malformed ones."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from districts.rules import describe, sentence, wanted
from scoring import rules
from tests import factories as make


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes_no", "Yes: full points; no: 0 points."),
        ("ratio", "Ratio a/b × full points."),
        ("ratio_cap 75%", "Ratio a/b of 75% or more: full points; below that: ratio a/b × full points."),
        ("ratio_cap 100%", "Ratio a/b × full points; a may exceed b and then also gives full points."),
        (
            "ratio_floor 90%",
            "Ratio a/b of 100%: full points; from 90% to under 100%: ratio a/b × full points; under 90%: 0 points.",
        ),
        ("all_or_nothing", "All of b reached: full points; otherwise: 0 points."),
        (
            "tiers 52:1 20:1/2 1:1/4",
            (
                "Count of 52 or more: full points; from 20 to 51: 1/2 of full points; "
                "from 1 to 19: 1/4 of full points; fewer than 1: 0 points."
            ),
        ),
        (
            "tiers 3:0.9 2:35%",
            "Count of 3 or more: 90% of full points; exactly 2: 35% of full points; fewer than 2: 0 points.",
        ),
        (
            "parts yes_no:1/2 ratio:1/2",
            (
                "Part 1, worth 1/2 of the points: Yes: full points; no: 0 points. "
                "Part 2, worth 1/2 of the points: Ratio a/b × full points."
            ),
        ),
        (
            "periods 4 1/2",
            "Each of 4 periods on time: 1/4 of full points; late: 1/8 of full points; not done: 0 points.",
        ),
        ("periods 2 0", "Each of 2 periods on time: 1/2 of full points; late: 0 points; not done: 0 points."),
    ],
)
def test_a_rule_is_said_in_sentences(text: str, expected: str) -> None:
    assert describe(text) == expected


@pytest.mark.parametrize("text", ["", "Tỷ lệ a/b × điểm tối đa.", "ratio of trained officials", "ratio_cap 120%"])
def test_what_is_no_rule_is_shown_as_written(text: str) -> None:
    assert describe(text) == text


@pytest.mark.parametrize(
    ("cap", "language", "expected"),
    [
        ("62.5%", "en", "62.5%"),
        ("62.5%", "vi", "62,5\u00a0%"),
        ("0.7505", "vi", "75,05\u00a0%"),
        ("5%", "en", "5%"),
        ("2/3", "vi", "2/3"),
    ],
)
def test_percent_is_written_as_readers_write_it(cap: str, language: str, expected: str) -> None:
    with translation.override(language):
        assert expected in describe(f"ratio_cap {cap}")


@pytest.mark.parametrize("known", rules.RULES.values())
def test_every_rule_has_its_sentence(known: type[rules.Rule]) -> None:
    rule = rules.parse(known.form)

    assert rule is not None
    assert sentence(rule).endswith(".")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ratio 75%", "a rule written like ratio"),
        (
            "ratio_cap 120%",
            "a share such as 75% or 1/2, above 0 and at most 1, as in ratio_cap 75%, not “120%”",
        ),
        ("ratio_floor 1", "a floor below 1, as in ratio_floor 90%; all_or_nothing is the rule without one"),
        ("tiers 20 52", "a count and its share, as in tiers 52:1 20:1/2 1:1/4, not “20”"),
        ("tiers 1:1/4 2:1", "counts and shares that fall from tier to tier, as in tiers 52:1 20:1/2 1:1/4"),
        ("parts ratio:1/2 x:1/2", "a rule and its share, as in parts yes_no:1/2 ratio_cap(75%):1/2, not “x:1/2”"),
        ("parts ratio:1/2 ratio:1/3", "shares of the parts that add up to 1, not to 5/6"),
        ("periods 99 0", "a number of periods from 2 to 53, as in periods 4 1/2, not “99”"),
    ],
)
def test_a_malformed_rule_is_told_what_was_expected(text: str, expected: str) -> None:
    fault = rules.rule_fault(text)

    assert fault is not None
    assert wanted(fault) == expected


def test_every_fault_of_a_rule_has_its_text() -> None:
    for kind in rules.RuleFaultKind:
        assert wanted(rules.RuleFault(kind, "piece", "form"))


@pytest.mark.parametrize(
    ("rule", "shown"),
    [("ratio_cap 75%", "Ratio a/b of 75% or more: full points"), ("Theo kết luận <b>", "Theo kết luận &lt;b&gt;")],
)
def test_the_framework_page_says_the_rule(client: Client, db: None, rule: str, shown: str) -> None:
    edge = make.PartFactory.create(whole__kind="total", part__rule=rule)

    page = client.get(f"/en/frameworks/{edge.whole.framework.slug}/").content.decode()
    assert shown in page
    assert "ratio_cap" not in page
