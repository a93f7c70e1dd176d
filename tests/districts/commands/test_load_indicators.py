"""`load_indicators` as it is typed."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from districts.models import Event, Indicator, IndicatorValue
from tests.districts.imports.files import UNITS

ROWS = """indicator,name_vi,numerator_vi,denominator_vi,unit,as_of,a,b,office,reason
to,Tổ công nghệ số,Xã có tổ,Tất cả xã,10,2023-12-31,99,99,Sở,
to,,,,089,2023-12-31,17.5,22,Sở,
"""
EXAMPLES = settings.BASE_DIR / "fixtures" / "examples"
Capture = pytest.CaptureFixture[str]

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "units.csv").write_text(UNITS)
    call_command("load_units", str(tmp_path / "units.csv"), "--commit")
    (tmp_path / "indicators.csv").write_text(ROWS)
    return tmp_path / "indicators.csv"


def load(file: Path, *more: str) -> None:
    call_command("load_indicators", str(file), "--authority", "lao-cai", "--year", "2023", "--language", "en", *more)


def test_a_dry_run_says_what_it_would_do(file: Path, capsys: Capture) -> None:
    capsys.readouterr()
    load(file)
    assert capsys.readouterr().out.splitlines() == [
        "Indicator to is new.",
        "2 counts are new, 0 unchanged.",
        "  to 10 2023-12-31: 99/99",
        "  to 089 2023-12-31: 17.5/22",
        "This was a dry run: nothing was changed. Add --commit to write.",
    ]
    assert not Indicator.objects.exists()


def test_with_commit_everything_is_stored(file: Path) -> None:
    load(file, "--commit")
    assert (Indicator.objects.count(), IndicatorValue.objects.count()) == (1, 2)
    assert Event.objects.filter(file_name="indicators.csv").count() == 3


def test_again_there_is_nothing_to_do(file: Path, capsys: Capture) -> None:
    load(file, "--commit")
    load(file, "--commit")
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing differs from what is stored."


def test_what_changes_is_told(file: Path, capsys: Capture) -> None:
    load(file, "--commit")
    file.write_text(ROWS.replace("to,Tổ công nghệ số", "to,Tổ công nghệ").replace("17.5,22,Sở,", "18,22,Sở,Đếm lại"))
    load(file)
    assert capsys.readouterr().out.splitlines()[-4:] == [
        "Indicator to changes: name_vi.",
        "1 count is new, 1 unchanged.",
        "  to 089 2023-12-31: 17.5/22 → 18/22",
        "This was a dry run: nothing was changed. Add --commit to write.",
    ]


def test_a_fault_names_file_row_column_value_and_what_was_expected(file: Path) -> None:
    file.write_text(ROWS.replace("17.5,22", "23,22"))
    with pytest.raises(CommandError) as refusal:
        load(file, "--commit")
    wanted = "indicators.csv, row 3, column a: found “23”; expected a part between zero and the whole"
    assert wanted in str(refusal.value)
    assert not Indicator.objects.exists()


def test_where_an_event_fails_nothing_is_loaded(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**said: object) -> None:
        if said["verb"] == Event.Verb.REPORT_INDICATOR:
            raise RuntimeError

    monkeypatch.setattr("districts.actions.load_indicators.record", fail)
    with pytest.raises(RuntimeError):
        load(file, "--commit")
    assert not Indicator.objects.exists()


def test_the_example_is_valid(db: None) -> None:
    call_command("load_units", str(EXAMPLES / "units.csv"), "--commit")
    call_command("load_framework", str(EXAMPLES / "framework.csv"), "--slug", "example", "--commit")
    where = ("--authority", "vi-du", "--year", "2023", "--commit")
    call_command("load_indicators", str(EXAMPLES / "indicators.csv"), *where)
    assert (Indicator.objects.count(), IndicatorValue.objects.count()) == (2, 3)
