"""Cells: what scoring says of one unit in one measure, as plain Python values."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from scoring.points import Bools, Ints, decimal_of, show, show_up
from scoring.published import ORIGINS, STATUSES, as_decimal
from scoring.words import Origin, Status

if TYPE_CHECKING:
    from scoring.results import Results

NONE = -(2**63)  # no number of points


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit in one measure, as published."""

    unit: Hashable
    code: str
    status: Status
    origin: Origin
    points: Decimal | None
    computed: Decimal | None  # what its parts or other figures give, beside a given figure
    margin: Decimal | None  # of derived points
    contradiction: Decimal | None  # given less computed, where no rounding explains it
    max_points: Decimal  # the unit's own
    share: Decimal | None
    coverage: Decimal | None
    rank: int | None  # the one shown
    rank_origin: str  # "computed", "printed" or ""
    tied: bool
    ranked_of: int | None
    printed_rank: int | None
    band: int | None  # index into the bands
    provenance: int | None
    rank_provenance: int | None
    printed_provenance: int | None


class _Memo(dict[int, Decimal | None]):
    """Decimals of integers, each made once: a column repeats its values. NONE stays None."""

    def __init__(self, make: Callable[[int], Decimal]) -> None:
        super().__init__({NONE: None})
        self.make = make

    def __missing__(self, number: int) -> Decimal:
        made = self[number] = self.make(number)
        return made


class Column:
    """Makes the cells of one measure, for any range of units."""

    def __init__(self, results: "Results", m: int) -> None:
        framework, published = results.framework, results.published
        decimals, step = framework.measures[m].decimals, int(framework.steps[m])
        self.results, self.m = results, m
        self.points = _Memo(lambda units: as_decimal(units, framework.places, step, decimals))
        self.share = _Memo(lambda units: decimal_of(units, published.share_places[m]))
        self.coverage = _Memo(lambda units: decimal_of(units, published.coverage_places[m]))
        self.exceptions = _exceptions(results, m)

    def cells(self, start: int, stop: int) -> list[Cell]:
        """The cells of the units from `start` up to `stop`, in the order of Cell's fields."""
        results, m, part = self.results, self.m, slice(start, stop)
        published, ranks = results.published, results.ranks
        units = results.sheet.units[part]
        has = published.has_points[m, part]
        shares = np.where(has & (published.maxima[m, part] > 0), published.share[m, part], NONE)
        rank = ranks.rank[m, part]
        exceptions = [self.exceptions.get(u, ORDINARY) for u in range(start, start + len(units))]
        points = map(self.points.__getitem__, np.where(has, published.points[m, part], NONE).tolist())
        shown = (e.points or p for e, p in zip(exceptions, points, strict=True))
        return list(
            map(
                Cell,
                units,
                repeat(results.framework.codes[m]),
                map(STATUSES.__getitem__, published.status[m, part].tolist()),
                map(ORIGINS.__getitem__, published.origin[m, part].tolist()),
                shown,
                (e.computed for e in exceptions),
                (e.margin for e in exceptions),
                (e.contradiction for e in exceptions),
                map(cast(dict[int, Decimal], self.points).__getitem__, published.maxima[m, part].tolist()),
                map(self.share.__getitem__, shares.tolist()),
                map(self.coverage.__getitem__, _or(NONE, published.coverage[m, part]).tolist()),
                _optional(rank, rank > 0),
                np.where(rank > 0, "printed" if ranks.printed[m] else "computed", "").tolist(),
                ranks.tied[m, part].tolist(),
                _optional(np.broadcast_to(ranks.ranked_of[m], rank.shape), rank > 0),
                *self._rest(part),
            )
        )

    def _rest(self, part: slice) -> Iterator[list[int | None]]:
        """Printed rank, band, and the provenances of points, rank and printed rank."""
        results, m = self.results, self.m
        rank, printed = results.ranks.rank[m, part], results.sheet.printed[m, part]
        own, weakest = results.sheet.provenance[m, part], results.ranks.provenance[m]
        points = results.rolled.provenance[m, part]
        yield _optional(printed, printed > 0)
        yield _optional(results.bands[m, part], results.bands[m, part] >= 0)
        yield _optional(points, points >= 0)
        yield _optional(own if results.ranks.printed[m] else np.broadcast_to(weakest, rank.shape), rank > 0)
        yield _optional(own, printed > 0)


class _Exception(NamedTuple):
    """What few cells have."""

    points: Decimal | None = None  # derived: to more places than the measure's
    computed: Decimal | None = None
    margin: Decimal | None = None
    contradiction: Decimal | None = None


ORDINARY = _Exception()


def _optional(values: Ints, present: Bools) -> list[int | None]:
    return [value if there else None for value, there in zip(values.tolist(), present.tolist(), strict=True)]


def _or(nothing: int, values: Ints) -> Ints:
    return np.where(values < 0, nothing, values)


def _exceptions(results: "Results", m: int) -> dict[int, _Exception]:
    """Cells with derived points, with something computed beside given points, or contradicted; by unit."""
    framework, inferred = results.framework, results.inferred
    unit, decimals = Fraction(1, 10**framework.places), framework.measures[m].decimals
    found: dict[int, _Exception] = {}
    for u, derived in inferred.derived[m].items():
        found[u] = _Exception(
            points=show(derived.value * unit, decimals), margin=show_up(derived.margin * unit, decimals)
        )
    for u, computed in results.computed[m].items():
        found[u] = found.get(u, ORDINARY)._replace(computed=show(computed * unit, decimals))
    for u, conflict in inferred.conflicts[m].items():
        found[u] = found.get(u, ORDINARY)._replace(contradiction=show(conflict.difference * unit, decimals))
    return found
