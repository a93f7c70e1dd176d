"""Published figures as intervals: do values inside all of them exist, and how far does one measure reach?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from scoring.points import Bools, Ints
from scoring.rollup import Applied
from scoring.simplex import Bounds, Simplex

Grouping = tuple[Ints, list[list[int]]]  # group of each leaf; which whole (row) holds which group (column)


@dataclass(frozen=True, eq=False)
class Intervals:
    """Bounds of every measure and unit, in 1/grain of the finest unit."""

    applied: Applied
    low: Ints
    high: Ints
    groupings: dict[tuple[int, ...], Grouping] = field(default_factory=dict)

    @classmethod
    def of(cls, applied: Applied) -> "Intervals":
        """A given figure, plus or minus its margin, inside its bounds; else the bounds."""
        sheet, grain = applied.sheet, applied.sheet.grain
        least, most = applied.minima * grain, applied.maxima * grain
        low, high = sheet.points * grain - sheet.margin, sheet.points * grain + sheet.margin
        # An impossible figure keeps its own interval: it is named as such, and must not break all else.
        possible = (np.maximum(low, least) <= np.minimum(high, most)) & applied.is_leaf[:, np.newaxis]
        low = np.where(possible, np.maximum(low, least), low)
        high = np.where(possible, np.minimum(high, most), high)
        given = sheet.given & ~applied.unscored
        low = np.where(applied.full, most, np.where(given, low, least))
        high = np.where(applied.full, most, np.where(given, high, most))
        return cls(applied, low, high)

    def possible(self, u: int, wholes: Sequence[int]) -> bool:
        """Whether values of the leaves exist that put every one of `wholes` inside its interval."""
        return self._simplex(u, tuple(wholes)).feasible()

    def reach(self, u: int, wholes: Sequence[int], target: int) -> tuple[Fraction, Fraction]:
        """The least and the most that `target` can be, in finest units, given that `wholes` are possible."""
        simplex = self._simplex(u, tuple(wholes), target)
        if not simplex.feasible():
            raise AssertionError("asked for the reach of figures that contradict each other")
        grain = self.applied.sheet.grain
        return Fraction(simplex.most(-1)) / grain, Fraction(simplex.most()) / grain

    def _simplex(self, u: int, wholes: tuple[int, ...], target: int | None = None) -> Simplex:
        rows = wholes if target is None else (*wholes, target)
        group, table = self._grouping(rows)
        leaves = list(self.applied.framework.leaves)
        count = int(group.max()) + 1
        low, high = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
        np.add.at(low, group, self.low[leaves, u])
        np.add.at(high, group, self.high[leaves, u])
        bounds: list[Bounds] = list(zip(low.tolist(), high.tolist(), strict=True))
        sums: list[Bounds] = [(int(self.low[w, u]), int(self.high[w, u])) for w in wholes]
        return Simplex(bounds, table[: len(wholes)], sums, table[-1] if target is not None else ())

    def _grouping(self, rows: tuple[int, ...]) -> Grouping:
        """Leaves that the same rows hold are one variable: only their sum matters."""
        if rows not in self.groupings:
            held: Bools = self.applied.framework.membership[list(rows)][:, list(self.applied.framework.leaves)]
            columns, group = np.unique(held, axis=1, return_inverse=True)
            self.groupings[rows] = (group.reshape(-1), columns.astype(int).tolist())
        return self.groupings[rows]
