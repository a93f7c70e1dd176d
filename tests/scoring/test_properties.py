"""What holds for every framework and every set of figures."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Figure, Framework, Origin, Results, Sheet, Status, score
from scoring.intervals import Intervals
from scoring.points import half_up
from scoring.rollup import apply
from tests.scoring.strategies import PLACES, Graph, graphs, points

few = settings(deadline=None, max_examples=40)

Row = Mapping[str, Decimal]


def results_of(framework: Framework, rows: Mapping[str, Row], margin: Decimal | None = None) -> Results:
    figures = [
        (unit, code, Figure(points=value, margin=margin)) for unit, row in rows.items() for code, value in row.items()
    ]
    return score(framework, Sheet.build(framework, list(rows), figures))


def naive(graph: Graph, row: Row) -> dict[str, Fraction | None]:
    """Every measure by plain recursion over fractions; None where a part is missing."""
    parts = {measure.code: measure.parts for measure in graph.measures}

    def value(code: str) -> Fraction | None:
        if code in row:
            return Fraction(row[code])
        below = [value(part) for part in parts[code]]
        return sum(filter(None, below), Fraction(0)) if below and None not in below else None

    return {code: value(code) for code in parts}


def rounded(value: Fraction, places: int) -> Decimal:
    return Decimal(half_up(value * 10**places)).scaleb(-places)


@st.composite
def units(draw: st.DrawFn, most: int = 5) -> tuple[Graph, dict[str, dict[str, Decimal]]]:
    """A framework and some units' leaf points, each leaf missing now and then."""
    graph = draw(graphs())
    rows = {}
    for number in range(draw(st.integers(1, most))):
        row = draw(points(graph))
        absent = draw(st.sets(st.sampled_from(graph.leaf_codes), max_size=1)) if draw(st.booleans()) else set()
        rows[f"u{number}"] = {code: value for code, value in row.items() if code not in absent}
    return graph, rows


@few
@given(units())
def test_sums_equal_a_naive_recursion(case: tuple[Graph, dict[str, dict[str, Decimal]]]) -> None:
    graph, rows = case
    decimals = {measure.code: measure.decimals for measure in graph.measures}
    results = results_of(graph.framework, rows)
    for unit, row in rows.items():
        for code, value in naive(graph, row).items():
            cell = results.cell(unit, code)
            if value is not None:
                assert (cell.status, cell.points) == (Status.SCORED, rounded(value, decimals[code]))
            else:
                assert cell.status in (Status.INCOMPLETE, Status.MISSING)


def rank_naively(values: Sequence[Decimal]) -> list[int]:
    return [1 + sum(other > value for other in values) for value in values]


@few
@given(units())
def test_ranks_count_who_is_better(case: tuple[Graph, dict[str, dict[str, Decimal]]]) -> None:
    graph, rows = case
    results = results_of(graph.framework, rows)
    for code in graph.leaves:
        cells = [results.cell(unit, code) for unit in rows]
        complete = [cell for cell in cells if cell.status is Status.SCORED]
        values = [cell.points for cell in complete if cell.points is not None]
        assert [cell.rank for cell in complete] == rank_naively(values)
        assert [cell.tied for cell in complete] == [values.count(value) > 1 for value in values]
        assert all(cell.rank is None for cell in cells if cell.status is not Status.SCORED)


@few
@given(units(), st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(case: tuple[Graph, dict[str, dict[str, Decimal]]], random: Random) -> None:
    graph, rows = case
    order = list(rows)
    random.shuffle(order)
    as_given = {(cell.unit, cell.code): cell for cell in results_of(graph.framework, rows).cells()}
    shuffled = results_of(graph.framework, {unit: rows[unit] for unit in order})
    assert {(cell.unit, cell.code): cell for cell in shuffled.cells()} == as_given


@few
@given(st.data(), graphs())
def test_the_order_of_measures_and_of_parts_changes_nothing(data: st.DataObject, graph: Graph) -> None:
    known = {code: value for code, value in naive(graph, data.draw(points(graph))).items() if value is not None}
    chosen = data.draw(st.sets(st.sampled_from(sorted(known)), min_size=1))
    row = {code: rounded(known[code], 1) for code in chosen}  # rounded: some contradict, some are overdetermined
    within = {code: value for code, value in row.items() if fits(graph, code, value)}
    measures = [
        type(m)(m.code, m.kind, tuple(data.draw(st.permutations(m.parts))), m.max_points, m.min_points, m.decimals)
        for m in data.draw(st.permutations(graph.measures))
    ]
    one, other = (
        {cell.code: cell for cell in results_of(framework, {"u": within}).cells()}
        for framework in (graph.framework, Framework.build(measures))
    )
    assert one == other


def fits(graph: Graph, code: str, value: Decimal) -> bool:
    framework = graph.framework
    measure = framework.measures[framework.index[code]]
    assert measure.max_points is not None
    assert measure.min_points is not None
    return measure.min_points <= value <= measure.max_points


@few
@given(st.data(), units())
def test_a_point_more_never_worsens_the_rank(
    data: st.DataObject, case: tuple[Graph, dict[str, dict[str, Decimal]]]
) -> None:
    graph, rows = case
    framework = graph.framework
    unit = data.draw(st.sampled_from(sorted(rows)))
    most = {measure.code: measure.max_points or Decimal(0) for measure in framework.measures}
    raisable = [code for code, value in rows[unit].items() if value < most[code]]
    if not raisable:
        return
    code = data.draw(st.sampled_from(sorted(raisable)))
    step = Decimal(1).scaleb(-framework.measures[framework.index[code]].decimals)
    better = rows | {unit: rows[unit] | {code: rows[unit][code] + step}}
    before, after = results_of(framework, rows), results_of(framework, better)
    for measure in framework.codes:
        old, new = before.cell(unit, measure).rank, after.cell(unit, measure).rank
        assert (old is None) == (new is None)
        assert old is None or new is None or new <= old


def rank_of(vectors: list[list[int]]) -> int:
    return int(np.linalg.matrix_rank(np.array(vectors))) if vectors else 0


def determined(graph: Graph, known: set[str], code: str) -> bool:
    """Whether the leaves of `code` are a combination of the known measures' leaves: by rank, not by solving."""
    leaves = graph.leaf_codes

    def vector(measure: str) -> list[int]:
        return [int(leaf in graph.leaves[measure]) for leaf in leaves]

    rows = [vector(measure) for measure in sorted(known)]
    return rank_of(rows) == rank_of([*rows, vector(code)])


@settings(deadline=None, max_examples=80)
@given(st.data(), graphs())
def test_exact_figures_are_never_contradicted_and_give_back_all_that_they_determine(
    data: st.DataObject, graph: Graph
) -> None:
    truth = {code: value for code, value in naive(graph, data.draw(points(graph))).items() if value is not None}
    known = data.draw(st.sets(st.sampled_from(sorted(truth)), min_size=1))
    row = {code: rounded(truth[code], PLACES) for code in known}
    results = results_of(graph.framework, {"u": row}, margin=Decimal(0))
    assert results.contradictions == ()
    for cell in results.cells():
        if determined(graph, known, cell.code):
            assert (cell.status, cell.points) == (Status.SCORED, rounded(truth[cell.code], PLACES))
            assert cell.margin in (None, Decimal(0))
        else:
            assert cell.status is not Status.SCORED
        assert cell.computed in (None, cell.points)


@settings(deadline=None, max_examples=60)
@given(st.data(), graphs())
def test_rounded_figures_are_never_contradicted_and_their_margins_hold_the_truth(
    data: st.DataObject, graph: Graph
) -> None:
    truth = {code: value for code, value in naive(graph, data.draw(points(graph))).items() if value is not None}
    known = data.draw(st.sets(st.sampled_from(sorted(truth)), min_size=1))
    row = {code: rounded(truth[code], 1) for code in known}
    results = results_of(graph.framework, {"u": row}, margin=Decimal("0.05"))
    assert results.contradictions == ()
    for cell in results.cells():
        if cell.origin is Origin.DERIVED:
            assert cell.points is not None
            assert cell.margin is not None
            # The margin is half the interval: a value at its edge may be a whole interval from the truth.
            assert abs(Fraction(cell.points) - truth[cell.code]) <= 2 * Fraction(cell.margin) + Fraction(1, 2000)


@settings(deadline=None, max_examples=60)
@given(st.data(), graphs())
def test_a_figure_moved_beyond_all_rounding_is_contradicted(data: st.DataObject, graph: Graph) -> None:
    truth = {code: value for code, value in naive(graph, data.draw(points(graph))).items() if value is not None}
    row = {code: rounded(value, PLACES) for code, value in truth.items()}
    wrong = data.draw(st.sampled_from(graph.whole_codes))
    row[wrong] += data.draw(st.sampled_from([Decimal("0.001"), Decimal("-0.5"), Decimal(30)]))
    results = results_of(graph.framework, {"u": row}, margin=Decimal(0))
    assert wrong in {found.code for found in results.contradictions}
    assert all(found.difference == found.given - found.computed != 0 for found in results.contradictions)


@settings(deadline=None, max_examples=60)
@given(st.data(), graphs())
def test_feasibility_and_reach_agree_with_trying_every_leaf(data: st.DataObject, graph: Graph) -> None:
    """Leaves of nothing or one point can all be tried; over nested measures the ends are met by whole points."""
    small = [type(m)(m.code, m.kind, m.parts, None if m.parts else Decimal(1), decimals=0) for m in graph.measures]
    framework = Framework.build(small)
    tree = nested(graph)
    wholes = data.draw(st.lists(st.sampled_from(tree), unique=True, max_size=3))
    given_points = {code: data.draw(st.integers(0, len(graph.leaves[code]))) for code in wholes}
    figures = [("u", code, Figure(points=Decimal(p), margin=Decimal(0))) for code, p in given_points.items()]
    intervals = Intervals.of(apply(framework, Sheet.build(framework, ["u"], figures)))
    rows = [framework.index[code] for code in wholes]
    sums = [
        case
        for case in cases(len(graph.leaf_codes))
        if all(total_of(graph, case, code) == p for code, p in given_points.items())
    ]
    assert intervals.possible(0, rows) == bool(sums)
    if sums:
        target = data.draw(st.sampled_from(tree))
        reached = [total_of(graph, case, target) for case in sums]
        assert intervals.reach(0, rows, framework.index[target]) == tuple(map(Fraction, (min(reached), max(reached))))


def nested(graph: Graph) -> list[str]:
    """Measures of which any two hold all or nothing of each other: over these, integers reach every end."""
    chosen: list[str] = []
    for code in sorted(graph.leaves):
        inside = graph.leaves[code]
        if all(not inside & graph.leaves[c] or inside <= graph.leaves[c] or inside >= graph.leaves[c] for c in chosen):
            chosen.append(code)
    return chosen


def cases(count: int) -> list[tuple[int, ...]]:
    return [tuple((number >> bit) & 1 for bit in range(count)) for number in range(2**count)]


def total_of(graph: Graph, case: tuple[int, ...], code: str) -> int:
    return sum(value for leaf, value in zip(graph.leaf_codes, case, strict=True) if leaf in graph.leaves[code])
