"""What figures given above the leaves determine, and where they contradict each other."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

import numpy as np

from scoring.framework import Framework
from scoring.intervals import Intervals
from scoring.points import Bools, Ints
from scoring.rollup import Applied, Rolled
from scoring.solving import Combination, determine


class Reason(StrEnum):
    """Why a given figure is contradicted."""

    SUM = "sum"  # its parts add up to `computed`
    SOLUTION = "solution"  # the other figures determine `computed`
    RANGE = "range"  # the other figures leave nothing beyond `computed`
    BOUNDS = "bounds"  # it lies outside its own minimum or maximum, which is `computed`


@dataclass(frozen=True, slots=True)
class Derived:
    """A value that given figures determine, in finest units."""

    value: Fraction
    margin: Fraction
    provenance: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A given figure that the others contradict, in finest units."""

    given: int
    computed: Fraction
    reason: Reason

    @property
    def difference(self) -> Fraction:
        return self.given - self.computed


@dataclass(frozen=True, slots=True)
class Inferred:
    """By measure, then by unit."""

    derived: defaultdict[int, dict[int, Derived]] = field(default_factory=lambda: defaultdict(dict))
    solved: defaultdict[int, dict[int, Fraction]] = field(default_factory=lambda: defaultdict(dict))
    conflicts: defaultdict[int, dict[int, Conflict]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def places(self) -> Iterator[tuple[int, int]]:
        """(measure, unit) of everything derived."""
        return ((m, u) for m, cells in self.derived.items() for u in cells)


def infer(applied: Applied, rolled: Rolled) -> Inferred:
    """Test the given figures against each other, then derive what those that hold determine."""
    inference = _Inference(applied, rolled)
    for u in inference.units_with_given_wholes():
        inference.derive(u, inference.accept(u))
    inference.name_impossible_leaves()
    return inference.found


class _Inference:
    def __init__(self, applied: Applied, rolled: Rolled) -> None:
        self.applied, self.rolled = applied, rolled
        self.framework, self.sheet = applied.framework, applied.sheet
        self.intervals = Intervals.of(applied)
        self.found = Inferred()
        self.wholes = _from_below(self.framework)
        self.plausible = self._plausible()
        self.tolerance = _tolerance(applied)
        self.solutions: dict[tuple[bytes, tuple[int, ...]], dict[int, Combination]] = {}

    def units_with_given_wholes(self) -> list[int]:
        """Only these have anything to infer."""
        return np.flatnonzero(self.sheet.given[self.wholes].any(axis=0)).tolist() if self.wholes else []

    def _plausible(self) -> Bools:
        """Units whose leaves, all known, add up to every given whole within its margin: no need to search."""
        settled = self.applied.settled & self.applied.is_leaf[:, np.newaxis]
        leaves = np.where(settled, self.rolled.value, 0)
        held = self.framework.membership[self.wholes]
        off = np.abs(held.astype(np.int64) @ leaves - self.sheet.points[self.wholes]) * self.sheet.grain
        all_known = held.astype(np.int64) @ (~settled).astype(np.int64) == 0
        agrees = all_known & (off <= self.sheet.margin[self.wholes])
        plausible: Bools = (agrees | ~self.sheet.given[self.wholes]).all(axis=0)
        return plausible

    def accept(self, u: int) -> list[int]:
        """The unit's given wholes that can all be true; each of the others is named, and left out of what follows.

        Wholes are taken from below upwards, so that it is the whole that contradicts its parts.
        """
        given = [whole for whole in self.wholes if self.sheet.given[whole, u]]
        if self.plausible[u] or self.intervals.possible(u, given):
            return given
        accepted: list[int] = []
        refused: list[int] = []
        for whole in given:
            if self.intervals.possible(u, [*accepted, whole]):
                accepted.append(whole)
                continue
            # A whole that agrees with its parts as printed is not to blame for what one of them contradicts.
            if not (self._agrees_with_parts(whole, u) and self._holds(whole, refused)):
                self.found.conflicts[whole][u] = self._conflict(u, accepted, whole)
            refused.append(whole)
        return accepted

    def _agrees_with_parts(self, whole: int, u: int) -> bool:
        off = abs(int(self.rolled.sums[whole, u]) - int(self.sheet.points[whole, u])) * self.sheet.grain
        return bool(self.rolled.parts_complete[whole, u]) and off <= int(
            self.sheet.margin[whole, u] + self.tolerance[whole, u]
        )

    def _holds(self, whole: int, others: list[int]) -> bool:
        inside = self.framework.membership[whole]
        return any(not (self.framework.membership[other] & ~inside).any() for other in others)

    def _conflict(self, u: int, accepted: list[int], whole: int) -> Conflict:
        given = int(self.sheet.points[whole, u])
        if self.rolled.parts_complete[whole, u] and not self._agrees_with_parts(whole, u):
            return Conflict(given, Fraction(int(self.rolled.sums[whole, u])), Reason.SUM)
        low, high = self.intervals.reach(u, accepted, whole)
        if whole in (solved := self._solve(u, accepted, (whole,))):
            nominal = solved[whole].of(self.rolled.value[:, u])
            return Conflict(given, min(max(nominal, low), high), Reason.SOLUTION)
        nearest = low if given < low else high
        own = (int(self.applied.minima[whole, u]), int(self.applied.maxima[whole, u]))
        return Conflict(given, nearest, Reason.BOUNDS if nearest in own else Reason.RANGE)

    def name_impossible_leaves(self) -> None:
        """A leaf outside its bounds by more than its margin cannot be true, whatever else is."""
        sheet, grain = self.sheet, self.sheet.grain
        points, least, most = (a * grain for a in (sheet.points, self.applied.minima, self.applied.maxima))
        outside = (points - sheet.margin > most) | (points + sheet.margin < least)
        for m, u in np.argwhere(outside & sheet.given & self.applied.is_leaf[:, np.newaxis]).tolist():
            bound = self.applied.maxima[m, u] if points[m, u] > 0 else self.applied.minima[m, u]
            self.found.conflicts[m][u] = Conflict(int(sheet.points[m, u]), Fraction(int(bound)), Reason.BOUNDS)

    def derive(self, u: int, accepted: list[int]) -> None:
        """What the accepted figures determine: of unknown measures, and beside given wholes of unknown parts."""
        self._derive_unknown(u, accepted)
        for whole in accepted:
            if not self.rolled.parts_complete[whole, u]:
                others = [other for other in accepted if other != whole]
                if whole in (solved := self._solve(u, others, (whole,))):
                    self.found.solved[whole][u] = solved[whole].of(self.rolled.value[:, u])

    def _derive_unknown(self, u: int, accepted: list[int]) -> None:
        unknown = ~(self.rolled.complete[:, u] | self.sheet.missing[:, u])
        for target, combination in self._solve(u, accepted, tuple(np.flatnonzero(unknown).tolist())).items():
            nominal = combination.of(self.rolled.value[:, u])
            low, high = self.intervals.reach(u, accepted, target)
            weakest = int(self.rolled.provenance[combination.factors != 0, u].max(initial=0))
            # Full marks printed as 100.00 are no reason to derive 100.005 of 100.
            self.found.derived[target][u] = Derived(min(max(nominal, low), high), (high - low) / 2, weakest)

    def _solve(self, u: int, accepted: list[int], targets: tuple[int, ...]) -> dict[int, Combination]:
        """What the accepted wholes and the known leaves determine; units of one pattern share the answer."""
        known = self.applied.settled[:, u] & self.applied.is_leaf
        known[accepted] = True
        pattern = (known.tobytes(), targets)
        if pattern not in self.solutions:
            self.solutions[pattern] = determine(self.framework, known, targets)
        return self.solutions[pattern]


def _from_below(framework: Framework) -> list[int]:
    """Wholes by height above the leaves, then by maximum, then by code: an order that no file decides."""
    height = [0] * len(framework.codes)
    for whole in framework.wholes:
        height[whole] = 1 + max(height[part] for part in framework.parts[whole])
    return sorted(framework.wholes, key=lambda m: (height[m], int(framework.maxima[m]), framework.codes[m]))


def _tolerance(applied: Applied) -> Ints:
    """How far the sum of each whole's parts can be off because these are rounded, in 1/grain of the finest unit."""
    tolerance = applied.sheet.margin.copy()
    for whole in applied.framework.wholes:
        parts = list(applied.framework.parts[whole])
        own = np.where(applied.sheet.given[parts], applied.sheet.margin[parts], tolerance[parts])
        tolerance[whole] = own.sum(axis=0)
    return tolerance
