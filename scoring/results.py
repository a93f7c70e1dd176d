"""Scoring as a whole: a framework and a sheet in, cells and summaries out."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

import numpy as np

from scoring.cells import Cell, Column
from scoring.framework import Framework
from scoring.inference import Inferred, Reason, infer
from scoring.points import Ints, show
from scoring.published import Published, publish
from scoring.ranking import Ranks, band_all, rank_all
from scoring.rollup import Applied, Rolled, apply, roll_up
from scoring.sheet import Sheet
from scoring.summary import Summary, summarise

CHUNK = 500  # units turned into Python values at once: keeps memory flat


@dataclass(frozen=True, slots=True)
class RankDifference:
    """A printed rank that is not the computed one."""

    unit: Hashable
    code: str
    printed: int
    computed: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A given figure that no values inside all the rounding intervals and bounds can explain."""

    unit: Hashable
    code: str
    given: Decimal
    computed: Decimal
    difference: Decimal  # given less computed
    reason: Reason


@dataclass(frozen=True, eq=False)
class Results:
    """All that scoring says of a sheet."""

    framework: Framework
    sheet: Sheet
    rolled: Rolled
    inferred: Inferred
    computed: dict[int, dict[int, Fraction]]  # by measure, then unit: beside given figures
    published: Published
    ranks: Ranks
    bands: Ints
    contradictions: tuple[Contradiction, ...]
    rank_differences: tuple[RankDifference, ...]

    def cells(self) -> Iterator[Cell]:
        """Every cell, unit by unit, measures in the framework's order."""
        columns = [Column(self, m) for m in range(len(self.framework.codes))]
        for start in range(0, len(self.sheet.units), CHUNK):
            made = [column.cells(start, start + CHUNK) for column in columns]
            for row in zip(*made, strict=True):
                yield from row

    def cell(self, unit: Hashable, code: str) -> Cell:
        """The cell of one unit in one measure."""
        u = self.sheet.index[unit]
        return Column(self, self.framework.index[code]).cells(u, u + 1)[0]

    def summaries(self) -> list[Summary]:
        """Mean, median and best of every measure, over the units whose figure is complete enough to be ranked."""
        return summarise(self.framework, self.published, self.rolled.provenance)


def score(
    framework: Framework, sheet: Sheet, *, availability: Decimal = Decimal(1), bands: Sequence[Decimal] = ()
) -> Results:
    """Roll up, infer, round, rank. `bands` are upper shares, ascending and inclusive."""
    applied = apply(framework, sheet)
    plain = np.ones(len(sheet.units), dtype=np.int64)
    first = roll_up(applied, plain)
    inferred = infer(applied, first)
    scale, derived = _scaled(inferred, plain)
    rolled = roll_up(applied, scale, derived) if derived else first
    published = publish(applied, rolled, scale, inferred, availability)
    ranks = rank_all(published, sheet.ranked, sheet.printed, rolled.provenance)
    return Results(
        framework=framework,
        sheet=sheet,
        rolled=rolled,
        inferred=inferred,
        computed=_computed(applied, first, inferred),
        published=published,
        ranks=ranks,
        bands=band_all(published, bands),
        contradictions=tuple(_contradictions(framework, sheet, inferred)),
        rank_differences=tuple(_rank_differences(framework, sheet, ranks)),
    )


def _scaled(inferred: Inferred, plain: Ints) -> tuple[Ints, dict[tuple[int, int], tuple[int, int]]]:
    """How much finer than the finest unit each unit's points are counted, so that its derived ones are integers."""
    scale = plain.copy()
    for m, u in inferred.places:
        scale[u] = lcm(int(scale[u]), inferred.derived[m][u].value.denominator)
    derived = {}
    for m, u in inferred.places:
        found = inferred.derived[m][u]
        derived[m, u] = (int(found.value * int(scale[u])), found.provenance)
    return scale, derived


def _computed(applied: Applied, first: Rolled, inferred: Inferred) -> dict[int, dict[int, Fraction]]:
    """What stands beside given wholes: the sum of their parts where complete, else what the other figures solve to."""
    computed: defaultdict[int, dict[int, Fraction]] = defaultdict(dict)
    for m, cells in inferred.solved.items():
        computed[m].update(cells)
    for whole in applied.framework.wholes:
        for u in np.flatnonzero(applied.sheet.given[whole] & first.parts_complete[whole]).tolist():
            computed[whole][u] = Fraction(int(first.sums[whole, u]))
    for m, conflicts in inferred.conflicts.items():
        computed[m].update({u: conflict.computed for u, conflict in conflicts.items()})
    return computed


def _contradictions(framework: Framework, sheet: Sheet, inferred: Inferred) -> Iterator[Contradiction]:
    unit = Fraction(1, 10**framework.places)
    places = sorted((u, m) for m, cells in inferred.conflicts.items() for u in cells)
    for u, m in places:
        conflict, decimals = inferred.conflicts[m][u], framework.measures[m].decimals
        given, computed, difference = (
            show(value * unit, decimals) for value in (Fraction(conflict.given), conflict.computed, conflict.difference)
        )
        yield Contradiction(sheet.units[u], framework.codes[m], given, computed, difference, conflict.reason)


def _rank_differences(framework: Framework, sheet: Sheet, ranks: Ranks) -> Iterator[RankDifference]:
    differs = ranks.computed & (sheet.printed > 0) & (sheet.printed != ranks.rank)
    for u, m in np.argwhere(differs.T).tolist():
        printed, computed = int(sheet.printed[m, u]), int(ranks.rank[m, u])
        yield RankDifference(sheet.units[u], framework.codes[m], printed, computed)
