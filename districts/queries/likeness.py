"""What a unit does better and worse than others of its kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from districts.models import Provenance, Standing
from districts.queries.figures import UnitName
from districts.queries.ledger import Ledger
from districts.queries.measure_pages import main_indices
from districts.queries.measures import Node
from scoring.likeness import Standout, standouts

FEWEST = 3  # others: with fewer of its kind it is set beside everybody, and fewer figures have no median here
MOST_CELLS = 20_000  # figures looked at; beyond that main indices stand for their criteria


@dataclass(frozen=True, slots=True)
class Trait:
    """One measure in which the unit stands out."""

    node: Node
    share: Decimal
    median: Decimal  # of the others' shares
    difference: Decimal
    others: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """Strengths and weaknesses among like units, the farthest from the median first."""

    kind: str  # of the units it is set beside; empty: all of them
    others: int  # that have figures
    strengths: tuple[Trait, ...]
    weaknesses: tuple[Trait, ...]
    is_illustrative: bool  # some of the figures are


def load_likeness(ledger: Ledger) -> Likeness:
    """Among the other units of its kind. One query."""
    kind, others = _like(ledger)
    nodes = _nodes(ledger, len(others))
    rows = Standing.objects.filter(
        publication_id=ledger.edition.id,
        measure_id__in=[node.id for node in nodes],
        published_unit_id__in=[other.id for other in others],
        state=Standing.State.SCORED,
        share__isnull=False,
    ).order_by()
    shares: dict[int, list[Decimal]] = {}
    provenances = {ledger.figures[node.code].provenance for node in nodes}
    for measure, share, provenance in rows.values_list("measure_id", "share", "provenance"):
        shares.setdefault(measure, []).append(share)
        provenances.add(provenance)
    own = {node.code: share for node in nodes if (share := ledger.figures[node.code].share) is not None}
    enough = {node.code: shares[node.id] for node in nodes if len(shares.get(node.id, ())) >= FEWEST}
    found = standouts(own, enough)
    return Likeness(
        kind=kind,
        others=max((one.others for one in (*found.strengths, *found.weaknesses)), default=0),
        strengths=tuple(_trait(ledger, one) for one in found.strengths),
        weaknesses=tuple(_trait(ledger, one) for one in found.weaknesses),
        is_illustrative=Provenance.ILLUSTRATIVE in provenances,
    )


def _like(ledger: Ledger) -> tuple[str, list[UnitName]]:
    others = [other for other in ledger.units if other.id != ledger.unit.id]
    alike = [other for other in others if other.kind == ledger.unit.kind]
    return (ledger.unit.kind, alike) if len(alike) >= FEWEST else ("", others)


def _nodes(ledger: Ledger, others: int) -> Sequence[Node]:
    """The lines that have a figure of their own."""
    nodes = [line.node for line in ledger.lines if line.is_measure and line.maximum > 0]
    return nodes if len(nodes) * others <= MOST_CELLS else main_indices(ledger.graph)


def _trait(ledger: Ledger, one: Standout) -> Trait:
    return Trait(ledger.graph.nodes[one.code], one.share, one.median, one.difference, one.others)
