"""What the tests need of the machine: found where it is, fetched where it is not, named where it cannot be had."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from devtools import chromium, packages, postgres, testing
from devtools.house import Problem
from devtools.testing import PARTS

MakeProgram = Callable[..., Path]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeProgram:
    """Put programs of any name on an otherwise empty PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "none"))

    def make(name: str, *, code: int = 0) -> Path:
        file = tmp_path / name
        file.write_text(f"#!/bin/sh\nexit {code}\n")
        file.chmod(0o755)
        return file

    return make


def test_a_browser_on_the_path_is_found(program: MakeProgram) -> None:
    assert chromium.find() is None
    installed = program("google-chrome")

    assert chromium.find() == installed


def test_a_stub_that_starts_nothing_is_no_browser(program: MakeProgram) -> None:
    program("chromium-browser", code=1)

    assert chromium.find() is None


def test_a_server_needs_both_its_programs(program: MakeProgram, tmp_path: Path) -> None:
    program("initdb")
    alone = postgres.find()
    program("pg_ctl")

    assert alone != tmp_path
    assert postgres.find() == tmp_path


def test_a_missing_server_is_fetched_and_then_named(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(postgres, "find", lambda: None)
    monkeypatch.setattr(postgres, "apt_get", lambda *names: asked.append(names))

    with pytest.raises(Problem, match="apt-get install postgresql"):
        postgres.obtain()

    assert asked == [("postgresql",)]


def test_playwright_is_asked_for_a_browser_last(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(chromium, "find", lambda: None)
    monkeypatch.setattr(chromium, "apt_get", lambda *names: asked.append("apt-get"))
    monkeypatch.setattr(chromium, "from_playwright", lambda: asked.append("playwright"))

    with pytest.raises(Problem, match="apt-get install chromium"):
        chromium.obtain()

    assert asked == ["apt-get", "playwright"]


def test_nothing_is_installed_without_the_right_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "privilege", lambda: None)

    assert packages.apt_get("postgresql") is False


def test_a_part_that_cannot_be_had_says_which_tests_did_not_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def obtain() -> None:
        raise Problem("no server here")

    part = replace(PARTS[1], obtain=obtain)

    outcome = testing.run(part, None, [])

    assert (outcome.missing, outcome.failed, outcome.ran) == (True, False, 0)
    assert outcome.line == f"DID NOT RUN ({part.tests}): no server here"
    assert "no server here" in capsys.readouterr().out
