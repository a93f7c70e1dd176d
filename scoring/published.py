"""What is published of each cell: status, rounded points, share and coverage."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from scoring.inference import Inferred
from scoring.points import Bools, Ints, decimal_of, half_up, round_ratio, share_places, shown_places
from scoring.rollup import Applied, Rolled
from scoring.words import Origin, Status

STATUSES = tuple(Status)
ORIGINS = tuple(Origin)


@dataclass(frozen=True, eq=False)
class Published:
    """Arrays of measures (rows) by units (columns)."""

    status: Ints  # index into STATUSES
    origin: Ints  # index into ORIGINS
    has_points: Bools
    points: Ints  # rounded to the measure's places, in finest units: what is ranked
    shown: Ints  # what is shown, in 1/scale: differs from points for derived figures only
    scale: Ints  # by unit
    maxima: Ints
    share: Ints  # of the shown points, in units of share_places
    rank_share: Ints  # of the ranked points
    share_places: list[int]  # by measure
    coverage: Ints  # in units of coverage_places; -1 where nothing can be said
    coverage_places: list[int]
    ready: Bools  # has points that cover enough to be ranked and averaged
    rankable: Bools  # scored, out of a maximum


def publish(applied: Applied, rolled: Rolled, scale: Ints, inferred: Inferred, availability: Decimal) -> Published:
    """Round what was added up, once, and say what each cell is."""
    framework = applied.framework
    status, origin = _words(applied, rolled, inferred)
    has_points = origin != ORIGINS.index(Origin.NONE)
    points = _rounded(applied, rolled, scale)
    shown = points * scale
    for m, u in inferred.places:
        shown[m, u] = _shown_derived(applied, rolled, scale, m, u)
    shares = [share_places(m.max_points or Decimal(0), m.decimals) for m in framework.measures]
    fine = [share_places(m.max_points or Decimal(0), framework.places) for m in framework.measures]
    enough = rolled.complete | _covers(rolled.covered, applied.maxima, availability)
    incomplete = status == STATUSES.index(Status.INCOMPLETE)
    return Published(
        status=status,
        origin=origin,
        has_points=has_points,
        points=points,
        shown=shown,
        scale=scale,
        maxima=applied.maxima,
        share=_shares(shown, applied.maxima * scale, shares),
        rank_share=_shares(points, applied.maxima, shares),
        share_places=shares,
        coverage=_coverage(applied, rolled, status, fine),
        coverage_places=fine,
        ready=has_points & enough,
        rankable=((status == STATUSES.index(Status.SCORED)) | incomplete) & (applied.maxima > 0),
    )


def _words(applied: Applied, rolled: Rolled, inferred: Inferred) -> tuple[Ints, Ints]:
    """Status and origin of every cell; the first condition that holds decides."""
    sheet, framework = applied.sheet, applied.framework
    derived = np.zeros_like(sheet.given)
    for place in inferred.places:
        derived[place] = True
    known = sheet.given | derived
    within = _within(applied, known | (sheet.printed > 0)) & ~sheet.missing
    empty = np.broadcast_to((framework.maxima == 0)[:, np.newaxis], sheet.given.shape)
    nothing = rolled.complete & ~rolled.some
    cases: list[tuple[Bools, Status, Origin]] = [
        (applied.unscored, Status.NOT_SCORED, Origin.NONE),
        (applied.full, Status.NOT_APPLICABLE, Origin.GIVEN),
        (applied.left, Status.NOT_APPLICABLE, Origin.NONE),
        (sheet.given, Status.SCORED, Origin.GIVEN),
        (derived, Status.SCORED, Origin.DERIVED),
        (nothing & empty, Status.NOT_SCORED, Origin.NONE),
        (nothing, Status.NOT_APPLICABLE, Origin.NONE),
        (rolled.complete, Status.SCORED, Origin.SUMMED),
        (rolled.some, Status.INCOMPLETE, Origin.SUMMED),
        (within, Status.NOT_PUBLISHED, Origin.NONE),
    ]
    conditions = [case[0] for case in cases]
    status = np.select(conditions, [STATUSES.index(case[1]) for case in cases], STATUSES.index(Status.MISSING))
    origin = np.select(conditions, [ORIGINS.index(case[2]) for case in cases], ORIGINS.index(Origin.NONE))
    return status.astype(np.int64), origin.astype(np.int64)


def _within(applied: Applied, published: Bools) -> Bools:
    """Cells inside a measure of which a figure, or a printed rank, was published; that measure included."""
    within = published.copy()
    for whole in reversed(applied.framework.wholes):
        for part in applied.framework.parts[whole]:
            within[part] |= within[whole] & ~applied.sheet.missing[whole]
    return within


def _rounded(applied: Applied, rolled: Rolled, scale: Ints) -> Ints:
    steps = applied.framework.steps[:, np.newaxis]
    points = round_ratio(rolled.value, 1, steps * scale) * steps
    # Rounding must not lift a sum over a maximum that a criterion's leaving made odd.
    bounded = np.clip(points, applied.minima, applied.maxima)
    return np.where(applied.sheet.given, points, bounded)


def _shown_derived(applied: Applied, rolled: Rolled, scale: Ints, m: int, u: int) -> int:
    framework = applied.framework
    exact = Fraction(int(rolled.value[m, u]), int(scale[u]) * 10**framework.places)
    if shown_places(exact, 0) is not None:
        return int(rolled.value[m, u])
    step = int(framework.steps[m]) * int(scale[u])
    return half_up(Fraction(int(rolled.value[m, u]), step)) * step


def _shares(points: Ints, maxima: Ints, places: list[int]) -> Ints:
    rows = [round_ratio(row, 10**p, np.maximum(most, 1)) for row, most, p in zip(points, maxima, places, strict=True)]
    return np.stack(rows)


def _covers(covered: Ints, maxima: Ints, availability: Decimal) -> Bools:
    """Whether at least `availability` of the unit's maximum was assessed."""
    least = Fraction(availability)
    enough = np.zeros(covered.shape, dtype=np.bool_)
    short = covered < maxima
    enough[short] = covered[short].astype(object) * least.denominator >= maxima[short].astype(object) * least.numerator
    return enough | ~short


def _coverage(applied: Applied, rolled: Rolled, status: Ints, places: list[int]) -> Ints:
    silent = [Status.NOT_PUBLISHED, Status.NOT_SCORED]
    unknown = np.isin(status, [STATUSES.index(word) for word in silent]) | (applied.maxima == 0)
    return np.where(unknown, -1, _shares(rolled.covered, applied.maxima, places))


def as_decimal(units: int, places: int, step: int, decimals: int) -> Decimal:
    """Finest units as points of `decimals` places, or of as many more as they need."""
    number, rest = divmod(units, step)
    return decimal_of(units, places) if rest else decimal_of(number, decimals)
