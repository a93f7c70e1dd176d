"""Why a unit's rank and points changed since the publication that its own is compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from districts.models import Measure, MeasureKind, Provenance, Publication, Standing
from districts.queries.fields import Field, load_fields
from districts.queries.gaps import ruler_of
from districts.queries.ledger import Ledger, entries_of
from districts.queries.measures import Node
from scoring import Status
from scoring.decomposition import Move, Place, Table, Why, decompose
from scoring.gains import Then, gains


@dataclass(frozen=True, slots=True)
class MeasureMove:
    """One measure: from the rank shown then to the rank shown now, or why nothing can be said."""

    node: Node
    before: int | None  # the rank shown then
    after: int | None
    move: Move | None
    why: str  # a value of scoring's Why, or "not_comparable"; empty where there is a move
    level_then: int  # how many others shared the rank
    level_now: int
    is_illustrative: bool  # some of what is compared is

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


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The measure of the other framework that one of this framework is compared with; often it itself."""

    id: int
    max_points: Decimal
    decimals: int


def load_moves(ledger: Ledger, nodes: Sequence[Node], now: Mapping[int, Field]) -> Moves:
    """The moves of some measures, the total first. Four queries at most, whatever the number of units."""
    publication = Publication.objects.filter(pk=ledger.edition.id).select_related("compared_with").get()
    since = publication.compared_with
    if since is None:
        return Moves(None, tuple(_unmoved(ledger, node, "") for node in nodes), (), Decimal(0), ledger.is_closed)
    counterparts = _counterparts(ledger, since)
    wanted = [counterparts[node.id].id for node in nodes if node.id in counterparts]
    fields = load_fields(since.pk, wanted)
    own = _own(since, ledger.unit.unit_id)
    measures = tuple(
        _moved(ledger, node, now[node.id], counterparts.get(node.id), fields, own)
        if node.id in counterparts
        # The framework does not say that it counts the same: nothing is set beside anything.
        else _unmoved(ledger, node, "not_comparable")
        for node in nodes
    )
    lines, rest = _gains(ledger, counterparts, own)
    return Moves((since.year, since.revision), measures, lines, rest, ledger.is_closed)


def _counterparts(ledger: Ledger, since: Publication) -> dict[int, Counterpart]:
    """By the measures of this framework. One query."""
    rows = Measure.objects.filter(framework_id=ledger.edition.framework_id).select_related("comparable_to")
    found = {}
    for measure in rows.order_by():
        other = measure if measure.framework_id == since.framework_id else measure.comparable_to
        if other is not None and other.framework_id == since.framework_id:
            found[measure.pk] = Counterpart(other.pk, other.max_points, other.decimals)
    return found


@dataclass(frozen=True, slots=True)
class Before:
    """One figure of the unit in the other publication."""

    state: str
    points: Decimal | None
    max_points: Decimal
    provenance: str
    rank_provenance: str


def _own(since: Publication, unit_id: int) -> dict[int, Before]:
    """The unit's figures then, by the measures of that time. One query."""
    rows = Standing.objects.filter(publication=since, published_unit__unit_id=unit_id).order_by()
    return {measure: Before(*values) for measure, *values in rows.values_list("measure_id", *Before.__slots__)}


def _unmoved(ledger: Ledger, node: Node, why: str) -> MeasureMove:
    return MeasureMove(node, None, ledger.figures[node.code].rank, None, why, 0, 0, is_illustrative=False)


def _moved(
    ledger: Ledger,
    node: Node,
    now: Field,
    counterpart: Counterpart | None,
    fields: Mapping[int, Field],
    own: Mapping[int, Before],
) -> MeasureMove:
    assert counterpart is not None
    unit, then = ledger.unit.unit_id, fields[counterpart.id]
    found = decompose(
        unit,
        Table(_places(then), ruler_of(counterpart.max_points, counterpart.decimals)),
        Table(_places(now), ruler_of(node.max_points, node.decimals)),
    )
    figure, earlier = ledger.figures[node.code], own.get(counterpart.id)
    before, after = then[unit].rank if unit in then else None, figure.rank
    provenances = {figure.provenance, figure.rank_provenance}
    if earlier:
        provenances |= {earlier.provenance, earlier.rank_provenance}
    return MeasureMove(
        node=node,
        before=before,
        after=after,
        move=None if isinstance(found, Why) else found,
        why=found.value if isinstance(found, Why) else "",
        level_then=_level(then, before),
        level_now=_level(now, after),
        is_illustrative=Provenance.ILLUSTRATIVE in provenances,
    )


def _places(field: Field) -> dict[object, Place]:
    return {unit: Place(unit, one.points, one.max_points, one.rank) for unit, one in field.items()}


def _level(field: Field, rank: int | None) -> int:
    """How many others have the same rank."""
    return 0 if rank is None else sum(one.rank == rank for one in field.values()) - 1


def _gains(
    ledger: Ledger, counterparts: Mapping[int, Counterpart], own: Mapping[int, Before]
) -> tuple[tuple[GainLine, ...], Decimal]:
    """By main index, or by what stands above it where only that is known of both years."""
    graph = ledger.graph
    then = {}
    for node in graph.nodes.values():
        before = own.get(counterparts[node.id].id) if node.id in counterparts else None
        if before is not None:
            then[node.code] = Then(Status(before.state), before.points, before.max_points)
    floor = {node.code for node in graph.nodes.values() if node.kind == MeasureKind.INDEX}
    found = gains(entries_of(graph, ledger.figures), then, graph.total.code, floor)
    if found is None:
        return (), Decimal(0)
    return tuple(GainLine(graph.nodes[gain.code], gain.points) for gain in found[0]), found[1]
