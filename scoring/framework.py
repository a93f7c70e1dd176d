"""A framework: measures as a graph whose edges say that a whole is the sum of its parts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import numpy as np

from scoring.faults import FrameworkError, find_faults, maximum, minimum, parts_first, resolve_bounds
from scoring.measure import Measure
from scoring.points import Bools, Ints, half_up
from scoring.words import Kind

# A total of very many parts and no pillars is shown alone: its parts are on the units' own pages.
MOST_COLUMNS = 12


@dataclass(frozen=True, eq=False)
class Framework:
    """A valid framework, compiled to indexes and integers of its finest unit. Made by `build`, never changed."""

    measures: tuple[Measure, ...]  # in the order given, bounds resolved
    codes: tuple[str, ...]
    index: dict[str, int]
    places: int  # the finest unit is 10**-places
    parts: tuple[tuple[int, ...], ...]
    order: tuple[int, ...]  # parts before their wholes
    maxima: Ints
    minima: Ints

    @classmethod
    def build(cls, measures: Iterable[Measure]) -> "Framework":
        """Compile `measures`; raises FrameworkError with every fault where they make no framework."""
        given = tuple(measures)
        if faults := find_faults(given):
            raise FrameworkError(faults)
        by_code = {measure.code: measure for measure in given}
        order = parts_first({code: measure.parts for code, measure in by_code.items()})
        most, least = (resolve_bounds(by_code, order, bound) for bound in (maximum, minimum))
        resolved = tuple(replace(m, max_points=most[m.code], min_points=least[m.code]) for m in given)
        index = {code: position for position, code in enumerate(by_code)}
        places = max(measure.decimals for measure in given)
        return cls(
            measures=resolved,
            codes=tuple(by_code),
            index=index,
            places=places,
            parts=tuple(tuple(index[part] for part in measure.parts) for measure in given),
            order=tuple(index[code] for code in order),
            maxima=_units((most[code] for code in by_code), places),
            minima=_units((least[code] for code in by_code), places),
        )

    @cached_property
    def leaves(self) -> tuple[int, ...]:
        return tuple(m for m, parts in enumerate(self.parts) if not parts)

    @cached_property
    def wholes(self) -> tuple[int, ...]:
        """Measures that have parts, parts before their wholes."""
        return tuple(m for m in self.order if self.parts[m])

    @cached_property
    def total(self) -> int:
        return next(m for m, measure in enumerate(self.measures) if measure.kind is Kind.TOTAL)

    @cached_property
    def pillars(self) -> tuple[int, ...]:
        return tuple(m for m, measure in enumerate(self.measures) if measure.kind is Kind.PILLAR)

    @cached_property
    def headlines(self) -> tuple[int, ...]:
        """The total and what stands beside it: its pillars, or its parts where there are none and not too many."""
        parts = self.parts[self.total]
        return (self.total, *(self.pillars or (parts if len(parts) <= MOST_COLUMNS else ())))

    @cached_property
    def steps(self) -> Ints:
        """The last published place of each measure, in finest units."""
        return np.array([10 ** (self.places - measure.decimals) for measure in self.measures], dtype=np.int64)

    @cached_property
    def membership(self) -> Bools:
        """Which measures (rows) sum up which leaves (columns, all measures): a leaf holds itself."""
        held = np.eye(len(self.codes), dtype=np.bool_)
        for whole in self.wholes:
            held[whole] = held[list(self.parts[whole])].any(axis=0)
        held[:, list(self.wholes)] = False
        return held

    def to_units(self, points: Decimal) -> int:
        """Points as finest units; refuses what is no number or is finer than they are."""
        if not points.is_finite():
            raise ValueError(f"{points} is no number of points")
        scaled = points.scaleb(self.places)
        units = int(scaled)
        if units != scaled:
            raise ValueError(f"{points} has more than {self.places} decimals")
        return units


def _units(points: Iterable[Decimal], places: int) -> Ints:
    units = np.array([half_up(Fraction(value) * 10**places) for value in points], dtype=np.int64)
    units.setflags(write=False)
    return units
