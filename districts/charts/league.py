"""The league table as bars: the total by the parts that it is the sum of, and the pillars, which do not add up."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from districts.charts.chart import Chart, Series, bars
from districts.charts.said import category_of, points_of, source_of
from districts.queries.league import League, LeagueRow
from districts.tables.bars import tone_of
from districts.templatetags.portal import points


def total_chart(league: League, rows: Sequence[LeagueRow]) -> Chart:
    """The total stacked from its parts, for the rows that have points; undivided where a part is not known."""
    drawn = [row for row in rows if row.total.points is not None]
    graph = league.graph
    series = [
        Series.of(
            node.name,
            tone_of(graph, node),
            [row.parts[place].points if _is_divided(row) else None for row in drawn],
            node.decimals,
            _("not published"),
        )
        for place, node in enumerate(graph.bar_parts)
    ]
    if not all(_is_divided(row) for row in drawn):
        whole = [None if _is_divided(row) else row.total.points for row in drawn]
        series.append(Series.of(_("Total, its parts not all known"), "5", whole, graph.total.decimals, "–"))
    return bars(
        "total",
        _("%(measure)s and its parts, %(authority)s %(year)s") % _words(league, graph.total.name),
        [category_of(row.unit.name, row.total) for row in drawn],
        series,
        unit=points_of(graph.total),
        source=source_of(league.edition),
        maximum=max((row.total.max_points for row in drawn), default=Decimal(0)),
        stacked=True,
        ends=[points(row.total.points, graph.total.decimals) for row in drawn],
        head=_("Unit"),
    )


def pillars_chart(league: League, rows: Sequence[LeagueRow]) -> Chart | None:
    """The pillars one below the other; nothing where they are the parts of the total themselves."""
    graph = league.graph
    if graph.pillars == graph.bar_parts:
        return None
    drawn = [row for row in rows if any(figure.points is not None for figure in row.pillars)]
    return bars(
        "pillars",
        _("The pillars side by side, %(authority)s %(year)s") % _words(league, ""),
        [category_of(row.unit.name, row.total) for row in drawn],
        [
            Series.of(
                node.name,
                tone_of(graph, node),
                [row.pillars[place].points for row in drawn],
                node.decimals,
                _("not published"),
            )
            for place, node in enumerate(graph.pillars)
        ],
        unit=_("points; maxima: %(maxima)s")
        % {"maxima": ", ".join(f"{node.name} {points(node.max_points)}" for node in graph.pillars)},
        source=source_of(league.edition),
        maximum=max((figure.max_points for row in drawn for figure in row.pillars), default=Decimal(0)),
        head=_("Unit"),
    )


def without_points(rows: Sequence[LeagueRow]) -> int:
    """How many rows have no points and so no bar."""
    return sum(row.total.points is None for row in rows)


def _is_divided(row: LeagueRow) -> bool:
    return bool(row.parts) and all(part.points is not None for part in row.parts)


def _words(league: League, measure: str) -> dict[str, str | int]:
    return {"measure": measure, "authority": league.edition.authority, "year": league.edition.year}
