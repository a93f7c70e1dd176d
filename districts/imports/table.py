"""From text to a table: rows of named cells, each knowing the row that a spreadsheet would show."""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from districts.imports.faults import Faults
from districts.imports.source import Source, decode


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header; every column of the header has a cell, stripped, maybe empty."""

    number: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """The cell, or an empty text where the file has no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    source: Source
    delimiter: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(source: Source) -> Table:
    """Read CSV with commas or semicolons; rows of the wrong length are faults, empty rows are passed over."""
    text, faults = decode(source), Faults(source.name)
    delimiter = sniff(text)
    records = read_records(text, delimiter, faults)
    columns = read_header(next(records)[1], faults)
    rows = []
    for number, record in records:
        cells = [cell.strip() for cell in record]
        while len(cells) > len(columns) and not cells[-1]:
            cells.pop()
        if not any(cells):
            continue
        if len(cells) == len(columns):
            rows.append(Row(number, dict(zip(columns, cells, strict=True))))
        else:
            report_length(number, cells, columns, faults)
    if not rows and not faults.found:
        faults.add(1, "", delimiter.join(columns), _("at least one row below the header"))
    faults.check()
    return Table(source, delimiter, columns, tuple(rows))


def sniff(text: str) -> str:
    """The sign between the cells of the header: the more frequent of semicolon and comma outside quotes."""
    quoted, counts = False, {",": 0, ";": 0}
    for sign in text:
        if sign == '"':
            quoted = not quoted
        elif sign in "\r\n" and not quoted and any(counts.values()):
            break
        elif sign in counts and not quoted:
            counts[sign] += 1
    return ";" if counts[";"] > counts[","] else ","


def read_records(text: str, delimiter: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """The records with their numbers; what the csv module refuses is a fault of the row it stands in."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, 1):
            yield number, record
    except csv.Error as error:
        if "field limit" in str(error):
            wanted = _("cells of at most %(limit)s characters") % {"limit": csv.field_size_limit()}
        else:
            wanted = _("quotes that are closed, doubled inside a cell, and followed by a separator")
        faults.stop(number + 1, "", str(error), wanted)


def read_header(record: list[str], faults: Faults) -> tuple[str, ...]:
    """The names of the columns, each given and given once."""
    names = [name.strip() for name in record]
    while names and not names[-1]:
        names.pop()
    for place, name in enumerate(names, 1):
        if not name:
            faults.add(1, str(place), "", _("the name of a column"))
        elif name in names[: place - 1]:
            faults.add(1, name, name, _("each column once"))
    if not names:
        faults.add(1, "", "", _("the names of the columns in the first row"))
    faults.check()
    return tuple(names)


def report_length(number: int, cells: list[str], columns: tuple[str, ...], faults: Faults) -> None:
    """Say which cell is missing, or which is one too many."""
    count = {"count": len(columns), "found": len(cells)}
    if len(cells) < len(columns):
        wanted = _("%(count)s cells as in the header, not %(found)s") % count
        faults.add(number, columns[len(cells)], "", wanted)
    else:
        wanted = _("%(count)s cells as in the header, not %(found)s; a cell holding the separator needs quotes") % count
        faults.add(number, str(len(columns) + 1), cells[len(columns)], wanted)


def check_columns(table: Table, required: Collection[str], known: Collection[str]) -> None:
    """Refuse a header that lacks a required column or has an unknown one."""
    faults = Faults(table.source.name)
    for name in required:
        if name not in table.columns:
            faults.add(1, name, "", _("a column named %(name)s") % {"name": name})
    for name in table.columns:
        if name not in known:
            faults.add(1, name, name, _("one of the columns %(names)s") % {"names": ", ".join(known)})
    faults.check()
