"""The league table as CSV: the same bytes in every language, for scripts and spreadsheets."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

import scoring
from districts.exports.numbers import plain
from districts.queries.figures import Figure
from districts.queries.league import League, LeagueRow
from districts.queries.measures import Node

BOM = "\ufeff"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def league_csv(league: League, rows: Iterable[LeagueRow], *, bom: bool = False) -> str:
    """A header and a line a unit (RFC 4180). A byte order mark only where a spreadsheet asked for it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_header(league))
    writer.writerows(_line(league, row) for row in rows)
    return (BOM if bom else "") + out.getvalue()


def file_name(league: League) -> str:
    """What the file is called when it is saved."""
    edition = league.edition
    words = ["dti", edition.address.slug, str(edition.year), edition.group, edition.basis, f"r{edition.revision}"]
    return "-".join(word for word in words if word) + ".csv"


def text(value: str) -> str:
    """A cell of text that no spreadsheet takes for a formula. Numbers never pass here: -1.20 stays what it is."""
    return f"'{value}" if value.startswith(FORMULA_SIGNS) else value


def _measures(league: League) -> list[tuple[str, Node]]:
    """The headline measures by the names of their columns, then the total's other parts."""
    named = [("total", league.graph.total), *((node.code, node) for node in league.graph.pillars)]
    known = {node.code for _name, node in named}
    return named + [(node.code, node) for node in league.graph.bar_parts if node.code not in known]


# What is said of the total without its name in front, as the row's own.
OWN = ("provenance", "state", "coverage", "change_points", "change_rank")
DETAILS = (
    "max", "share", "origin", "margin", "rank_origin", "ranked_of", "tied", "printed_rank", "rank_provenance",
    "printed_provenance", "source",
)  # fmt: skip


def _header(league: League) -> list[str]:
    measures = _measures(league)
    headlines = len(league.headlines)
    columns = ["unit_code", "unit_name", "kind"]
    for name, _node in measures[:headlines]:
        columns += [name, f"{name}_rank"]
    columns += ["revision", "ranked", "band", "compared_with", *OWN, *(f"total_{detail}" for detail in DETAILS)]
    for number, (name, _node) in enumerate(measures[1:], start=1):
        columns += [] if number < headlines else [name, f"{name}_rank"]
        columns += [f"{name}_{detail}" for detail in (*OWN, *DETAILS)]
    return columns


def _line(league: League, row: LeagueRow) -> list[str]:
    measures = _measures(league)
    headlines = len(league.headlines)
    parts = {node.code: figure for node, figure in zip(league.graph.bar_parts, row.parts, strict=True)}
    figures = [row.total, *row.pillars, *(parts[node.code] for _name, node in measures[headlines:])]
    cells = [text(row.unit.code), text(row.unit.name_vi), row.unit.kind]
    for (_name, node), figure in zip(measures[:headlines], figures, strict=False):
        cells += [_number(figure.points, node.decimals), _whole(figure.rank)]
    compared = league.edition.compared_with
    cells += [str(league.edition.revision), _truth(row.unit.ranked), text(row.total.band)]
    cells += [f"{compared[0]} r{compared[1]}" if compared else ""]
    for number, ((_name, node), figure) in enumerate(zip(measures, figures, strict=True)):
        cells += [] if number < headlines else [_number(figure.points, node.decimals), _whole(figure.rank)]
        cells += [*_own(node, figure), *_details(node, figure)]
    return cells


def _own(node: Node, figure: Figure) -> list[str]:
    """In the order of OWN."""
    return [
        figure.said_by,
        figure.state,
        _number(figure.coverage, _share_places(node)),
        _number(figure.change_points, node.decimals),
        _whole(figure.change_rank),
    ]


def _details(node: Node, figure: Figure) -> list[str]:
    """In the order of DETAILS."""
    return [
        _number(figure.max_points, node.decimals),
        _number(figure.share, _share_places(node)),
        figure.origin,
        _number(figure.margin, node.decimals),
        figure.rank_origin,
        _whole(figure.ranked_of),
        _truth(figure.tied),
        _whole(figure.printed_rank),
        figure.rank_provenance,
        figure.printed_provenance,
        text(figure.source),
    ]


def _share_places(node: Node) -> int:
    return scoring.share_places(node.max_points, node.decimals)


def _number(value: Decimal | None, places: int) -> str:
    return "" if value is None else plain(value, places)


def _whole(value: int | None) -> str:
    return "" if value is None else str(value)


def _truth(value: bool) -> str:
    return "yes" if value else "no"
