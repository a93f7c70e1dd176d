"""How the parts of a test run add up."""

from pathlib import Path

import pytest

from devtools import testing
from devtools.testing import PARTS, Outcome


def outcome(*, failed: bool = False, ran: int = 3, missing: bool = False) -> Outcome:
    return Outcome(PARTS[0], failed=failed, ran=ran, line="", missing=missing)


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


def test_all_parts_well_is_success() -> None:
    assert testing.verdict([outcome(), outcome()]) == 0


def test_one_failure_fails() -> None:
    assert testing.verdict([outcome(), outcome(failed=True)]) == 1


def test_a_part_without_tests_is_fine_beside_one_with() -> None:
    assert testing.verdict([outcome(), outcome(ran=0)]) == 0


def test_a_run_of_nothing_fails() -> None:
    assert testing.verdict([outcome(ran=0), outcome(ran=0)]) == 1


def test_what_cannot_be_had_is_no_failure_at_home() -> None:
    assert testing.verdict([outcome(), outcome(ran=0, missing=True)]) == 0


def test_what_cannot_be_had_is_a_failure_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")

    assert testing.verdict([outcome(), outcome(ran=0, missing=True)]) == 1


def test_counts_are_read_from_the_report(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="7" skipped="1" failures="2" errors="0"/></testsuites>')

    assert testing.read_counts(report) == {"tests": 7, "skipped": 1, "failures": 2, "errors": 0}


def test_without_a_report_nothing_ran(tmp_path: Path) -> None:
    assert set(testing.read_counts(tmp_path / "none.xml").values()) == {0}
