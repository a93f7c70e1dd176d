"""The framework as a scenario sees it: what lies below and above each measure, and what has one maximum's fate."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from scoring.measure import Measure

ONE = Fraction(1)


@dataclass(frozen=True)
class ScenarioGraph:
    """Measures by code, with bounds resolved; made of a valid framework's measures."""

    measures: Mapping[str, Measure]

    @classmethod
    def of(cls, measures: Sequence[Measure]) -> "ScenarioGraph":
        """The graph of a framework that `Framework.build` accepts."""
        return cls({measure.code: measure for measure in measures})

    @cached_property
    def places(self) -> int:
        """Decimals of the finest unit."""
        return max(measure.decimals for measure in self.measures.values())

    @cached_property
    def below(self) -> dict[str, frozenset[str]]:
        """Each measure's code with those of everything below it, its own included."""
        found: dict[str, frozenset[str]] = {}

        def walk(code: str) -> frozenset[str]:
            if code not in found:
                found[code] = frozenset([code]).union(*(walk(part) for part in self.measures[code].parts))
            return found[code]

        for code in self.measures:
            walk(code)
        return found

    @cached_property
    def leaves(self) -> dict[str, frozenset[str]]:
        """The leaves that each measure sums up."""
        ends = frozenset(code for code, measure in self.measures.items() if not measure.parts)
        return {code: inside & ends for code, inside in self.below.items()}

    @cached_property
    def bounds(self) -> dict[str, tuple[Fraction, Fraction]]:
        """Minimum and maximum of each measure: its own, else the sum of its leaves'."""
        return {code: (self._bound(code, False), self._bound(code, True)) for code in self.measures}

    def _bound(self, code: str, upper: bool) -> Fraction:
        measure = self.measures[code]
        own = measure.max_points if upper else measure.min_points
        if own is not None:
            return Fraction(own)
        return sum((self._bound(leaf, upper) for leaf in self.leaves[code] if leaf != code), Fraction(0))

    def is_rounded(self, code: str) -> bool:
        """Some leaf below is counted in finer decimals than the measure is published in."""
        decimals = self.measures[code].decimals
        return any(self.measures[leaf].decimals > decimals for leaf in self.leaves[code])

    def descend(self, codes: Iterable[str]) -> tuple[str, ...]:
        """These measures with the parts that their exact sums need."""
        wanted, waiting = set[str](), list(codes)
        while waiting:
            code = waiting.pop()
            if code not in wanted:
                wanted.add(code)
                waiting += self.measures[code].parts if self.is_rounded(code) else ()
        return tuple(code for code in self.measures if code in wanted)


@dataclass(frozen=True)
class Factors:
    """By how much the maximum of every leaf is multiplied."""

    graph: ScenarioGraph
    of_leaf: Mapping[str, Fraction]

    @classmethod
    def of(cls, graph: ScenarioGraph, maxima: Mapping[str, Decimal]) -> "Factors":
        """The factors of these new maxima; raises ValueError where they cannot be applied."""
        factors: dict[str, Fraction] = {}
        for code, new in maxima.items():
            if code not in graph.measures:
                raise ValueError(f"unknown measure: {code}")
            most = graph.bounds[code][1]
            if new < 0 or not most:
                raise ValueError(f"{code} cannot have the maximum {new}")
            for leaf in graph.leaves[code]:
                if leaf in factors:
                    raise ValueError(f"{code} shares the measure {leaf} with another whose maximum is changed")
                factors[leaf] = Fraction(new) / most
        return cls(graph, factors)

    def of_measure(self, code: str) -> Fraction | None:
        """The one factor of all leaves below a measure; None where they have several."""
        found = {self.of_leaf.get(leaf, ONE) for leaf in self.graph.leaves[code]}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def atoms(self) -> dict[str, tuple[tuple[str, Fraction], ...]]:
        """Each measure as a sum of the topmost measures that have one factor, with it; nothing where all is one."""
        return {code: self._atoms(code) if self._changes(code) else () for code in self.graph.measures}

    @cached_property
    def changed(self) -> dict[str, tuple[tuple[str, Fraction], ...]]:
        """The same, only those whose factor is not one."""
        return {code: tuple(atom for atom in atoms if atom[1] != ONE) for code, atoms in self.atoms.items()}

    def _changes(self, code: str) -> bool:
        return any(self.of_leaf.get(leaf, ONE) != ONE for leaf in self.graph.leaves[code])

    def _atoms(self, code: str) -> tuple[tuple[str, Fraction], ...]:
        factor = self.of_measure(code)
        if factor is not None:
            return ((code, factor),)
        return tuple(atom for part in self.graph.measures[code].parts for atom in self._atoms(part))

    def maximum(self, code: str) -> Fraction:
        """The framework's new maximum of a measure."""
        most = self.graph.bounds[code][1]
        return most + sum(
            ((factor - 1) * self.graph.bounds[atom][1] for atom, factor in self.changed[code]), Fraction(0)
        )
