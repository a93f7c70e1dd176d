"""Ranks, ties, shares and bands of a scenario, by the rules of publishing."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm

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


@dataclass(frozen=True)
class Rules:
    """How one measure is rounded, ranked and banded."""

    decimals: int
    finest: int  # decimals of the finest unit
    maximum: Fraction  # the framework's, in the scenario
    availability: Fraction
    bands: Sequence[Fraction]

    @cached_property
    def places(self) -> int:
        """Of a share."""
        return share_places(self.maximum, self.decimals)

    @cached_property
    def fine_places(self) -> int:
        """Of a coverage."""
        return share_places(self.maximum, self.finest)

    @cached_property
    def bounds(self) -> dict[Fraction, list[Fraction]]:
        """The most points of each band, by the unit's own maximum; filled as maxima are met."""
        return {}

    def share(self, points: Fraction, maximum: Fraction) -> Fraction:
        """The share by which units are ranked."""
        return Fraction(half_up(points / maximum * 10**self.places), 10**self.places)

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
        return decimal_of(half_up(Fraction(points) / value.maximum * 10**self.places), self.places)

    def coverage(self, value: Value) -> Decimal | None:
        """The share of the maximum that was assessed, in the places that the framework's maximum asks for."""
        if value.points is None or (value.known.coverage is None and not value.changed):
            return value.known.coverage
        if value.maximum <= 0:
            return None
        places = self.fine_places
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
        if value.maximum not in self.bounds:
            self.bounds[value.maximum] = [upper * value.maximum for upper in self.bands]
        bounds = self.bounds[value.maximum]
        found = {bisect_left(bounds, Fraction(self.shown(value, points))) for points in set(value.points)}
        place = found.pop()
        return place if not found and place < len(bounds) else None


Interval = tuple[Fraction, Fraction]
Place = tuple[int | None, int | None, bool, int | None]  # best rank, worst rank, tied, of how many
NO_PLACE: Place = (None, None, False, None)


def spots(
    rules: Rules,
    values: Mapping[Hashable, Value],
    ranked: Mapping[Hashable, bool],
    same: Mapping[Hashable, Spot] | None = None,
) -> dict[Hashable, Spot]:
    """Every unit in one measure, ranked by its points; of the units in `same` only the rank can be another."""
    found = {
        unit: (rules.rounded(value, value.points[0]), rules.rounded(value, value.points[1]))
        for unit, value in values.items()
        if value.points is not None and rules.is_ranked(value, ranked[unit])
    }
    keys = _keys(rules, found, {unit: values[unit].maximum for unit in found})
    places = _places(keys)
    made = same or {}
    return {
        unit: _moved(made[unit], places.get(unit, NO_PLACE))
        if unit in made
        else _spot(rules, value, places.get(unit, NO_PLACE))
        for unit, value in values.items()
    }


def _moved(spot: Spot, place: Place) -> Spot:
    best, worst, tied, of = place
    if (spot.rank, spot.worst_rank, spot.tied, spot.ranked_of) == place:
        return spot
    return replace(spot, rank=best, worst_rank=worst, tied=tied, ranked_of=of)


def printed_spots(rules: Rules, values: Mapping[Hashable, Value], *, known: bool) -> dict[Hashable, Spot]:
    """The same where ranks were only printed: those, or none where they may not be `known` any more."""
    ranks = [value.known.rank for value in values.values() if value.known.rank is not None]
    of, holders = len(ranks), Counter(ranks)
    places: dict[Hashable, Place] = {
        unit: (value.known.rank, value.known.rank, holders[value.known.rank] > 1, of)
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
    whole = _as_integers(keys)
    lows, highs = sorted(low for low, _high in whole.values()), sorted(high for _low, high in whole.values())
    certain = Counter(low for low, high in whole.values() if low == high)
    count = len(whole)
    return {
        unit: (
            1 + count - bisect_right(lows, high),
            1 + count - bisect_right(highs, low) - (low < high),  # it is not behind itself
            low == high and certain[low] > 1,
            count,
        )
        for unit, (low, high) in whole.items()
    }


def _as_integers(keys: Mapping[Hashable, Interval]) -> dict[Hashable, tuple[int, int]]:
    """The same numbers in a unit that makes all of them whole: integers sort fast."""
    scale = lcm(*{end.denominator for interval in keys.values() for end in interval})
    return {unit: (int(low * scale), int(high * scale)) for unit, (low, high) in keys.items()}


def _spot(rules: Rules, value: Value, place: Place) -> Spot:
    best, worst, tied, of = place
    least = most = None
    if value.points is not None:
        low, high = value.points
        least = rules.shown(value, low)
        most = least if low == high else rules.shown(value, high)
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
