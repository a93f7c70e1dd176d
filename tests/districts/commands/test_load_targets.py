"""`load_targets` as it is typed."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from districts.models import Event, Plan, TargetReport
from districts.queries.targets import load_targets
from tests.districts.imports.files import UNITS
from tests.districts.imports.test_target_plan import HEADER, REPORTS, SECOND

FIRST = "kh,Kế hoạch 2023,2023-01-31,2023-12-31,1,Hạ tầng,Cáp quang,at_least,70,,1,%,,,,\n"
Capture = pytest.CaptureFixture[str]

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("units", UNITS), ("targets", HEADER + FIRST + SECOND), ("reports", REPORTS)):
        (tmp_path / f"{name}.csv").write_text(text)
    call_command("load_units", str(tmp_path / "units.csv"), "--commit")
    return str(tmp_path / "targets.csv"), str(tmp_path / "reports.csv")


def load(files: tuple[str, str], *more: str) -> None:
    where = ("--authority", "lao-cai", "--year", "2023", "--language", "en")
    call_command("load_targets", files[0], "--reports", files[1], *where, *more)


def test_a_dry_run_says_what_it_would_do(files: tuple[str, str], capsys: Capture) -> None:
    capsys.readouterr()
    load(files)
    assert capsys.readouterr().out.splitlines() == [
        "Plan kh is new.",
        "Targets: 2 new or changed, 0 unchanged.",
        "  kh/1: new",
        "  kh/2: new",
        "2 reports are new.",
        "  kh/1 2023-12-31: 61.5",
        "  kh/2 2023-06-30: có",
        "This was a dry run: nothing was changed. Add --commit to write.",
    ]
    assert not Plan.objects.exists()


def test_with_commit_everything_is_stored(files: tuple[str, str]) -> None:
    load(files, "--commit")
    assert (Plan.objects.count(), TargetReport.objects.count()) == (1, 2)


def test_again_there_is_nothing_to_do(files: tuple[str, str], capsys: Capture) -> None:
    load(files, "--commit")
    load(files, "--commit")
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing differs from what is stored."


EXAMPLES = settings.BASE_DIR / "fixtures" / "examples"


def test_the_examples_are_valid(db: None) -> None:
    call_command("load_units", str(EXAMPLES / "units.csv"), "--commit")
    call_command("load_framework", str(EXAMPLES / "framework.csv"), "--slug", "example", "--commit")
    where = ("--authority", "vi-du", "--year", "2023", "--reports", str(EXAMPLES / "target-reports.csv"))
    call_command("load_targets", str(EXAMPLES / "targets.csv"), *where, "--commit")
    (plan,) = load_targets("vi-du", 2023, date(2024, 1, 1)).plans
    assert [line.status for line in plan.lines] == ["exceeded", "met", "met", "not_met", "not_reported"]


def test_an_authority_that_there_is_none(files: tuple[str, str]) -> None:
    with pytest.raises(CommandError, match="No unit with the address or code nowhere existed in 2023"):
        call_command("load_targets", files[0], "--authority", "nowhere", "--year", "2023", "--language", "en")


def test_a_fault_refuses_both_files(files: tuple[str, str]) -> None:
    Path(files[1]).write_text(REPORTS.replace("61.5", "sixty"))
    with pytest.raises(CommandError, match=r"reports.csv, row 2, column value: found “sixty”; expected a number"):
        load(files, "--commit")
    assert not Plan.objects.exists()


def test_what_a_target_replaces_is_told_and_recorded(files: tuple[str, str], capsys: Capture) -> None:
    load(files, "--commit")
    Path(files[0]).write_text(HEADER + FIRST.replace("\n", "2\n") + SECOND)
    load(files, "--commit")

    assert "  kh/1: replaces: – → kh/2" in capsys.readouterr().out.splitlines()
    event = Event.objects.latest("pk")
    assert event.before == {"kh/1": {"replaces": None}}
    assert (event.after or {})["kh/1"]["replaces"].startswith("2 ")


def test_a_dry_run_shows_a_correction_without_needless_zeros(files: tuple[str, str], capsys: Capture) -> None:
    load(files, "--commit")
    head, first = REPORTS.splitlines()[:2]
    Path(files[1]).write_text(f"{head},reason\n{first.replace('61.5', '62')},đếm lại\n")
    load(files)

    assert "  kh/1 2023-12-31: 61.5 → 62" in capsys.readouterr().out.splitlines()
