"""The graph of a framework, as pages write it."""

from decimal import Decimal

from districts.models import Framework
from districts.queries.measures import Graph, Node, load_graph
from scoring.framework import MOST_COLUMNS
from tests.districts import world


def node(code: str, kind: str = "criterion", parts: tuple[str, ...] = ()) -> Node:
    return Node(0, code, code, kind, Decimal(10), Decimal(0), 2, "", "", "unit", "leave", parts)


def graph(*nodes: Node) -> Graph:
    return Graph({found.code: found for found in nodes})


def test_the_foundation_is_shared_by_the_pillars(framework: Framework) -> None:
    assert [found.code for found in load_graph(framework.pk).shared] == ["foundation"]


def test_disjoint_pillars_share_nothing() -> None:
    found = graph(node("t", "total", ("a", "b")), node("a", "pillar", ("x",)), node("b", "pillar", ("y",)))

    assert Graph({**found.nodes, "x": node("x"), "y": node("y")}).shared == ()


def test_only_the_topmost_of_what_is_shared_is_named() -> None:
    found = graph(
        node("t", "total", ("base", "z")),
        node("a", "pillar", ("base",)),
        node("b", "pillar", ("base", "z")),
        node("base", "group", ("x", "y")),
        node("x"),
        node("y"),
        node("z"),
    )

    assert [shared.code for shared in found.shared] == ["base"]
    assert [found.owner(code) for code in ("base", "z", "x", "t")] == [None, 1, None, None]


def test_without_pillars_the_parts_of_the_total_stand_beside_it() -> None:
    found = graph(node("t", "total", ("a", "b")), node("a"), node("b"))

    assert [shown.code for shown in found.headlines] == ["t", "a", "b"]


def test_very_many_parts_do_not() -> None:
    codes = tuple(f"c{number}" for number in range(MOST_COLUMNS + 1))
    found = graph(node("t", "total", codes), *(node(code) for code in codes))

    assert [shown.code for shown in found.headlines] == ["t"]


def test_every_measure_is_written_once_the_shared_ones_below_the_total(framework: Framework) -> None:
    steps = list(load_graph(framework.pk).steps())

    assert sorted(step.node.code for step in steps) == sorted(world.SHAPE)
    assert [(step.node.code, step.depth) for step in steps][:5] == [
        ("total", 0),
        ("foundation", 1),
        ("awareness", 2),
        ("security", 2),
        ("smart-city", 2),
    ]
    pillar = next(step for step in steps if step.node.code == "economy")
    assert [listed.code for listed in pillar.listed] == ["foundation", "econ"]
