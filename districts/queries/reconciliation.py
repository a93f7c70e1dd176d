"""What was printed of a ranking beside what the portal computes, line by line."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Q, QuerySet

import scoring
from districts.models import Standing, StatedFigure, Statement
from districts.queries.editions import Edition
from districts.queries.figures import Figure, UnitName, load_figures_where, load_units, unit_at
from districts.queries.measures import Graph, Node, load_graph
from districts.queries.scenario import measures_of
from scoring.derivation import Derivation, derive
from scoring.verdicts import (
    NOT_THERE,
    Judgement,
    Own,
    OwnRank,
    Verdict,
    interval_of,
    judge_points,
    judge_rank,
    rank_reach,
)

POINTS, RANK = "points", "rank"
MOST_WORKED = 20  # units whose arithmetic is written out; more than that nobody reads
Cell = tuple[int, int]  # of the published unit and of the measure


@dataclass(frozen=True, slots=True)
class Line:
    """One printed number beside the portal's own."""

    unit: UnitName | None  # None: not in this ranking
    unit_name: str
    unit_code: str
    node: Node | None  # None: not in this framework
    measure: str  # its code
    what: str  # points or rank
    stated: Decimal
    places: int  # decimals as printed
    stated_by: str  # the provenance of what was printed
    judgement: Judgement
    said_by: str  # the provenance of the portal's own figure


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one statement says; the publication's own printed figures have no title."""

    title: str
    source: str
    provenance: str
    number: str
    date: date | None
    lines: tuple[Line, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many lines agree, differ and cannot be told."""
        return counts_of(self.lines)


@dataclass(frozen=True, slots=True)
class Step:
    """One derived figure with the sum that it follows from."""

    node: Node
    figure: Figure
    derivation: Derivation
    terms: tuple[tuple[Node, Figure, int], ...]


@dataclass(frozen=True, slots=True)
class Worked:
    """The arithmetic of one unit whose shared part was derived: that part first, then the others."""

    unit: UnitName
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Reconciliation:
    """All that was printed of one ranking."""

    edition: Edition
    graph: Graph
    units: tuple[UnitName, ...]
    unit: UnitName | None  # the one that was asked for
    sheets: tuple[Sheet, ...]
    worked: tuple[Worked, ...]

    @cached_property
    def counts(self) -> dict[str, int]:
        """Over all lines."""
        return counts_of(line for sheet in self.sheets for line in sheet.lines)


def counts_of(lines: Iterable[Line]) -> dict[str, int]:
    found = Counter(line.judgement.verdict for line in lines)
    return {verdict.value: found[verdict] for verdict in Verdict}


def load_reconciliation(edition: Edition, slug: str = "") -> Reconciliation:
    """Eight queries at most, whatever the number of units, measures and statements."""
    graph, units = load_graph(edition.framework_id), load_units(edition.id)
    unit = unit_at(slug, units) if slug else None
    statements = list(statements_of(edition))
    stated = list(stated_of(statements, unit))
    desk = _Desk(edition, graph, {unit.id: unit for unit in units}, unit)
    desk.load(stated)
    sheets = [
        desk.sheet(statement, [row for row in stated if row.statement_id == statement.pk]) for statement in statements
    ]
    sheets.append(desk.own_sheet())
    shown = tuple(sheet for sheet in sheets if sheet.lines)
    return Reconciliation(edition, graph, tuple(units), unit, shown, tuple(desk.worked()))


def statements_of(edition: Edition) -> QuerySet[Statement]:
    """What was loaded of this round."""
    return Statement.objects.filter(
        authority__rounds=edition.round_id, group=edition.group, year=edition.year, basis=edition.basis
    ).order_by("pk")


def stated_of(statements: list[Statement], unit: UnitName | None) -> QuerySet[StatedFigure]:
    """Their figures, of one unit or of all, in the order of the units and measures."""
    rows = StatedFigure.objects.filter(statement__in=statements).select_related("unit", "measure")
    if unit is not None:
        rows = rows.filter(unit_id=unit.unit_id)
    return rows.order_by("unit__sort_key", "unit_id", "measure__position", "pk")


class _Desk:
    """The published figures at hand, and the lines that are drawn from them."""

    def __init__(self, edition: Edition, graph: Graph, units: Mapping[int, UnitName], unit: UnitName | None) -> None:
        self.edition, self.graph, self.units, self.unit = edition, graph, units, unit
        self.nodes = {node.id: node for node in graph.nodes.values()}
        self.by_unit = {unit.unit_id: unit for unit in units.values()}
        self.figures: dict[Cell, Figure] = {}
        self.printed: list[Cell] = []
        self.solved: list[int] = []
        self.reach: dict[int, dict[int, tuple[int, int]]] = {}

    def load(self, stated: list[StatedFigure]) -> None:
        """The figures that something printed is held against, those ranked with them, and those of the arithmetic."""
        wholes = [node.id for node in self.graph.nodes.values() if node.parts]
        given = Q(origin=Standing.Origin.GIVEN, measure__in=wholes)
        derived = Q(origin=Standing.Origin.DERIVED, measure__in=[node.id for node in self.graph.shared])
        own = Q(published_unit=self.unit.id) if self.unit else Q()
        self.figures = load_figures_where(self.edition.id, own & (given | derived | Q(printed_rank__isnull=False)))
        self.printed = self.sorted(
            cell for cell, figure in self.figures.items() if is_printed(self.nodes[cell[1]], figure)
        )
        self.solved = self.solved_units()
        ranks = {row.measure_id for row in stated if row.rank is not None}
        ranks |= {measure for (_unit, measure), figure in self.figures.items() if figure.printed_rank is not None}
        units = {self.by_unit[row.unit_id].id for row in stated if row.unit_id in self.by_unit}
        said = Q(published_unit__in=units, measure__in={row.measure_id for row in stated})
        self.figures |= load_figures_where(self.edition.id, said | Q(published_unit__in=self.solved))
        others = load_figures_where(self.edition.id, Q(measure__in=ranks & set(self.nodes), rank__isnull=False))
        for measure in ranks & set(self.nodes):
            self.reach[measure] = self.reach_of(measure, others)

    def solved_units(self) -> list[int]:
        """The first units whose shared part was derived."""
        derived = [cell for cell, figure in self.figures.items() if figure.origin == Standing.Origin.DERIVED]
        return list(dict.fromkeys(unit for unit, measure in self.sorted(derived) if not self.nodes[measure].is_leaf))[
            :MOST_WORKED
        ]

    def sorted(self, cells: Iterable[Cell]) -> list[Cell]:
        """By unit and measure, as the pages order them."""
        place = {unit: number for number, unit in enumerate(self.units)}
        order = {node.id: number for number, node in enumerate(self.graph.nodes.values())}
        return sorted(cells, key=lambda cell: (place[cell[0]], order[cell[1]]))

    def reach_of(self, measure: int, figures: Mapping[Cell, Figure]) -> dict[int, tuple[int, int]]:
        """How far rounding lets each rank of a measure lie off; only where points are what is compared."""
        ranked = {unit: figure for (unit, other), figure in figures.items() if other == measure and figure.rank}
        if len({figure.max_points for figure in ranked.values()}) > 1:
            return {}
        found = {unit: interval_of(own_of(self.nodes[measure], figure)) for unit, figure in ranked.items()}
        reach = rank_reach({unit: interval for unit, interval in found.items() if interval is not None})
        return {unit: reach[unit] for unit in found if unit in reach}

    # Lines

    def sheet(self, statement: Statement, rows: list[StatedFigure]) -> Sheet:
        """What a statement says, each number held against the portal's own."""
        lines = [line for row in rows for line in self.lines_of(row, statement.provenance)]
        return Sheet(
            statement.title, statement.source, statement.provenance, statement.number, statement.date, tuple(lines)
        )

    def lines_of(self, row: StatedFigure, said: str) -> Iterator[Line]:
        """Points, then rank, as far as they were printed."""
        unit, node = self.by_unit.get(row.unit_id), self.nodes.get(row.measure_id)
        figure = self.figures.get((unit.id, node.id)) if unit and node else None
        names = (unit.name if unit else row.unit.name, unit.code if unit else row.unit.code, node, row.measure.code)
        if row.points is not None:
            places = row.places or 0
            judgement = judge_points(row.points, places, own_of(node, figure)) if node and figure else NOT_THERE
            by = figure.said_by if figure else ""
            yield Line(unit, *names, POINTS, row.points, places, said, judgement, by)
        if row.rank is not None:
            judgement = self.judge_rank(row.rank, (unit.id, node.id), figure) if unit and node and figure else NOT_THERE
            by = figure.rank_provenance if figure else ""
            yield Line(unit, *names, RANK, Decimal(row.rank), 0, said, judgement, by)

    def own_sheet(self) -> Sheet:
        """What the publication itself holds in print: given figures of wholes, and printed ranks."""
        lines = [line for cell in self.printed for line in self.own_lines(cell)]
        return Sheet("", "", "", self.edition.decision_number, self.edition.decision_date, tuple(lines))

    def own_lines(self, cell: Cell) -> Iterator[Line]:
        unit, node, figure = self.units[cell[0]], self.nodes[cell[1]], self.figures[cell]
        names = (unit.name, unit.code, node, node.code)
        if node.parts and figure.origin == Standing.Origin.GIVEN and figure.points is not None:
            judgement = judge_points(figure.points, node.decimals, own_of(node, figure))
            by = figure.provenance
            yield Line(unit, *names, POINTS, figure.points, node.decimals, by, judgement, by)
        if figure.printed_rank is not None:
            judgement = self.judge_rank(figure.printed_rank, cell, figure)
            by, own = figure.printed_provenance, figure.rank_provenance
            yield Line(unit, *names, RANK, Decimal(figure.printed_rank), 0, by, judgement, own)

    def judge_rank(self, stated: int, cell: Cell, figure: Figure) -> Judgement:
        best, worst = self.reach.get(cell[1], {}).get(cell[0], (figure.rank, figure.rank))
        return judge_rank(stated, OwnRank(figure.rank, figure.rank_origin == Standing.RankOrigin.PRINTED, best, worst))

    # The arithmetic

    def worked(self) -> Iterator[Worked]:
        """Of units whose shared part was derived from printed figures."""
        first = [node.code for node in self.graph.shared]
        for unit in self.solved:
            own = {code: self.figures[unit, node.id] for code, node in self.graph.nodes.items()}
            yield Worked(self.units[unit], tuple(self.steps(own, first)))

    def steps(self, figures: Mapping[str, Figure], first: list[str]) -> Iterator[Step]:
        """How each derived figure follows from the given ones, the shared parts first."""
        given = {code for code, figure in figures.items() if figure.origin == Standing.Origin.GIVEN}
        derived = [code for code, figure in figures.items() if figure.origin == Standing.Origin.DERIVED]
        found = derive(measures_of(self.graph), given, derived)
        for code in sorted(found, key=lambda code: code not in first):
            terms = tuple((self.graph.nodes[t.code], figures[t.code], t.times) for t in found[code].terms)
            yield Step(self.graph.nodes[code], figures[code], found[code], terms)


def is_printed(node: Node, figure: Figure) -> bool:
    """Some number of it was printed: the points of a whole, or a rank."""
    return figure.printed_rank is not None or (bool(node.parts) and figure.origin == Standing.Origin.GIVEN)


def own_of(node: Node, figure: Figure) -> Own:
    """A published figure as verdicts take it."""
    return Own(
        status=scoring.Status(figure.state),
        origin=scoring.Origin(figure.origin),
        decimals=node.decimals,
        is_leaf=node.is_leaf,
        points=figure.points,
        computed=figure.computed,
        margin=figure.margin,
        is_contradicted=figure.contradiction is not None,
    )
