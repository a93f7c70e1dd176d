"""The columns of the league table: how they sort, and how rows are shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django_tables2.data import TableListData
from django_tables2.utils import OrderBy

from districts.queries.figures import Figure, Mean, UnitName
from districts.queries.league import League, LeagueRow
from districts.queries.margins import Margin
from districts.queries.measures import Node
from districts.tables.bars import Segment, stack, thousandths, tone_of

SortValue = Callable[[LeagueRow], Any]
DEFAULT_SORT = "rank"
FIXED = ("rank", "unit", "total", "change", "band")
RISING_FIRST = ("rank", "unit")  # a first click on any other column shows the highest first


@dataclass(frozen=True, slots=True)
class PillarCell:
    """One pillar of one row."""

    node: Node
    figure: Figure
    number: int
    tone: str
    width: int


@dataclass(frozen=True, slots=True)
class MeanCell:
    """The mean of one headline measure."""

    node: Node
    mean: Mean | None
    number: int


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row as the template draws it."""

    row: LeagueRow
    url: str
    stack: list[Segment]
    width: int
    pillars: list[PillarCell]
    margin: Margin | None = None  # of its rank, where it was asked for


class LeagueData(TableListData):  # type: ignore[misc]
    """Rows that sort by plain values: what is empty comes last both ways, equal rows by name."""

    def __init__(self, rows: Iterable[LeagueRow], values: dict[str, SortValue]) -> None:
        self.data: list[LeagueRow] = list(rows)
        self.values = values

    def order_by(self, aliases: Iterable[str]) -> None:
        """Sort by the first alias; a total order, because names and then codes break ties."""
        self.data.sort(key=lambda row: (row.unit.sort_key, row.unit.code))
        for alias in aliases:
            value = self.values[OrderBy(alias).bare]
            known = [row for row in self.data if value(row) is not None]
            unknown = [row for row in self.data if value(row) is None]
            # Python's sort is stable in reverse too: rows that are equal stay in the order of their names.
            known.sort(key=value, reverse=OrderBy(alias).is_descending)
            self.data = known + unknown


class LeagueTable(tables.Table):  # type: ignore[misc]
    """The league table; a column a pillar is added for each framework."""

    rank = tables.Column(verbose_name=_("Rank"), empty_values=())
    unit = tables.Column(verbose_name=_("Unit"), empty_values=())
    total = tables.Column(verbose_name=_("Total"), empty_values=())
    change = tables.Column(verbose_name=_("Change"), empty_values=())
    band = tables.Column(verbose_name=_("Band"), empty_values=())

    class Meta:
        orderable = True

    def __init__(self, league: League, rows: Iterable[LeagueRow], sort: str = DEFAULT_SORT) -> None:
        self.league = league
        names = column_names(league)
        pillars = [(name, tables.Column(verbose_name=node.name, empty_values=())) for name, node in names.items()]
        shown = {"change": has_change(league), "band": has_bands(league)}
        super().__init__(
            LeagueData(rows, sort_values(league)),
            extra_columns=pillars,
            sequence=["rank", "unit", "total", "change", *names, "band"],
            exclude=[name for name, wanted in shown.items() if not wanted],
            order_by=(sort,),
        )

    def shown(
        self, rows: Iterable[LeagueRow], url: Callable[[UnitName], str], margins: Mapping[int, Margin] | None = None
    ) -> list[ShownRow]:
        """Rows as the template draws them; `url` gives a unit's address."""
        league = self.league
        tones = [tone_of(league.graph, node) for node in league.graph.pillars]
        part_tones = [tone_of(league.graph, node) for node in league.graph.bar_parts]
        found = margins or {}
        return [
            replace(_shown(league, row, url(row.unit), tones, part_tones), margin=found.get(row.unit.id))
            for row in rows
        ]

    @property
    def ordered(self) -> list[LeagueRow]:
        """All rows in their order."""
        return list(self.data.data)


def column_names(league: League) -> dict[str, Node]:
    """The columns of the pillars by the names that sorting uses: their codes."""
    return {f"measure-{node.code}" if node.code in FIXED else node.code: node for node in league.graph.pillars}


def has_change(league: League) -> bool:
    """There is something to compare with."""
    return league.edition.compared_with is not None


def has_bands(league: League) -> bool:
    """Somebody reached a band."""
    return any(row.total.band for row in league.rows)


def mean_cells(league: League) -> list[MeanCell]:
    """The pinned row: the total, then the pillars."""
    return [
        MeanCell(node, league.means.get(node.code), number) for number, node in enumerate(league.headlines, start=-1)
    ]


def legend(league: League) -> list[tuple[Node, str]]:
    """The colours of the bars in the total's column; nothing where no bar is drawn."""
    graph = league.graph
    drawn = any(all(part.points is not None for part in row.parts) for row in league.rows)
    return [(node, tone_of(graph, node)) for node in graph.bar_parts] if drawn else []


def sortable_columns(league: League) -> list[str]:
    """The names that `?sort=` knows for this table."""
    return [bound.name for bound in LeagueTable(league, ()).columns]


def sort_values(league: League) -> dict[str, SortValue]:
    """What each column sorts by."""
    values: dict[str, SortValue] = {
        "rank": lambda row: row.total.rank,
        "unit": lambda row: row.unit.sort_key,
        "total": _measure_value([row.total for row in league.rows], lambda row: row.total),
        "change": lambda row: row.total.change_rank,
        "band": lambda row: row.total.share if row.total.band else None,
    }
    for number, name in enumerate(column_names(league)):
        figures = [row.pillars[number] for row in league.rows]
        values[name] = _measure_value(figures, lambda row, number=number: row.pillars[number])  # type: ignore[misc]
    return values


def _measure_value(figures: Sequence[Figure], figure: Callable[[LeagueRow], Figure]) -> SortValue:
    """By share of the maximum, as ranks are; by rank where a rank is all that was published."""
    if any(found.share is not None for found in figures):
        return lambda row: figure(row).share
    return lambda row: None if figure(row).rank is None else -(figure(row).rank or 0)


def _shown(league: League, row: LeagueRow, url: str, tones: list[str], part_tones: list[str]) -> ShownRow:
    pillars = [
        PillarCell(node, figure, number, tone, _width(figure))
        for number, (node, figure, tone) in enumerate(zip(league.graph.pillars, row.pillars, tones, strict=True))
    ]
    parts = stack(league.graph.bar_parts, part_tones, row.parts, row.total.max_points)
    return ShownRow(row, url, parts, _width(row.total), pillars)


def _width(figure: Figure) -> int:
    return thousandths(figure.points or Decimal(0), figure.max_points)
