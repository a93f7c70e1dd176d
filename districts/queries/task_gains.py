"""What open tasks would bring, and what each aim in fact gained by the results of its year."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db.models import Q

from districts.models import Measure, Publication, Standing
from districts.queries.editions import Edition
from districts.queries.scenario import Line, Slot, Stage, load_stage, play
from districts.queries.tasks import Aim, TaskLine

Key = tuple[int, int, int]  # unit, measure, year


# If the open tasks succeed


@dataclass(frozen=True, slots=True)
class Prospect:
    """The total of a unit if its open tasks succeed and nobody else moves."""

    tasks: int
    expected: Decimal  # of the tasks, as they say
    counted: Decimal  # of that, what can still be won where it is known
    line: Line

    @property
    def is_less(self) -> bool:
        """Several tasks aim at the same points, or at more than is left."""
        return self.counted < self.expected


def load_prospect(edition: Edition, slug: str, unit: int, lines: Iterable[TaskLine]) -> Prospect | None:
    """None where no open task aims at points of the unit, or none can be placed. Six queries, none without aims."""
    tasks = [line for line in lines if line.is_open and line.aims and unit in line.winners]
    if not tasks:
        return None
    stage = load_stage(edition, slug)
    expected = expected_of(tasks)
    points = placed(stage, expected)
    if not points:
        return None
    counted = sum((points[code] - (stage.points[code].published or 0) for code in points), Decimal(0))
    line = play(stage, points, {}).own
    return Prospect(len(tasks), sum(expected.values(), Decimal(0)), counted, line) if line else None


def expected_of(tasks: Iterable[TaskLine]) -> dict[str, Decimal]:
    """By measure: of each task what it promises most in a year, summed over the tasks."""
    found: dict[str, Decimal] = {}
    for task in tasks:
        most: dict[str, Decimal] = {}
        for aim in task.aims:
            most[aim.code] = max(aim.expected, most.get(aim.code, Decimal(0)))
        for code, points in most.items():
            found[code] = found.get(code, Decimal(0)) + points
    return found


def placed(stage: Stage, expected: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The points of the measures that can be changed, with the expected added as far as there is room for it."""
    points: dict[str, Decimal] = {}
    for code, wanted in expected.items():
        for slot in slots_for(stage, code):
            now = points.get(slot.node.code, slot.published or Decimal(0))
            added = min(wanted, slot.most - now)
            if added > 0:
                points[slot.node.code] = now + added
                wanted -= added
    return points


def slots_for(stage: Stage, code: str) -> Iterator[Slot]:
    """Where points of a measure can be added: at itself, at what is known below it, else at what is known above it."""
    below = stage.graph.inside(code)
    found = [slot for slot in stage.points.values() if slot.node.code in below]
    yield from found or [slot for slot in stage.points.values() if code in stage.graph.inside(slot.node.code)]


# A year later


class Outcome(StrEnum):
    """Whether it can be told what an aim gained."""

    KNOWN = "known"
    NOT_YET = "not_yet"  # that year's results are not published
    NOT_COMPARABLE = "not_comparable"  # its framework has no comparable measure of the same maximum
    NO_POINTS = "no_points"  # one of the two years shows none


@dataclass(frozen=True, slots=True)
class Gain:
    """What one unit gained on the measure of an aim between the task's ranking and the aim's year."""

    outcome: Outcome
    points: Decimal | None = None
    provenance: tuple[str, ...] = ()  # of both figures


def load_gains(edition: Edition, lines: Iterable[TaskLine]) -> dict[Key, Gain]:
    """For every aim and every unit whose points it is to raise. Three queries, none without aims."""
    wanted = {(unit, aim.measure, aim.year): aim for line in lines for aim in line.aims for unit in line.winners}
    if not wanted:
        return {}
    later = later_publications(edition, {aim.year for aim in wanted.values()})
    alike = comparable_measures({aim.measure for aim in wanted.values()})
    units = {unit for unit, _measure, _year in wanted}
    figures = load_points([edition.id, *(pk for pk, _framework in later.values())], units, alike)
    return {key: gain(edition, key, later, alike, figures) for key in wanted}


def later_publications(edition: Edition, years: set[int]) -> dict[int, tuple[int, int]]:
    """By year: the latest revision of the same group, and its framework."""
    rows = Publication.objects.filter(
        authority_slug=edition.address.slug,
        authority_level=edition.level,
        group=edition.group,
        basis=edition.basis,
        year__in=years,
    ).order_by("revision")
    return {year: (pk, framework) for pk, year, framework in rows.values_list("pk", "year", "framework_id")}


@dataclass(frozen=True, slots=True)
class Likeness:
    """A measure, and what was declared comparable to it."""

    framework: int
    max_points: Decimal
    comparable_to: int | None


def comparable_measures(measures: set[int]) -> dict[int, Likeness]:
    """The measures, those that they are comparable to, and those comparable to them."""
    near = Q(pk__in=measures) | Q(comparable_to__in=measures)
    above = Measure.objects.filter(pk__in=measures, comparable_to__isnull=False).values("comparable_to")
    rows = Measure.objects.filter(near | Q(pk__in=above)).order_by("pk")
    fields = ("pk", "framework_id", "max_points", "comparable_to_id")
    return {pk: Likeness(*rest) for pk, *rest in rows.values_list(*fields)}


Figures = dict[tuple[int, int, int], tuple[Decimal | None, Decimal, str]]  # by publication, unit and measure


def load_points(publications: Iterable[int], units: set[int], measures: Iterable[int]) -> Figures:
    """Points, the unit's own maximum, and provenance."""
    rows = Standing.objects.filter(
        publication__in=list(publications), published_unit__unit__in=units, measure__in=list(measures)
    ).order_by()
    fields = ("publication_id", "published_unit__unit_id", "measure_id", "points", "max_points", "provenance")
    return {
        (publication, unit, measure): tuple(rest) for publication, unit, measure, *rest in rows.values_list(*fields)
    }


def gain(
    edition: Edition,
    key: Key,
    later: Mapping[int, tuple[int, int]],
    alike: Mapping[int, Likeness],
    figures: Figures,
) -> Gain:
    unit, measure, year = key
    if year not in later:
        return Gain(Outcome.NOT_YET)
    publication, framework = later[year]
    then = counterpart(measure, framework, alike)
    if then is None:
        return Gain(Outcome.NOT_COMPARABLE)
    before, after = figures.get((edition.id, unit, measure)), figures.get((publication, unit, then))
    if before is None or after is None or before[0] is None or after[0] is None:
        return Gain(Outcome.NO_POINTS)
    if before[1] != after[1]:  # the maxima of the unit itself
        return Gain(Outcome.NOT_COMPARABLE)
    return Gain(Outcome.KNOWN, after[0] - before[0], tuple(dict.fromkeys((before[2], after[2]))))


def counterpart(measure: int, framework: int, alike: Mapping[int, Likeness]) -> int | None:
    """The same measure in the later framework, or the one declared comparable, of the same maximum."""
    own = alike[measure]
    if own.framework == framework:
        return measure
    for other, like in alike.items():
        declared = measure == like.comparable_to or other == own.comparable_to
        if like.framework == framework and declared and like.max_points == own.max_points:
            return other
    return None


def gains_of(gains: Mapping[Key, Gain], line: TaskLine, aim: Aim) -> list[tuple[int, Gain]]:
    """What an aim brought to each unit whose points it was to raise."""
    return [
        (unit, gains[unit, aim.measure, aim.year]) for unit in line.winners if (unit, aim.measure, aim.year) in gains
    ]
