"""How a derived figure follows from the printed ones: the sum that anybody can check with a pocket calculator."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from scoring.framework import Framework
from scoring.measure import Measure
from scoring.points import show
from scoring.solving import determine


@dataclass(frozen=True, slots=True)
class Term:
    """One printed figure in the sum, and how often it counts; negative: it is taken off."""

    code: str
    times: int


@dataclass(frozen=True, slots=True)
class Derivation:
    """A figure as a sum of printed ones, divided by a whole number."""

    code: str
    terms: tuple[Term, ...]  # what is added first, then what is taken off; each in the framework's order
    divisor: int

    def of(self, points: Mapping[str, Decimal], decimals: int) -> Decimal:
        """What the sum comes to."""
        total = sum((Fraction(points[term.code]) * term.times for term in self.terms), Fraction(0))
        return show(total / self.divisor, decimals)


def derive(measures: Sequence[Measure], given: Collection[str], targets: Sequence[str]) -> dict[str, Derivation]:
    """Those of `targets` that the given measures determine, and how."""
    framework = Framework.build(measures)
    known = np.array([code in given for code in framework.codes], dtype=np.bool_)
    found = determine(framework, known, [framework.index[code] for code in targets])
    derivations = {}
    for target, combination in found.items():
        factors = [(code, int(factor)) for code, factor in zip(framework.codes, combination.factors, strict=True)]
        terms = sorted((Term(code, factor) for code, factor in factors if factor), key=lambda term: term.times < 0)
        derivations[framework.codes[target]] = Derivation(framework.codes[target], tuple(terms), combination.divisor)
    return derivations
