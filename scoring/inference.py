"""What figures given above the leaves determine, and where they contradict each other."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from scoring.rollup import Applied, Rolled


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
    """What the given figures determine."""
    return Inferred()
