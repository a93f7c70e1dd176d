"""A unit's published figures, and what they become when points or maxima change."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from scoring.points import half_up
from scoring.scenario_graph import Factors, ScenarioGraph
from scoring.words import Origin, Status

Interval = tuple[Fraction, Fraction]
NOTHING = Fraction(0)
CERTAIN = (NOTHING, NOTHING)


@dataclass(frozen=True, slots=True)
class Known:
    """One published figure: what scoring said of one unit in one measure."""

    state: Status
    points: Decimal | None
    max_points: Decimal  # the unit's own
    origin: Origin = Origin.GIVEN
    coverage: Decimal | None = None
    rank: int | None = None  # the one shown
    printed: bool = False  # the rank shown is the printed one


@dataclass(frozen=True, slots=True)
class PublishedUnit:
    """A unit with its published figures by code: all of them, or those that `what_if` asks for."""

    unit: Hashable
    ranked: bool
    figures: Mapping[str, Known]


@dataclass(frozen=True, slots=True)
class Value:
    """A unit in a measure while it is worked out; points are an interval, of one point where they are certain."""

    known: Known
    points: Interval | None  # exact; None: there are none
    maximum: Fraction
    covered: Fraction  # how much of the maximum was assessed
    changed: bool = False

    @property
    def is_complete(self) -> bool:
        """All of it was assessed."""
        return self.covered >= self.maximum


def value_of(graph: ScenarioGraph, unit: PublishedUnit, code: str) -> Value:
    """What was published, with the exact points behind it."""
    known = unit.figures[code]
    exact = exact_points(graph, unit, code)
    points = None if exact is None else (exact, exact)
    return Value(known, points, Fraction(known.max_points), covered_of(graph, known))


def exact_points(graph: ScenarioGraph, unit: PublishedUnit, code: str) -> Fraction | None:
    """The points before they were rounded for publication: a sum is that of its parts, as far as they are at hand."""
    known, measure = unit.figures[code], graph.measures[code]
    if known.points is None:
        return None
    points = Fraction(known.points)
    if known.origin is not Origin.SUMMED or not all(part in unit.figures for part in measure.parts):
        return points
    total = sum((exact_points(graph, unit, part) or NOTHING for part in measure.parts), NOTHING)
    step = Fraction(1, 10**measure.decimals)
    return total if abs(total - points) <= step / 2 else points  # a published figure is never corrected here


def covered_of(graph: ScenarioGraph, known: Known) -> Fraction:
    """How much of the maximum was assessed: exact again, since a coverage has places enough to tell it."""
    if known.coverage == 1 or (known.coverage is None and known.points is not None):
        return Fraction(known.max_points)
    if known.coverage is None:
        return NOTHING
    units = 10**graph.places
    return Fraction(half_up(Fraction(known.coverage) * Fraction(known.max_points) * units), units)


# Points of one unit


def with_points(graph: ScenarioGraph, unit: PublishedUnit, code: str, points: Mapping[str, Decimal]) -> Value:
    """The measure once the unit has these points in the measures below it."""
    value = value_of(graph, unit, code)
    touched = [other for other in points if other in graph.below[code]]
    if not touched:
        return value
    before = value.points[0] if value.points else NOTHING
    gained, assessed = NOTHING, NOTHING
    for other in touched:
        known = unit.figures[other]
        gained += Fraction(points[other]) - Fraction(known.points or 0)
        if known.points is None:
            assessed += Fraction(known.max_points)
    after = before + gained
    known = value.known
    if known.points is None:  # the first points of what was missing
        known = replace(known, origin=Origin.SUMMED, state=Status.INCOMPLETE)
    covered = min(value.covered + assessed, value.maximum)
    return Value(known, (after, after), value.maximum, covered, changed=bool(gained or assessed))


# Maxima of everybody


def with_maxima(factors: Factors, unit: PublishedUnit, code: str, scale: Fraction) -> Value:
    """The measure once the maxima are multiplied and the points keep their shares."""
    value = value_of(factors.graph, unit, code)
    atoms = factors.changed[code]
    if not atoms and scale == 1:
        return value
    gained = _gained(factors, unit, code, value)
    grown = sum(((factor - 1) * Fraction(unit.figures[atom].max_points) for atom, factor in atoms), NOTHING)
    maximum = (value.maximum + grown) * scale
    covered = maximum
    if not value.is_complete:
        more = ((factor - 1) * covered_of(factors.graph, unit.figures[atom]) for atom, factor in atoms)
        covered = (value.covered + sum(more, NOTHING)) * scale
    if value.points is None:
        return Value(value.known, None, maximum, covered, changed=maximum != value.maximum)
    points = ((value.points[0] + gained[0]) * scale, (value.points[1] + gained[1]) * scale)
    changed = points != value.points or maximum != value.maximum
    return Value(value.known, points, maximum, covered, changed)


def _gained(factors: Factors, unit: PublishedUnit, code: str, value: Value) -> Interval:
    """By how much the points change: exactly where the parts are known, else between the least and the most."""
    if value.points is None:
        return CERTAIN
    certain, rest = NOTHING, value.points[0]
    unknown: list[tuple[Fraction, Fraction, Fraction]] = []
    is_open = any(unit.figures[atom].state is Status.NOT_PUBLISHED for atom, _factor in factors.changed[code])
    for atom, factor in (factors.atoms if is_open else factors.changed)[code]:
        known = unit.figures[atom]
        if known.state is Status.NOT_PUBLISHED:
            unknown.append((factor - 1, factors.graph.bounds[atom][0], Fraction(known.max_points)))
            continue
        points = exact_points(factors.graph, unit, atom) or NOTHING
        certain += (factor - 1) * points
        rest -= points
    if not unknown:
        return (certain, certain)
    return (certain + _spread(sorted(unknown), rest), certain + _spread(sorted(unknown, reverse=True), rest))


def _spread(unknown: list[tuple[Fraction, Fraction, Fraction]], rest: Fraction) -> Fraction:
    """What the unknown parts gain if `rest` is theirs, and lies in the first of them as far as it can."""
    rest -= sum((least for _gain, least, _most in unknown), NOTHING)
    total = NOTHING
    for gain, least, most in unknown:
        more = min(max(rest, NOTHING), most - least)
        total += gain * (least + more)
        rest -= more
    return total
