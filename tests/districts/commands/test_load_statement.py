"""`load_statement` as it is typed: a dry run first, all or nothing, every fault with its place."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from districts.models import Event, Provenance, StatedFigure, Statement
from tests.districts.imports.files import FRAMEWORK, UNITS

pytestmark = pytest.mark.django_db
Capture = pytest.CaptureFixture[str]
LONG = "unit_code,measure_code,points,rank\n"
TEXT = f"{LONG}089,total,722.21,3\n089,government,533.50,\n088,total,,1\n"
WHAT = ("--title", "Quyết định 684", "--source", "Báo Lào Cai", "--provenance", "press")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "units.csv").write_text(UNITS)
    (tmp_path / "framework.csv").write_text(FRAMEWORK)
    (tmp_path / "statement.csv").write_text(TEXT)
    call_command("load_units", str(tmp_path / "units.csv"), "--commit")
    call_command("load_framework", str(tmp_path / "framework.csv"), "--slug", "f960", "--commit")
    return tmp_path


def load(folder: Path, *more: str, text: str | bytes = "", what: tuple[str, ...] = WHAT) -> None:
    if text:
        (folder / "statement.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    where = ("--authority", "lao-cai", "--year", "2023", "--framework", "f960", "--language", "en")
    call_command("load_statement", str(folder / "statement.csv"), *where, *what, *more)


def figures() -> list[tuple[str, str, Decimal | None, int | None, int | None]]:
    rows = StatedFigure.objects.order_by("pk")
    return list(rows.values_list("unit__code", "measure__code", "points", "places", "rank"))


def test_a_dry_run_writes_nothing(folder: Path, capsys: Capture) -> None:
    capsys.readouterr()
    load(folder)
    assert capsys.readouterr().out.splitlines() == [
        "Statement “Quyết định 684” on Lào Cai 2023, districts: 3 figures of 2 units.",
        "This was a dry run: nothing was changed. Add --commit to write.",
    ]
    assert not Statement.objects.exists()


def test_with_commit_it_is_stored_with_its_printed_decimals(folder: Path) -> None:
    load(folder, "--commit", "--number", "684/QĐ-UBND", "--date", "03/04/2024")
    statement = Statement.objects.get()
    assert (statement.year, statement.group, statement.basis) == (2023, "districts", "")
    assert (statement.provenance, statement.source) == (Provenance.PRESS, "Báo Lào Cai")
    assert (statement.number, statement.date) == ("684/QĐ-UBND", date(2024, 4, 3))
    assert figures() == [
        ("089", "total", Decimal("722.21"), 2, 3),
        ("089", "government", Decimal("533.50"), 2, None),
        ("088", "total", None, None, 1),
    ]


def test_the_event_names_who_and_the_file(folder: Path) -> None:
    User.objects.create(username="cong-bo")
    load(folder, "--commit", "--by", "cong-bo")
    event = Event.objects.get(verb=Event.Verb.LOAD_STATEMENT)
    assert (event.by.username, event.subject) == ("cong-bo", "lao-cai/2023/districts/Quyết định 684")
    assert event.after == {"figures": 3, "provenance": "press", "source": "Báo Lào Cai"}
    assert event.file_name.endswith("statement.csv")
    assert len(event.file_digest) == 64


def test_an_unknown_author_is_refused(folder: Path) -> None:
    with pytest.raises(CommandError, match="no account named"):
        load(folder, "--commit", "--by", "ai-do")
    assert not Statement.objects.exists()


def test_again_changes_nothing(folder: Path, capsys: Capture) -> None:
    load(folder, "--commit")
    load(folder, "--commit")
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing differs from what is stored."
    assert Event.objects.filter(verb=Event.Verb.LOAD_STATEMENT).count() == 1


@pytest.mark.parametrize(
    "text", [TEXT.replace("533.50", "533.5"), TEXT.replace("722.21", "722.22"), f"{TEXT}080,total,,9\n"]
)
def test_what_is_stored_is_not_written_over(folder: Path, text: str) -> None:
    load(folder, "--commit")
    with pytest.raises(CommandError, match="give this one another title"):
        load(folder, "--commit", text=text)
    assert len(figures()) == 3
    load(folder, "--commit", "--title", "Đính chính", text=text)
    assert Statement.objects.count() == 2


def test_the_wide_form_says_the_same(folder: Path, capsys: Capture) -> None:
    load(folder, "--commit")
    load(folder, text="unit_code;total;total_rank;government\n089;722,21;3;533,50\n088;;1;\n")
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing differs from what is stored."


def test_points_that_no_unit_can_have_are_warned_of_and_kept(folder: Path, capsys: Capture) -> None:
    load(folder, "--commit", text=f"{LONG}089,total,961.5,\n")
    warning = "Warning: 089 Văn Bàn, total: 961.5 is stated, but the measure goes from -5 to 960."
    assert warning in capsys.readouterr().out.splitlines()
    assert figures() == [("089", "total", Decimal("961.5"), 1, None)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{LONG}999,total,1,\n", "row 2, column unit_code: found “999”; expected the code of a unit"),
        (f"{LONG}89,total,1,\n", "row 2, column unit_code: found “89”; expected a code with its leading zeros"),
        (
            f"{LONG}089,x,1,\n",
            "row 2, column measure_code: found “x”; expected the code of a measure of framework f960",
        ),
        (f"{LONG}089,total,NaN,\n", "row 2, column points: found “NaN”; expected a number"),
        (f"{LONG}089,total,1e3,\n", "row 2, column points: found “1e3”; expected a number"),
        (f"{LONG}089,total,1.1234567,\n", "row 2, column points: found “1.1234567”; expected at most 6 decimals"),
        (f"{LONG}089,total,100000000,\n", "row 2, column points: found “100000000”; expected fewer than nine digits"),
        (f"{LONG}089,total,1,0\n", "row 2, column rank: found “0”; expected a whole number from 1"),
        (f"{LONG}089,total,1,3.5\n", "row 2, column rank: found “3.5”; expected a whole number from 1"),
        (f"{LONG}089,total,,\n", "row 2, column points: nothing stands there; expected points, a rank, or both"),
        (
            f"{LONG}089,total,1,\n089,total,2,\n",
            "row 3, column unit_code: found “089”; expected each figure once; row 2",
        ),
        ("unit_code,measure_code\n089,total\n", "row 1, column points: nothing stands there; expected a column named"),
        ("unit_code,measure_code,points,share\n089,total,1,1\n", "row 1, column share: found “share”; expected one of"),
        ("unit_code,total,x_rank\n089,1,1\n", "row 1, column x_rank: found “x_rank”; expected unit_code, or the code"),
        ("unit_code\n089\n", "row 1: found “unit_code”; expected a column for at least one measure"),
        ("unit_code,total\n089,\n", "expected points or a rank in at least one row"),
        ("total,government\n1,2\n", "row 1, column unit_code: nothing stands there; expected a column named unit_code"),
        (LONG.encode("utf-16"), "statement.csv: found “UTF-16”; expected a CSV file"),
        ("\n", "statement.csv: found “an empty file”"),
    ],
)
def test_bad_input_is_told_and_stores_nothing(folder: Path, text: str | bytes, told: str) -> None:
    with pytest.raises(CommandError) as caught:
        load(folder, "--commit", text=text)
    assert told in str(caught.value)
    assert caught.value.returncode == 1
    assert not Statement.objects.exists()


def test_one_bad_row_stores_nothing_of_the_good_ones(folder: Path) -> None:
    with pytest.raises(CommandError):
        load(folder, "--commit", text=f"{TEXT}080,total,mười,\n")
    assert not StatedFigure.objects.exists()
    assert not Event.objects.filter(verb=Event.Verb.LOAD_STATEMENT).exists()


@pytest.mark.parametrize(
    ("option", "told"),
    [
        (("--authority", "ha-noi"), "No unit with the address or code ha-noi"),
        (("--framework", "none"), "There is no framework none"),
        (("--year", "1"), "not between 2000 and 2100"),
        (("--group", "Xã Phường"), "--group expects"),
        (("--title", "  "), "--title expects a text"),
        (("--source", ""), "--source expects a text"),
        (("--source", "x" * 501), "--source expects at most 500 characters, not 501."),
        (("--date", "31/02/2024"), "--date expects a date such as"),
        (("--date", "hôm qua"), "--date expects a date such as"),
    ],
)
def test_what_cannot_be_is_told(folder: Path, option: tuple[str, str], told: str) -> None:
    with pytest.raises(CommandError, match=told):
        load(folder, "--commit", *option)
    assert not Statement.objects.exists()


@pytest.mark.parametrize("needed", ["--title", "--source", "--provenance"])
def test_what_it_is_and_where_it_stands_must_be_said(folder: Path, needed: str) -> None:
    place = WHAT.index(needed)
    with pytest.raises(CommandError, match=needed):
        load(folder, what=WHAT[:place] + WHAT[place + 2 :])


def test_an_unknown_provenance_is_refused(folder: Path) -> None:
    with pytest.raises(CommandError, match="rumour"):
        load(folder, "--provenance", "rumour")


EXAMPLES = settings.BASE_DIR / "fixtures" / "examples"


def test_the_example_is_valid(db: None, capsys: Capture) -> None:
    call_command("load_units", str(EXAMPLES / "units.csv"), "--commit")
    call_command("load_framework", str(EXAMPLES / "framework.csv"), "--slug", "example", "--commit")
    where = ("--authority", "vi-du", "--year", "2023", "--framework", "example", "--language", "en")
    call_command("load_statement", str(EXAMPLES / "statement.csv"), *where, *WHAT, "--commit")
    assert "Warning" not in capsys.readouterr().out
    assert StatedFigure.objects.count() == 3
