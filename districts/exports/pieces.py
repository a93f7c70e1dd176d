"""Rows of standings put together from pieces that are written once and looked up again.

What a publication, a unit or a measure says of all its rows is one piece; a number, or the end of a row, is written
when it is first met. Putting a row together is then a matter of looking up a dozen pieces, column by column.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import Any, Generic, TypeAlias, TypeVar

from districts.exports.numbers import plain
from districts.queries.rows import Block, Raw, RowMeasure, RowUnit, Selection, batches, load_blocks

P = TypeVar("P")
Cell: TypeAlias = str | int | Decimal | bool | None
Write: TypeAlias = Callable[[Sequence[str], Sequence[Cell]], P]  # names of columns, and their cells
MOST_KEPT = 10_000  # pieces of one kind, so that memory stays flat
POINTS, SHARES = 6, 9  # places that the columns of the database have

UNIT = ("authority", "group", "year", "revision", "basis", "unit_id", "unit_code", "unit_name", "unit_kind")
MEASURE = ("measure_code", "measure_name", "measure_kind")
RANK = ("rank", "tied", "ranked_of")
END = ("compared_with", "state", "provenance", "source")


def unit_cells(block: Block, unit: RowUnit) -> tuple[Cell, ...]:
    """What a unit says of all its rows, in the order of UNIT."""
    named = (block.authority, block.group, block.year, block.revision, block.basis or None)
    return *named, unit.key, unit.code, unit.name, unit.kind


def measure_cells(measure: RowMeasure) -> tuple[Cell, ...]:
    """What a measure says of all its rows, in the order of MEASURE."""
    return measure.code, measure.name, measure.kind


class Pieces(dict[Any, P]):
    """What was written for a key before; it forgets everything when it has grown large."""

    def __init__(self, make: Callable[[Any], P]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, key: Hashable) -> P:
        if len(self) >= MOST_KEPT:
            self.clear()
        piece = self[key] = self.make(key)
        return piece


class Writer(Generic[P]):
    """Turns raw standings of one block into tuples of pieces, in the order of the columns."""

    def __init__(self, block: Block, write: Write[P]) -> None:
        self.block, self.write = block, write
        self.measures = {measure.id: self._measure(measure) for measure in block.measures}
        self.places = {measure.id: measure.places for measure in block.measures}
        self.share_places = {measure.id: measure.share_places for measure in block.measures}
        self.points = self._numbers("points", POINTS)
        self.max_points = self._numbers("max_points", POINTS)
        self.share = self._numbers("share", SHARES)
        self.coverage = self._numbers("coverage", SHARES)
        self.ranks = Pieces(self._rank)
        self.bands = Pieces(lambda key: write(("band",), (block.bands.get(key) or None,)))
        self.change_points = self._numbers("change_points", POINTS)
        self.change_rank = Pieces(lambda value: write(("change_rank",), (value,)))
        self.ends = Pieces(self._end)

    def rows(self, units: Sequence[RowUnit], raw: Sequence[Raw]) -> Iterator[tuple[P, ...]]:
        """The rows of these units in their order, each by measure."""
        if not raw:
            return iter(())
        unit, measure, points, maximum, share, coverage, *rest = zip(*raw, strict=True)
        rank, tied, ranked_of, band, change_points, change_rank, *end = rest
        places = [self.places[pk] for pk in measure]
        share_places = [self.share_places[pk] for pk in measure]
        written = zip(
            map({unit.id: self._unit(unit) for unit in units}.__getitem__, unit),
            map(self.measures.__getitem__, measure),
            map(self.points.__getitem__, zip(points, places, strict=True)),
            map(self.max_points.__getitem__, zip(maximum, places, strict=True)),
            map(self.share.__getitem__, zip(share, share_places, strict=True)),
            map(self.coverage.__getitem__, zip(coverage, share_places, strict=True)),
            map(self.ranks.__getitem__, zip(rank, tied, ranked_of, strict=True)),
            map(self.bands.__getitem__, band),
            map(self.change_points.__getitem__, zip(change_points, places, strict=True)),
            map(self.change_rank.__getitem__, change_rank),
            map(self.ends.__getitem__, zip(*end, strict=True)),
            strict=True,
        )
        found = dict(zip(zip(unit, measure, strict=True), written, strict=True))
        return map(found.__getitem__, product((unit.id for unit in units), self.measures))

    def _unit(self, unit: RowUnit) -> P:
        return self.write(UNIT, unit_cells(self.block, unit))

    def _measure(self, measure: RowMeasure) -> P:
        return self.write(MEASURE, measure_cells(measure))

    def _numbers(self, name: str, scale: int) -> Pieces[P]:
        """By the raw value and the places that are always shown."""
        return Pieces(lambda key: self.write((name,), (exact(key[0], key[1], scale),)))

    def _rank(self, key: tuple[int | None, Any, int | None]) -> P:
        rank, tied, ranked_of = key
        return self.write(RANK, (rank, None if rank is None else tied in TRUE, ranked_of))

    def _end(self, key: tuple[str, ...]) -> P:
        state, provenance, printed, of_rank, source = key
        said_by = provenance or printed or of_rank
        return self.write(END, (self.block.compared_with or None, state, said_by or None, source or None))


TRUE = (1, True, "true")  # as the databases say it


def exact(raw: Any, places: int, scale: int) -> Decimal | None:
    """The decimal that the database holds, with the places it is published with."""
    if raw is None:
        return None
    text = raw if isinstance(raw, str) else f"{raw:.{scale}f}"
    return Decimal(plain(Decimal(text), places))


def written(selections: Sequence[Selection], write: Write[P]) -> Iterator[Iterator[tuple[P, ...]]]:
    """The rows of the selections, some thousand at a time."""
    for selection in selections:
        for block in load_blocks(selection):
            writer = Writer(block, write)
            for units, raw in batches(block, selection):
                yield writer.rows(units, raw)
