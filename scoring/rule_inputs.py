"""What rules ask for, and the strict way in which it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

MOST_DIGITS = 15  # before the decimal mark, and after it

Given = Mapping[str, object]  # inputs by name, as somebody entered them


class InputKind(StrEnum):
    """What an input is, and so how a form asks for it."""

    AMOUNT = "amount"  # int or Decimal, zero or more
    COUNT = "count"  # the same, whole
    YES = "yes"  # bool
    TIMING = "timing"  # a Timing


class Timing(StrEnum):
    """Whether the work of a period was done."""

    ON_TIME = "on_time"
    LATE = "late"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Input:
    name: str
    kind: InputKind


class InputFaultKind(StrEnum):
    MISSING = "is missing"
    UNEXPECTED = "is not asked for"
    NOT_YES_OR_NO = "is neither yes nor no"
    NOT_A_NUMBER = "is not a number"
    TOO_LONG = "has too many digits"
    NOT_WHOLE = "is not a whole number"
    NEGATIVE = "is negative"
    ZERO = "is zero, so there is nothing to divide by"
    EXCEEDS = "cannot exceed b"
    NOT_A_TIMING = "is none of on_time, late, none"


class InputError(ValueError):
    """An input that gives no points: its name and why."""

    def __init__(self, kind: InputFaultKind, name: str) -> None:
        self.kind = kind
        self.name = name
        super().__init__(f"{name} {kind}")


def known(given: Given, name: str) -> object:
    value = given.get(name)
    if value is None:
        raise InputError(InputFaultKind.MISSING, name)
    return value


def yes(given: Given, name: str) -> bool:
    value = known(given, name)
    if not isinstance(value, bool):
        raise InputError(InputFaultKind.NOT_YES_OR_NO, name)
    return value


def amount(given: Given, name: str) -> Fraction:
    """An exact number, zero or more: no float, which would already be rounded."""
    value = known(given, name)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise InputError(InputFaultKind.NOT_A_NUMBER, name)
    number = Decimal(value)
    if not number.is_finite():
        raise InputError(InputFaultKind.NOT_A_NUMBER, name)
    if number < 0:
        raise InputError(InputFaultKind.NEGATIVE, name)
    if number >= Decimal(10) ** MOST_DIGITS or int(number.as_tuple().exponent) < -MOST_DIGITS:
        raise InputError(InputFaultKind.TOO_LONG, name)
    return Fraction(number)


def count(given: Given, name: str) -> int:
    value = amount(given, name)
    if value.denominator != 1:
        raise InputError(InputFaultKind.NOT_WHOLE, name)
    return value.numerator


def timing(given: Given, name: str) -> Timing:
    value = known(given, name)
    if value not in list(Timing):
        raise InputError(InputFaultKind.NOT_A_TIMING, name)
    return Timing(str(value))


def ratio(given: Given, *, may_exceed: bool = False) -> Fraction:
    """a of b, exactly."""
    a, b = amount(given, "a"), amount(given, "b")
    if b == 0:
        raise InputError(InputFaultKind.ZERO, "b")
    if a > b and not may_exceed:
        raise InputError(InputFaultKind.EXCEEDS, "a")
    return a / b
