"""The lines of a unit's profile, as the template draws them."""

from dataclasses import dataclass
from decimal import Decimal

from districts.queries.profile import Profile, ProfileRow
from districts.tables.bars import Segment, stack, thousandths, tone_of


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One measure with its bar."""

    row: ProfileRow
    width: int
    tone: str


@dataclass(frozen=True, slots=True)
class ProfileTable:
    """The total and pillars on top, every measure below."""

    headlines: list[ProfileLine]
    lines: list[ProfileLine]
    stack: list[Segment]


def profile_table(profile: Profile) -> ProfileTable:
    """Bars and colours for a profile."""
    graph = profile.graph
    figures = {row.step.node.code: row.figure for row in profile.rows}
    segments = stack(
        graph.bar_parts,
        [tone_of(graph, node) for node in graph.bar_parts],
        [figures[node.code] for node in graph.bar_parts],
        profile.total.max_points,
    )
    lines = {row.step.node.code: _line(profile, row) for row in profile.rows}
    return ProfileTable([lines[node.code] for node in graph.headlines], list(lines.values()), segments)


def _line(profile: Profile, row: ProfileRow) -> ProfileLine:
    width = thousandths(row.figure.points or Decimal(0), row.figure.max_points)
    return ProfileLine(row, width, tone_of(profile.graph, row.step.node))
