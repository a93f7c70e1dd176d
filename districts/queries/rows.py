"""Standings in the tidy form of files: one row a unit and measure, read in batches so that memory stays flat."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

Cell: TypeAlias = str | int | Decimal | bool | None
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which standings. A publication's units and measures are all of them unless some are named.

    The order is always total: publications as named, units by name, measures by position.
    """

    publications: tuple[int, ...]
    units: frozenset[int] | None = None  # keys of Unit, not of PublishedUnit: a unit is the same in every year
    measures: frozenset[int] | None = None
    kinds: frozenset[str] | None = None  # of units


def typed_rows(selection: Selection, start: int = 0, stop: int | None = None) -> Iterator[Row]:
    """The cells of each row, typed; `start` and `stop` count rows."""
    raise NotImplementedError
