"""The ledger of points lost: every line once, and all that is open adds up."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Figure, Framework, Kind, NotApplicable, State, Status
from scoring.ledger import VOID, Entry, Ledger, LineKind, ledger, share_of
from tests.scoring.build import MISSING, NOT_APPLICABLE, Given, framework, leaf, scored, total, whole
from tests.scoring.strategies import Graph, graphs, points

few = settings(deadline=None, max_examples=60)


def entries_of(frame: Framework, row: dict[str, Given]) -> dict[str, Entry]:
    """One unit as it would be published."""
    parts = {measure.code: measure.parts for measure in frame.measures}
    cells = scored(frame, {"u": row}).cells()
    return {
        cell.code: Entry(cell.code, parts[cell.code], cell.status, cell.origin, cell.points, cell.max_points)
        for cell in cells
    }


def ledger_of(frame: Framework, **row: Given) -> Ledger:
    return ledger(entries_of(frame, row), "total")


def said(found: Ledger) -> list[tuple[str, str, Decimal | None, Decimal | None]]:
    return [(line.code, line.kind.value, line.points, line.lost) for line in found.lines]


def d(text: str) -> Decimal:
    return Decimal(text)


SHARED = framework(
    total("foundation x y"),
    whole("one", "foundation x", Kind.PILLAR),
    whole("two", "foundation y", Kind.PILLAR),
    whole("foundation", "a b"),
    leaf("a"),
    leaf("b", "20"),
    leaf("x"),
    leaf("y", "5"),
)


def test_every_leaf_is_a_line_once_although_pillars_share_the_foundation() -> None:
    found = ledger_of(SHARED, a="4", b="20", x="9.5", y="0")

    assert said(found) == [
        ("a", "points", d("4.00"), d("6.00")),
        ("b", "points", d("20.00"), d("0.00")),
        ("x", "points", d("9.50"), d("0.50")),
        ("y", "points", d("0.00"), d("5.00")),
    ]
    assert found.lost == d("11.5")


def test_of_headline_figures_the_derived_wholes_are_the_lines() -> None:
    found = ledger_of(SHARED, total="30", one="25", two="20")

    assert said(found) == [
        ("foundation", "whole", d("15.00"), d("15.00")),
        ("x", "points", d("10.00"), d("0.00")),
        ("y", "points", d("5.00"), d("0.00")),
    ]


def test_what_a_whole_has_beside_its_known_parts_is_a_line_that_names_them() -> None:
    found = ledger_of(SHARED, total="30", a="4")

    assert said(found) == [("a", "points", d("4.00"), d("6.00")), ("total", "rest", d("26.00"), d("9.00"))]
    assert found.lines[1].of == ("b", "x", "y")


def test_missing_is_not_lost() -> None:
    found = ledger_of(SHARED, a=MISSING, b="18", x="10", y="5")

    assert said(found)[0] == ("a", "missing", None, None)
    assert (found.lost, found.missing, found.points) == (d("2"), d("10"), d("33.00"))


def test_missing_inside_a_published_whole_is_apart_from_the_rest() -> None:
    found = ledger_of(SHARED, total="30", a=MISSING)

    assert [(line.code, line.kind.value) for line in found.lines] == [("a", "missing"), ("total", "rest")]
    assert (found.lost, found.missing) == (d("5"), d("10"))


def test_not_applicable_leaves_or_gives_full_marks() -> None:
    frame = framework(
        total("a b c"),
        leaf("a", policy=NotApplicable.LEAVE),
        leaf("b", policy=NotApplicable.FULL),
        leaf("c", maximum="0"),
    )
    found = ledger_of(frame, a=NOT_APPLICABLE, b=NOT_APPLICABLE, c=None)

    assert said(found) == [
        ("a", "not_applicable", None, None),
        ("b", "points", d("10.00"), d("0.00")),
        ("c", "not_scored", None, None),
    ]
    assert found.maximum == d("10")


def test_a_penalty_is_lost() -> None:
    frame = framework(total("a b"), leaf("a", maximum="0", minimum="-5"), leaf("b"))

    assert ledger_of(frame, a="-3", b="10").lost == d("3")


def test_rounding_of_the_total_is_a_line() -> None:
    frame = framework(total("a b", decimals=0), leaf("a", decimals=1), leaf("b", decimals=1))

    assert said(ledger_of(frame, a="4.4", b="4.4"))[-1] == ("total", "difference", d("0.2"), d("-0.2"))


def test_a_contradiction_is_a_line_of_its_whole() -> None:
    found = ledger_of(SHARED, foundation="20", a="4", b="20", x="9.5", y="0")

    assert said(found)[2] == ("foundation", "difference", d("-4.00"), d("4.00"))
    assert found.lost == found.maximum - d("29.50")


def test_without_any_figure_nothing_is_lost() -> None:
    found = ledger_of(SHARED, total=Figure(State.SCORED, None, printed_rank=3))

    assert said(found) == [("total", "not_published", None, None)]
    assert (found.points, found.unknown) == (None, d("45"))


def test_what_counts_nothing_is_beside_a_whole_of_which_nothing_was_published() -> None:
    frame = framework(total("a b c"), leaf("a", policy=NotApplicable.LEAVE), leaf("b"), leaf("c"))
    found = ledger_of(frame, total=Figure(State.SCORED, None, printed_rank=3), a=NOT_APPLICABLE)

    assert said(found) == [("a", "not_applicable", None, None), ("total", "not_published", None, None)]
    assert found.unknown == found.maximum == d("20")


@pytest.mark.parametrize(("part", "of", "share"), [("1", "3", "0.333"), ("2", "3", "0.667"), ("1", "0", None)])
def test_share_of_all_lost(part: str, of: str, share: str | None) -> None:
    assert share_of(d(part), d(of)) == (None if share is None else d(share))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Graph, dict[str, Given]]:
    """Leaves with points, missing, not applicable or unsaid, and some wholes as given, right or wrong."""
    graph = draw(graphs())
    row: dict[str, Given] = {}
    for code, value in draw(points(graph)).items():
        figure = Figure(points=value)
        row[code] = draw(st.sampled_from([figure, figure, figure, MISSING, NOT_APPLICABLE, None]))
    for code in draw(st.sets(st.sampled_from(graph.whole_codes), max_size=3)):
        most = next(m for m in graph.framework.measures if m.code == code).max_points
        row[code] = str(draw(st.integers(0, int(most or 0))))
    return graph, {code: value for code, value in row.items() if value is not None}


@few
@given(cases())
def test_what_is_open_adds_up_and_every_line_is_there_once(case: tuple[Graph, dict[str, Given]]) -> None:
    graph, row = case
    entries = entries_of(graph.framework, row)
    for root in graph.whole_codes:
        found = ledger(entries, root)
        places = [(line.code, line.kind) for line in found.lines]
        assert len(places) == len(set(places))
        assert sum(line.maximum for line in found.lines) == found.maximum or entries[root].points is None
        if found.points is not None:
            assert sum(line.open for line in found.lines) == found.maximum - found.points
            assert found.lost + found.missing + found.unknown == found.maximum - found.points
        if entries[root].status is Status.SCORED and found.missing == 0:
            assert found.lost == found.maximum - (found.points or 0)


@few
@given(cases())
def test_no_line_stands_for_what_another_stands_for(case: tuple[Graph, dict[str, Given]]) -> None:
    graph, row = case
    found = ledger(entries_of(graph.framework, row), "total")
    # A whole of which nothing below is known stands for all below it but what is said to count nothing.
    void = {line.code for line in found.lines if line.kind in VOID and line.code not in graph.whole_codes}
    stands = [
        code
        for line in found.lines
        if line.kind is not LineKind.DIFFERENCE
        for held in (line.of or (line.code,))
        for code in graph.leaves[held]
        if line.kind not in {LineKind.WHOLE, LineKind.NOT_PUBLISHED} or code not in void
    ]
    assert sorted(stands) == sorted(graph.leaves["total"])
