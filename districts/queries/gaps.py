"""How far a unit is from the next rank, in the total and in each pillar, and what is worth more than that."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import reduce
from operator import or_

from django.db.models import Max, Min, Q

from districts.models import Standing
from districts.queries.figures import Figure, UnitName, load_figures_where, load_units
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
        return self.figure.is_illustrative


@dataclass(frozen=True, slots=True)
class Near:
    """The unit in one measure, and who shares its rank, has the next better one or the next behind."""

    figures: Mapping[int, Figure]  # by published unit
    by_share: bool  # maxima differ among all who are ranked


def load_gaps(ledger: Ledger, nodes: Sequence[Node]) -> tuple[MeasureGap, ...]:
    """The gaps of some measures. Three queries, that read no more figures than there are neighbours."""
    found = _load_near(ledger, [node for node in nodes if _is_counted(ledger.figures[node.code])])
    units = load_units(ledger.edition.id, {unit for near in found.values() for unit in near.figures})
    return tuple(_measure_gap(ledger, node, found.get(node.id), units) for node in nodes)


def _is_counted(figure: Figure) -> bool:
    """Its rank comes from its points, so that there is a distance from it."""
    return figure.rank is not None and figure.rank_origin == Standing.RankOrigin.COMPUTED


def _load_near(ledger: Ledger, nodes: Sequence[Node]) -> dict[int, Near]:
    """By measure, found by the ranks as they were published."""
    ranks = {node.id: ledger.figures[node.code].rank for node in nodes}
    computed = Q(rank_origin=Standing.RankOrigin.COMPUTED)
    ranked = Standing.objects.filter(computed, publication_id=ledger.edition.id, measure__in=ranks).order_by()
    ends = ranked.values_list("measure").annotate(
        least=Min("max_points"),
        most=Max("max_points"),
        ahead=Max("rank", filter=_any_of(Q(measure=measure, rank__lt=rank) for measure, rank in ranks.items())),
        behind=Min("rank", filter=_any_of(Q(measure=measure, rank__gt=rank) for measure, rank in ranks.items())),
    )
    by_share, near = dict[int, bool](), list[Q]()
    for measure, least, most, ahead, behind in ends:
        by_share[measure] = least != most
        near.append(Q(measure=measure, rank__in=[rank for rank in (ahead, ranks[measure], behind) if rank]))
    figures: dict[int, dict[int, Figure]] = {measure: {} for measure in ranks}
    for (unit, measure), figure in load_figures_where(ledger.edition.id, computed & _any_of(near)).items():
        figures[measure][unit] = figure
    return {measure: Near(figures[measure], by_share[measure]) for measure in ranks}


def _any_of(conditions: Iterable[Q]) -> Q:
    """One of them at least; of none nothing."""
    return reduce(or_, conditions, Q(pk__in=[]))


def _place(ledger: Ledger, node: Node) -> Place:
    figure = ledger.figures[node.code]
    if figure.rank is None:
        return Place.NO_RANK
    if figure.rank_origin == Standing.RankOrigin.PRINTED:
        return Place.PRINTED
    return Place.FIRST if figure.rank == 1 else Place.BEHIND


def _gap(ledger: Ledger, node: Node, near: Near) -> Gap:
    runners = [
        Runner(unit, Fraction(figure.points), Fraction(figure.max_points))
        for unit, figure in near.figures.items()
        if figure.points is not None
    ]
    return gap(runners, ledger.unit.id, Ruler.of(node.max_points, node.decimals), by_share=near.by_share)


def _measure_gap(ledger: Ledger, node: Node, near: Near | None, units: Sequence[UnitName]) -> MeasureGap:
    figure = ledger.figures[node.code]
    if near is None:
        return MeasureGap(node, figure, _place(ledger, node))
    known = _gap(ledger, node, near)
    up, lead = known.up, known.lead
    return MeasureGap(
        node=node,
        figure=figure,
        place=_place(ledger, node),
        rank=next(near.figures[unit].rank for unit in near.figures if unit in up.holders) if up else None,
        ahead=_named(units, up.holders if up else ()),
        to_share=up.to_share if up else None,
        to_pass=up.to_pass if up else None,
        level=_named(units, known.level),
        alone=known.alone,
        behind=_named(units, lead.holders if lead else ()),
        lead=lead.to_share if lead else None,
        by_share=near.by_share,
        worth=_worth(ledger.of(node), up.to_share) if up else (),
    )


def _named(units: Iterable[UnitName], wanted: Collection[object]) -> tuple[UnitName, ...]:
    """In the order of their names."""
    return tuple(unit for unit in units if unit.id in wanted)


def _worth(lines: Iterable[LedgerLine], gap: Decimal | None) -> tuple[LedgerLine, ...]:
    """The measures in which at least the gap is still to be won."""
    if gap is None:
        return ()
    open_ones = [(line.lost, line) for line in lines if line.lost is not None]
    enough = [(lost, line) for lost, line in open_ones if lost >= gap and lost > 0]
    return tuple(line for _lost, line in sorted(enough, key=lambda one: -one[0]))
