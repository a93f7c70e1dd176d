"""Why a unit's rank and points changed since the publication that its own is compared with, as publishing stored it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from districts.models import MeasureKind, MoveWhy, Provenance, Publication, RankMove, Standing
from districts.queries.ledger import Ledger, entries_of
from districts.queries.measures import Node
from scoring import Status
from scoring.gains import Then, gains

# Beside the words of MoveWhy: what was published before its moves were stored tells no more than the two ranks.
NOT_STORED = "not_stored"


class Part(StrEnum):
    """What adds up to a change, in the order in which it is counted: the columns of RankMove by their names."""

    EXITS = "exits"
    OWN = "own"
    OTHERS = "others"
    MAXIMA = "maxima"
    ENTRIES = "entries"
    ROUNDING = "rounding"  # and printed ranks


OF_POINTS = (Part.OWN, Part.MAXIMA, Part.ROUNDING)


@dataclass(frozen=True, slots=True)
class Move:
    """A change of rank and of points in parts; places risen are positive."""

    places: Mapping[Part, int]
    points: Mapping[Part, Decimal]  # of those that say something of points

    @property
    def change(self) -> int:
        """Places, all parts together."""
        return sum(self.places.values())

    @property
    def points_change(self) -> Decimal:
        """Points, all parts together."""
        return sum(self.points.values(), Decimal(0))


@dataclass(frozen=True, slots=True)
class MeasureMove:
    """One measure: from the rank shown then to the rank shown now, or why nothing can be said."""

    node: Node
    before: int | None  # the rank shown then
    after: int | None
    move: Move | None
    why: str  # a value of MoveWhy or NOT_STORED; empty where there is a move, and where nothing is compared
    level_then: int = 0  # how many others shared the rank
    level_now: int = 0
    is_illustrative: bool = False  # some of what is compared is

    @property
    def change(self) -> int | None:
        """Positive: risen."""
        return self.before - self.after if self.before is not None and self.after is not None else None


@dataclass(frozen=True, slots=True)
class GainLine:
    """The change of one part out of the same maximum."""

    node: Node
    points: Decimal


@dataclass(frozen=True)
class Moves:
    """The total first, then the pillars; and the gains of the total's parts as far as both years have them."""

    since: tuple[int, int] | None  # year and revision; none where nothing was compared with
    measures: tuple[MeasureMove, ...]
    gains: tuple[GainLine, ...]
    rest: Decimal  # of the total's change, what the parts leave: rounding, or a contradiction
    is_closed: bool  # this year nothing but wholes was published of some of it

    @property
    def total(self) -> MeasureMove:
        """The move of the total."""
        return self.measures[0]


def load_moves(ledger: Ledger, nodes: Sequence[Node]) -> Moves:
    """The moves of some measures, the total first. Two queries, none where nothing was compared with."""
    since = ledger.edition.compared_with
    if since is None:
        unmoved = (MeasureMove(node, None, ledger.figures[node.code].rank, None, "") for node in nodes)
        return Moves(None, tuple(unmoved), (), Decimal(0), ledger.is_closed)
    rows = RankMove.objects.filter(published_unit=ledger.unit.id, measure__in=[node.id for node in nodes])
    stored = {row.measure_id: row for row in rows.order_by()}
    measures = tuple(_measure_move(ledger, node, stored.get(node.id)) for node in nodes)
    lines, rest = _gains(ledger)
    return Moves(since, measures, lines, rest, ledger.is_closed)


def _measure_move(ledger: Ledger, node: Node, row: RankMove | None) -> MeasureMove:
    if row is None:
        figure = ledger.figures[node.code]
        why = NOT_STORED if figure.rank else MoveWhy.NO_RANK_NOW
        return MeasureMove(node, figure.before_rank, figure.rank, None, why, is_illustrative=figure.is_illustrative)
    return MeasureMove(
        node=node,
        before=row.before,
        after=row.after,
        move=_move(row) if row.why == MoveWhy.NONE else None,
        why=row.why,
        level_then=row.shared_then,
        level_now=row.shared_now,
        is_illustrative=row.provenance == Provenance.ILLUSTRATIVE,
    )


def _move(row: RankMove) -> Move:
    return Move(
        places={part: getattr(row, part.value) for part in Part},
        points={part: getattr(row, f"{part.value}_points") for part in OF_POINTS},
    )


@dataclass(frozen=True, slots=True)
class Before:
    """One figure of the unit in the other publication."""

    state: str
    points: Decimal | None
    max_points: Decimal


def _own(ledger: Ledger) -> dict[int, Before]:
    """The unit's figures in the publication compared with, by the measures of that time. One query."""
    since = Publication.objects.filter(pk=ledger.edition.id).values("compared_with")
    rows = Standing.objects.filter(publication__in=since, published_unit__unit_id=ledger.unit.unit_id).order_by()
    return {measure: Before(*values) for measure, *values in rows.values_list("measure_id", *Before.__slots__)}


def _gains(ledger: Ledger) -> tuple[tuple[GainLine, ...], Decimal]:
    """By main index, or by what stands above it where only that is known of both years."""
    graph, own = ledger.graph, _own(ledger)
    then = {
        node.code: Then(Status(before.state), before.points, before.max_points)
        for node in graph.nodes.values()
        if (before := _then(own, node)) is not None
    }
    floor = {node.code for node in graph.nodes.values() if node.kind == MeasureKind.INDEX}
    found = gains(entries_of(graph, ledger.figures), then, graph.total.code, floor)
    if found is None:
        return (), Decimal(0)
    return tuple(GainLine(graph.nodes[gain.code], gain.points) for gain in found[0]), found[1]


def _then(own: Mapping[int, Before], node: Node) -> Before | None:
    """The figure of the measure itself, or of that of another framework which it is declared comparable to."""
    other = own.get(node.comparable_to) if node.comparable_to is not None else None
    return own.get(node.id, other)
