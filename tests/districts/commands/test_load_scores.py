"""`load_scores` as it is typed, and the examples of every format."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from districts.models import Event, Publication, Round, Score, Unit
from tests.districts.imports.files import FRAMEWORK, LONG, UNITS

pytestmark = pytest.mark.django_db
Capture = pytest.CaptureFixture[str]
TEXT = f"{LONG}089,total,722.21\n088,total,700\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "units.csv").write_text(UNITS)
    (tmp_path / "framework.csv").write_text(FRAMEWORK)
    (tmp_path / "scores.csv").write_text(TEXT)
    call_command("load_units", str(tmp_path / "units.csv"), "--commit")
    call_command("load_framework", str(tmp_path / "framework.csv"), "--slug", "f960", "--commit")
    return tmp_path


def load(folder: Path, *more: str, text: str | bytes = "") -> None:
    if text:
        (folder / "scores.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    where = ("--authority", "lao-cai", "--year", "2023", "--framework", "f960", "--language", "en")
    call_command("load_scores", str(folder / "scores.csv"), *where, *more)


def test_a_dry_run_writes_nothing(folder: Path, capsys: Capture) -> None:
    capsys.readouterr()
    load(folder)
    assert capsys.readouterr().out.splitlines() == [
        "Round Lào Cai 2023, districts: new.",
        "Figures: 2 added, 0 changed, 0 unchanged.",
        "Units that enter the round or change in it: 2",
        "  089 Văn Bàn",
        "  088 Sa Pa",
        "Units of the group without a row: 1",
        "  080 Lào Cai",
        "This was a dry run: nothing was changed. Add --commit to write.",
    ]
    assert not Round.objects.exists()
    assert not Event.objects.filter(verb=Event.Verb.LOAD_SCORES).exists()


def test_with_commit_figures_are_stored(folder: Path) -> None:
    load(folder, "--commit")
    assert Score.objects.count() == 2


def test_again_changes_nothing(folder: Path, capsys: Capture) -> None:
    load(folder, "--commit")
    load(folder, "--commit")
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing differs from what is stored."
    assert Event.objects.filter(verb=Event.Verb.LOAD_SCORES).count() == 1


def test_changes_are_shown(folder: Path, capsys: Capture) -> None:
    load(folder, "--commit")
    load(folder, text=TEXT.replace("722.21", "722.2"))
    assert "  089 Văn Bàn, total: 722.21 (official) → 722.2 (official)" in capsys.readouterr().out


def test_contradictions_are_warned_of(folder: Path, capsys: Capture) -> None:
    load(folder, text="unit_code,F,4,5,total\n089,366.36,100,100,722.21\n")
    warning = "Warning: 089 Văn Bàn, total: 722.21 is given, but the other figures lead to 566.36."
    assert warning in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{LONG}089,total,961\n", "row 2, column points: found “961”; expected from -5 to 960"),
        (f"{LONG}089,total,NaN\n", "row 2, column points: found “NaN”; expected a number"),
        (f"{LONG}999,total,1\n", "row 2, column unit_code: found “999”; expected the code of a unit"),
        (f"{LONG}089,x,1\n", "row 2, column measure_code: found “x”; expected the code of a measure"),
        (f"{LONG}089,total\n", "row 2, column points: nothing stands there; expected 3 cells"),
        (f"{LONG}089,total,722,21\n", "row 2, column 4: found “21”; expected 3 cells"),
        (LONG.encode("utf-16"), "scores.csv: found “UTF-16”; expected a CSV file"),
        (b"\x89PNG\r\n\x1a\n\x00", "row 3: found “a NUL byte"),
        ("<html>", "scores.csv: found “HTML or XML”"),
        ("\n", "scores.csv: found “an empty file”"),
    ],
)
def test_bad_input_is_told_and_stores_nothing(folder: Path, text: str | bytes, told: str) -> None:
    with pytest.raises(CommandError) as caught:
        load(folder, "--commit", text=text)
    assert told in str(caught.value)
    assert caught.value.returncode == 1
    assert not Round.objects.exists()


def test_one_bad_row_stores_nothing_of_the_good_ones(folder: Path) -> None:
    with pytest.raises(CommandError):
        load(folder, "--commit", text=f"{TEXT}080,total,1e5\n")
    assert not Score.objects.exists()


def test_the_first_hundred_faults_and_the_count_of_the_others(folder: Path) -> None:
    rows = "".join(f"{number},total,1\n" for number in range(90000, 90120))
    with pytest.raises(CommandError) as caught:
        load(folder, text=LONG + rows)
    lines = str(caught.value).splitlines()
    assert (len(lines), lines[0], lines[-1]) == (
        102,
        "120 faults were found, so nothing was changed.",
        "and 20 more faults.",
    )


@pytest.mark.parametrize("option", [("--authority", "ha-noi"), ("--framework", "none"), ("--year", "1")])
def test_what_is_not_there_is_told(folder: Path, option: tuple[str, str]) -> None:
    with pytest.raises(CommandError):
        load(folder, *option)


def test_a_second_basis_is_a_round_of_its_own(folder: Path) -> None:
    load(folder, "--commit")
    load(folder, "--commit", "--basis", "merged")
    assert list(Round.objects.order_by("basis").values_list("basis", flat=True)) == ["", "merged"]


def test_a_published_round_is_corrected_with_a_reason(folder: Path) -> None:
    load(folder, "--commit")
    call_command("publish_round", "lao-cai", "2023", "--commit")
    with pytest.raises(CommandError, match="give --correct REASON"):
        load(folder, "--commit", text=TEXT.replace("722.21", "722.2"))
    load(folder, "--commit", "--correct", "Cộng nhầm")
    assert list(Publication.objects.order_by("revision").values_list("revision", flat=True)) == [1, 2]


def test_a_published_round_may_be_compared_in_a_dry_run(folder: Path, capsys: Capture) -> None:
    load(folder, "--commit")
    call_command("publish_round", "lao-cai", "2023", "--commit")
    capsys.readouterr()
    load(folder, text=TEXT.replace("722.21", "722.2"))
    assert "Round Lào Cai 2023, districts: published, revision 1." in capsys.readouterr().out


EXAMPLES = settings.BASE_DIR / "fixtures" / "examples"


@pytest.fixture
def examples(db: None) -> None:
    call_command("load_units", str(EXAMPLES / "units.csv"), "--commit")
    bands = ("--bands", str(EXAMPLES / "bands.csv"))
    call_command("load_framework", str(EXAMPLES / "framework.csv"), "--slug", "example", *bands, "--commit")


@pytest.mark.parametrize(
    ("name", "figures"), [("scores-long.csv", 15), ("scores-wide.csv", 11), ("scores-shares.csv", 4)]
)
def test_the_examples_are_valid(examples: None, capsys: Capture, name: str, figures: int) -> None:
    where = ("--authority", "vi-du", "--year", "2023", "--framework", "example", "--language", "en")
    call_command("load_scores", str(EXAMPLES / name), *where, "--commit")
    assert "Warning" not in capsys.readouterr().out
    assert Score.objects.count() == figures


def test_the_wide_example_says_what_the_long_one_says(examples: None, capsys: Capture) -> None:
    where = ("--authority", "vi-du", "--year", "2023", "--framework", "example", "--language", "en")
    call_command("load_scores", str(EXAMPLES / "scores-long.csv"), *where, "--commit")
    call_command("load_scores", str(EXAMPLES / "scores-wide.csv"), *where, "--commit")
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing differs from what is stored."


def test_the_examples_show_a_collision_of_addresses(examples: None) -> None:
    assert Unit.objects.get(code="X103").slug == "song-tren-thi-xa"
