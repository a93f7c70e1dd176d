"""What if: without a change all is as published; with one, all is as if it had been scored so."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Cell, Figure, Framework, NotApplicable, Results, Sheet, Status, score
from scoring.scenario import Known, PublishedUnit, Result, Scenario, changeable, needed_for_maxima, what_if
from tests.scoring.build import MISSING, NOT_APPLICABLE, Given, framework, leaf, pair, scored, total, whole
from tests.scoring.strategies import Graph, graphs

some = settings(deadline=None, max_examples=40)
BANDS = [Decimal("0.25"), Decimal("0.5"), Decimal("0.75"), Decimal(1)]

Row = Mapping[str, Figure]


def known(cell: Cell) -> Known:
    printed = cell.rank_origin == "printed"
    return Known(cell.status, cell.points, cell.max_points, cell.origin, cell.coverage, cell.rank, printed)


def published(results: Results, only: Sequence[str] = ()) -> list[PublishedUnit]:
    rows: dict[Hashable, dict[str, Known]] = {unit: {} for unit in results.sheet.units}
    for cell in results.cells():
        if not only or cell.code in only:
            rows[cell.unit][cell.code] = known(cell)
    ranked = dict(zip(results.sheet.units, results.sheet.ranked.tolist(), strict=True))
    return [PublishedUnit(unit, ranked[unit], row) for unit, row in rows.items()]


def play(results: Results, scenario: Scenario, availability: str = "1", only: Sequence[str] = ()) -> Result:
    frame = results.framework
    return what_if(
        frame.measures,
        published(results, only),
        scenario,
        watch=only or frame.codes,
        availability=Decimal(availability),
        bands=BANDS,
    )


def score_of(frame: Framework, rows: Mapping[str, Row], unranked: frozenset[str], availability: str) -> Results:
    figures = [(unit, code, given) for unit, row in rows.items() for code, given in row.items()]
    sheet = Sheet.build(frame, list(rows), figures, unranked=unranked)
    return score(frame, sheet, availability=Decimal(availability), bands=BANDS)


def coarse(draw: st.DrawFn, graph: Graph) -> Graph:
    """Wholes published in fewer decimals than their leaves, and leaves that give full marks where not applicable."""
    measures = [
        replace(measure, decimals=draw(st.integers(0, 3)))
        if measure.parts
        else replace(measure, not_applicable=draw(st.sampled_from(NotApplicable)))
        for measure in graph.measures
    ]
    return Graph(tuple(measures), graph.leaves)


@st.composite
def leaf_rows(draw: st.DrawFn, graph: Graph) -> dict[str, Figure]:
    """Figures of all leaves: points, missing, not applicable, or nothing at all."""
    row = {}
    for measure in graph.measures:
        if measure.parts:
            continue
        assert measure.max_points is not None
        assert measure.min_points is not None
        unit = 10**measure.decimals
        number = draw(st.integers(int(measure.min_points) * unit, int(measure.max_points) * unit))
        points = Figure(points=Decimal(number).scaleb(-measure.decimals))
        row[measure.code] = draw(st.sampled_from([points] * 8 + [MISSING, NOT_APPLICABLE]))
    return row


@st.composite
def cases(draw: st.DrawFn) -> tuple[Framework, dict[str, dict[str, Figure]], frozenset[str], str]:
    """A framework, units scored at the leaves, who is not ranked, and the availability threshold."""
    graph = coarse(draw, draw(graphs()))
    rows = {f"u{number}": draw(leaf_rows(graph)) for number in range(draw(st.integers(1, 5)))}
    unranked = frozenset(draw(st.sets(st.sampled_from(sorted(rows)), max_size=1)))
    return graph.framework, rows, unranked, draw(st.sampled_from(["1", "0.8", "0.5"]))


@st.composite
def with_headlines(draw: st.DrawFn) -> tuple[Framework, dict[str, dict[str, Figure]], frozenset[str], str]:
    """The same, with one unit known by wholes only, some ranks printed, some without points."""
    frame, rows, unranked, availability = draw(cases())
    everything = score_of(frame, rows, unranked, availability)
    unit = draw(st.sampled_from(sorted(rows)))
    headline = {
        cell.code: Figure(points=cell.points, printed_rank=draw(st.sampled_from([None, 1, 2])))
        for cell in everything.cells()
        if cell.unit == unit and frame.measures[frame.index[cell.code]].parts and cell.status is Status.SCORED
    }
    kept = draw(st.sets(st.sampled_from(sorted(headline)))) if headline else set()
    rows[unit] = {code: given for code, given in headline.items() if code in kept}
    if draw(st.booleans()):
        rows[unit]["total"] = Figure(printed_rank=1)
    return frame, rows, unranked, availability


def same(cell: Cell, result: Result, side: str) -> None:
    """What the scenario says is what scoring says."""
    spot = getattr(result.of(cell.unit, cell.code), side)
    assert (spot.points, spot.least, spot.most) == (cell.points, cell.points, cell.points)
    assert (spot.rank, spot.worst_rank, spot.ranked_of) == (cell.rank, cell.rank, cell.ranked_of)
    assert (spot.tied, spot.band) == (cell.tied, cell.band)
    assert (spot.share, spot.coverage, spot.max_points) == (cell.share, cell.coverage, cell.max_points)


@some
@given(with_headlines())
def test_without_a_change_both_sides_are_what_was_published(
    case: tuple[Framework, dict[str, dict[str, Figure]], frozenset[str], str],
) -> None:
    results = score_of(*case)
    result = play(results, Scenario(), case[3])
    for cell in results.cells():
        same(cell, result, "before")
        same(cell, result, "after")
    assert result.unranked == frozenset()


@some
@given(st.data(), cases())
def test_changed_points_give_what_scoring_them_gives(
    data: st.DataObject, case: tuple[Framework, dict[str, dict[str, Figure]], frozenset[str], str]
) -> None:
    frame, rows, unranked, availability = case
    results = score_of(*case)
    unit = data.draw(st.sampled_from(sorted(rows)))
    own = next(each for each in published(results) if each.unit == unit)
    free = changeable(frame.measures, own)
    codes = data.draw(st.sets(st.sampled_from(sorted(free)), max_size=3)) if free else set()
    changed = {code: draw_points(data, frame, own, code) for code in codes}
    result = play(results, Scenario(unit=unit, points=changed), availability)
    new = rows | {unit: rows[unit] | {code: Figure(points=value) for code, value in changed.items()}}
    for cell in score_of(frame, new, unranked, availability).cells():
        same(cell, result, "after")


def draw_points(data: st.DataObject, frame: Framework, unit: PublishedUnit, code: str) -> Decimal:
    measure = frame.measures[frame.index[code]]
    step = 10**measure.decimals
    assert measure.min_points is not None
    low, high = int(measure.min_points * step), int(unit.figures[code].max_points * step)
    return Decimal(data.draw(st.integers(low, high))).scaleb(-measure.decimals)


@some
@given(st.data(), with_headlines())
def test_more_points_never_lower_the_total_nor_worsen_the_own_rank_nor_better_anothers(
    data: st.DataObject, case: tuple[Framework, dict[str, dict[str, Figure]], frozenset[str], str]
) -> None:
    frame, rows, _unranked, availability = case
    results = score_of(*case)
    unit = data.draw(st.sampled_from(sorted(rows)))
    own = next(each for each in published(results) if each.unit == unit)
    raisable = [
        code
        for code in changeable(frame.measures, own)
        if (points := own.figures[code].points) is not None and points < own.figures[code].max_points
    ]
    if not raisable:
        return
    code = data.draw(st.sampled_from(raisable))
    result = play(results, Scenario(unit=unit, points={code: own.figures[code].max_points}), availability)
    for (who, measure), outcome in result.outcomes.items():
        if outcome.before.points is not None and outcome.after.points is not None:
            assert who != unit or outcome.after.points >= outcome.before.points
            assert who == unit or outcome.after.points == outcome.before.points
        if measure not in result.unranked and outcome.before.rank is not None and outcome.after.rank is not None:
            better = outcome.after.rank <= outcome.before.rank
            assert better if who == unit else outcome.after.rank >= outcome.before.rank


def scaled(frame: Framework, codes: Mapping[str, Decimal]) -> Framework:
    """The framework with other maxima; its wholes add them up."""
    return Framework.build(
        replace(m, max_points=codes.get(m.code, m.max_points) if not m.parts else None, min_points=m.min_points)
        for m in frame.measures
    )


@some
@given(st.data(), cases())
def test_changed_maxima_give_what_scoring_points_of_the_same_shares_gives(
    data: st.DataObject, case: tuple[Framework, dict[str, dict[str, Figure]], frozenset[str], str]
) -> None:
    """Doubled maxima keep every point within its places, so that scoring can do the same."""
    frame, rows, unranked, availability = case
    plain = without_penalties(frame)
    rows = {unit: {code: without_penalty(given) for code, given in row.items()} for unit, row in rows.items()}
    results = score_of(plain, rows, unranked, availability)
    leaves = [m.code for m in plain.measures if not m.parts]
    codes = data.draw(st.sets(st.sampled_from(leaves), min_size=1))
    maxima = {code: 2 * (plain.measures[plain.index[code]].max_points or Decimal(0)) for code in codes}
    doubled = {
        unit: {code: times(given, 2) if code in codes else given for code, given in row.items()}
        for unit, row in rows.items()
    }
    result = play(results, Scenario(maxima=maxima), availability)
    for cell in score_of(scaled(plain, maxima), doubled, unranked, availability).cells():
        same(cell, result, "after")


def test_a_coverage_has_the_places_that_the_new_maxima_ask_for() -> None:
    frame = framework(
        total("a b c", decimals=0),
        leaf("a", "7", decimals=0),
        leaf("b", "31", decimals=0),
        leaf("c", "32", decimals=0),
    )
    results = scored(frame, {"u": {"a": "7", "b": NOT_APPLICABLE, "c": MISSING}})

    outcome = play(results, Scenario(maxima={"b": Decimal(62)})).of("u", "total")

    assert (outcome.before.coverage, outcome.after.coverage) == (Decimal("0.18"), Decimal("0.179"))


def without_penalties(frame: Framework) -> Framework:
    return Framework.build(
        replace(m, min_points=None, max_points=None if m.parts else m.max_points) for m in frame.measures
    )


def without_penalty(given: Figure) -> Figure:
    return given if given.points is None else replace(given, points=max(given.points, Decimal(0)))


def times(given: Figure, factor: int) -> Figure:
    return given if given.points is None else replace(given, points=given.points * factor)


# By hand


def headlines() -> Results:
    """A unit known by its total and two pillars over a shared foundation of two indices, beside one known in full."""
    frame = framework(
        total("base gov eco"),
        whole("g", "base gov"),
        whole("e", "base eco"),
        whole("base", "x y"),
        leaf("x", "50"),
        leaf("y", "50"),
        leaf("gov", "100"),
        leaf("eco", "100"),
    )
    units: dict[str, dict[str, Given]] = {
        "h": {"total": "150", "g": "110", "e": "100"},
        "f": {"x": "40", "y": "20", "gov": "60", "eco": "35"},
    }
    return scored(frame, units, bands=[str(upper) for upper in BANDS])


def test_of_headlines_the_finest_known_measures_can_be_changed() -> None:
    results = headlines()
    assert [changeable(results.framework.measures, unit) for unit in published(results)] == [
        ("base", "gov", "eco"),
        ("x", "y", "gov", "eco"),
    ]


def test_a_derived_part_raised_raises_all_that_holds_it() -> None:
    result = play(headlines(), Scenario(unit="h", points={"gov": Decimal("60.5")}))
    after = {code: result.of("h", code).after.points for code in ("total", "g", "e", "base", "gov")}
    assert after == {
        "total": Decimal("160.50"),
        "g": Decimal("120.50"),
        "e": Decimal("100.00"),
        "base": Decimal("60.00"),
        "gov": Decimal("60.50"),
    }


def test_the_others_move_without_doing_anything() -> None:
    result = play(headlines(), Scenario(unit="f", points={"gov": Decimal(50)}))
    assert result.of("f", "total").risen == -1
    assert result.of("h", "total").risen == 1
    assert result.of("h", "total").before.tied is False


def test_where_only_the_whole_is_known_what_a_part_becomes_is_an_interval() -> None:
    """60 points of the base lie in x and y: in x at least 10 and at most 50."""
    result = play(headlines(), Scenario(maxima={"x": Decimal(100)}))
    after = result.of("h", "total").after
    assert (after.points, after.least, after.most, after.share) == (None, Decimal(160), Decimal(200), None)
    assert (after.rank, after.worst_rank) == (1, 2)
    assert result.of("h", "total").risen is None
    assert result.of("f", "total").after.points == Decimal(195)


def test_one_factor_for_all_that_is_unknown_leaves_nothing_uncertain() -> None:
    result = play(headlines(), Scenario(maxima={"x": Decimal(25), "y": Decimal(25)}))
    assert result.of("h", "total").after.points == Decimal(120)


def test_the_total_can_be_kept() -> None:
    result = play(headlines(), Scenario(maxima={"gov": Decimal(200)}, keep_total=True))
    assert result.maxima["total"] == (Decimal(300), Decimal(300))
    assert result.maxima["gov"] == (Decimal(100), Decimal(150))
    assert result.of("h", "total").after.points == Decimal(150)  # (150 + 50) * 3/4


def test_printed_ranks_cannot_be_computed_anew() -> None:
    results = scored(
        pair(),
        {
            "u": {"a": 5, "b": 5},
            "v": {"total": Figure(printed_rank=2)},
            "w": {"total": Figure(points=Decimal(20), printed_rank=1)},
        },
    )
    result = play(results, Scenario(unit="u", points={"a": Decimal(7)}))
    assert result.unranked == {"total"}
    assert result.of("w", "total").before.rank == 1
    assert result.of("w", "total").after.rank is None


def test_what_is_missing_may_be_given_points_and_brings_none_by_itself() -> None:
    results = scored(pair(), {"u": {"a": 5}, "v": {"a": 1, "b": 1}})
    assert play(results, Scenario(maxima={"b": Decimal(1000)})).of("u", "total").after.points == Decimal(5)
    after = play(results, Scenario(unit="u", points={"b": Decimal(0)})).of("u", "total").after
    assert (after.points, after.rank, after.coverage) == (Decimal(5), 1, Decimal(1))


@pytest.mark.parametrize(
    ("scenario", "why"),
    [
        (Scenario(unit="zzz", points={"a": Decimal(1)}), "unknown unit"),
        (Scenario(unit="u", points={"zzz": Decimal(1)}), "cannot be changed"),
        (Scenario(unit="u", points={"total": Decimal(1)}), "cannot be changed"),
        (Scenario(unit="u", points={"a": Decimal(11)}), "out of the bounds"),
        (Scenario(unit="u", points={"a": Decimal(-1)}), "out of the bounds"),
        (Scenario(maxima={"zzz": Decimal(1)}), "unknown measure"),
        (Scenario(maxima={"a": Decimal(-1)}), "cannot have the maximum"),
        (Scenario(maxima={"a": Decimal(1), "total": Decimal(1)}), "shares the measure a"),
        (Scenario(maxima={"total": Decimal(0)}, keep_total=True), "total of nothing"),
    ],
)
def test_what_cannot_be_is_refused(scenario: Scenario, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        play(scored(pair(), {"u": {"a": 5, "b": 5}}), scenario)


def test_points_and_maxima_are_not_changed_together() -> None:
    with pytest.raises(ValueError, match="not both"):
        Scenario(unit="u", points={"a": Decimal(1)}, maxima={"b": Decimal(1)})


def test_an_index_out_of_the_set_leaves_the_rest_as_it_is() -> None:
    result = play(scored(pair(), {"u": {"a": 5, "b": 5}, "v": {"a": 9, "b": 2}}), Scenario(maxima={"a": Decimal(0)}))
    assert result.of("u", "total").after.points == Decimal(5)
    assert (result.of("u", "total").after.rank, result.of("v", "total").after.rank) == (1, 2)
    assert result.of("u", "a").after.rank is None  # of a maximum of 0 there is no rank


def test_only_what_is_needed_is_asked_for() -> None:
    results = headlines()
    needed = needed_for_maxima(results.framework.measures, ["total"], ["x"])
    assert needed == ("total", "x", "y", "gov", "eco")
    assert play(results, Scenario(maxima={"x": Decimal(60)}), only=needed).of("f", "total").after.points == Decimal(163)


@some
@given(st.data(), graphs())
def test_an_interval_holds_whatever_the_unknown_parts_are(data: st.DataObject, graph: Graph) -> None:
    """A unit known by its wholes only: what its true leaves come to lies between the least and the most."""
    frame = without_penalties(graph.framework)
    row = {code: given.points for code, given in data.draw(leaf_rows(graph)).items() if given.points is not None}
    row = {code: max(points, Decimal(0)) for code, points in row.items()}
    if set(row) != set(graph.leaf_codes):
        return
    exact = Framework.build(replace(m, decimals=3) if m.parts else m for m in frame.measures)
    truth = {code: sum((row[leaf] for leaf in graph.leaves[code]), Decimal(0)) for code in graph.whole_codes}
    known = data.draw(st.sets(st.sampled_from(graph.whole_codes))) | {"total"}
    results = score_of(exact, {"u": {code: Figure(points=truth[code]) for code in known}}, frozenset(), "1")
    codes = data.draw(st.sets(st.sampled_from(graph.leaf_codes), min_size=1))
    factor = data.draw(st.sampled_from([0, 2, 3]))
    maxima = {code: factor * (exact.measures[exact.index[code]].max_points or Decimal(0)) for code in codes}
    after = play(results, Scenario(maxima=maxima)).of("u", "total").after
    true = sum(
        (row[leaf] * (factor if leaf in codes else 1) for leaf in graph.leaves["total"]),
        Decimal(0),
    )
    assert after.least is not None
    assert after.most is not None
    assert after.least <= true <= after.most
