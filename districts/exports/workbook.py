"""Rows as a workbook for spreadsheets: real numbers, codes as text, a frozen header, a sheet of notes.

openpyxl makes everything but the rows (styles, widths, the notes); these are written into its sheet one by one, so that
memory does not grow with them. It is imported only when a workbook is asked for: pages never load it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.utils import translation

from districts.exports.sheet_rows import MOST_DECIMALS, RowWriter, Styles, clean, looks_like_a_formula
from districts.exports.zip_entries import entry

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

    from districts.exports.tidy import Cell, Column

MOST_ROWS = 1_048_575  # what a sheet holds below its header
WIDEST = 42
LOOKED_AT = 200  # rows that the widths are taken from
FROZEN_AT_MOST = 90  # a wider frozen part would leave no room beside it
NOTES, COLUMNS, NAMES = "Ghi chú", "Cột", "CSV, JSON"
DATA_FILE, PROPERTIES = "xl/worksheets/sheet1.xml", "docProps/core.xml"
# Who and when stand in the notes; the moment of writing would make every file another.
NO_PROPERTIES = (
    b'<coreProperties xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"></coreProperties>'
)
END_OF_ROWS = b"</sheetData>"
UNKNOWN_END, UNKNOWN_NAME = "XFD1048576", b"$XFD$1048576"  # stand for the last cell until the rows are counted
SIZE = re.compile(rb"<dimension [^>]*/>")


class TooManyRowsError(ValueError):
    """More rows than a sheet can hold."""


def write(
    out: BinaryIO,
    *,
    sheet: str,
    columns: Sequence["Column"],
    rows: Iterable[Sequence["Cell"]],
    notes: Sequence[tuple[str, str]],
) -> None:
    """One sheet of data named `sheet` and one of notes (label and text, then what the columns are called).

    Cells are text, Decimal, int, bool (written yes and no) or None (empty). Equal arguments give equal bytes.
    """
    from openpyxl.writer.excel import save_workbook

    waiting = iter(rows)
    first = list(islice(waiting, LOOKED_AT))
    with translation.override(settings.LANGUAGE_CODE):
        book = _book(sheet, columns, first, notes)
    writer = RowWriter(columns, [_letter(number) for number, _column in enumerate(columns, start=1)], _styles(book))
    shell = BytesIO()
    save_workbook(book, shell)
    with ZipFile(shell) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        with target.open(entry(DATA_FILE), "w", force_zip64=True) as file:
            last = _write_data(file, source.read(DATA_FILE), writer, chain(first, waiting))
        for name in source.namelist():
            if name != DATA_FILE:
                content = NO_PROPERTIES if name == PROPERTIES else source.read(name)
                target.writestr(entry(name), content.replace(UNKNOWN_NAME, f"${writer.letters[-1]}${last}".encode()))


def _write_data(file: IO[bytes], shell: bytes, writer: RowWriter, rows: Iterable[Sequence["Cell"]]) -> int:
    """The sheet with its header as openpyxl wrote it, the rows put in below; the number of the last one."""
    head, _end, tail = shell.partition(END_OF_ROWS)
    file.write(SIZE.sub(b"", head))  # readers that trust it would stop below the header
    last = 1
    for number, row in _numbered(rows):
        file.write(writer.line(number, row))
        last = number
    file.write(END_OF_ROWS + tail.replace(UNKNOWN_END.encode(), f"{writer.letters[-1]}{last}".encode()))
    return last


def _numbered(rows: Iterable[Sequence["Cell"]]) -> Iterator[tuple[int, Sequence["Cell"]]]:
    """The rows by their numbers in the sheet."""
    for number, row in enumerate(rows, start=2):
        if number > MOST_ROWS + 1:
            raise TooManyRowsError(f"a sheet holds {MOST_ROWS} rows")
        yield number, row


def _book(
    sheet: str, columns: Sequence["Column"], first: Sequence[Sequence["Cell"]], notes: Sequence[tuple[str, str]]
) -> "Workbook":
    """Everything but the rows."""
    from openpyxl import Workbook

    book = Workbook()
    data = book.active
    assert data is not None
    data.title = _sheet_title(sheet)
    _write_header(data, columns, _widths(columns, first))
    _write_notes(book.create_sheet(NOTES), columns, notes)
    book.calculation.fullCalcOnLoad = False  # there is nothing to compute
    return book


def _sheet_title(text: str) -> str:
    """What a spreadsheet takes as the name of a sheet."""
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in text)[:31].strip() or "DTI"


def _write_header(data: "Worksheet", columns: Sequence["Column"], widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    for number, column in enumerate(columns, start=1):
        cell = cast("SheetCell", data.cell(1, number))
        _set_text(cell, str(column.title))
        cell.font = Font(bold=True)
        side = "left" if column.kind == "text" else "right"
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=side)
        cell.border = Border(bottom=Side(style="thin"))
        data.column_dimensions[_letter(number)].width = widths[number - 1]
    data.row_dimensions[1].height = 32
    data.freeze_panes = f"{_letter(_frozen(columns, widths) + 1)}2"
    data.auto_filter.ref = f"A1:{UNKNOWN_END}"
    data.print_title_rows = "1:1"
    data.page_setup.orientation = "landscape"
    data.page_setup.fitToHeight = 0
    data.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def _write_notes(notes_sheet: "Worksheet", columns: Sequence["Column"], notes: Sequence[tuple[str, str]]) -> None:
    """Label and text, a line each; then every column: its title, what it holds, its name in the other files."""
    from openpyxl.styles import Alignment, Font

    names = [(str(column.title), str(column.about), column.name) for column in columns]
    for number, line in enumerate([*notes, ("",), (COLUMNS, "", NAMES), *names], start=1):
        for place, value in enumerate(line, start=1):
            cell = cast("SheetCell", notes_sheet.cell(number, place))
            _set_text(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        notes_sheet.cell(number, 1).font = Font(bold=True)
    notes_sheet.column_dimensions["A"].width = 30
    notes_sheet.column_dimensions["B"].width = 100
    notes_sheet.column_dimensions["C"].width = 20


def _set_text(cell: "SheetCell", text: str) -> None:
    """Text, whatever it looks like."""
    cell.value = clean(text).replace("\r\n", "\n")
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = looks_like_a_formula(text)


def _styles(book: "Workbook") -> Styles:
    """The numbers of the styles of cells that are written later."""

    def style(number_format: str, *, quoted: bool = False) -> int:
        cell = WriteOnlyCell(book.worksheets[0])
        cell.number_format = number_format
        cell.quotePrefix = quoted
        return cell.style_id

    from openpyxl.cell import WriteOnlyCell

    places = [style(f"0.{'0' * decimals}" if decimals else "0") for decimals in range(MOST_DECIMALS + 1)]
    return Styles(style("@"), style("@", quoted=True), places)


def _widths(columns: Sequence["Column"], first: Sequence[Sequence["Cell"]]) -> list[int]:
    """Wide enough for the first rows, and for the title in two lines."""
    widths = []
    for number, column in enumerate(columns):
        longest = max((len(str(row[number])) for row in first if row[number] is not None), default=0)
        title = str(column.title)
        least = max(len(title) // 2 + 2, *(len(word) for word in title.split()), 4)
        widths.append(min(max(longest, least) + 2, WIDEST))
    return widths


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(number)


def _frozen(columns: Sequence["Column"], widths: Sequence[int]) -> int:
    """How many columns stand still: those up to the name, as far as they leave room for others."""
    names = [number for number, column in enumerate(columns, start=1) if column.name.endswith("name")]
    through = names[0] if names else 1
    return through if sum(widths[:through]) <= FROZEN_AT_MOST else 0
