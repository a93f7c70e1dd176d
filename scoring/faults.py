"""What can be wrong with a framework: every fault by its name, not only the first."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from scoring.measure import Measure
from scoring.points import MOST_PLACES
from scoring.words import Kind


class FaultKind(StrEnum):
    CYCLE = "cycle"
    UNKNOWN_PART = "unknown_part"
    DUPLICATE_CODE = "duplicate_code"
    MAXIMUM_NOT_SUM = "maximum_not_sum"
    MINIMUM_NOT_SUM = "minimum_not_sum"
    PART_TWICE = "part_twice"
    NO_TOTAL = "no_total"
    SEVERAL_TOTALS = "several_totals"
    LEAF_WITHOUT_MAXIMUM = "leaf_without_maximum"
    BAD_BOUNDS = "bad_bounds"
    BAD_DECIMALS = "bad_decimals"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: which measure, what was found and expected, and by which way (a cycle, a part counted twice)."""

    kind: FaultKind
    code: str
    found: str = ""
    expected: str = ""
    via: tuple[str, ...] = ()


class FrameworkError(ValueError):
    """A framework that cannot be used; `faults` says all that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(" ".join(filter(None, (f.kind, f.code, f.found, *f.via))) for f in faults))
        self.faults = list(faults)


Graph = Mapping[str, Sequence[str]]


def parts_first(graph: Graph) -> list[str]:
    """Codes in an order in which parts precede their wholes; what is on or above a cycle is left out."""
    above: dict[str, list[str]] = {code: [] for code in graph}
    waiting = {}
    for code, parts in graph.items():
        waiting[code] = len(parts)
        for part in parts:
            above[part].append(code)
    order = [code for code in graph if not waiting[code]]
    for code in order:  # grows while it is walked
        for whole in above[code]:
            waiting[whole] -= 1
            if not waiting[whole]:
                order.append(whole)
    return order


def find_faults(measures: Sequence[Measure]) -> list[Fault]:
    """Every fault of the framework that `measures` would make, in the order in which a reader would look."""
    by_code: dict[str, Measure] = {}
    for measure in measures:
        by_code.setdefault(measure.code, measure)
    graph = {code: [p for p in dict.fromkeys(m.parts) if p in by_code] for code, m in by_code.items()}
    order = parts_first(graph)
    return [
        *_wrong_codes(measures, by_code),
        *(fault for measure in by_code.values() for fault in _wrong_by_itself(measure)),
        *_wrong_totals(list(by_code.values())),
        *_cycles(graph, order),
        *_counted_twice(by_code, graph, order),
        *_wrong_sums(by_code, order),
    ]


def _wrong_codes(measures: Sequence[Measure], by_code: Mapping[str, Measure]) -> Iterator[Fault]:
    for code, count in Counter(measure.code for measure in measures).items():
        if count > 1:
            yield Fault(FaultKind.DUPLICATE_CODE, code, found=str(count), expected="1")
    for measure in by_code.values():
        for part, count in Counter(measure.parts).items():
            if part not in by_code:
                yield Fault(FaultKind.UNKNOWN_PART, measure.code, found=part)
            elif count > 1:
                yield Fault(FaultKind.PART_TWICE, measure.code, found=str(count), expected="1", via=(part,))


def places_of(number: Decimal) -> int:
    """How many decimals `number` needs: 2.50 needs one."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _wrong_by_itself(measure: Measure) -> Iterator[Fault]:
    least, most = measure.min_points, measure.max_points
    if most is None and not measure.parts:
        yield Fault(FaultKind.LEAF_WITHOUT_MAXIMUM, measure.code)
    if not 0 <= measure.decimals <= MOST_PLACES:
        yield Fault(FaultKind.BAD_DECIMALS, measure.code, str(measure.decimals), f"0..{MOST_PLACES}")
    bounds = [bound for bound in (least, most) if bound is not None]
    if not all(bound.is_finite() for bound in bounds):
        yield Fault(FaultKind.BAD_BOUNDS, measure.code, f"{least}..{most}")
        return
    if (least is not None and least > 0) or (most is not None and most < 0):
        yield Fault(FaultKind.BAD_BOUNDS, measure.code, f"{least}..{most}", "minimum <= 0 <= maximum")
    for bound in bounds:
        if 0 <= measure.decimals < places_of(bound):
            yield Fault(FaultKind.BAD_DECIMALS, measure.code, str(bound), str(measure.decimals))


def _wrong_totals(measures: Sequence[Measure]) -> Iterator[Fault]:
    totals = [measure.code for measure in measures if measure.kind is Kind.TOTAL]
    if not totals:
        yield Fault(FaultKind.NO_TOTAL, "", found="0", expected="1")
    for code in totals[1:]:
        yield Fault(FaultKind.SEVERAL_TOTALS, code, found=str(len(totals)), expected="1", via=tuple(totals))


def _cycles(graph: Graph, order: Sequence[str]) -> Iterator[Fault]:
    # Whoever is left has a part that is left too, so that a walk down must meet itself.
    left = dict.fromkeys(code for code in graph if code not in set(order))
    below = {code: [part for part in graph[code] if part in left] for code in left}
    walked: set[str] = set()
    for start in left:
        path: list[str] = []
        code = start
        while code not in walked:
            walked.add(code)
            path.append(code)
            code = below[code][0]
        if code in path:
            cycle = path[path.index(code) :]
            yield Fault(FaultKind.CYCLE, cycle[0], via=(*cycle, cycle[0]))


def _counted_twice(by_code: Mapping[str, Measure], graph: Graph, order: Sequence[str]) -> Iterator[Fault]:
    ways: dict[str, Counter[str]] = {}
    for code in order:
        ways[code] = Counter(graph[code])
        for part in graph[code]:
            ways[code].update(ways[part])
        twice = {inner for inner, count in ways[code].items() if count > 1}
        within = {inner for part in graph[code] for inner in ways[part] if ways[part][inner] > 1}  # already named there
        inside = {deeper for inner in twice for deeper in ways[inner]}  # only because what holds it is
        for inner in sorted(twice - within - inside):
            yield Fault(FaultKind.PART_TWICE, code, found=str(ways[code][inner]), expected="1", via=(inner,))


def resolve_bounds(
    by_code: Mapping[str, Measure], order: Sequence[str], bound: Callable[[Measure], Decimal | None]
) -> dict[str, Decimal]:
    """Each measure's bound: its own, else the sum of its parts'. Measures whose parts are unknown have none."""
    bounds: dict[str, Decimal] = {}
    for code in order:
        own, parts = bound(by_code[code]), by_code[code].parts
        if own is not None:
            bounds[code] = own
        elif all(part in bounds for part in parts):
            bounds[code] = sum((bounds[part] for part in parts), Decimal(0))
    return bounds


def maximum(measure: Measure) -> Decimal | None:
    return measure.max_points


def minimum(measure: Measure) -> Decimal | None:
    """The minimum as declared; a leaf that declares none cannot go below zero."""
    return Decimal(0) if measure.min_points is None and not measure.parts else measure.min_points


def _wrong_sums(by_code: Mapping[str, Measure], order: Sequence[str]) -> Iterator[Fault]:
    for kind, bound in ((FaultKind.MAXIMUM_NOT_SUM, maximum), (FaultKind.MINIMUM_NOT_SUM, minimum)):
        bounds = resolve_bounds(by_code, order, bound)
        for code in order:
            measure = by_code[code]
            parts = measure.parts
            if not parts or code not in bounds or not all(part in bounds for part in parts):
                continue
            expected = sum((bounds[part] for part in parts), Decimal(0))
            if bounds[code] != expected:
                yield Fault(kind, code, found=str(bounds[code]), expected=str(expected))
            elif bound(measure) is None and 0 <= measure.decimals < places_of(expected):
                yield Fault(FaultKind.BAD_DECIMALS, code, str(expected), str(measure.decimals))
