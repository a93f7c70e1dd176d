"""Ranks, ties, shares and bands of a scenario, by the rules of publishing."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.points import MOST_PLACES, decimal_of, half_up, share_places, show, shown_places
from scoring.scenario_sums import Value
from scoring.words import Origin, Status

RANKABLE = (Status.SCORED, Status.INCOMPLETE)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one unit stands in one measure; what cannot be told, or is not there, is None."""

    points: Decimal | None  # None: there are none, or only an interval is known
    least: Decimal | None  # where the points can lie: both the same where they are certain
    most: Decimal | None
    max_points: Decimal  # the unit's own
    share: Decimal | None
    coverage: Decimal | None
    rank: int | None  # the best that it can be
    worst_rank: int | None  # the same where the rank is certain
    tied: bool
    ranked_of: int | None
    band: int | None  # index into the bands


@dataclass(frozen=True, slots=True)
class Rules:
    """How one measure is rounded, ranked and banded."""

    decimals: int
    finest: int  # decimals of the finest unit
    maximum: Fraction  # the framework's, in the scenario
    availability: Fraction
    bands: Sequence[Fraction]

    def places(self, decimals: int) -> int:
        """Of a share of points with these decimals."""
        return share_places(self.maximum, decimals)

    def share(self, points: Fraction, maximum: Fraction) -> Fraction:
        """The share by which units are ranked."""
        places = self.places(self.decimals)
        return Fraction(half_up(points / maximum * 10**places), 10**places)

    def rounded(self, value: Value, points: Fraction) -> Fraction:
        """As publishing rounds what it ranks: a sum never passes the unit's own maximum."""
        step = 10**self.decimals
        found = Fraction(half_up(points * step), step)
        return found if value.known.origin is Origin.GIVEN else min(found, value.maximum)

    def shown(self, value: Value, points: Fraction) -> Decimal:
        """As publishing shows it; what does not change stays as it was published."""
        if not value.changed and value.known.points is not None:
            return value.known.points
        if value.known.origin is Origin.DERIVED:
            return show(points, self.decimals)
        return show(self.rounded(value, points), self.decimals)

    def shown_share(self, value: Value, points: Decimal) -> Decimal | None:
        """Of the points shown."""
        if value.maximum <= 0:
            return None
        places = self.places(self.decimals)
        return decimal_of(half_up(Fraction(points) / value.maximum * 10**places), places)

    def coverage(self, value: Value) -> Decimal | None:
        """The share of the maximum that was assessed."""
        if not value.changed or value.points is None:
            return value.known.coverage
        if value.maximum <= 0:
            return None
        places = self.places(self.finest)
        return decimal_of(half_up(value.covered / value.maximum * 10**places), places)

    def covers(self, value: Value) -> bool:
        """Enough was assessed to be ranked and banded."""
        return value.is_complete or value.covered >= self.availability * value.maximum

    def is_ranked(self, value: Value, ranked: bool) -> bool:
        """Whether a unit takes part in the ranking of the measure."""
        scored = value.known.state in RANKABLE
        return ranked and scored and value.points is not None and value.maximum > 0 and self.covers(value)

    def band(self, value: Value) -> int | None:
        """The first band that both ends of the points reach; none where they lie in two."""
        if value.points is None or value.maximum <= 0 or not self.covers(value):
            return None
        ends = [Fraction(self.shown(value, points)) for points in value.points]
        found = {next((n for n, upper in enumerate(self.bands) if end <= upper * value.maximum), None) for end in ends}
        return found.pop() if len(found) == 1 else None


Interval = tuple[Fraction, Fraction]
Place = tuple[int | None, int | None, bool, int | None]  # best rank, worst rank, tied, of how many
NO_PLACE: Place = (None, None, False, None)


def spots(rules: Rules, values: Mapping[Hashable, Value], ranked: Mapping[Hashable, bool]) -> dict[Hashable, Spot]:
    """Every unit in one measure, ranked by its points."""
    found = {
        unit: (rules.rounded(value, value.points[0]), rules.rounded(value, value.points[1]))
        for unit, value in values.items()
        if value.points is not None and rules.is_ranked(value, ranked[unit])
    }
    keys = _keys(rules, found, {unit: values[unit].maximum for unit in found})
    places = _places(keys)
    return {unit: _spot(rules, value, places.get(unit, NO_PLACE)) for unit, value in values.items()}


def printed_spots(rules: Rules, values: Mapping[Hashable, Value], *, known: bool) -> dict[Hashable, Spot]:
    """The same where ranks were only printed: those, or none where they may not be `known` any more."""
    ranks = [value.known.rank for value in values.values() if value.known.rank is not None]
    of = len(ranks)
    places: dict[Hashable, Place] = {
        unit: (value.known.rank, value.known.rank, ranks.count(value.known.rank) > 1, of)
        for unit, value in values.items()
        if known and value.known.rank is not None
    }
    return {unit: _spot(rules, value, places.get(unit, NO_PLACE)) for unit, value in values.items()}


def _keys(
    rules: Rules, points: Mapping[Hashable, Interval], maxima: Mapping[Hashable, Fraction]
) -> dict[Hashable, Interval]:
    """What is compared: points where all have the same maximum, else shares of it."""
    if len(set(maxima.values())) < 2:
        return dict(points)
    return {
        unit: (rules.share(low, maxima[unit]), rules.share(high, maxima[unit])) for unit, (low, high) in points.items()
    }


def _places(keys: Mapping[Hashable, Interval]) -> dict[Hashable, Place]:
    """1, 2, 2, 4; between the rank if all that is uncertain falls well, and if it falls badly."""
    lows, highs = sorted(low for low, _high in keys.values()), sorted(high for _low, high in keys.values())
    certain = Counter(low for low, high in keys.values() if low == high)
    count = len(keys)
    return {
        unit: (
            1 + count - bisect_right(lows, high),
            1 + count - bisect_right(highs, low) - (low < high),  # it is not behind itself
            low == high and certain[low] > 1,
            count,
        )
        for unit, (low, high) in keys.items()
    }


def _spot(rules: Rules, value: Value, place: Place) -> Spot:
    best, worst, tied, of = place
    ends = [rules.shown(value, points) for points in value.points or ()]
    least, most = (ends[0], ends[1]) if ends else (None, None)
    points = least if least == most else None
    return Spot(
        points=points,
        least=least,
        most=most,
        max_points=decimal(value.maximum),
        share=None if points is None else rules.shown_share(value, points),
        coverage=rules.coverage(value),
        rank=best,
        worst_rank=worst,
        tied=tied,
        ranked_of=of,
        band=rules.band(value),
    )


def decimal(number: Fraction) -> Decimal:
    """Exactly where it ends within six places, else rounded to them."""
    if shown_places(number, 0) is None:
        return decimal_of(half_up(number * 10**MOST_PLACES), MOST_PLACES)
    return show(number, 0)
