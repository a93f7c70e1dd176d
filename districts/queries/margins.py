"""How sure the ranks of a publication are: what was computed when it was published."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from districts.models import Margins, MarginsVaried, RankMargin, Standing
from districts.models.unit import unit_key
from districts.queries.editions import Edition
from districts.queries.errors import NoSuchError, Thing
from districts.queries.figures import Figure, UnitName, load_figures, load_units
from districts.queries.measures import Graph, Node, load_graph

FEWEST = 2  # ranked units without which there is nothing to compare


@dataclass(frozen=True, slots=True)
class Against:
    """One unit held against a neighbour: in how many draws ahead of it and behind it; the others are ties."""

    code: str
    ahead: int
    behind: int


@dataclass(frozen=True, slots=True)
class Margin:
    """Between which ranks a unit lies when the measures are weighed otherwise."""

    low: int  # 5th percentile: the better end
    middle: int
    high: int  # 95th
    group: int
    against: tuple[Against, ...]  # ten on either side, in the official order


@dataclass(frozen=True, slots=True)
class Run:
    """What was varied, and how: enough to repeat it."""

    varied: str
    seed: int
    draws: int
    spread: Decimal
    measures: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class MarginFileRow:
    """One line of margins.csv in a data package."""

    unit_id: str
    varied: str
    low: int
    middle: int
    high: int
    group: int


class Lack(StrEnum):
    """Why a publication has no margins."""

    PRINTED = "printed"  # ranks as printed: there is nothing that they were computed from
    FEW = "few"  # fewer than two ranked units
    WHOLE = "whole"  # only the total is known of some unit, or it was published before there were margins


@dataclass(frozen=True, slots=True)
class Line:
    """One ranked unit with its official rank."""

    unit: UnitName
    total: Figure
    margin: Margin


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another unit beside a chosen one, with shares of all draws."""

    line: Line
    ahead: Decimal
    behind: Decimal
    tied: Decimal


@dataclass(frozen=True)
class MarginsPage:
    """The ranked units of a publication in their official order, with their margins."""

    edition: Edition
    graph: Graph
    runs: dict[str, Run]
    run: Run | None
    lines: tuple[Line, ...]
    lack: Lack | None

    @property
    def measures(self) -> tuple[Node, ...]:
        """What was varied."""
        return tuple(self.graph.nodes[code] for code in self.run.measures) if self.run else ()

    def line_of(self, slug: str) -> Line:
        """The line of one unit; NoSuchError where it has no margin."""
        for line in self.lines:
            if line.unit.slug == slug:
                return line
        raise NoSuchError(Thing.UNIT, slug)

    def neighbours(self, line: Line) -> Iterator[Neighbour]:
        """Ten on either side, in the official order."""
        assert self.run is not None
        lines = {other.unit.code: other for other in self.lines}
        for found in line.margin.against:
            ahead, behind = (Decimal(draws) / self.run.draws for draws in (found.ahead, found.behind))
            yield Neighbour(lines[found.code], ahead, behind, 1 - ahead - behind)

    def ahead_of_next(self) -> list[Decimal | None]:
        """For each line the share of draws in which it is ahead of the one that follows it; the last has none."""
        if self.run is None:
            return []
        return [
            next((Decimal(one.ahead) / self.run.draws for one in line.margin.against if one.code == code), None)
            for line, code in zip(self.lines, [*(line.unit.code for line in self.lines[1:]), ""], strict=True)
        ]


def load_runs(publication_id: int) -> dict[str, Run]:
    """The runs of a publication by what was varied; none where there are no margins. One query."""
    rows = Margins.objects.filter(publication_id=publication_id).order_by("pk")
    return {
        row.varied: Run(row.varied, row.seed, row.draws, row.spread, tuple(row.measures), row.digest) for row in rows
    }


def load_margins(publication_id: int, varied: str = MarginsVaried.INDEX, unit: int | None = None) -> dict[int, Margin]:
    """Margins by published unit, of one where one is named; who is not ranked has none. One query."""
    rows = RankMargin.objects.filter(margins__publication_id=publication_id, margins__varied=varied).order_by("pk")
    if unit is not None:
        rows = rows.filter(published_unit_id=unit)
    values = rows.values_list("published_unit_id", "low", "middle", "high", "group", "ahead")
    return {
        unit_id: Margin(low, middle, high, group, tuple(Against(*one) for one in ahead))
        for unit_id, low, middle, high, group, ahead in values
    }


def margin_rows(publication_id: int) -> Iterator[MarginFileRow]:
    """The lines of margins.csv: by main index, then by criterion, each in the official order. One query."""
    rows = RankMargin.objects.filter(margins__publication_id=publication_id).order_by("margins_id", "pk")
    names = ("level", "code", "valid_from")
    columns = (
        *(f"published_unit__unit__{name}" for name in names),
        "margins__varied",
        "low",
        "middle",
        "high",
        "group",
    )
    for level, code, first, *rest in rows.values_list(*columns).iterator(chunk_size=2000):
        yield MarginFileRow(unit_key(level, code, first), *rest)


def load_margins_page(edition: Edition, varied: str = MarginsVaried.INDEX) -> MarginsPage:
    """The page of margins. Six queries, whatever the number of units."""
    graph = load_graph(edition.framework_id)
    figures = load_figures(edition.id, {}, measures=[graph.total.id])
    units = load_units(edition.id)
    runs = load_runs(edition.id)
    margins = load_margins(edition.id, varied)
    by_id = {unit.id: unit for unit in units}
    lines = (Line(by_id[unit], figures[unit, graph.total.id], margin) for unit, margin in margins.items())
    totals = [figures[unit.id, graph.total.id] for unit in units]
    return MarginsPage(edition, graph, runs, runs.get(varied), tuple(lines), None if margins else _lack(totals))


def _lack(totals: list[Figure]) -> Lack:
    ranked = [figure for figure in totals if figure.rank is not None]
    if any(figure.rank_origin == Standing.RankOrigin.PRINTED for figure in ranked):
        return Lack.PRINTED
    return Lack.FEW if len(ranked) < FEWEST else Lack.WHOLE
