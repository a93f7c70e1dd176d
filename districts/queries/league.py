"""The league table of one publication."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from districts.models import Provenance, Standing
from districts.queries.editions import Edition
from districts.queries.figures import Figure, Mean, UnitName, load_bands, load_figures, load_means, load_units
from districts.queries.measures import Graph, Node, load_graph


@dataclass(frozen=True, slots=True)
class LeagueRow:
    """One unit: its total, its pillars, and the parts that its total is the sum of."""

    unit: UnitName
    total: Figure
    pillars: tuple[Figure, ...]
    parts: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the table says at a glance; what is not known is absent."""

    leader: LeagueRow | None  # absent where several share the first place
    gap: Decimal | None
    risers: tuple[LeagueRow, ...]  # those who rose by the most ranks
    mean: Mean | None


@dataclass(frozen=True, slots=True)
class Voices:
    """Which units carry illustrative figures, and which carry published ones."""

    illustrative: tuple[str, ...]
    published: tuple[str, ...]


@dataclass(frozen=True)
class League:
    """All units of one publication, in the order of their names."""

    edition: Edition
    graph: Graph
    rows: tuple[LeagueRow, ...]
    means: dict[str, Mean]

    @property
    def headlines(self) -> tuple[Node, ...]:
        """The total and the pillars: the columns."""
        return self.graph.headlines

    @cached_property
    def by_share(self) -> frozenset[str]:
        """Headline measures whose maxima differ between units: ranked by share of the maximum."""
        columns = [(row.total, *row.pillars) for row in self.rows]
        maxima = ((node.code, {figures[n].max_points for figures in columns}) for n, node in enumerate(self.headlines))
        return frozenset(code for code, found in maxima if len(found - {Decimal(0)}) > 1)

    @cached_property
    def printed(self) -> frozenset[str]:
        """Headline measures whose ranks are those that were printed."""
        columns = [(row.total, *row.pillars) for row in self.rows]
        return frozenset(
            node.code
            for n, node in enumerate(self.headlines)
            if any(figures[n].rank_origin == Standing.RankOrigin.PRINTED for figures in columns)
        )

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of unit that occur, the most frequent first."""
        found = [row.unit.kind for row in self.rows]
        return tuple(sorted(set(found), key=lambda kind: (-found.count(kind), kind)))

    @cached_property
    def facts(self) -> Facts:
        """Leader and gap, biggest riser, mean."""
        first = [row for row in self.rows if row.total.rank == 1]
        leader = first[0] if len(first) == 1 else None
        return Facts(leader, self._gap(leader), self._risers(), self.means.get(self.graph.total.code))

    @cached_property
    def voices(self) -> Voices:
        """Who is illustrative and who is not, from the provenance of each row."""
        names: dict[bool, list[str]] = {True: [], False: []}
        for row in self.rows:
            if row.total.said_by:
                names[row.total.said_by == Provenance.ILLUSTRATIVE].append(row.unit.name)
        return Voices(tuple(names[True]), tuple(names[False]))

    def _gap(self, leader: LeagueRow | None) -> Decimal | None:
        """From the leader to the next, where their points can be compared."""
        if leader is None or leader.total.points is None or self.graph.total.code in self.by_share:
            return None
        others = [row.total.points for row in self.rows if row is not leader and row.total.rank]
        known = [points for points in others if points is not None]
        return leader.total.points - max(known) if known and len(known) == len(others) else None

    def _risers(self) -> tuple[LeagueRow, ...]:
        risen = [row for row in self.rows if (row.total.change_rank or 0) > 0]
        most = max((row.total.change_rank or 0 for row in risen), default=0)
        return tuple(row for row in risen if row.total.change_rank == most)


def load_league(edition: Edition) -> League:
    """Everything the league table shows. Six queries, whatever the number of units."""
    graph = load_graph(edition.framework_id)
    means = load_means(edition.id)
    return League(
        edition=edition,
        graph=graph,
        rows=tuple(_rows(edition, graph)),
        means={node.code: means[node.id] for node in graph.nodes.values() if node.id in means},
    )


def _rows(edition: Edition, graph: Graph) -> Iterator[LeagueRow]:
    wanted = {node.id for node in (*graph.headlines, *graph.bar_parts)}
    figures = load_figures(edition.id, load_bands(edition.framework_id), measures=wanted)
    pillars = [node.id for node in graph.pillars]
    parts = [node.id for node in graph.bar_parts]
    for unit in load_units(edition.id):
        yield LeagueRow(
            unit,
            figures[unit.id, graph.total.id],
            tuple(figures[unit.id, measure] for measure in pillars),
            tuple(figures[unit.id, measure] for measure in parts),
        )
