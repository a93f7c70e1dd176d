"""Whether the pillars add up to the total, read from the graph."""

from dataclasses import dataclass

from districts.queries.measures import Graph


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """What the pillars share, and what the total is the sum of."""

    shared: str
    total: str
    parts: str


def arithmetic(graph: Graph) -> Arithmetic | None:
    """Something to say only where several pillars contain the same measures."""
    if not graph.shared:
        return None
    parts = " + ".join(node.name for node in graph.total_parts)
    return Arithmetic(", ".join(node.name for node in graph.shared), graph.total.name, parts)
