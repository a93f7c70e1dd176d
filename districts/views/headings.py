"""The header cells of the league table, each a link that sorts."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from districts.queries.measures import Node
from districts.tables.league import RISING_FIRST, LeagueTable, column_names
from districts.views.addresses import league_url, measure_url


@dataclass(frozen=True, slots=True)
class Heading:
    """One header cell."""

    name: str
    label: str
    node: Node | None  # of a measure's column
    number: int | None  # of a pillar's column
    by_share: bool
    printed: bool  # its ranks are the published ones, not computed
    url: str
    measure_url: str  # of a measure's column: all units in it
    direction: str  # ascending, descending or empty: the value of aria-sort
    next_step: str  # what a click does


def headings(table: LeagueTable, query: dict[str, str]) -> list[Heading]:
    """One for every visible column, in their order."""
    pillars = column_names(table.league)
    numbers = {name: number for number, name in enumerate(pillars)}
    nodes = {"total": table.league.graph.total, **pillars}
    current = table.order_by[0]
    return [
        _heading(table, bound.name, str(bound.header), nodes.get(bound.name), numbers.get(bound.name), current, query)
        for bound in table.columns
    ]


def _heading(
    table: LeagueTable,
    name: str,
    label: str,
    node: Node | None,
    number: int | None,
    current: str,
    query: dict[str, str],
) -> Heading:
    direction = {name: "ascending", f"-{name}": "descending"}.get(str(current), "")
    first = name if name in RISING_FIRST else f"-{name}"
    other = f"-{name}" if first == name else name
    target = other if str(current) == first else first
    sort = "" if target == "rank" else target
    return Heading(
        name=name,
        label=label,
        node=node,
        number=number,
        by_share=node is not None and node.code in table.league.by_share,
        printed=(node.code if node else name) in table.league.printed,
        url=league_url(table.league.edition.address, **{**query, "sort": sort}),
        measure_url=measure_url(table.league.edition.address, node.code) if node else "",
        direction=direction,
        next_step=_("sort descending") if target.startswith("-") else _("sort ascending"),
    )
