"""A framework's graph as pages show it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from districts.models import Measure, MeasureKind, Part
from districts.models.base import localized
from scoring.framework import MOST_COLUMNS


@dataclass(frozen=True, slots=True)
class Node:
    """One measure and the codes of its parts."""

    id: int
    code: str
    name: str
    kind: str
    max_points: Decimal
    min_points: Decimal
    decimals: int
    rule: str
    evidence: str
    assessed_by: str
    not_applicable: str
    parts: tuple[str, ...]
    comparable_to: int | None = None  # the measure of another framework that counts the same

    @property
    def is_leaf(self) -> bool:
        """It is assessed itself, not summed."""
        return not self.parts


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the graph written as a list: every measure once, later mentions as references."""

    node: Node
    depth: int
    listed: tuple[Node, ...]  # parts already written further up


@dataclass(frozen=True)
class Graph:
    """All measures of one framework, in its own order."""

    nodes: dict[str, Node]

    @cached_property
    def total(self) -> Node:
        """The one total."""
        return next(node for node in self.nodes.values() if node.kind == MeasureKind.TOTAL)

    @cached_property
    def total_parts(self) -> tuple[Node, ...]:
        """What the total is the sum of."""
        return tuple(self.nodes[code] for code in self.total.parts)

    @cached_property
    def bar_parts(self) -> tuple[Node, ...]:
        """The total's parts as far as they can be shown beside it: very many would be dust."""
        return self.total_parts if len(self.total_parts) <= MOST_COLUMNS else ()

    @cached_property
    def pillars(self) -> tuple[Node, ...]:
        """The measures that stand beside the total: its pillars, or its parts where there are none."""
        pillars = tuple(node for node in self.nodes.values() if node.kind == MeasureKind.PILLAR)
        return pillars or self.bar_parts

    @cached_property
    def headlines(self) -> tuple[Node, ...]:
        """The total and the pillars."""
        return (self.total, *self.pillars)

    @cached_property
    def shared(self) -> tuple[Node, ...]:
        """The topmost measures that several pillars contain: these count in each of them."""
        inside = [self.inside(node.code) - {node.code} for node in self.pillars]
        several = {code for code in self.nodes if sum(code in found for found in inside) > 1}
        covered = {part for code in several for part in self.nodes[code].parts}
        return tuple(node for code, node in self.nodes.items() if code in several - covered)

    def owner(self, code: str) -> int | None:
        """The number of the one pillar that a measure belongs to; none where several share it."""
        owners = [number for number, node in enumerate(self.pillars) if code in self.inside(node.code)]
        return owners[0] if len(owners) == 1 else None

    def pillars_of(self, code: str) -> tuple[Node, ...]:
        """The pillars that a measure counts in."""
        return tuple(node for node in self.pillars if code in self.inside(node.code))

    def steps(self) -> Iterator[Step]:
        """Every measure once: the total's tree first, then what does not belong to it."""
        written: set[str] = set()
        yield from self._steps(self.total.code, 0, written)
        inner = {part for node in self.nodes.values() for part in node.parts}
        for code in self.nodes:
            if code not in written and code not in inner:
                yield from self._steps(code, 0, written)

    def _steps(self, code: str, depth: int, written: set[str]) -> Iterator[Step]:
        written.add(code)
        node = self.nodes[code]
        yield Step(node, depth, tuple(self.nodes[part] for part in node.parts if part in written))
        for part in node.parts:
            if part not in written:
                yield from self._steps(part, depth + 1, written)

    def inside(self, code: str) -> set[str]:
        """A measure and everything below it."""
        found: set[str] = set()
        waiting = [code]
        while waiting:
            part = waiting.pop()
            if part not in found:
                found.add(part)
                waiting.extend(self.nodes[part].parts)
        return found


def load_graph(framework_id: int) -> Graph:
    """The measures and edges of one framework. Two queries."""
    measures = list(Measure.objects.filter(framework_id=framework_id).order_by("position"))
    codes = {measure.pk: measure.code for measure in measures}
    parts: dict[int, list[str]] = {measure.pk: [] for measure in measures}
    edges = Part.objects.filter(whole__framework_id=framework_id).order_by("whole_id", "position")
    for whole, part in edges.values_list("whole_id", "part_id"):
        parts[whole].append(codes[part])
    return Graph({measure.code: _node(measure, parts[measure.pk]) for measure in measures})


def _node(measure: Measure, parts: list[str]) -> Node:
    return Node(
        id=measure.pk,
        code=measure.code,
        name=localized(measure.name_vi, measure.name_en),
        kind=measure.kind,
        max_points=measure.max_points,
        min_points=measure.min_points,
        decimals=measure.decimals,
        rule=measure.rule,
        evidence=measure.evidence,
        assessed_by=measure.assessed_by,
        not_applicable=measure.not_applicable,
        parts=tuple(parts),
        comparable_to=measure.comparable_to_id,
    )
