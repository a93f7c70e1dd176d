"""Standings as CSV, in pieces: the same bytes in every language and on both databases."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from districts.exports.pieces import Pieces, measure_cells, unit_cells
from districts.exports.tidy import COLUMNS, Cell, Column
from districts.queries.rows import Block, Selection, load_blocks
from districts.queries.written_rows import written_batches

BOM = "\ufeff"
END = "\r\n"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
QUOTED = frozenset(',"\r\n')  # a text with one of these stands in quotes


def csv_chunks(*selections: Selection, bom: bool = False) -> Iterator[str]:
    """A header and a line a row (RFC 4180), some thousand lines a piece."""
    yield (BOM if bom else "") + ",".join(column.name for column in COLUMNS) + END
    for selection in selections:
        for block in load_blocks(selection):
            yield from _lines(block, selection)


def _lines(block: Block, selection: Selection) -> Iterator[str]:
    """Every row is what its unit says, what its measure says, the figures as the database writes them, the source."""
    bands = {key: csv_cell(name or None) for key, name in block.bands.items()}
    sources = Pieces(lambda source: csv_cell(source or None))
    names = [csv_line(measure_cells(measure)) for measure in block.measures]
    for some in written_batches(block, selection, bands, csv_cell(block.compared_with or None)):
        units = ((csv_line(unit_cells(block, unit)), zip(names, rows, strict=True)) for unit, rows in some)
        yield "".join(
            [f"{said},{name},{line},{sources[source]}{END}" for said, rows in units for name, (line, source) in rows]
        )


def csv_table(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, bom: bool = False) -> str:
    """The same of any small table. A byte order mark only where a spreadsheet asked for it."""
    lines = [[column.name for column in columns], *rows]
    return (BOM if bom else "") + "".join(csv_line(cells) + END for cells in lines)


def csv_line(cells: Sequence[Cell]) -> str:
    """One line of any file, without its end."""
    return ",".join(map(csv_cell, cells))


def csv_cell(cell: Cell) -> str:
    """One cell: nothing for none, yes and no, a number as it is, and text that no spreadsheet takes for a formula."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        return str(cell)
    return f"{cell:f}" if isinstance(cell, Decimal) else _quoted(text(cell))


def text(value: str) -> str:
    """A cell of text that no spreadsheet takes for a formula. Numbers never pass here: -1.20 stays what it is."""
    return f"'{value}" if value.startswith(FORMULA_SIGNS) else value


def _quoted(value: str) -> str:
    """In quotes where it holds a sign that would end it."""
    if QUOTED.isdisjoint(value):
        return value
    doubled = value.replace('"', '""')
    return f'"{doubled}"'
