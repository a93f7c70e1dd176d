"""Mean, median and best of each measure."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from scoring.framework import Framework
from scoring.points import Ints, decimal_of, half_up
from scoring.published import Published, as_decimal


@dataclass(frozen=True, slots=True)
class Summary:
    """Over `units` units; rounded half up to the places of the measure and of its shares."""

    code: str
    units: int
    mean: Decimal
    median: Decimal
    best: Decimal
    mean_share: Decimal | None
    provenance: int


def summarise(framework: Framework, published: Published, provenance: Ints) -> list[Summary]:
    """One summary a measure that has figures, in the framework's order."""
    return [_summary(framework, published, provenance, m) for m, ready in enumerate(published.ready) if ready.any()]


def _summary(framework: Framework, published: Published, provenance: Ints, m: int) -> Summary:
    ready = published.ready[m]
    points = np.sort(published.points[m][ready])
    count = len(points)
    decimals, step = framework.measures[m].decimals, int(framework.steps[m])
    middle = int(points[(count - 1) // 2]) + int(points[count // 2])
    return Summary(
        code=framework.codes[m],
        units=count,
        mean=decimal_of(half_up(Fraction(int(points.sum()), count * step)), decimals),
        median=decimal_of(half_up(Fraction(middle, 2 * step)), decimals),
        best=as_decimal(int(points[-1]), framework.places, step, decimals),
        mean_share=_mean_share(published, m),
        provenance=int(provenance[m][ready].max()),
    )


def _mean_share(published: Published, m: int) -> Decimal | None:
    """The mean of the units' shares: exact where all have one maximum, else of the shares as published."""
    ready, places = published.ready[m], published.share_places[m]
    maxima, count = published.maxima[m][ready], int(published.ready[m].sum())
    if not maxima.all():
        return None
    mean = Fraction(int(published.rank_share[m][ready].sum()), count)
    if (maxima == maxima[0]).all():
        mean = Fraction(int(published.points[m][ready].sum()) * 10**places, count * int(maxima[0]))
    return decimal_of(half_up(mean), places)
