"""How far a unit is from the next rank, in the total and in each pillar, and what is worth more than that."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import scoring
from districts.models import Provenance, Standing
from districts.queries.fields import Field
from districts.queries.figures import Figure, UnitName, load_units
from districts.queries.ledger import Ledger, LedgerLine
from districts.queries.measures import Node
from scoring.gaps import Gap, gap
from scoring.order import Ruler, Runner


class Place(StrEnum):
    """Where a unit stands in a measure."""

    BEHIND = "behind"  # somebody is ahead of it
    FIRST = "first"
    NO_RANK = "no_rank"
    PRINTED = "printed"  # only ranks were published of some units, so that no distance can be counted


@dataclass(frozen=True, slots=True)
class MeasureGap:
    """One measure: the distance to the next better rank and that of those behind, both in published points."""

    node: Node
    figure: Figure
    place: Place
    rank: int | None = None  # the next better one
    ahead: tuple[UnitName, ...] = ()
    to_share: Decimal | None = None  # the least rise to be level; None where that passes the unit's own maximum
    to_pass: Decimal | None = None  # the least rise to be ahead
    level: tuple[UnitName, ...] = ()  # who shares the rank
    alone: Decimal | None = None  # the least rise to leave those behind
    behind: tuple[UnitName, ...] = ()
    lead: Decimal | None = None  # what the next behind needs to be level
    by_share: bool = False
    worth: tuple[LedgerLine, ...] = ()  # what still has at least `to_share` points to win, the most first

    @property
    def is_illustrative(self) -> bool:
        """The others, or the unit itself, have illustrative figures."""
        return Provenance.ILLUSTRATIVE in (self.figure.provenance, self.figure.rank_provenance)


def gaps_of(ledger: Ledger, nodes: Sequence[Node], fields: Mapping[int, Field]) -> tuple[MeasureGap, ...]:
    """The gaps of some measures in their fields. One query, for the names of the neighbours."""
    found = [(node, _place(ledger, node), _gap(ledger, node, fields[node.id])) for node in nodes]
    wanted = {unit for _node, _place, known in found if known for unit in _neighbours(known)}
    names = {name.unit_id: name for name in load_units(ledger.edition.id, wanted)}
    return tuple(_measure_gap(ledger, node, place, known, names) for node, place, known in found)


def ruler_of(max_points: Decimal, decimals: int) -> Ruler:
    """To how many places a measure's points and shares are compared."""
    return Ruler(decimals, scoring.share_places(max_points, decimals))


def _place(ledger: Ledger, node: Node) -> Place:
    figure = ledger.figures[node.code]
    if figure.rank is None:
        return Place.NO_RANK
    if figure.rank_origin == Standing.RankOrigin.PRINTED:
        return Place.PRINTED
    return Place.FIRST if figure.rank == 1 else Place.BEHIND


def _gap(ledger: Ledger, node: Node, field: Field) -> Gap | None:
    """Among all whose rank was computed; nothing where the unit's own was not."""
    own = field.get(ledger.unit.unit_id)
    if own is None or not own.is_computed:
        return None
    runners = [
        Runner(one.unit_id, Fraction(one.points), Fraction(one.max_points))
        for one in field.values()
        if one.is_computed and one.points is not None
    ]
    return gap(runners, ledger.unit.unit_id, ruler_of(node.max_points, node.decimals))


def _neighbours(known: Gap) -> Iterable[int]:
    holders = [*known.level, *(known.up.holders if known.up else ()), *(known.lead.holders if known.lead else ())]
    return (unit for unit in holders if isinstance(unit, int))


def _measure_gap(
    ledger: Ledger, node: Node, place: Place, known: Gap | None, names: Mapping[int, UnitName]
) -> MeasureGap:
    figure = ledger.figures[node.code]
    if known is None:
        return MeasureGap(node, figure, place)
    up, lead = known.up, known.lead
    return MeasureGap(
        node=node,
        figure=figure,
        place=place,
        rank=up.rank if up else None,
        ahead=_named(names, up.holders if up else ()),
        to_share=up.to_share if up else None,
        to_pass=up.to_pass if up else None,
        level=_named(names, known.level),
        alone=known.alone,
        behind=_named(names, lead.holders if lead else ()),
        lead=lead.to_share if lead else None,
        by_share=known.by_share,
        worth=_worth(ledger.of(node), up.to_share) if up else (),
    )


def _named(names: Mapping[int, UnitName], units: Collection[object]) -> tuple[UnitName, ...]:
    """In the order of their names."""
    return tuple(name for unit, name in names.items() if unit in units)


def _worth(lines: Iterable[LedgerLine], gap: Decimal | None) -> tuple[LedgerLine, ...]:
    """The measures in which at least the gap is still to be won."""
    if gap is None:
        return ()
    open_ones = [(line.lost, line) for line in lines if line.lost is not None]
    enough = [(lost, line) for lost, line in open_ones if lost >= gap and lost > 0]
    return tuple(line for _lost, line in sorted(enough, key=lambda one: -one[0]))
