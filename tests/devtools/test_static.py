"""Static files are collected again only when something changed."""

from pathlib import Path

import pytest

from devtools import server


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("requirements/run.txt", "dti_portal/settings.py", "static/style/base.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(server, "ROOT", tmp_path)
    monkeypatch.setattr(server, "RUN", tmp_path / "requirements" / "run.txt")
    return tmp_path


@pytest.mark.parametrize("name", ["requirements/run.txt", "dti_portal/settings.py", "static/style/base.css"])
def test_a_changed_file_changes_the_digest(house: Path, name: str) -> None:
    before = server.static_digest()
    (house / name).write_text("another")

    assert server.static_digest() != before


def test_a_renamed_file_changes_the_digest(house: Path) -> None:
    before = server.static_digest()
    (house / "static/style/base.css").rename(house / "static/style/other.css")

    assert server.static_digest() != before


def test_the_same_files_have_the_same_digest(house: Path) -> None:
    assert server.static_digest() == server.static_digest()
