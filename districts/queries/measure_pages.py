"""Measures across the units of one publication: the heat table of the main indices, and one measure of all units."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from districts.models import Measure, MeasureKind, Publication, Standing
from districts.queries.editions import Edition
from districts.queries.errors import NoSuchError, Thing
from districts.queries.figures import Figure, Mean, UnitName, load_bands, load_figures, load_means, load_units
from districts.queries.measures import Graph, Node, load_graph

STEPS = 10  # of a tenth of the maximum each


def step_of(share: Decimal) -> int:
    """Which tenth of the maximum a share lies in: 0 to 9."""
    return min(STEPS - 1, max(0, int(share * STEPS)))


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit in the columns of the table."""

    unit: UnitName
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Heat:
    """All units by main index, the best total first."""

    edition: Edition
    graph: Graph
    columns: tuple[Node, ...]
    rows: tuple[UnitRow, ...]
    means: dict[str, Mean]


def load_heat(edition: Edition) -> Heat:
    """Six queries, whatever the number of units."""
    graph = load_graph(edition.framework_id)
    columns = (graph.total, *main_indices(graph))
    figures = load_figures(edition.id, load_bands(edition.framework_id), measures=[node.id for node in columns])
    rows = [UnitRow(unit, tuple(figures[unit.id, node.id] for node in columns)) for unit in load_units(edition.id)]
    means = load_means(edition.id)
    return Heat(
        edition=edition,
        graph=graph,
        columns=columns,
        rows=tuple(sorted(rows, key=lambda row: best_first(row.unit, row.figures[0]))),
        means={node.code: means[node.id] for node in columns if node.id in means},
    )


def main_indices(graph: Graph) -> tuple[Node, ...]:
    """The main indices that are scored; where a framework has none, what its total is the sum of."""
    found = tuple(node for node in graph.nodes.values() if node.kind == MeasureKind.INDEX and node.max_points > 0)
    return found or graph.bar_parts


def best_first(unit: UnitName, figure: Figure) -> tuple[bool, int, bool, Decimal, str, str]:
    """By rank, then by share, then by name; who has none comes last."""
    share = figure.share
    return (figure.rank is None, figure.rank or 0, share is None, -(share or Decimal(0)), unit.sort_key, unit.code)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One unit in the measure."""

    unit: UnitName
    figure: Figure


@dataclass(frozen=True, slots=True)
class Movers:
    """Who rose, fell or stayed in rank against the year before; the others have nothing to compare."""

    risen: tuple[MeasureRow, ...]  # by the most first
    fallen: tuple[MeasureRow, ...]
    same: tuple[MeasureRow, ...]
    unknown: int


@dataclass(frozen=True)
class MeasurePage:
    """One measure of one publication."""

    edition: Edition
    graph: Graph
    node: Node
    rows: tuple[MeasureRow, ...]
    mean: Mean | None
    comparable: bool  # with the publication before: the same measure, or one declared so, out of the same maximum

    @property
    def parts(self) -> tuple[Node, ...]:
        return tuple(self.graph.nodes[code] for code in self.node.parts)

    @property
    def wholes(self) -> tuple[Node, ...]:
        """The measures that it is a part of."""
        return tuple(node for node in self.graph.nodes.values() if self.node.code in node.parts)

    @property
    def by_share(self) -> bool:
        """Maxima differ between units, so that ranks are by share."""
        return len({row.figure.max_points for row in self.rows} - {Decimal(0)}) > 1

    @property
    def printed(self) -> bool:
        """The ranks are those that were printed."""
        return any(row.figure.rank_origin == Standing.RankOrigin.PRINTED for row in self.rows)

    @property
    def has_illustrative(self) -> bool:
        """Some of the figures or ranks are illustrative."""
        return any(row.figure.is_illustrative for row in self.rows)

    @property
    def distribution(self) -> tuple[int, ...]:
        """How many units lie in each tenth of the maximum."""
        steps = [step_of(row.figure.share) for row in self.rows if row.figure.share is not None]
        return tuple(steps.count(step) for step in range(STEPS))

    @property
    def without_share(self) -> int:
        """How many units have no share of the maximum to be counted by."""
        return len(self.rows) - sum(self.distribution)

    @property
    def movers(self) -> Movers:
        """By the change of rank, as it was published."""
        known = [row for row in self.rows if row.figure.change_rank is not None]
        return Movers(
            risen=_moved(known, 1),
            fallen=_moved(known, -1),
            same=tuple(row for row in known if row.figure.change_rank == 0),
            unknown=len(self.rows) - len(known),
        )


def _moved(rows: Iterable[MeasureRow], sign: int) -> tuple[MeasureRow, ...]:
    """Those who moved that way, by the most first."""
    found = [row for row in rows if (row.figure.change_rank or 0) * sign > 0]
    return tuple(sorted(found, key=lambda row: -abs(row.figure.change_rank or 0)))


def load_measure(edition: Edition, code: str) -> MeasurePage:
    """Eight queries, whatever the number of units."""
    graph = load_graph(edition.framework_id)
    node = graph.nodes.get(code)
    if node is None:
        raise NoSuchError(Thing.MEASURE, code)
    figures = load_figures(edition.id, load_bands(edition.framework_id), measures=[node.id])
    rows = [MeasureRow(unit, figures[unit.id, node.id]) for unit in load_units(edition.id)]
    return MeasurePage(
        edition=edition,
        graph=graph,
        node=node,
        rows=tuple(sorted(rows, key=lambda row: best_first(row.unit, row.figure))),
        mean=load_means(edition.id).get(node.id),
        comparable=_is_comparable(edition, node),
    )


def _is_comparable(edition: Edition, node: Node) -> bool:
    """Two queries."""
    before = Publication.objects.filter(pk=edition.id).values_list("compared_with__framework_id", flat=True).get()
    fields = ("framework_id", "comparable_to__framework_id", "max_points", "comparable_to__max_points")
    own, declared, now, then = Measure.objects.filter(pk=node.id).values_list(*fields).get()
    return before is not None and bool(before == own or (before == declared and now == then))
