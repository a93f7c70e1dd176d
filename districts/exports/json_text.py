"""Standings as JSON, in pieces: numbers as JSON numbers with exactly the published decimals."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from districts.exports.json_values import quoted
from districts.exports.pieces import written
from districts.exports.tidy import COLUMNS, Cell, Column, Note
from districts.queries.rows import Selection

BETWEEN = "},\n{"


def json_chunks(*selections: Selection, title: str, notes: Sequence[Note]) -> Iterator[str]:
    """An object of title, notes, columns and rows; a line a row."""
    pieces = (map(",".join, rows) for rows in written(selections, _members))
    return _document(title, notes, COLUMNS, pieces)


def json_table(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, title: str, notes: Sequence[Note]) -> str:
    """The same object of any small table."""
    names = [column.name for column in columns]
    return "".join(_document(title, notes, columns, [(_members(names, cells) for cells in rows)]))


def _document(
    title: str, notes: Sequence[Note], columns: Sequence[Column], pieces: Iterable[Iterable[str]]
) -> Iterator[str]:
    said = ",".join(f'{{"about":{quoted(about)},"text":{quoted(text)}}}' for about, text in notes)
    names = ",".join(quoted(column.name) for column in columns)
    yield f'{{"title":{quoted(title)},\n"notes":[{said}],\n"columns":[{names}],\n"rows":[\n'
    before = "{"
    for rows in pieces:
        if lines := BETWEEN.join(rows):
            yield f"{before}{lines}"
            before = BETWEEN
    yield "]}\n" if before == "{" else "}\n]}\n"


def _members(names: Sequence[str], cells: Sequence[Cell]) -> str:
    return ",".join(f"{quoted(name)}:{json_cell(cell)}" for name, cell in zip(names, cells, strict=True))


def json_cell(cell: Cell) -> str:
    """One value: null for none, a decimal with the places it has."""
    if cell is None:
        return "null"
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return str(cell)
    return f"{cell:f}" if isinstance(cell, Decimal) else quoted(cell)
