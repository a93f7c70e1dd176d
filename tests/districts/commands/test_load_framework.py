"""`load_framework` as it is typed."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from districts.models import Framework, Round
from tests.districts.imports.files import FRAMEWORK, LONG, UNITS

pytestmark = pytest.mark.django_db
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "framework.csv"
    path.write_text(FRAMEWORK)
    return str(path)


def load(file: str, *more: str) -> None:
    call_command("load_framework", file, "--slug", "f960", "--language", "en", *more)


def test_a_dry_run_writes_nothing(file: str, capsys: Capture) -> None:
    load(file)
    assert capsys.readouterr().out.splitlines() == [
        "Framework f960 is new, with 10 measures.",
        "This was a dry run: nothing was changed. Add --commit to write.",
    ]
    assert not Framework.objects.exists()


def test_with_commit_the_framework_is_stored(file: str) -> None:
    load(
        file, "--title", "Bộ chỉ số", "--title-en", "The set", "--note", "Ghi chú", "--availability", "0,8", "--commit"
    )
    framework = Framework.objects.get(slug="f960")
    assert (framework.title_vi, framework.title_en, framework.note_vi) == ("Bộ chỉ số", "The set", "Ghi chú")
    assert framework.availability == Decimal("0.8")


def test_bands(file: str, tmp_path: Path) -> None:
    (tmp_path / "bands.csv").write_text("name_vi,upper\nThấp,0.5\nCao,1\n")
    load(file, "--bands", str(tmp_path / "bands.csv"), "--commit")
    assert Framework.objects.get().bands.count() == 2


def test_a_fault_of_the_bands_names_their_file(file: str, tmp_path: Path) -> None:
    (tmp_path / "bands.csv").write_text("name_vi,upper\nThấp,50\nCao,1\n")
    with pytest.raises(CommandError, match=r"bands.csv, row 2, column upper: found “50”; expected a share"):
        load(file, "--bands", str(tmp_path / "bands.csv"), "--commit")
    assert not Framework.objects.exists()


@pytest.mark.parametrize("share", ["0", "1.1", "80%", "-1", "NaN", "1e-1"])
def test_an_availability_that_is_none(file: str, share: str) -> None:
    with pytest.raises(CommandError, match="--availability expects a share"):
        load(file, f"--availability={share}", "--commit")


def test_again_changes_nothing(file: str, capsys: Capture) -> None:
    load(file, "--commit")
    capsys.readouterr()
    load(file, "--commit")
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing differs from what is stored."


def test_differences_are_shown(file: str, capsys: Capture) -> None:
    load(file, "--commit")
    capsys.readouterr()
    Path(file).write_text(FRAMEWORK.replace("Một phần", "Trực tuyến"))
    load(file)
    assert "  4.22.11: name_vi: Một phần → Trực tuyến" in capsys.readouterr().out


def test_a_framework_in_use_is_refused_in_the_dry_run_too(file: str, tmp_path: Path) -> None:
    load(file, "--commit")
    (tmp_path / "units.csv").write_text(UNITS)
    (tmp_path / "scores.csv").write_text(f"{LONG}089,total,1\n")
    call_command("load_units", str(tmp_path / "units.csv"), "--commit")
    where = ("--authority", "lao-cai", "--year", "2023", "--framework", "f960")
    call_command("load_scores", str(tmp_path / "scores.csv"), *where, "--commit")
    Path(file).write_text(FRAMEWORK.replace("Một phần", "Trực tuyến"))
    with pytest.raises(CommandError, match="load the new one under another slug"):
        load(file)
    assert Round.objects.count() == 1
