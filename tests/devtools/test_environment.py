"""When the environment counts as installed."""

from pathlib import Path

import pytest

from devtools import environment


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lock, and an environment in which it was installed."""
    monkeypatch.setattr(environment, "STAMP", tmp_path / "installed.txt")
    monkeypatch.setattr(environment, "UNFINISHED", tmp_path / "unfinished")
    lock = tmp_path / "run.txt"
    lock.write_text("django==5.2\n")
    environment.STAMP.write_text(environment.mark(lock) + "\n")
    return lock


def test_an_installed_lock_needs_nothing(lock: Path) -> None:
    assert environment.is_installed(lock)


def test_a_changed_lock_is_installed_again(lock: Path) -> None:
    lock.write_text("django==5.3\n")

    assert not environment.is_installed(lock)


def test_an_interrupted_installation_is_done_again(lock: Path) -> None:
    environment.UNFINISHED.touch()

    assert not environment.is_installed(lock)


def test_another_python_is_another_environment(lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "python_version", lambda: "3.99")

    assert not environment.is_installed(lock)


def test_a_python_that_does_not_run_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "python")

    assert environment.python_version() == ""
