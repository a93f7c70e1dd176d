"""Each check by itself: what it finds, and what it lets pass."""

from decimal import Decimal
from typing import Any

import pytest

from districts.checks import CHECKS, Answer, Check, Kind, examine
from districts.checks.all_maximum import all_maximum
from districts.checks.far_from_last_year import far_from_last_year
from districts.checks.no_evidence import no_evidence
from districts.checks.no_explanation import no_explanation
from districts.checks.no_reason import no_reason
from districts.checks.nothing_entered import nothing_entered
from districts.checks.other_count import other_count
from districts.checks.out_of_bounds import out_of_bounds


def answer(code: str = "1.1", **said: Any) -> Answer:
    """Five of ten points, as one would hope for."""
    for name in ("points", "last_points", "min_points"):
        if isinstance(said.get(name), str):
            said[name] = Decimal(said[name])
    usual: dict[str, Any] = {
        "code": code,
        "name": "Kế hoạch",
        "max_points": Decimal(10),
        "min_points": Decimal(0),
        "needs_evidence": False,
        "state": "scored",
        "points": Decimal(5),
    }
    return Answer(**(usual | said))


FINDS: list[tuple[Check, Answer]] = [
    (other_count, answer(is_as_counted=False)),
    (nothing_entered, answer(state="", points=None)),
    (nothing_entered, answer(points=None)),
    (no_reason, answer(state="missing", points=None)),
    (no_reason, answer(state="not_applicable", points=None)),
    (no_evidence, answer(needs_evidence=True)),
    (no_explanation, answer(points="0")),
    (no_explanation, answer(points="-1", min_points="-2")),
    (out_of_bounds, answer(points="10.01")),
    (out_of_bounds, answer(points="-0.01")),
    (far_from_last_year, answer(points="9.01", last_points="4")),
    (far_from_last_year, answer(points="0", last_points="5.01")),
]
PASSES: list[tuple[Check, Answer]] = [
    (other_count, answer()),
    (other_count, answer(state="not_applicable", points=None, is_as_counted=False)),
    (nothing_entered, answer(points="0")),
    (nothing_entered, answer(state="missing", points=None)),
    (no_reason, answer(state="missing", points=None, explanation="Chưa khảo sát")),
    (no_reason, answer()),
    (no_reason, answer(state="", points=None)),  # another check's
    (no_evidence, answer(needs_evidence=True, documents=1)),
    (no_evidence, answer(needs_evidence=True, explanation="Văn bản mật")),
    (no_evidence, answer(needs_evidence=True, points="0")),
    (no_evidence, answer(needs_evidence=True, state="missing", points=None)),
    (no_evidence, answer()),
    (no_explanation, answer(points="0", explanation="Chưa ban hành")),
    (no_explanation, answer(points="0.01")),
    (no_explanation, answer(state="missing", points=None)),
    (out_of_bounds, answer(points="10")),
    (out_of_bounds, answer(points="-2", min_points="-2")),
    (far_from_last_year, answer(points="9", last_points="4")),
    (far_from_last_year, answer(points="9")),
    (far_from_last_year, answer(state="missing", points=None, last_points="9")),
]


def named(case: object) -> str:
    return getattr(case, "__name__", "")


@pytest.mark.parametrize(("check", "given"), FINDS, ids=named)
def test_a_check_finds_what_it_is_there_for(check: Check, given: Answer) -> None:
    (finding,) = check([given])
    assert (finding.code, finding.kind) == ("1.1", Kind(check.__name__))
    assert finding.message


@pytest.mark.parametrize(("check", "given"), PASSES, ids=named)
def test_a_check_lets_everything_else_pass(check: Check, given: Answer) -> None:
    assert list(check([given])) == []


def full(count: int) -> list[Answer]:
    return [answer(str(number), points="10") for number in range(count)]


def test_everything_at_its_maximum_is_told_once() -> None:
    (finding,) = all_maximum(full(4))
    assert (finding.code, finding.kind, finding.is_error) == ("", Kind.ALL_MAXIMUM, False)


@pytest.mark.parametrize("answers", [full(3), [*full(4), answer("9")], []], ids=["few", "one less", "none"])
def test_not_everything_at_its_maximum_is_told_nothing(answers: list[Answer]) -> None:
    assert list(all_maximum(answers)) == []


def test_errors_come_before_warnings_each_in_the_order_of_the_criteria() -> None:
    found = examine(
        [
            answer("1.1", last_points="10.5", points="0", explanation="Đã hết"),
            answer("1.2", state="", points=None),
            answer("1.3", needs_evidence=True),
        ]
    )
    assert [(finding.code, finding.is_error) for finding in found] == [
        ("1.2", True),
        ("1.3", True),
        ("1.1", False),
    ]


def test_only_the_two_that_ask_back_are_warnings() -> None:
    everything = [given for _, given in FINDS]
    kinds = {finding.kind for finding in [*examine(everything), *examine(full(4))] if not finding.is_error}
    assert kinds == {Kind.FAR_FROM_LAST_YEAR, Kind.ALL_MAXIMUM}


def test_every_kind_has_its_check() -> None:
    assert {check.__name__ for check in CHECKS} == set(Kind)
