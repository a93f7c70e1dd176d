from decimal import Decimal

import pytest

from scoring import Fault, FaultKind, Framework, FrameworkError, Kind, Measure, find_faults
from tests.scoring.build import framework, leaf, total, whole


def kinds(*measures: Measure) -> list[FaultKind]:
    return [fault.kind for fault in find_faults(measures)]


def test_a_sound_framework_has_no_fault() -> None:
    assert find_faults([total("g b"), whole("g", "a c"), leaf("a"), leaf("b"), leaf("c")]) == []


def test_a_cycle_is_named_by_its_way() -> None:
    faults = find_faults([total("a"), whole("a", "b"), whole("b", "a c"), leaf("c")])
    assert faults == [Fault(FaultKind.CYCLE, "a", via=("a", "b", "a"))]


def test_a_measure_that_is_its_own_part_is_a_cycle() -> None:
    assert find_faults([total("a"), whole("a", "a")]) == [Fault(FaultKind.CYCLE, "a", via=("a", "a"))]


def test_every_separate_cycle_is_named() -> None:
    faults = find_faults([total("a c"), whole("a", "b"), whole("b", "a"), whole("c", "d"), whole("d", "c")])
    assert [fault.via for fault in faults] == [("a", "b", "a"), ("c", "d", "c")]


def test_a_very_long_cycle_is_found_too() -> None:
    ring = [whole(f"m{i}", f"m{(i + 1) % 5000}") for i in range(5000)]
    (fault,) = find_faults([total("m0"), *ring])
    assert fault.kind is FaultKind.CYCLE
    assert len(fault.via) == 5001


def test_an_unknown_part_is_named() -> None:
    assert find_faults([total("a x"), leaf("a")]) == [Fault(FaultKind.UNKNOWN_PART, "total", found="x")]


def test_a_code_used_twice_is_named() -> None:
    faults = find_faults([total("a"), leaf("a"), leaf("a")])
    assert faults == [Fault(FaultKind.DUPLICATE_CODE, "a", found="2", expected="1")]


def test_a_maximum_that_is_not_the_sum_names_both() -> None:
    faults = find_faults([whole("total", "a b", Kind.TOTAL, maximum="21"), leaf("a"), leaf("b")])
    assert faults == [Fault(FaultKind.MAXIMUM_NOT_SUM, "total", found="21", expected="20")]


def test_a_maximum_of_trailing_zeros_is_the_same_number() -> None:
    assert find_faults([whole("total", "a b", Kind.TOTAL, maximum="20.000"), leaf("a"), leaf("b")]) == []


def test_a_minimum_that_is_not_the_sum_names_both() -> None:
    faults = find_faults([whole("total", "a b", Kind.TOTAL, minimum="-1"), leaf("a", minimum="-5"), leaf("b")])
    assert faults == [Fault(FaultKind.MINIMUM_NOT_SUM, "total", found="-1", expected="-5")]


def test_a_part_listed_twice_is_named() -> None:
    faults = find_faults([total("a a"), leaf("a")])
    assert faults == [Fault(FaultKind.PART_TWICE, "total", found="2", expected="1", via=("a",))]


def test_a_part_counted_by_two_ways_is_named_once_and_where_the_ways_meet() -> None:
    faults = find_faults(
        [
            total("top"),
            whole("top", "left right"),
            whole("left", "shared a"),
            whole("right", "shared b"),
            whole("shared", "c d"),
            *(leaf(code) for code in "abcd"),
        ]
    )
    assert faults == [Fault(FaultKind.PART_TWICE, "top", found="2", expected="1", via=("shared",))]


def test_pillars_may_share_a_part_since_no_measure_counts_it_twice() -> None:
    pillars = [whole("p", "f a", Kind.PILLAR), whole("q", "f b", Kind.PILLAR)]
    assert find_faults([total("f a b"), *pillars, leaf("f"), leaf("a"), leaf("b")]) == []


def test_no_total_is_named() -> None:
    assert find_faults([leaf("a")]) == [Fault(FaultKind.NO_TOTAL, "", found="0", expected="1")]


def test_an_empty_framework_has_no_total() -> None:
    assert kinds() == [FaultKind.NO_TOTAL]


def test_several_totals_are_named() -> None:
    faults = find_faults([leaf("a", kind=Kind.TOTAL), leaf("b", kind=Kind.TOTAL)])
    assert faults == [Fault(FaultKind.SEVERAL_TOTALS, "b", found="2", expected="1", via=("a", "b"))]


def test_a_leaf_needs_a_maximum() -> None:
    assert find_faults([total("a b"), leaf("a"), leaf("b", None)]) == [Fault(FaultKind.LEAF_WITHOUT_MAXIMUM, "b")]


@pytest.mark.parametrize(
    ("maximum", "minimum"), [("10", "1"), ("-1", None), ("-1", "-2"), ("-3", "-2"), ("NaN", None), ("Infinity", None)]
)
def test_bounds_must_enclose_zero(maximum: str, minimum: str | None) -> None:
    assert FaultKind.BAD_BOUNDS in kinds(leaf("a", maximum, minimum=minimum, kind=Kind.TOTAL))


@pytest.mark.parametrize("decimals", [-1, 7])
def test_decimals_are_none_to_six(decimals: int) -> None:
    faults = find_faults([leaf("a", "10", decimals=decimals, kind=Kind.TOTAL)])
    assert faults == [Fault(FaultKind.BAD_DECIMALS, "a", found=str(decimals), expected="0..6")]


def test_a_maximum_may_not_be_finer_than_the_points() -> None:
    faults = find_faults([leaf("a", "0.125", decimals=2, kind=Kind.TOTAL)])
    assert faults == [Fault(FaultKind.BAD_DECIMALS, "a", found="0.125", expected="2")]


def test_nor_may_a_maximum_that_is_a_sum() -> None:
    faults = find_faults([total("a", decimals=2), leaf("a", "0.125", decimals=3)])
    assert faults == [Fault(FaultKind.BAD_DECIMALS, "total", found="0.125", expected="2")]


def test_all_faults_are_named_at_once() -> None:
    found = kinds(
        whole("g", "a a x", maximum="5"),
        leaf("a", "-3"),
        leaf("b", None),
        leaf("b"),
        whole("c", "c"),
        leaf("d", "1.234"),
    )
    assert set(found) == {
        FaultKind.DUPLICATE_CODE,
        FaultKind.UNKNOWN_PART,
        FaultKind.PART_TWICE,
        FaultKind.BAD_BOUNDS,
        FaultKind.LEAF_WITHOUT_MAXIMUM,
        FaultKind.BAD_DECIMALS,
        FaultKind.NO_TOTAL,
        FaultKind.CYCLE,
    }


def test_building_with_faults_raises_them_all() -> None:
    with pytest.raises(FrameworkError) as caught:
        framework(total("a x"), leaf("a", None))
    assert [fault.kind for fault in caught.value.faults] == [FaultKind.UNKNOWN_PART, FaultKind.LEAF_WITHOUT_MAXIMUM]


def test_bounds_are_resolved_from_the_parts() -> None:
    frame = framework(total("g b"), whole("g", "a c"), leaf("a", minimum="-2.5"), leaf("b"), leaf("c", "1.25"))
    top = frame.measures[frame.index["total"]]
    assert (top.max_points, top.min_points) == (Decimal("21.25"), Decimal("-2.5"))
    assert frame.maxima.tolist() == [2125, 1125, 1000, 1000, 125]


def test_measures_keep_the_order_given_and_the_graph_is_walked_parts_first() -> None:
    frame = framework(total("g b"), leaf("b"), whole("g", "a"), leaf("a"))
    assert frame.codes == ("total", "b", "g", "a")
    position = {measure: place for place, measure in enumerate(frame.order)}
    assert all(position[part] < position[m] for m, parts in enumerate(frame.parts) for part in parts)
    assert [frame.codes[m] for m in frame.wholes] == ["g", "total"]


def test_the_finest_unit_is_that_of_the_finest_measure() -> None:
    frame = framework(total("a b", decimals=2), leaf("a", decimals=3), leaf("b", decimals=0))
    assert frame.places == 3
    assert frame.to_units(Decimal("722.21")) == 722210


@pytest.mark.parametrize("points", ["0.001", "NaN", "Infinity"])
def test_points_that_are_no_multiple_of_the_unit_are_refused(points: str) -> None:
    with pytest.raises(ValueError, match=r"decimals|no number"):
        framework(leaf("total", kind=Kind.TOTAL)).to_units(Decimal(points))


def test_the_total_and_the_pillars_are_found() -> None:
    frame = framework(whole("p", "a", Kind.PILLAR), leaf("a"), whole("sum", "a b", Kind.TOTAL), leaf("b"))
    assert (frame.total, frame.pillars) == (2, (0,))


def test_a_framework_cannot_be_altered() -> None:
    frame = framework(leaf("total", kind=Kind.TOTAL))
    with pytest.raises(AttributeError):
        frame.places = 6  # type: ignore[misc]
    with pytest.raises(ValueError, match="read-only"):
        frame.maxima[0] = 1


def test_a_single_leaf_may_be_the_total() -> None:
    assert isinstance(framework(leaf("total", kind=Kind.TOTAL)), Framework)
