"""The lines of a reconciliation as CSV, the same bytes in every language."""

from collections.abc import Iterator

from districts.exports.csv_text import END, csv_line
from districts.exports.names import file_name as name_of
from districts.exports.numbers import exact
from districts.exports.tidy import Cell
from districts.queries.editions import Edition
from districts.queries.reconciliation import Reconciliation, Sheet

COLUMNS = (
    "statement", "number", "date", "provenance", "source", "unit_code", "unit_name", "measure_code", "what", "stated",
    "computed", "difference", "verdict", "reason", "computed_provenance",
)  # fmt: skip


def file_name(edition: Edition, unit: str) -> str:
    """What the file is called when it is saved."""
    return f"{name_of(edition, 'reconciliation', unit)}.csv"


def reconciliation_csv(found: Reconciliation) -> str:
    """A header and a line a printed number; an empty statement is the publication itself."""
    rows = (cells for sheet in found.sheets for cells in _rows(sheet))
    return "".join(csv_line(cells) + END for cells in (COLUMNS, *rows))


def _rows(sheet: Sheet) -> Iterator[list[Cell]]:
    """In the order of COLUMNS."""
    day = sheet.date.isoformat() if sheet.date else ""
    head: list[Cell] = [sheet.title, sheet.number, day]
    for line in sheet.lines:
        judgement, decimals = line.judgement, line.node.decimals if line.node and line.what == "points" else 0
        yield [
            *head,
            line.stated_by,
            sheet.source,
            line.unit_code,
            line.unit.name_vi if line.unit else line.unit_name,
            line.measure,
            line.what,
            exact(line.stated, line.places),
            exact(judgement.own, decimals),
            exact(judgement.difference, decimals),
            judgement.verdict.value,
            judgement.because.value,
            line.said_by,
        ]
