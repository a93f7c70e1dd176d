"""Random frameworks, as graphs whose wholes share parts, and points for their leaves."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from scoring import Framework, Kind, Measure

PLACES = 3


@dataclass(frozen=True)
class Graph:
    """A framework's measures, and which leaves each of them holds."""

    measures: tuple[Measure, ...]
    leaves: Mapping[str, frozenset[str]]

    @property
    def framework(self) -> Framework:
        return Framework.build(self.measures)

    @property
    def leaf_codes(self) -> list[str]:
        return sorted(measure.code for measure in self.measures if not measure.parts)

    @property
    def whole_codes(self) -> list[str]:
        return sorted(measure.code for measure in self.measures if measure.parts)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Two to seven leaves under layers of wholes; a part may be in many wholes, but in none of them twice."""
    codes = [f"c{n}" for n in range(draw(st.integers(2, 7)))]
    measures = [draw(leaves(code)) for code in codes]
    held: dict[str, frozenset[str]] = {code: frozenset([code]) for code in codes}
    for number in range(draw(st.integers(0, 5))):
        parts = draw_disjoint(draw, held, least=1)
        decimals = max(measure.decimals for measure in measures if measure.code in parts)
        measures.append(
            Measure(f"w{number}", draw(st.sampled_from([Kind.GROUP, Kind.PILLAR])), parts, decimals=decimals)
        )
        held[f"w{number}"] = frozenset[str]().union(*(held[part] for part in parts))
    parts = draw_disjoint(draw, held, least=1)
    measures.append(Measure("total", Kind.TOTAL, parts, decimals=PLACES))
    held["total"] = frozenset[str]().union(*(held[part] for part in parts))
    return Graph(tuple(draw(st.permutations(measures))), held)


@st.composite
def leaves(draw: st.DrawFn, code: str) -> Measure:
    decimals = draw(st.integers(0, PLACES))
    maximum = Decimal(draw(st.integers(1, 50)))
    minimum = Decimal(draw(st.sampled_from([0, 0, 0, -5])))
    return Measure(code, Kind.CRITERION, (), maximum, minimum, decimals)


def draw_disjoint(draw: st.DrawFn, held: Mapping[str, frozenset[str]], least: int) -> tuple[str, ...]:
    """Measures that hold no leaf in common."""
    chosen: list[str] = []
    seen: frozenset[str] = frozenset()
    wanted = draw(st.integers(least, 4))
    for code in draw(st.permutations(sorted(held))):
        if len(chosen) < wanted and not held[code] & seen:
            chosen.append(code)
            seen |= held[code]
    return tuple(chosen)


@st.composite
def points(draw: st.DrawFn, graph: Graph) -> dict[str, Decimal]:
    """Points of every leaf, within its bounds and places."""
    row = {}
    for measure in graph.measures:
        if not measure.parts:
            assert measure.max_points is not None
            assert measure.min_points is not None
            unit = 10**measure.decimals
            number = draw(st.integers(int(measure.min_points) * unit, int(measure.max_points) * unit))
            row[measure.code] = Decimal(number).scaleb(-measure.decimals)
    return row
