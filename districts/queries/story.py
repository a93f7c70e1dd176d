"""Why one unit's total moved, and how far its next rank is: what the profile says of it."""

from dataclasses import dataclass

from districts.queries.gaps import MeasureGap, load_gaps
from districts.queries.ledger import ledger_of
from districts.queries.moves import Moves, load_moves
from districts.queries.profile import Profile


@dataclass(frozen=True, slots=True)
class Story:
    """The total alone; the page of points lost has the pillars too."""

    moves: Moves
    gap: MeasureGap


def load_story(profile: Profile) -> Story:
    """Of a profile that was read already. Five queries, three where there is no year before."""
    graph = profile.graph
    figures = {row.step.node.code: row.figure for row in profile.rows}
    means = {row.step.node.id: row.mean for row in profile.rows if row.mean}
    ledger = ledger_of(profile.edition, profile.unit, graph, figures, means)
    return Story(load_moves(ledger, [graph.total]), load_gaps(ledger, [graph.total])[0])
