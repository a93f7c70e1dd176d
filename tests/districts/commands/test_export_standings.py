"""Files without a network: the same bytes as the addresses, and never half a file."""

import os
import stat
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import BinaryIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from districts.exports import standings, workbook
from districts.management.commands import export_standings
from districts.models import Publication
from districts.queries.editions import Edition

pytestmark = pytest.mark.django_db
ADDRESSES = {
    "csv": "/lao-cai/2023/standings.csv",
    "xlsx": "/lao-cai/2023/standings.xlsx",
    "json": "/lao-cai/2023/standings.json",
    "zip": "/lao-cai/2023/package.zip",
}


@pytest.fixture(autouse=True)
def in_a_folder(published: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> str:
    out = StringIO()
    call_command("export_standings", *words, "--language", "en", stdout=out)
    return out.getvalue()


def fetch(client: Client, address: str) -> tuple[str, bytes]:
    """What a browser would save it under, and its bytes."""
    response = client.get(address)
    content = response.getvalue()
    return response["Content-Disposition"].partition('filename="')[2].rstrip('"'), content


@pytest.mark.parametrize(("ending", "address"), ADDRESSES.items())
def test_it_writes_the_bytes_of_the_address_under_its_name(client: Client, ending: str, address: str) -> None:
    name, content = fetch(client, address)

    assert run("lao-cai", "2023", "--format", ending) == f"Written: {name}.\n"
    assert Path(name).read_bytes() == content


def test_csv_is_what_comes_unasked() -> None:
    assert run("lao-cai", "2023") == "Written: dti-lao-cai-2023-districts-r1-standings.csv.\n"


def test_the_path_is_ones_own_choice() -> None:
    run("lao-cai", "2023", "--output", "mine.csv")

    assert Path("mine.csv").read_text().startswith("authority,group,")


def test_into_a_folder_it_goes_under_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    run("lao-cai", "2023", "--format", "zip", "--output", "out")

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["dti-lao-cai-2023-districts-r1.zip"]


@pytest.mark.parametrize("ending", ["csv", "zip"])
def test_to_the_standard_output_go_the_same_bytes(
    client: Client, capfdbinary: pytest.CaptureFixture[bytes], ending: str
) -> None:
    call_command("export_standings", "lao-cai", "2023", "--format", ending, "--output", "-")

    assert capfdbinary.readouterr().out == fetch(client, ADDRESSES[ending])[1]


def test_a_file_that_is_there_is_not_overwritten() -> None:
    Path("mine.csv").write_text("kept")

    with pytest.raises(CommandError, match=r"mine\.csv is there already: give --force"):
        run("lao-cai", "2023", "--output", "mine.csv")
    assert Path("mine.csv").read_text() == "kept"


def test_force_replaces_it() -> None:
    Path("mine.csv").write_text("old")
    run("lao-cai", "2023", "--output", "mine.csv", "--force")

    assert Path("mine.csv").read_text().startswith("authority,")


def test_a_file_that_comes_meanwhile_is_kept_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(out: BinaryIO, edition: Edition) -> None:
        Path("mine.csv").write_text("kept")

    monkeypatch.setitem(standings.WRITERS, "csv", slow)

    with pytest.raises(CommandError, match="is there already"):
        run("lao-cai", "2023", "--output", "mine.csv")
    assert Path("mine.csv").read_text() == "kept"


def test_where_the_file_system_has_no_links_it_is_written_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(path: Path, target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    run("lao-cai", "2023", "--output", "mine.csv")

    assert [path.name for path in Path.cwd().iterdir()] == ["mine.csv"]


def test_an_export_that_fails_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(out: BinaryIO, edition: Edition) -> None:
        out.write(b"half")
        raise RuntimeError("no more")

    monkeypatch.setitem(standings.WRITERS, "csv", fails)

    with pytest.raises(RuntimeError):
        run("lao-cai", "2023")
    assert list(Path.cwd().iterdir()) == []


def test_others_may_read_the_file_as_the_account_allows() -> None:
    before = os.umask(0o022)
    try:
        run("lao-cai", "2023", "--output", "mine.csv")
    finally:
        os.umask(before)

    assert stat.S_IMODE(Path("mine.csv").stat().st_mode) == 0o644


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("yen-bai", "2023"), "No authority called “yen-bai” has published"),
        (("lao-cai", "2019"), r"There is no ranking of the year 2019\. There is: 2022, 2023\."),
        (("lao-cai", "2023", "--revision", "7"), r"There is no revision r7 of this ranking\. There is: r1\."),
        (("lao-cai", "2023", "--group", "communes"), r"no group of units called “communes”.*There is: districts\."),
        (("lao-cai", "2023", "--basis", "merged"), "no ranking on the basis “merged”"),
        (("lao-cai", "2023", "--format", "ods"), "invalid choice: 'ods'"),
        (("lao-cai", "this-year"), "invalid int value: 'this-year'"),
        (("lao-cai", "2023", "--output", "nowhere/mine.csv"), r"nowhere/mine\.csv cannot be written: No such file"),
    ],
)
def test_what_is_not_there_is_said_with_what_there_is(words: tuple[str, ...], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(*words)
    assert list(Path.cwd().iterdir()) == []


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 5)

    with pytest.raises(CommandError, match=r"more rows than a sheet can hold\. Choose csv or zip"):
        run("lao-cai", "2023", "--format", "xlsx")
    assert list(Path.cwd().iterdir()) == []


def test_a_reader_that_has_read_enough_is_no_error() -> None:
    """As in `manage.py export_standings ... --output - | head -1`."""
    code = (
        "import io, os, sys; import django; django.setup()\n"
        "from districts.management.commands.export_standings import Command\n"
        "read, write = os.pipe(); os.close(read); os.dup2(write, 1)\n"
        "Command().print(lambda out, edition: out.write(b'x' * 10_000_000), None)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=export_standings.__file__.partition("districts")[0])

    assert done.returncode == 0
