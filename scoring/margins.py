"""How sure a rank is: the ranks that come out when the maxima of the measures are varied at random.

Points times a weight are the points out of a maximum multiplied by that weight. Renormalising to the framework's total
divides all units of one draw by the same number, so it changes no rank and is left out. Where the units' own maxima
differ, the weighted points are divided by the unit's own weighted maximum: ranks by share.

Weights are whole numbers of a millionth and points whole numbers of a unit that all of them are multiples of, so every
sum is a whole number below 2**53: floating-point numbers hold it exactly, in whatever order it is added up. Every
machine finds the same ranks and the same ties.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from scoring.points import Bools, Ints

DRAWS = 1000
SPREAD = Decimal("0.25")
PERCENTILES = (Fraction(5, 100), Fraction(1, 2), Fraction(95, 100))
SURE = Fraction(95, 100)  # of the draws: from here on a unit is clearly ahead of another
REACH = 10  # neighbours on either side that a unit is held against
MILLION = 10**6
EXACT = 2**53  # whole numbers up to here are floating-point numbers
CELLS = 2**20  # values weighed at once: keeps memory flat
CACHED = 2**14  # values ranked at once, or those of one draw: they stay in the processor's cache

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.unsignedinteger]


class TooFineError(ValueError):
    """Points that are too many for sums to be exact."""


@dataclass(frozen=True, eq=False)
class Margins:
    """Ranks of units (rows, in the order they were given) in draws (columns)."""

    ranks: Places
    low: Ints  # 5th percentile of a unit's ranks: the better end
    middle: Ints
    high: Ints  # 95th

    @property
    def draws(self) -> int:
        return int(self.ranks.shape[1])

    def ahead(self, one: int, other: int) -> int:
        """In how many draws the one has the better rank; a tie counts for neither."""
        return int((self.ranks[one] < self.ranks[other]).sum())

    def nearest(self, reach: int = REACH) -> list[list[tuple[int, int, int]]]:
        """For each unit its neighbours in the order given: who, ahead of it in how many draws, behind in how many."""
        count = len(self.ranks)
        found: list[list[tuple[int, int, int]]] = [[] for _ in range(count)]
        for step in range(1, min(reach, count - 1) + 1):
            before, after = self.ranks[:-step], self.ranks[step:]
            wins, losses = (before < after).sum(axis=1).tolist(), (before > after).sum(axis=1).tolist()
            for unit, (won, lost) in enumerate(zip(wins, losses, strict=True)):
                found[unit].append((unit + step, won, lost))
                found[unit + step].append((unit, lost, won))
        return [sorted(neighbours) for neighbours in found]

    def groups(self) -> list[int]:
        """Numbers from 1 on. A group begins with the best unit that is in none yet and takes those that follow until
        one that its first is clearly ahead of."""
        numbers: list[int] = []
        first = 0
        while first < len(self.ranks):
            end = self._end_of_group(first)
            numbers += [numbers[-1] + 1 if numbers else 1] * (end - first)
            first = end
        return numbers

    def _end_of_group(self, first: int) -> int:
        """The first of those that follow which `first` is clearly ahead of, looked for in ever longer steps."""
        start, step = first + 1, 8
        while start < len(self.ranks):
            wins = (self.ranks[first] < self.ranks[start : start + step]).sum(axis=1)
            clear = wins * SURE.denominator >= self.draws * SURE.numerator
            if clear.any():
                return start + int(clear.argmax())
            start, step = start + step, step * 2
        return len(self.ranks)


def margins(
    points: Ints, maxima: Ints | None = None, *, seed: int, draws: int = DRAWS, spread: Decimal = SPREAD
) -> Margins:
    """Ranks of units (rows) by measures (columns) under random weights; by share of `maxima`, which differ, if given.

    Points and maxima are whole numbers of one unit (`whole_numbers`). Raises TooFineError where they are too large.
    """
    drawn = weights(points.shape[1], seed=seed, draws=draws, spread=spread)
    check_exact(points, maxima, heaviest=MILLION + width_of(spread))
    ranks = np.empty((draws, len(points)), dtype=np.uint16 if len(points) < 2**16 else np.uint32)
    parts, wholes = _floats(points), None if maxima is None else _floats(maxima)
    for part in _some(draws, CELLS // max(1, len(points))):
        ranks[part] = _ranks_of(drawn[part].astype(np.float64), parts, wholes)
    by_unit = np.ascontiguousarray(ranks.T)
    low, middle, high = percentiles(by_unit)
    return Margins(by_unit, low, middle, high)


def weights(measures: int, *, seed: int, draws: int = DRAWS, spread: Decimal = SPREAD) -> Ints:
    """Factors of draws (rows) and measures (columns) in millionths, evenly between 1 - spread and 1 + spread."""
    width = width_of(spread)
    return np.random.default_rng(seed).integers(MILLION - width, MILLION + width + 1, size=(draws, measures))


def width_of(spread: Decimal) -> int:
    """The spread in millionths."""
    width = spread * MILLION
    if not 0 <= width < MILLION or width != int(width):
        raise ValueError(f"{spread} is no share below 1 of at most six decimals")
    return int(width)


def check_exact(points: Ints, maxima: Ints | None, *, heaviest: int) -> None:
    """Refuse what could grow past the whole numbers that floating-point numbers hold."""
    for values in (points, maxima):
        if values is not None and values.size:
            most = int(np.abs(values.astype(np.float64)).sum(axis=1).max()) + len(values[0])  # room for its rounding
            if most * heaviest >= EXACT:
                raise TooFineError("the points are too many or too fine to be weighed exactly")


def whole_numbers(*tables: Sequence[Sequence[Decimal]]) -> list[Ints]:
    """Tables of decimals as whole numbers of one unit, the largest power of ten that does for all of them."""
    places = max((-exponent_of(value) for table in tables for row in table for value in row), default=0)
    scaled = ([[int(value.scaleb(places)) for value in row] for row in table] for table in tables)
    try:
        return [np.array(table, dtype=np.int64) for table in scaled]
    except OverflowError as error:
        raise TooFineError("the points are too many or too fine to be weighed exactly") from error


def exponent_of(value: Decimal) -> int:
    """The power of ten of its last digit that is not zero."""
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int), f"{value} is no number"
    return exponent


def percentiles(ranks: Places) -> Ints:
    """Low, middle and high of each row by the nearest rank: each is one of the row's own values.

    The same as numpy's method "inverted_cdf", without its way over floating-point numbers.
    """
    draws = ranks.shape[1]
    places = [-(-part * draws // 1) - 1 for part in PERCENTILES]
    ordered = np.sort(ranks, axis=1, kind="stable")  # of small whole numbers: a radix sort
    return ordered[:, [max(0, int(place)) for place in places]].T.astype(np.int64)


def _floats(values: Ints) -> Floats:
    """Measures (rows) by units (columns), to be multiplied with."""
    return values.T.astype(np.float64)


def _some(draws: int, step: int) -> Iterator[slice]:
    """So many draws at a time, one at least."""
    return (slice(start, start + max(1, step)) for start in range(0, draws, max(1, step)))


def _ranks_of(factors: Floats, points: Floats, maxima: Floats | None) -> Places:
    """Ranks 1, 2, 2, 4 of units (columns) in some draws (rows)."""
    values = -factors @ points  # negative: the best comes first
    wholes = None if maxima is None else factors @ maxima
    ranks = np.empty(values.shape, dtype=np.uint32)
    for part in _some(len(values), CACHED // max(1, points.shape[1])):
        ranks[part] = _ranked(values[part], None if wholes is None else wholes[part])
    return ranks


def _ranked(parts: Floats, wholes: Floats | None) -> Places:
    """Ranks of each row's parts, or of their shares of the wholes, the smallest first."""
    # Division rounds correctly, so it keeps the order; what it makes equal is looked at again.
    values = parts if wholes is None else parts / wholes
    order = np.argsort(values, axis=1)
    order += np.arange(len(values))[:, np.newaxis] * values.shape[1]  # as if all rows were one
    found = values.ravel()[order]
    equal = found[:, 1:] == found[:, :-1]
    places = np.broadcast_to(np.arange(1, values.shape[1] + 1, dtype=np.uint32), order.shape)
    if equal.any():
        if wholes is not None:
            for units, alike in zip(order, equal, strict=True):
                _settle(units, alike, parts.ravel(), wholes.ravel())
        places = _shared(places, equal)
    ranks = np.empty(order.size, dtype=np.uint32)
    ranks[order] = places
    return ranks.reshape(order.shape)


def _shared(places: Places, equal: Bools) -> Places:
    """Places 1, 2, 2, 4 instead of 1, 2, 3, 4 where each is equal to the one before it or not."""
    shared = places.copy()
    shared[:, 1:] *= ~equal
    return np.maximum.accumulate(shared, axis=1, out=shared)


def _settle(units: Ints, equal: Bools, parts: Floats, wholes: Floats) -> None:
    """Put units whose shares are equal as floating-point numbers in their true order, and say which are equal."""
    alike = (parts[units][1:] == parts[units][:-1]) & (wholes[units][1:] == wholes[units][:-1])
    if not (equal & ~alike).any():
        return
    for start, end in list(_runs(equal)):
        shares = {unit: Fraction(int(parts[unit]), int(wholes[unit])) for unit in units[start:end].tolist()}
        units[start:end] = sorted(shares, key=shares.__getitem__)
        found = [shares[unit] for unit in units[start:end].tolist()]
        equal[start : end - 1] = [one == other for one, other in pairwise(found)]


def _runs(equal: Bools) -> Iterator[tuple[int, int]]:
    """From where to where neighbours are equal."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], equal, [False]]).astype(np.int8)))
    for start, end in edges.reshape(-1, 2).tolist():
        yield start, end + 1
