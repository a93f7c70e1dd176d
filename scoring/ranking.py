"""Ranks 1, 2, 2, 4 on published values, and bands."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from scoring.points import Bools, Ints
from scoring.published import Published


@dataclass(frozen=True, eq=False)
class Ranks:
    """Ranks of measures (rows) and units (columns); zero where there is none."""

    rank: Ints
    tied: Bools
    ranked_of: Ints  # by measure
    printed: Bools  # by measure: the printed ranks are the ones shown
    computed: Bools  # cells that were ranked by their points
    provenance: Ints  # by measure: the weakest of the points ranked; -1 where none were


def rank_all(published: Published, ranked: Bools, printed: Ints, provenance: Ints) -> Ranks:
    """Rank every measure; where a printed rank comes without points, show the printed ranks of that measure."""
    eligible = published.ready & published.rankable & ranked
    by_print = np.any(ranked & (printed > 0) & ~eligible, axis=1)
    rank, tied = _rank(_keys(published, eligible), eligible)
    has_print = (printed > 0) & ranked & by_print[:, np.newaxis]
    rank = np.where(by_print[:, np.newaxis], np.where(has_print, printed, 0), rank)
    tied = np.where(by_print[:, np.newaxis], _rank(printed, has_print)[1], tied)
    computed = eligible & ~by_print[:, np.newaxis]
    return Ranks(
        rank=rank,
        tied=tied,
        ranked_of=(rank > 0).sum(axis=1),
        printed=by_print,
        computed=computed,
        provenance=np.where(computed, provenance, -1).max(axis=1, initial=-1),
    )


def _keys(published: Published, eligible: Bools) -> Ints:
    """What is compared: points where all have the same maximum, else shares of it."""
    most = np.where(eligible, published.maxima, 0).max(axis=1, initial=0)
    alike = (~eligible | (published.maxima == most[:, np.newaxis])).all(axis=1)
    return np.where(alike[:, np.newaxis], published.points, published.rank_share)


def _rank(keys: Ints, eligible: Bools) -> tuple[Ints, Bools]:
    if not keys.size:
        return np.zeros_like(keys), np.zeros_like(eligible)
    import pandas as pd  # late: half a second and 40 MB that only publishing needs

    # Integers stay integers, hence exact: whoever is not ranked gets a key below all others instead of a blank.
    frame = pd.DataFrame(np.where(eligible, keys, keys.min() - 1).T)
    best = frame.rank(method="min", ascending=False).to_numpy().T.astype(np.int64)
    worst = frame.rank(method="max", ascending=False).to_numpy().T.astype(np.int64)
    return np.where(eligible, best, 0), eligible & (best != worst)


def band_all(published: Published, bands: Sequence[Decimal]) -> Ints:
    """The first band whose upper share a cell does not exceed; -1 where there is none or too little was assessed."""
    found = np.full(published.points.shape, -1, dtype=np.int64)
    # Shown points may be halves of the finest unit; a bound in whole units is exceeded by n - 1/2 as by n.
    points = -(-published.shown // published.scale)
    banded = published.ready & (published.maxima > 0)
    for most in np.unique(published.maxima[banded]).tolist():
        bounds = [Fraction(upper) * most for upper in bands]
        place = np.searchsorted(np.array([bound.__floor__() for bound in bounds], dtype=np.int64), points, side="left")
        place[place == len(bands)] = -1
        found = np.where(banded & (published.maxima == most), place, found)
    return found
