"""Where the points of one unit are, as the page and the tasks that win them back read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from districts.queries.editions import Edition
from districts.queries.figures import Figure, Mean, UnitName, load_figures, load_means, load_units, unit_at
from districts.queries.measures import Graph, Node, load_graph
from scoring import Origin, Status
from scoring.ledger import Entry, Line, LineKind, ledger, share_of


class Against(StrEnum):
    """What "lost" is measured against."""

    MAXIMUM = "max"
    BEST = "best"
    MEDIAN = "median"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line: the finest measure of which something is known, or what a whole has beside such measures."""

    node: Node  # of a rest or a difference: the whole
    kind: LineKind
    points: Decimal | None
    maximum: Decimal  # the unit's own
    of: tuple[Node, ...]  # the parts that a rest stands for
    figure: Figure  # as published, of the node
    mean: Mean | None
    share_of_lost: Decimal | None  # of everything lost against the maximum

    @property
    def lost(self) -> Decimal | None:
        """Against the maximum: the points still to be won. What was not assessed is not lost."""
        return self.against(Against.MAXIMUM)

    @property
    def is_measure(self) -> bool:
        """It is a figure of its own that others can have too."""
        return self.kind in (LineKind.POINTS, LineKind.WHOLE)

    def against(self, what: Against) -> Decimal | None:
        """How far below the maximum, the best or the median of the group; negative above it."""
        if self.points is None:
            return None
        if what is Against.MAXIMUM:
            return self.maximum - self.points
        if self.mean is None or not self.is_measure or self.maximum != self.node.max_points:
            return None
        return (self.mean.best if what is Against.BEST else self.mean.median) - self.points


@dataclass(frozen=True)
class Ledger:
    """The lines of a unit's total; what is lost and missing of them adds up to what it has not."""

    edition: Edition
    unit: UnitName
    graph: Graph
    figures: Mapping[str, Figure]  # by code
    means: Mapping[int, Mean]
    lines: tuple[LedgerLine, ...]  # in the order of the graph
    lost: Decimal
    missing: Decimal
    unknown: Decimal
    units: tuple[UnitName, ...] = ()  # everybody in the publication, where they were read

    @property
    def total(self) -> Figure:
        """The unit's total."""
        return self.figures[self.graph.total.code]

    @property
    def has_illustrative(self) -> bool:
        """Some figures shown here are illustrative."""
        return any(line.figure.is_illustrative for line in self.lines)

    @cached_property
    def is_closed(self) -> bool:
        """Only wholes were published of some of it."""
        return any(line.kind in (LineKind.WHOLE, LineKind.REST, LineKind.NOT_PUBLISHED) for line in self.lines)

    def largest_first(self, what: Against = Against.MAXIMUM) -> list[LedgerLine]:
        """The lines that have points; those that cannot be set against it come last."""
        known = [(line.against(what), line) for line in self.lines if line.points is not None]
        return [line for _lost, line in sorted(known, key=lambda one: (one[0] is None, -(one[0] or Decimal(0))))]

    def without_points(self, kind: str) -> list[LedgerLine]:
        """The lines of one kind of nothing."""
        return [line for line in self.lines if line.kind == kind]

    def of(self, root: Node) -> tuple[LedgerLine, ...]:
        """The lines of another whole, mostly a pillar."""
        return _lines(self.graph, self.figures, self.means, root)[0]


def load_ledger(edition: Edition, slug: str) -> Ledger:
    """The ledger of one unit. Five queries, whatever the number of units and measures."""
    units = load_units(edition.id)
    unit = unit_at(slug, units)
    graph = load_graph(edition.framework_id)
    figures = load_figures(edition.id, {}, unit=unit.id)
    by_code = {node.code: figures[unit.id, node.id] for node in graph.nodes.values()}
    return ledger_of(edition, unit, graph, by_code, load_means(edition.id), units)


def ledger_of(
    edition: Edition,
    unit: UnitName,
    graph: Graph,
    figures: Mapping[str, Figure],
    means: Mapping[int, Mean],
    units: Iterable[UnitName] = (),
) -> Ledger:
    """The ledger of what was read already. No query."""
    lines, lost, missing, unknown = _lines(graph, figures, means, graph.total)
    return Ledger(edition, unit, graph, figures, means, lines, lost, missing, unknown, tuple(units))


def entries_of(graph: Graph, figures: Mapping[str, Figure]) -> dict[str, Entry]:
    """A unit's figures as scoring takes them."""
    return {
        code: Entry(
            code, graph.nodes[code].parts, Status(figure.state), Origin(figure.origin), figure.points, figure.max_points
        )
        for code, figure in figures.items()
    }


def _lines(
    graph: Graph, figures: Mapping[str, Figure], means: Mapping[int, Mean], root: Node
) -> tuple[tuple[LedgerLine, ...], Decimal, Decimal, Decimal]:
    """The lines below a whole, and what is lost, missing and unknown of it."""
    found = ledger(entries_of(graph, figures), root.code)
    lines = tuple(_line(line, graph, figures, means, found.lost) for line in found.lines)
    return lines, found.lost, found.missing, found.unknown


def _line(
    line: Line, graph: Graph, figures: Mapping[str, Figure], means: Mapping[int, Mean], lost: Decimal
) -> LedgerLine:
    node = graph.nodes[line.code]
    return LedgerLine(
        node=node,
        kind=line.kind,
        points=line.points,
        maximum=line.maximum,
        of=tuple(graph.nodes[code] for code in line.of),
        figure=figures[line.code],
        mean=means.get(node.id),
        share_of_lost=None if line.lost is None else share_of(line.lost, lost),
    )
