"""The story of a year: what an office reads out at the meeting about one publication."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from districts.queries.editions import Edition
from districts.queries.figures import Figure, Mean, UnitName
from districts.queries.measure_pages import Heat, load_heat
from districts.queries.measures import Graph, Node
from districts.queries.targets import PlanSummary, load_plan_summary
from districts.queries.tasks import Office, TaskLine, load_board

MOST_NAMED = 5  # units or fields in one sentence


@dataclass(frozen=True, slots=True)
class Place:
    """One unit and its total."""

    unit: UnitName
    figure: Figure


@dataclass(frozen=True, slots=True)
class Field:
    """One main index of all units: what share of the maximum they reach, and whose is the least."""

    node: Node
    mean: Mean
    share: Decimal
    last: Place | None  # absent where several share the last place, or somebody's place is not known
    is_partial: bool  # somebody's points are not known, so that the mean is that of the others


@dataclass(frozen=True)
class Results:
    """Ranks and points; whatever is not known is absent."""

    first: tuple[Place, ...]  # several where they tie
    last: tuple[Place, ...]
    mean: Mean | None
    bands: tuple[tuple[str, int], ...]  # by the share that they stand for, the highest first
    unranked: int


@dataclass(frozen=True)
class Changes:
    """Against the publication that this one is compared with."""

    risen: tuple[Place, ...]  # by the most first
    fallen: tuple[Place, ...]
    same: int
    unknown: int  # units that have no rank in one of the two


@dataclass(frozen=True, slots=True)
class Work:
    """The open public tasks of one unit, overdue and blocked first."""

    owner: Office
    lines: tuple[TaskLine, ...]
    overdue: int


@dataclass(frozen=True)
class YearReport:
    """The parts of the page, in its order."""

    edition: Edition
    on: date  # the day that the tasks are looked at
    graph: Graph
    results: Results
    changes: Changes | None  # none where there is nothing to compare with
    plans: tuple[PlanSummary, ...]
    fields: tuple[Field, ...]  # the farthest from the maximum first
    work: tuple[Work, ...]  # by the name of who does it
    has_illustrative: bool


def load_report(edition: Edition, on: date) -> YearReport:
    """As of a day. Seventeen queries, one more with indicators, whatever the number of units, targets and tasks."""
    heat = load_heat(edition)
    places = [Place(row.unit, row.figures[0]) for row in heat.rows]
    return YearReport(
        edition=edition,
        on=on,
        graph=heat.graph,
        results=_results(places, heat.means.get(heat.graph.total.code)),
        changes=_changes(places) if edition.compared_with else None,
        plans=load_plan_summary(edition.address.slug, edition.year, on),
        fields=_fields(heat),
        work=_work(load_board(edition, on=on).lines),
        has_illustrative=any(figure.is_illustrative for row in heat.rows for figure in row.figures),
    )


def _results(places: list[Place], mean: Mean | None) -> Results:
    ranked = [place for place in places if place.figure.rank]
    worst = max((place.figure.rank or 0 for place in ranked), default=0)
    return Results(
        first=tuple(place for place in ranked if place.figure.rank == 1),
        last=tuple(place for place in ranked if place.figure.rank == worst and worst > 1),
        mean=mean,
        bands=_bands(places),
        unranked=len(places) - len(ranked),
    )


def _bands(places: Iterable[Place]) -> tuple[tuple[str, int], ...]:
    """Each band that a unit reached, with how many did: bands rise with the share of the maximum."""
    known = [place.figure for place in places if place.figure.band and place.figure.share is not None]
    known.sort(key=lambda figure: -(figure.share or Decimal(0)))
    names = [figure.band for figure in known]
    return tuple((name, names.count(name)) for name in dict.fromkeys(names))


def _changes(places: list[Place]) -> Changes:
    known = [place for place in places if place.figure.change_rank is not None]
    return Changes(
        risen=_moved(known, 1),
        fallen=_moved(known, -1),
        same=sum(place.figure.change_rank == 0 for place in known),
        unknown=len(places) - len(known),
    )


def _moved(places: Iterable[Place], sign: int) -> tuple[Place, ...]:
    """Those who moved that way, by the most first."""
    found = [place for place in places if (place.figure.change_rank or 0) * sign > 0]
    return tuple(sorted(found, key=lambda place: -abs(place.figure.change_rank or 0)))


def _fields(heat: Heat) -> tuple[Field, ...]:
    """The main indices whose mean is known, the lowest mean share first."""
    found = [
        Field(node, mean, mean.mean_share, _last(heat, number), is_partial=mean.units < len(heat.rows))
        for number, node in enumerate(heat.columns)
        if number and (mean := heat.means.get(node.code)) and mean.mean_share is not None
    ]
    return tuple(sorted(found, key=lambda field: field.share))


def _last(heat: Heat, number: int) -> Place | None:
    """Who is last in one column, where one unit alone is, and everybody has a place there who has one in the total."""
    ranked = [Place(row.unit, row.figures[number]) for row in heat.rows if row.figures[number].rank]
    if len(ranked) < sum(bool(row.figures[0].rank) for row in heat.rows):
        return None
    worst = max((place.figure.rank or 0 for place in ranked), default=0)
    found = [place for place in ranked if place.figure.rank == worst > 1]
    return found[0] if len(found) == 1 else None


def _work(lines: Iterable[TaskLine]) -> tuple[Work, ...]:
    """The open ones by owner; each owner's in the order of the board."""
    owners: dict[Office, list[TaskLine]] = {}
    for line in lines:
        if line.is_open:
            owners.setdefault(line.owner, []).append(line)
    found = [Work(owner, tuple(own), sum(line.days_late > 0 for line in own)) for owner, own in owners.items()]
    return tuple(sorted(found, key=lambda work: work.owner.name_vi))
