"""Bars inside cells: whole thousandths of the maximum, ready to be drawn as rectangles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from districts.queries.figures import Figure
from districts.queries.measures import Graph, Node

FULL = 1000
TONES = 6  # colours of pillars; what pillars share has a colour of its own


@dataclass(frozen=True, slots=True)
class Segment:
    """One rectangle of a bar."""

    name: str
    tone: str
    start: int
    width: int
    points: Decimal
    decimals: int


def thousandths(part: Decimal, whole: Decimal) -> int:
    """`part` of `whole` in thousandths, kept inside the bar."""
    if whole <= 0:
        return 0
    exact = (part * FULL / whole).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return min(FULL, max(0, int(exact)))


def tone_of(graph: Graph, node: Node) -> str:
    """The colour of a measure: its pillar's, or the shared one."""
    owner = graph.owner(node.code)
    return "shared" if owner is None else str(owner % TONES)


def stack(nodes: Sequence[Node], tones: Sequence[str], figures: Sequence[Figure], whole: Decimal) -> list[Segment]:
    """The parts of a total side by side; nothing unless all of them are known."""
    if not figures or any(figure.points is None for figure in figures):
        return []
    return list(_segments(nodes, tones, figures, whole))


def _segments(
    nodes: Sequence[Node], tones: Sequence[str], figures: Sequence[Figure], whole: Decimal
) -> Iterator[Segment]:
    reached = Decimal(0)
    for node, tone, figure in zip(nodes, tones, figures, strict=True):
        assert figure.points is not None
        start = thousandths(reached, whole)
        reached += figure.points
        width = thousandths(reached, whole) - start
        yield Segment(node.name, tone, start, max(0, width), figure.points, node.decimals)
