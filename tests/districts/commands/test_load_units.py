"""`load_units` as it is typed."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from districts.models import Event, Unit
from tests import factories as make
from tests.districts.imports.files import UNITS

pytestmark = pytest.mark.django_db
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "units.csv"
    path.write_text(UNITS)
    return str(path)


def test_a_dry_run_writes_nothing(file: str, capsys: Capture) -> None:
    call_command("load_units", file, "--language", "en")
    assert capsys.readouterr().out.splitlines() == [
        "Units: 7 new, 0 changed, 0 unchanged.",
        "This was a dry run: nothing was changed. Add --commit to write.",
    ]
    assert not Unit.objects.exists()
    assert not Event.objects.exists()


def test_with_commit_units_are_stored(file: str, capsys: Capture) -> None:
    call_command("load_units", file, "--commit", "--language", "en")
    assert capsys.readouterr().out.splitlines()[-1] == "The units are loaded."
    assert Unit.objects.count() == 7


def test_again_changes_nothing(file: str, capsys: Capture) -> None:
    call_command("load_units", file, "--commit")
    capsys.readouterr()
    call_command("load_units", file, "--commit", "--language", "en")
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing differs from what is stored."
    assert Event.objects.count() == 1


def test_changes_are_shown(file: str, capsys: Capture) -> None:
    call_command("load_units", file, "--commit")
    Path(file).write_text(UNITS.replace("Văn Bàn", "Văn Bàn Mới"))
    call_command("load_units", file, "--language", "en")
    assert "  089 Văn Bàn Mới: name_vi: Văn Bàn → Văn Bàn Mới" in capsys.readouterr().out


def test_a_fault_stores_nothing(file: str) -> None:
    Path(file).write_text(UNITS.replace("089,Văn Bàn", "089,"))
    with pytest.raises(CommandError, match=r"units.csv, row 6, column name_vi: nothing stands there; expected a text"):
        call_command("load_units", file, "--commit", "--language", "en")
    assert not Unit.objects.exists()


def test_the_author_is_the_command_line(file: str) -> None:
    call_command("load_units", file, "--commit")
    assert Event.objects.get().by.get_username() == "command-line"


def test_another_author(file: str) -> None:
    user = make.UserFactory.create(username="quan-tri")
    call_command("load_units", file, "--commit", "--by", "quan-tri")
    assert Event.objects.get().by == user


def test_an_unknown_author(file: str) -> None:
    with pytest.raises(CommandError, match="There is no account named nobody"):
        call_command("load_units", file, "--commit", "--by", "nobody", "--language", "en")
    assert not Unit.objects.exists()
