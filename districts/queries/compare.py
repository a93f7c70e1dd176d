"""Two to six units of one publication side by side, and their totals in another year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from districts.models import MeasureKind
from districts.queries.comparable import Total, load_totals
from districts.queries.editions import Edition
from districts.queries.errors import NoSuchError, Thing
from districts.queries.figures import Figure, UnitName, load_bands, load_figures, load_figures_of, load_units
from districts.queries.measures import Graph, Step, load_graph
from districts.queries.similar import similar_units

FEWEST, MOST = 2, 6
Figures = Mapping[tuple[int, int], Figure]


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit in one measure, and what lies between it and the first unit."""

    unit: UnitName
    figure: Figure
    difference: Decimal | None  # of points; only out of the same maximum
    says_otherwise: bool  # its provenance is another than that of the unit's total


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of all chosen units."""

    step: Step
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Then:
    """The total of one unit in two years; no figure where it was not in the other year's round."""

    unit: UnitName
    now: Figure
    before: Figure | None
    points: Decimal | None  # the difference, where both count the same
    rank: int | None  # positive: risen


@dataclass(frozen=True)
class Comparison:
    """What the page of a comparison shows; no rows while nobody is chosen."""

    edition: Edition
    graph: Graph
    units: tuple[UnitName, ...]
    chosen: tuple[UnitName, ...]
    similar: tuple[UnitName, ...]  # to the first unit
    rows: tuple[Row, ...]
    since: Edition | None
    then: tuple[Then, ...]
    is_like: bool  # the total of the other year counts the same

    @property
    def totals(self) -> tuple[Cell, ...]:
        """The total of each chosen unit: the graph begins with it."""
        return self.rows[0].cells if self.rows else ()

    @property
    def has_illustrative(self) -> bool:
        """Some of the figures or ranks shown are illustrative."""
        return any(cell.figure.is_illustrative for row in self.rows for cell in row.cells)


def load_comparison(edition: Edition, slugs: Sequence[str], since: Edition | None = None) -> Comparison:
    """Nine queries with another year, six without, whatever the number of units."""
    units = load_units(edition.id)
    by_slug = {unit.slug: unit for unit in units}
    unknown = [slug for slug in slugs if slug not in by_slug]
    if unknown:
        raise NoSuchError(Thing.UNIT, unknown[0])
    chosen = [by_slug[slug] for slug in slugs]
    graph = load_graph(edition.framework_id)
    bands = load_bands(edition.framework_id)
    totals = load_figures(edition.id, bands, measures=[graph.total.id])
    total_of = {unit.id: totals[unit.id, graph.total.id] for unit in units}
    figures = load_figures(edition.id, bands, units=[unit.id for unit in chosen])
    then, is_like = _then(edition, since, chosen, total_of) if since and chosen else ((), True)
    return Comparison(
        edition=edition,
        graph=graph,
        units=tuple(units),
        chosen=tuple(chosen),
        similar=similar_units(chosen[0], units, total_of, [unit.id for unit in chosen]) if chosen else (),
        rows=tuple(_row(step, chosen, figures, total_of) for step in graph.steps() if _is_shown(step))
        if chosen
        else (),
        since=since,
        then=then,
        is_like=is_like,
    )


def _is_shown(step: Step) -> bool:
    """Down to the main indices; the criteria are on the units' own pages."""
    return step.node.kind != MeasureKind.CRITERION


def _row(step: Step, chosen: Sequence[UnitName], figures: Figures, totals: Mapping[int, Figure]) -> Row:
    first = figures[chosen[0].id, step.node.id]
    cells = []
    for unit in chosen:
        figure = figures[unit.id, step.node.id]
        difference = None if figure is first else points_between(figure, first)
        otherwise = bool(figure.said_by) and figure.said_by != totals[unit.id].said_by
        cells.append(Cell(unit, figure, difference, otherwise))
    return Row(step, tuple(cells))


def points_between(one: Figure, other: Figure) -> Decimal | None:
    """By how much `one` is above `other`: only complete figures out of the same maximum."""
    if one.points is None or other.points is None or one.max_points != other.max_points:
        return None
    return None if "incomplete" in (one.state, other.state) else one.points - other.points


def _then(
    edition: Edition, since: Edition, chosen: Sequence[UnitName], now: Mapping[int, Figure]
) -> tuple[tuple[Then, ...], bool]:
    totals = load_totals([edition.framework_id, since.framework_id])
    total, before = totals[edition.framework_id], totals[since.framework_id]
    figures = load_figures_of([since.id], [before.id])
    units = {unit.unit_id: unit.id for unit in load_units(since.id)}
    found = {unit.id: figures.get((units.get(unit.unit_id, 0), before.id)) for unit in chosen}
    is_like = total.is_like(before)
    return tuple(_one_then(unit, now[unit.id], found[unit.id], total, is_like) for unit in chosen), is_like


def _one_then(unit: UnitName, now: Figure, before: Figure | None, total: Total, is_like: bool) -> Then:
    points = points_between(now, before) if before and is_like else None
    known = before and before.rank is not None and now.rank is not None
    return Then(unit, now, before, points, before.rank - now.rank if known else None)  # type: ignore[union-attr,operator]
