"""What a scenario reads of a publication, and what comes of it: light, since it is worked out on request."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Q

import scoring
from districts.models import Band, MeasureKind, Standing
from districts.queries.editions import Edition
from districts.queries.figures import UnitName, load_units, unit_at
from districts.queries.measures import Graph, Node, load_graph
from scoring.scenario import Known, Outcome, PublishedUnit, Result, Scenario, changeable, needed_for_maxima, what_if

FIELDS = (
    "published_unit_id", "measure__code", "state", "points", "max_points", "origin", "coverage", "rank", "rank_origin",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """One number that a scenario may change: the points of a measure, or its maximum."""

    node: Node
    published: Decimal | None  # None: missing
    least: Decimal
    most: Decimal

    @property
    def places(self) -> int:
        """The decimals that it may have: those of the measure, or more where what is published (derived) has more."""
        exponent = (self.published or Decimal(0)).normalize().as_tuple().exponent
        return max(self.node.decimals, -int(exponent))


@dataclass(frozen=True)
class Stage:
    """A publication with what can be changed in it: points of one unit, or maxima of main indices."""

    edition: Edition
    graph: Graph
    units: tuple[UnitName, ...]
    unit: UnitName | None
    own: Mapping[str, Known]  # the figures of that unit

    @cached_property
    def measures(self) -> tuple[scoring.Measure, ...]:
        """The framework for scoring."""
        return measures_of(self.graph)

    @cached_property
    def points(self) -> dict[str, Slot]:
        """What may be changed of the unit, in the order of the framework."""
        if self.unit is None:
            return {}
        free = changeable(self.measures, PublishedUnit(self.unit.id, self.unit.ranked, self.own))
        nodes = [self.graph.nodes[code] for code in free]
        return {
            node.code: Slot(node, self.own[node.code].points, node.min_points, self.own[node.code].max_points)
            for node in nodes
        }

    @cached_property
    def maxima(self) -> dict[str, Slot]:
        """The main indices that are scored, each with its maximum; the most is the total's.

        One that holds what another holds too is left out: a measure has one maximum.
        """
        found: dict[str, Slot] = {}
        taken = set[str]()
        for code, node in self.graph.nodes.items():
            held = self.graph.inside(code)
            if node.kind == MeasureKind.INDEX and node.max_points > 0 and not held & taken:
                found[code] = Slot(node, node.max_points, Decimal(0), self.graph.total.max_points)
                taken |= held
        return found

    @cached_property
    def sections(self) -> list[tuple[Node | None, list[Slot]]]:
        """The points that may be changed, by main index; those above the indices first."""
        indices = [node for node in self.graph.nodes.values() if node.kind == MeasureKind.INDEX]
        homes = {code: node for node in indices for code in self.graph.inside(node.code) - {node.code}}
        found: dict[str, list[Slot]] = {}
        for slot in self.points.values():
            found.setdefault(homes[slot.node.code].code if slot.node.code in homes else "", []).append(slot)
        return [
            (self.graph.nodes.get(code), slots) for code, slots in sorted(found.items(), key=lambda one: bool(one[0]))
        ]


def measures_of(graph: Graph) -> tuple[scoring.Measure, ...]:
    """The measures of a framework as scoring knows them."""
    return tuple(
        scoring.Measure(
            code=node.code,
            kind=scoring.Kind(node.kind),
            parts=node.parts,
            max_points=node.max_points,
            min_points=node.min_points,
            decimals=node.decimals,
            not_applicable=scoring.NotApplicable(node.not_applicable),
        )
        for node in graph.nodes.values()
    )


def load_stage(edition: Edition, slug: str = "") -> Stage:
    """The framework, the units, and the figures of one of them. Three queries, and a fourth for that unit."""
    graph, units = load_graph(edition.framework_id), load_units(edition.id)
    unit = unit_at(slug, units) if slug else None
    own = load_known(edition.id, Q(published_unit=unit.id)).get(unit.id, {}) if unit else {}
    return Stage(edition, graph, tuple(units), unit, own)


def load_known(publication: int, which: Q) -> dict[int, dict[str, Known]]:
    """Published figures as scoring takes them, by unit and code. One query."""
    found: dict[int, dict[str, Known]] = {}
    rows = Standing.objects.filter(which, publication_id=publication).order_by()
    for unit, code, state, points, most, origin, coverage, rank, by in rows.values_list(*FIELDS):
        printed = by == Standing.RankOrigin.PRINTED
        figure = Known(scoring.Status(state), points, most, scoring.Origin(origin), coverage, rank, printed)
        found.setdefault(unit, {})[code] = figure
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """One unit in the headline measures, before and after."""

    unit: UnitName
    places: tuple[Outcome, ...]

    @property
    def total(self) -> Outcome:
        """The first of the headlines."""
        return self.places[0]

    @property
    def is_moved(self) -> bool:
        """Its rank in the total is another, or can no longer be told."""
        before, after = self.total.before, self.total.after
        return (before.rank, before.worst_rank) != (after.rank, after.worst_rank)


@dataclass(frozen=True)
class Played:
    """What comes of a scenario, for everybody."""

    stage: Stage
    scenario: Scenario
    lines: tuple[Line, ...]  # by rank after, then by name
    result: Result
    bands: tuple[Band, ...]

    @property
    def own(self) -> Line | None:
        """The line of the unit whose points are changed."""
        return next((line for line in self.lines if self.stage.unit and line.unit.id == self.stage.unit.id), None)

    def band(self, place: int | None) -> str:
        """The name of a band; nothing where there is none, or it cannot be told."""
        return "" if place is None else self.bands[place].name

    @property
    def moved(self) -> int:
        """How many units have another rank in the total."""
        return sum(line.is_moved for line in self.lines)

    @property
    def uncertain(self) -> tuple[UnitName, ...]:
        """Units whose total can only be said to lie within an interval."""
        return tuple(line.unit for line in self.lines if line.total.after.least != line.total.after.most)

    @property
    def total_of_maxima(self) -> tuple[Decimal, Decimal]:
        """The maximum of the total, before and after."""
        return self.result.maxima[self.stage.graph.total.code]


def play(
    stage: Stage, points: Mapping[str, Decimal], maxima: Mapping[str, Decimal], *, keep_total: bool = False
) -> Played:
    """Work a scenario out. Two queries, whatever the number of units and measures."""
    scenario = Scenario(stage.unit.id if stage.unit else None, points, maxima, keep_total and bool(maxima))
    graph, edition = stage.graph, stage.edition
    watch = [node.code for node in graph.headlines]
    needed: Iterable[str] = watch
    if scenario.maxima:
        needed = needed_for_maxima(stage.measures, watch, scenario.maxima)
    known = load_known(edition.id, Q(measure__in=[graph.nodes[code].id for code in needed]))
    if stage.unit:
        known[stage.unit.id] = dict(stage.own)
    bands = list(Band.objects.filter(framework_id=edition.framework_id).order_by("upper"))
    result = what_if(
        stage.measures,
        [PublishedUnit(unit.id, unit.ranked, known[unit.id]) for unit in stage.units],
        scenario,
        watch=watch,
        availability=edition.availability,
        bands=[band.upper for band in bands],
    )
    lines = (Line(unit, tuple(result.of(unit.id, code) for code in watch)) for unit in stage.units)
    ordered = tuple(sorted(lines, key=lambda line: line.total.after.rank or len(stage.units) + 1))
    return Played(stage, scenario, ordered, result, tuple(bands))
