"""What if: some points of one unit, or the maxima, were others. Where would everybody stand?

Works on published figures alone: what does not change stays as it was published, and a change travels up the
graph exactly. `what_if` gives every unit before and after; without a change both are what was published.

- Points: those of one unit's finest known measures (`changeable`). A missing leaf may be given points; a whole
  of which only its own figure is known may be changed as a whole.
- Maxima: an index gets a new maximum and every unit keeps its share of it, so its points become
  points * new / old. Where only a whole above several such indices is known, what it becomes is an interval.
  With `keep_total` everything is then scaled so that the total's maximum stays.
- Missing is never rescaled: what is missing brings no points in either case.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from scoring.measure import Measure
from scoring.scenario_graph import Factors, ScenarioGraph
from scoring.scenario_ranks import Rules, Spot, decimal, printed_spots, spots
from scoring.scenario_sums import Known, PublishedUnit, Value, value_of, with_maxima, with_points
from scoring.words import Kind, Status

__all__ = [
    "Known",
    "Outcome",
    "PublishedUnit",
    "Result",
    "Scenario",
    "Spot",
    "changeable",
    "needed_for_maxima",
    "what_if",
]


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is changed: points of one unit by measure, or the maxima of measures; never both."""

    unit: Hashable = None
    points: Mapping[str, Decimal] = field(default_factory=dict)
    maxima: Mapping[str, Decimal] = field(default_factory=dict)
    keep_total: bool = False  # scale everything so that the total's maximum stays

    def __post_init__(self) -> None:
        if self.points and self.maxima:
            raise ValueError("a scenario changes points or maxima, not both")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One unit in one measure: as published, and as it would be."""

    before: Spot
    after: Spot

    @property
    def risen(self) -> int | None:
        """Places gained; None where one of the ranks is not known, or not to the place."""
        before, after = self.before.rank, self.after.rank
        if before is None or after is None or after != self.after.worst_rank:
            return None
        return before - after


@dataclass(frozen=True, slots=True)
class Result:
    """What comes of a scenario."""

    outcomes: Mapping[tuple[Hashable, str], Outcome]  # by unit and code, of the measures watched
    maxima: Mapping[str, tuple[Decimal, Decimal]]  # of the framework, before and after, by code
    unranked: frozenset[str]  # measures whose ranks were only printed: they cannot be computed anew

    def of(self, unit: Hashable, code: str) -> Outcome:
        """One unit in one measure."""
        return self.outcomes[unit, code]


def what_if(
    measures: Sequence[Measure],
    units: Iterable[PublishedUnit],
    scenario: Scenario,
    *,
    watch: Sequence[str],
    availability: Decimal = Decimal(1),
    bands: Sequence[Decimal] = (),
) -> Result:
    """Every unit in every measure of `watch`, before and after.

    `measures` is the whole framework. Of every unit the figures of `watch` are needed; for changed points all
    figures of that one unit, for changed maxima those of `needed_for_maxima` of every unit. `bands` are upper
    shares, ascending. Raises ValueError where the scenario names what cannot be changed.
    """
    desk = _Desk.of(ScenarioGraph.of(measures), tuple(units), scenario, availability, bands)
    outcomes: dict[tuple[Hashable, str], Outcome] = {}
    unranked = set[str]()
    for code in watch:
        before, after, is_lost = desk.measure(code)
        outcomes |= {(unit, code): Outcome(spot, after[unit]) for unit, spot in before.items()}
        unranked |= {code} if is_lost else set()
    return Result(outcomes, desk.maxima(), frozenset(unranked))


def changeable(measures: Sequence[Measure], unit: PublishedUnit) -> tuple[str, ...]:
    """The finest measures known of a unit, in the framework's order: the ones whose points a scenario may change."""
    graph = ScenarioGraph.of(measures)
    found = {code for code, known in unit.figures.items() if _says_something(graph, code, known)}
    return tuple(code for code in graph.measures if code in found and not (graph.below[code] - {code}) & found)


def _says_something(graph: ScenarioGraph, code: str, known: Known) -> bool:
    """Points that were scored, or a leaf that waits for some; not what cannot have any."""
    least, most = graph.bounds[code]
    is_leaf = not graph.measures[code].parts
    scored = known.points is not None and known.state in (Status.SCORED, Status.INCOMPLETE)
    return least < most and (scored or (is_leaf and known.state is Status.MISSING))


def needed_for_maxima(measures: Sequence[Measure], watch: Sequence[str], changed: Iterable[str]) -> tuple[str, ...]:
    """The measures whose figures `what_if` needs of every unit where these maxima change."""
    graph = ScenarioGraph.of(measures)
    factors = Factors.of(graph, {code: Decimal(0) for code in changed})
    atoms = [atom for code in watch for atom, _factor in factors.atoms[code]]
    return graph.descend([*watch, *atoms])


@dataclass(frozen=True)
class _Desk:
    """A scenario being worked out."""

    graph: ScenarioGraph
    units: tuple[PublishedUnit, ...]
    scenario: Scenario
    factors: Factors
    scale: Fraction
    availability: Fraction
    bands: tuple[Fraction, ...]

    @classmethod
    def of(
        cls,
        graph: ScenarioGraph,
        units: tuple[PublishedUnit, ...],
        scenario: Scenario,
        availability: Decimal,
        bands: Sequence[Decimal],
    ) -> "_Desk":
        factors = Factors.of(graph, scenario.maxima)
        total = next(code for code, measure in graph.measures.items() if measure.kind is Kind.TOTAL)
        most, new = graph.bounds[total][1], factors.maximum(total)
        if scenario.keep_total and not new:
            raise ValueError("a total of nothing cannot be scaled to the framework's")
        scale = most / new if scenario.keep_total else Fraction(1)
        desk = cls(graph, units, scenario, factors, scale, Fraction(availability), tuple(map(Fraction, bands)))
        desk.refuse_points()
        return desk

    def refuse_points(self) -> None:
        """Points only for measures that can be changed, within their bounds."""
        if not self.scenario.points:
            return
        unit = next((unit for unit in self.units if unit.unit == self.scenario.unit), None)
        if unit is None:
            raise ValueError(f"unknown unit: {self.scenario.unit}")
        known = set(changeable(tuple(self.graph.measures.values()), unit))
        for code, points in self.scenario.points.items():
            if code not in known:
                raise ValueError(f"the points of {code} cannot be changed")
            if not self.graph.bounds[code][0] <= Fraction(points) <= Fraction(unit.figures[code].max_points):
                raise ValueError(f"{points} is out of the bounds of {code}")

    def maxima(self) -> dict[str, tuple[Decimal, Decimal]]:
        """Of every measure, before and after."""
        return {
            code: (decimal(most), decimal(self.factors.maximum(code) * self.scale))
            for code, (_least, most) in self.graph.bounds.items()
        }

    def measure(self, code: str) -> tuple[dict[Hashable, Spot], dict[Hashable, Spot], bool]:
        """Everybody in one measure before and after, and whether the ranks after cannot be computed."""
        old = {unit.unit: value_of(self.graph, unit, code) for unit in self.units}
        new = {unit.unit: self.changed(unit, code, old[unit.unit]) for unit in self.units}
        most = self.graph.bounds[code][1]
        before, after = self.rules(code, most), self.rules(code, self.factors.maximum(code) * self.scale)
        if any(value.known.printed for value in old.values()):
            changes = any(value.changed for value in new.values())
            return printed_spots(before, old, known=True), printed_spots(after, new, known=not changes), changes
        ranked = {unit.unit: unit.ranked for unit in self.units}
        first = spots(before, old, ranked)
        same = {unit: first[unit] for unit, value in new.items() if value is old[unit]} if before == after else {}
        return first, spots(after, new, ranked, same), False

    def changed(self, unit: PublishedUnit, code: str, value: Value) -> Value:
        """One unit in one measure in the scenario."""
        if self.scenario.points:
            is_its = unit.unit == self.scenario.unit
            return with_points(self.graph, unit, code, self.scenario.points) if is_its else value
        if not self.scenario.maxima:
            return value
        return with_maxima(self.factors, unit, code, self.scale)

    def rules(self, code: str, maximum: Fraction) -> Rules:
        """Of one measure, with this maximum of the framework."""
        decimals = self.graph.measures[code].decimals
        return Rules(decimals, self.graph.places, maximum, self.availability, self.bands)
