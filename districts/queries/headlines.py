"""The total and the pillars of every unit of one publication, as light as can be: programs ask for it often."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.db.models import QuerySet

from districts.models import MeasureKind, Standing
from districts.queries.measures import load_graph
from districts.queries.standing_rows import FIELDS, SAID_BY, StandingRow

UNIT_FIELDS = ("published_unit_id", "published_unit__sort_key", "published_unit__ranked")


class Headline(NamedTuple):
    """One unit in its total or in a pillar."""

    published_unit: int
    sort_key: str
    ranked: bool
    row: StandingRow


class RankedUnit(NamedTuple):
    """One unit: its total, then its pillars in the framework's order."""

    ranked: bool
    total: StandingRow
    pillars: tuple[StandingRow, ...]


def load_ranking(publication_id: int, framework_id: int) -> list[RankedUnit]:
    """By rank, then by name, those without a rank last. One query where there are pillars, else four."""
    standings = Standing.objects.filter(publication_id=publication_id)
    found = _headlines(standings.filter(measure__kind__in=(MeasureKind.TOTAL, MeasureKind.PILLAR)))
    if found and not any(one.row.measure_kind == MeasureKind.PILLAR for one in found):
        wanted = [node.id for node in load_graph(framework_id).headlines]
        found = _headlines(standings.filter(measure_id__in=wanted))
    units = [list(of_unit) for _unit, of_unit in groupby(found, key=lambda one: one.published_unit)]
    return [_ranked_unit(of_unit) for of_unit in sorted(units, key=_place)]


def _headlines(standings: QuerySet[Standing]) -> list[Headline]:
    rows = standings.order_by("published_unit_id", "measure__position").annotate(said_by=SAID_BY)
    return [
        Headline(unit, sort_key, ranked, StandingRow._make(fields))
        for unit, sort_key, ranked, *fields in rows.values_list(*UNIT_FIELDS, *FIELDS)
    ]


def _total(of_unit: Iterable[Headline]) -> Headline:
    return next(one for one in of_unit if one.row.measure_kind == MeasureKind.TOTAL)


def _ranked_unit(of_unit: Iterable[Headline]) -> RankedUnit:
    total = _total(of_unit)
    return RankedUnit(total.ranked, total.row, tuple(one.row for one in of_unit if one is not total))


def _place(of_unit: Iterable[Headline]) -> tuple[bool, int, str, int]:
    total = _total(of_unit)
    rank = total.row.rank
    return rank is None, rank or 0, total.sort_key, total.published_unit
