"""Hostile text, opened as people open files: with pandas, openpyxl, and LibreOffice where it is."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from django.contrib.auth.models import User

from districts.actions.publish import publish
from districts.exports import tidy, workbook
from districts.exports.csv_text import csv_chunks
from districts.models import Publication, Round, Score, Unit

HOSTILE = {
    "088": "=1+1",
    "085": "@SUM(1+1)*cmd|' /C calc'!A0",
    "089": '+1+1,"hai"',
}
SOURCES = {"088": '=HYPERLINK("http://127.0.0.1/","Sa Pa")', "085": "-2+3", "089": "\t=1+1"}
# Comma, quotes, UTF-8, from line 1, no formats, American English; formulas are computed.
OPENING = "44,34,76,1,,1033,false,true,false,false,false,0,true"
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.fixture
def hostile(round_2022: Round, round_2023: Round, author: User) -> Publication:
    """Names and sources that a spreadsheet would compute; Bắc Hà falls, so there are negative numbers."""
    for code, name in HOSTILE.items():
        Unit.objects.filter(code=code).update(name_vi=name)
        Score.objects.filter(scorecard__unit__code=code).update(source=SOURCES[code])
    publish(round=round_2022, by=author)
    return publish(round=round_2023, by=author)


def csv_of(publication: Publication) -> str:
    return "".join(csv_chunks(tidy.Selection((publication.pk,))))


def xlsx_of(publication: Publication) -> io.BytesIO:
    out = io.BytesIO()
    rows = tidy.rows(tidy.Selection((publication.pk,)))
    workbook.write(out, sheet="x", columns=tidy.COLUMNS, rows=rows, notes=[("=1+1", "=1+1")])
    out.seek(0)
    return out


def test_pandas_finds_no_formula_in_the_csv(hostile: Publication) -> None:
    frame = pd.read_csv(io.StringIO(csv_of(hostile)), dtype={"unit_code": str})

    assert set(frame["unit_name"]) == {f"'{name}" for name in HOSTILE.values()}
    assert not [text for name in ("unit_name", "source") for text in frame[name].dropna() if text.startswith(SIGNS)]


def test_pandas_finds_negative_numbers_in_the_csv(hostile: Publication) -> None:
    frame = pd.read_csv(io.StringIO(csv_of(hostile)), dtype={"unit_code": str})
    fallen = frame[(frame.unit_code == "085") & (frame.measure_code == "total")]

    assert fallen["change_rank"].tolist() == [-1]
    assert str(frame["change_points"].dtype) == "float64"


def test_openpyxl_finds_the_texts_as_they_are_and_no_formula(hostile: Publication) -> None:
    sheet = openpyxl.load_workbook(xlsx_of(hostile)).worksheets[0]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, str)]

    assert "f" not in {cell.data_type for cell in cells}
    assert set(HOSTILE.values()) < {cell.value for cell in cells}
    assert {cell.quotePrefix for cell in cells if str(cell.value).startswith(SIGNS)} == {True}


def test_openpyxl_finds_negative_numbers_as_numbers(hostile: Publication) -> None:
    sheet = openpyxl.load_workbook(xlsx_of(hostile)).worksheets[0]
    place = [column.name for column in tidy.COLUMNS].index("change_rank")
    found = [row[place] for row in sheet.iter_rows(min_row=2, values_only=True)]

    assert -1 in found


def test_pandas_reads_the_workbook(hostile: Publication) -> None:
    frame = pd.read_excel(xlsx_of(hostile), sheet_name=0)

    assert set(HOSTILE.values()) == set(frame.iloc[:, 7])


def opened(text: str, folder: Path) -> list[list[object]]:
    """The cells as a spreadsheet has them after opening the file: formulas computed, the rest as it is.

    LibreOffice tells where it is. Elsewhere a cell that begins with a sign of formulas, and is no number, counts as
    computed: that is what every spreadsheet does.
    """
    file = folder / "file.csv"
    file.write_text(text, newline="")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office:
        command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"]
        subprocess.run([*command, f"--infilter=CSV:{OPENING}", file.name], cwd=folder, check=True, timeout=300)
        sheet = openpyxl.load_workbook(folder / "file.xlsx").worksheets[0]
        return [["computed" if cell.data_type == "f" else cell.value for cell in row] for row in sheet.iter_rows()]
    return [[guessed(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


def guessed(cell: str) -> object:
    try:
        return float(cell)
    except ValueError:
        return "computed" if cell.startswith(SIGNS) else cell


def test_a_spreadsheet_computes_nothing_in_the_csv(hostile: Publication, tmp_path: Path) -> None:
    rows = opened(csv_of(hostile), tmp_path)

    assert len(rows) == 34
    assert "computed" not in {cell for row in rows for cell in row}


def test_it_would_compute_what_is_not_neutralised(tmp_path: Path) -> None:
    """Else the test above would prove nothing."""
    rows = opened("name,points\r\n=1+1,-1.20\r\n", tmp_path)

    assert rows == [["name", "points"], ["computed", -1.2]]


def test_a_spreadsheet_reads_negative_numbers_of_the_csv(hostile: Publication, tmp_path: Path) -> None:
    rows = opened(csv_of(hostile), tmp_path)
    place = rows[0].index("change_rank")

    assert -1 in [row[place] for row in rows[1:]]
