"""The criteria of a framework by main index: one section is one page of the form."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from districts.coverage import with_ties
from districts.models import Assessor, Measure, MeasureKind, Part


@dataclass(frozen=True, slots=True)
class Section:
    """A main index with the criteria that its points are summed from, in the order of the framework."""

    index: Measure
    criteria: tuple[Measure, ...]

    @property
    def code(self) -> str:
        return self.index.code

    @property
    def max_points(self) -> Decimal:
        return sum((measure.max_points for measure in self.criteria), Decimal(0))

    @property
    def own(self) -> tuple[Measure, ...]:
        """Those that the unit assesses."""
        return tuple(measure for measure in self.criteria if measure.assessed_by == Assessor.UNIT)


def sections_of(framework: int) -> list[Section]:
    """Every criterion that can give points, each in one section; two queries."""
    every = with_ties(Measure.objects.filter(framework=framework).order_by("position"))
    measures = {measure.pk: measure for measure in every}
    wholes: defaultdict[int, list[int]] = defaultdict(list)
    parents = set()
    for whole, part in Part.objects.filter(whole__framework=framework).values_list("whole_id", "part_id"):
        wholes[part].append(whole)
        parents.add(whole)
    found: dict[int, list[Measure]] = {}
    for measure in measures.values():
        if measure.pk not in parents and measure.max_points > 0:
            found.setdefault(heading_of(measure.pk, measures, wholes), []).append(measure)
    return [Section(measures[heading], tuple(criteria)) for heading, criteria in found.items()]


def heading_of(leaf: int, measures: dict[int, Measure], wholes: dict[int, list[int]]) -> int:
    """The nearest main index; without one the criterion stands by itself."""
    waiting = [leaf]
    for measure in waiting:
        if measures[measure].kind == MeasureKind.INDEX:
            return measure
        waiting += [whole for whole in wholes.get(measure, ()) if whole not in waiting]
    return leaf
