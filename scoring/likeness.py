"""Strengths and weaknesses: where a unit is farthest above and below the median of others like it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

MOST = 5


@dataclass(frozen=True, slots=True)
class Standout:
    """One measure in which the unit differs from the others."""

    code: str
    share: Decimal
    median: Decimal  # of the others' shares
    others: int

    @property
    def difference(self) -> Decimal:
        """Positive: above the median."""
        return self.share - self.median


@dataclass(frozen=True, slots=True)
class Standouts:
    """The farthest first; nothing is in both."""

    strengths: tuple[Standout, ...]
    weaknesses: tuple[Standout, ...]


def standouts(own: Mapping[str, Decimal], others: Mapping[str, Sequence[Decimal]], most: int = MOST) -> Standouts:
    """By difference of shares; a measure in which all have the same says nothing, nor does a last place as strength."""
    found = [
        Standout(code, share, median(others[code]), len(others[code]))
        for code, share in own.items()
        if others.get(code) and set(others[code]) != {share}
    ]
    strong = [one for one in found if one.difference > 0 and one.share > min(others[one.code])]
    weak = [one for one in found if one.difference < 0 and one.share < max(others[one.code])]
    strong.sort(key=lambda one: -one.difference)
    weak.sort(key=lambda one: one.difference)
    return Standouts(tuple(strong[:most]), tuple(weak[:most]))


def median(values: Sequence[Decimal]) -> Decimal:
    """The middle one, or the mean of the two in the middle."""
    ordered = sorted(values)
    count = len(ordered)
    return (ordered[(count - 1) // 2] + ordered[count // 2]) / 2
