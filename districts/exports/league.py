"""The league table as a file, a line a unit: what the page shows and all that is behind it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

import scoring
from districts.exports.numbers import exact
from districts.exports.tidy import Cell, Column, Kind, Row
from districts.queries.editions import compared_label
from districts.queries.figures import Figure
from districts.queries.league import League, LeagueRow
from districts.queries.margins import Margin
from districts.queries.measures import Node


def _measures(league: League) -> list[tuple[str, Node]]:
    """The headline measures by the names of their columns, then the total's other parts."""
    named = [("total", league.graph.total), *((node.code, node) for node in league.graph.pillars)]
    known = {node.code for _name, node in named}
    return named + [(node.code, node) for node in league.graph.bar_parts if node.code not in known]


# Name, title and kind of each cell of a measure. Of the total the first few stand without its name in front.
Detail = tuple[str, Any, Kind]
OWN: tuple[Detail, ...] = (
    ("provenance", _("provenance"), "text"),
    ("state", _("state"), "text"),
    ("coverage", _("coverage"), "decimal"),
    ("change_points", _("change of points"), "decimal"),
    ("change_rank", _("change of rank"), "integer"),
)
DETAILS: tuple[Detail, ...] = (
    ("max", _("maximum"), "decimal"),
    ("share", _("share of the maximum"), "decimal"),
    ("origin", _("origin"), "text"),
    ("margin", _("margin"), "decimal"),
    ("rank_origin", _("origin of the rank"), "text"),
    ("ranked_of", _("ranked of"), "integer"),
    ("tied", _("tied"), "truth"),
    ("printed_rank", _("printed rank"), "integer"),
    ("rank_provenance", _("provenance of the rank"), "text"),
    ("printed_provenance", _("provenance of the printed rank"), "text"),
    ("source", _("source"), "text"),
)
SHARES = ("coverage", "share")  # with places of their own
FIRST = (
    Column("unit_code", _("Unit code"), "text"),
    Column("unit_name", _("Unit"), "text"),
    Column("kind", _("Kind of unit"), "text"),
)
OF_ALL = (
    Column("revision", _("Revision"), "integer"),
    Column("ranked", _("Ranked"), "truth"),
    Column("band", _("Band"), "text"),
    Column("compared_with", _("Compared with"), "text"),
)
LAST = (Column("unit_id", _("Unit key"), "text"),)
# Behind all others, where they are asked for: the official rank stays as it is.
MARGINS = (
    Column("margins_varied", _("Maxima varied"), "text"),
    Column("margins_low", _("Rank with varied maxima: 5th percentile"), "integer"),
    Column("margins_middle", _("Rank with varied maxima: median"), "integer"),
    Column("margins_high", _("Rank with varied maxima: 95th percentile"), "integer"),
)


def league_columns(league: League) -> list[Column]:
    """The headline measures first, then all about the total, then all about each other measure."""
    measures = _measures(league)
    headlines = len(league.headlines)
    columns = [*FIRST, *(column for name, node in measures[:headlines] for column in _pair(name, node)), *OF_ALL]
    for number, (name, node) in enumerate(measures):
        columns += [] if number < headlines else _pair(name, node)
        columns += [_detail(name if number else "", node, detail) for detail in OWN]
        columns += [_detail(name, node, detail) for detail in DETAILS]
    return [*columns, *LAST]


def _pair(name: str, node: Node) -> list[Column]:
    points = format_lazy("{measure}: {what}", measure=node.name, what=_("points"))
    rank = format_lazy("{measure}: {what}", measure=node.name, what=_("rank"))
    return [Column(name, points, "decimal", node.decimals), Column(f"{name}_rank", rank, "integer")]


def _detail(name: str, node: Node, detail: Detail) -> Column:
    word, title, kind = detail
    places = _share_places(node) if word in SHARES else node.decimals
    said = format_lazy("{measure}: {what}", measure=node.name, what=title)
    return Column(f"{name}_{word}" if name else word, said, kind, places if kind == "decimal" else None)


def league_rows(league: League, rows: Iterable[LeagueRow], keys: Mapping[int, str]) -> Iterator[Row]:
    """The cells of each unit, in the order of the columns; `keys` are the units' own, by Unit."""
    measures = _measures(league)
    headlines = len(league.headlines)
    since = league.edition.compared_with
    before = compared_label(*since) if since else None
    for row in rows:
        parts = {node.code: figure for node, figure in zip(league.graph.bar_parts, row.parts, strict=True)}
        figures = [row.total, *row.pillars, *(parts[node.code] for _name, node in measures[headlines:])]
        pairs = [_points_and_rank(node, figure) for (_name, node), figure in zip(measures, figures, strict=True)]
        cells: list[Cell] = [row.unit.code, row.unit.name_vi, row.unit.kind, *chain.from_iterable(pairs[:headlines])]
        cells += [league.edition.revision, row.unit.ranked, row.total.band or None, before]
        for number, ((_name, node), figure) in enumerate(zip(measures, figures, strict=True)):
            cells += [] if number < headlines else pairs[number]
            cells += [*_own(node, figure), *_details(node, figure)]
        yield (*cells, keys.get(row.unit.unit_id))


def with_margins(
    lines: Iterable[Row], rows: Iterable[LeagueRow], margins: Mapping[int, Margin], varied: str
) -> Iterator[Row]:
    """The same lines with the cells of MARGINS; who is not ranked has none."""
    for line, row in zip(lines, rows, strict=True):
        one = margins.get(row.unit.id)
        yield (*line, *((varied, one.low, one.middle, one.high) if one else (None,) * len(MARGINS)))


def _points_and_rank(node: Node, figure: Figure) -> tuple[Cell, Cell]:
    return exact(figure.points, node.decimals), figure.rank


def _own(node: Node, figure: Figure) -> tuple[Cell, ...]:
    """In the order of OWN."""
    return (
        figure.said_by or None,
        figure.state,
        exact(figure.coverage, _share_places(node)),
        exact(figure.change_points, node.decimals),
        figure.change_rank,
    )


def _details(node: Node, figure: Figure) -> tuple[Cell, ...]:
    """In the order of DETAILS."""
    return (
        exact(figure.max_points, node.decimals),
        exact(figure.share, _share_places(node)),
        figure.origin,
        exact(figure.margin, node.decimals),
        figure.rank_origin or None,
        figure.ranked_of,
        figure.tied,
        figure.printed_rank,
        figure.rank_provenance or None,
        figure.printed_provenance or None,
        figure.source or None,
    )


def _share_places(node: Node) -> int:
    return scoring.share_places(node.max_points, node.decimals)
