"""Workbooks, opened again with openpyxl and pandas."""

import io
import subprocess
import sys
import tracemalloc
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from districts.exports import workbook
from districts.exports.tidy import Cell, Column

COLUMNS = (
    Column("unit_code", "Mã đơn vị", "text"),
    Column("unit_name", "Đơn vị", "text"),
    Column("points", "Điểm", "decimal"),
    Column("rank", "Thứ hạng", "integer"),
    Column("tied", "Đồng hạng", "truth"),
    Column("mean", "Trung bình", "decimal", 2),
)
VAN_BAN = ("089", "Văn Bàn", Decimal("722.21"), 3, False, Decimal("533.5"))
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("http://x";"y")']


def write(*rows: Sequence[Cell], notes: Sequence[tuple[str, str]] = (), sheet: str = "Xếp hạng") -> bytes:
    out = io.BytesIO()
    workbook.write(out, sheet=sheet, columns=COLUMNS, rows=rows, notes=notes)
    return out.getvalue()


def book(*rows: Sequence[Cell], notes: Sequence[tuple[str, str]] = ()) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write(*rows, notes=notes)))


def data(*rows: Sequence[Cell]) -> Worksheet:
    return book(*rows).worksheets[0]


def named(name: Cell) -> tuple[Cell, ...]:
    return ("089", name, None, None, None, None)


def test_numbers_are_numbers_with_every_published_digit() -> None:
    cell = data(VAN_BAN)["C2"]

    assert (cell.data_type, cell.value, cell.number_format) == ("n", 722.21, "0.00")


def test_the_digits_in_the_file_are_the_published_ones() -> None:
    row = ("089", "x", Decimal("123456789012.345678"), None, None, None)
    with ZipFile(io.BytesIO(write(row))) as archive:
        assert b"<v>123456789012.345678</v>" in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("value", "shown"),
    [("366.365", "0.000"), ("-1.20", "0.00"), ("5", "0"), ("0.80020", "0.00000"), ("0.00", "0.00")],
)
def test_the_format_shows_as_many_decimals_as_the_value_has(value: str, shown: str) -> None:
    cell = data(("089", "x", Decimal(value), None, None, None))["C2"]

    assert (cell.value, cell.number_format) == (float(value), shown)


def test_a_column_with_its_own_places_shows_at_least_these() -> None:
    assert data(VAN_BAN)["F2"].number_format == "0.00"


def test_codes_are_text_with_their_leading_zeros() -> None:
    cell = data(VAN_BAN)["A2"]

    assert (cell.data_type, cell.value, cell.number_format) == ("s", "089", "@")


def test_whole_numbers_and_truths() -> None:
    sheet = data(VAN_BAN)

    assert (sheet["D2"].value, sheet["E2"].value) == (3, "no")


def test_nothing_is_an_empty_cell_and_zero_is_zero() -> None:
    sheet = data(("089", "x", Decimal("0.00"), None, None, None))

    assert (sheet["C2"].value, sheet["D2"].value, sheet["E2"].value) == (0, None, None)


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_is_text_and_reads_back_unchanged(text: str) -> None:
    cell = data(named(text))["B2"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_in_a_note_is_text_too(text: str) -> None:
    cell = book(notes=[("Nguồn", text)]).worksheets[1]["B1"]

    assert (cell.value, cell.data_type) == (text.replace("\r", "\n"), "s")


def test_there_is_no_formula_in_the_file() -> None:
    with ZipFile(io.BytesIO(write(*(named(text) for text in FORMULAS)))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_negative_numbers_stay_numbers() -> None:
    cell = data(("089", "x", Decimal("-1.20"), -6, None, None))["D2"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == (-6, "n", False)


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_signs_that_xml_cannot_say_are_replaced(sign: str) -> None:
    assert data(named(f"a{sign}b"))["B2"].value == "a\ufffdb"


@pytest.mark.parametrize("text", ["<b> & co", " hai đầu ", "hai\ndòng", "#N/A", "_x0041_ thường"])
def test_other_text_reads_back_unchanged(text: str) -> None:
    cell = data(named(text))["B2"]

    assert (cell.value, cell.data_type) == (text, "s")


def test_text_is_cut_where_a_cell_ends() -> None:
    assert data(named("x" * 40_000))["B2"].value == "x" * 32_767


def test_pandas_reads_what_was_written() -> None:
    frame = pd.read_excel(io.BytesIO(write(VAN_BAN, named("=1+1"))), dtype={"Mã đơn vị": str})

    assert list(frame["Mã đơn vị"]) == ["089", "089"]
    assert list(frame["Đơn vị"]) == ["Văn Bàn", "=1+1"]
    assert frame["Điểm"].tolist()[0] == 722.21


def test_header_and_names_stand_still_and_can_be_filtered() -> None:
    sheet = data(VAN_BAN, VAN_BAN)

    assert [cell.value for cell in sheet[1]] == [column.title for column in COLUMNS]
    assert all(cell.font.b for cell in sheet[1])
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:F3")


def test_what_is_filtered_is_named_as_spreadsheets_want_it() -> None:
    with ZipFile(io.BytesIO(write(VAN_BAN, VAN_BAN))) as archive:
        assert b"$A$1:$F$3<" in archive.read("xl/workbook.xml")


def test_readers_that_read_row_by_row_find_all_of_them() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write(VAN_BAN, VAN_BAN)), read_only=True).worksheets[0]

    assert len(list(sheet.iter_rows())) == 3


def test_columns_are_as_wide_as_what_they_hold() -> None:
    sheet = data(("089", "Thành phố Lào Cai cũ và mới", None, None, None, None))

    assert sheet.column_dimensions["B"].width >= len("Thành phố Lào Cai cũ và mới")
    assert sheet.column_dimensions["A"].width < 12


def test_the_notes_end_with_the_names_of_the_columns_in_other_files() -> None:
    notes = book(notes=[("Năm", "2023")]).worksheets[1]

    assert (notes.title, notes["A1"].value, notes["B1"].value) == ("Ghi chú", "Năm", "2023")
    assert [cell.value for cell in notes["C"]][-len(COLUMNS) :] == [column.name for column in COLUMNS]


def test_a_name_that_no_sheet_can_have_is_changed() -> None:
    names = openpyxl.load_workbook(io.BytesIO(write(sheet="2023/r1: [a]*?" + "x" * 40))).sheetnames

    assert names[0].startswith("2023 r1   a")
    assert len(names[0]) <= 31


def test_a_table_without_rows_is_a_header() -> None:
    assert data().max_row == 1


def test_the_same_rows_give_the_same_bytes() -> None:
    assert write(VAN_BAN) == write(VAN_BAN)


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)

    assert write(VAN_BAN, VAN_BAN)
    with pytest.raises(workbook.TooManyRowsError):
        write(VAN_BAN, VAN_BAN, VAN_BAN)


class Nowhere(io.RawIOBase):
    """Takes bytes and forgets them."""

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        assert isinstance(content, bytes | bytearray | memoryview)
        return len(content)


def peak(rows: Iterable[Sequence[Cell]]) -> int:
    tracemalloc.start()
    try:
        workbook.write(Nowhere(), sheet="x", columns=COLUMNS, rows=rows, notes=())  # type: ignore[arg-type]
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def many(count: int) -> Iterator[tuple[Cell, ...]]:
    for number in range(count):
        yield (f"{number:05}", "Văn Bàn", Decimal(number), number, False, None)


def test_memory_does_not_grow_with_the_rows() -> None:
    peak(many(100))  # openpyxl is imported here
    assert peak(many(20_000)) < peak(many(2_000)) + 5_000_000


def test_pages_never_load_openpyxl() -> None:
    code = (
        "import django, sys; django.setup(); import dti_portal.urls; from django.urls import get_resolver; "
        "get_resolver().url_patterns; print('openpyxl' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False"]
