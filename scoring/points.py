"""Points as integers of a framework's finest unit, and the way back to the decimals that are shown."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

MOST_PLACES = 6  # the most decimals that a measure may declare
SAFE = 2**62  # integers below this have room to be added in 64 bits


def half_up(value: Fraction) -> int:
    """The nearest integer; a half goes away from zero."""
    size = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return size if value >= 0 else -size


def round_ratio(numerators: Ints, factor: int, denominators: Ints) -> Ints:
    """`numerators * factor / denominators` to integers, halves away from zero; denominators are positive.

    Falls back to Python's unlimited integers where 64 bits could overflow.
    """
    largest = int(np.abs(numerators).max(initial=0)) * factor * 2 + int(denominators.max(initial=1))
    top, bottom = numerators, denominators
    if largest >= SAFE:
        top, bottom = numerators.astype(object), denominators.astype(object)
    size = (2 * np.abs(top) * factor + bottom) // (2 * bottom)
    return np.asarray(np.sign(numerators) * size, dtype=np.int64)


def share_places(maximum: Decimal | Fraction, decimals: int) -> int:
    """The least p with 10**p >= maximum * 10**decimals: a share of p places tells any two points apart."""
    steps = Fraction(maximum) * 10**decimals
    places = 0
    while 10**places < steps:
        places += 1
    return places


def decimal_of(number: int, places: int) -> Decimal:
    """`number` of the units of `places` decimals."""
    return Decimal(number).scaleb(-places)


def shown_places(value: Fraction, decimals: int) -> int | None:
    """The places from `decimals` to six within which `value` ends; None where it does not."""
    return next((p for p in range(decimals, MOST_PLACES + 1) if (value * 10**p).denominator == 1), None)


def show(value: Fraction, decimals: int) -> Decimal:
    """`value` exactly where it ends within six places, else rounded half up to `decimals`."""
    places = shown_places(value, decimals)
    if places is None:
        places = decimals
    return decimal_of(half_up(value * 10**places), places)


def show_up(value: Fraction, decimals: int) -> Decimal:
    """`value` exactly where it ends within six places, else rounded up to six: for margins, never understated."""
    if shown_places(value, decimals) is not None:
        return show(value, decimals)
    return decimal_of(-(-value.numerator * 10**MOST_PLACES // value.denominator), MOST_PLACES)
