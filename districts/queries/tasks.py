"""Agreements and tasks as pages show them: of an authority or of one unit, as of one day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date as day
from decimal import Decimal
from enum import StrEnum

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from districts.models import Agreement, Provenance, Task, TaskAim, TaskProgress, TaskState, Unit
from districts.models.agreement import OPEN_STATES
from districts.queries.editions import Edition
from districts.queries.errors import NoSuchError, Thing
from districts.queries.figures import UnitName, load_units
from districts.task_rules import winners


class Urgency(StrEnum):
    """In what order a board lists its tasks."""

    OVERDUE = "overdue"
    BLOCKED = "blocked"
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Office:
    """A unit that does, helps with or agrees on work, by the name of the ranking where it is in it."""

    id: int
    code: str
    name_vi: str
    name: str
    slug: str
    kind: str
    is_assessed: bool


@dataclass(frozen=True, slots=True)
class Aim:
    """So many points more on one measure by one year's results."""

    measure: int
    code: str
    name_vi: str
    name: str
    decimals: int
    year: int
    expected: Decimal


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task as of a day."""

    id: int
    code: str
    title_vi: str
    title_en: str
    title: str
    area: str
    agreement: str
    agreement_vi: str
    owner: Office
    helpers: tuple[Office, ...]
    start: day
    due: day
    state: str
    progress: int
    days_late: int  # 0: not overdue
    aims: tuple[Aim, ...]
    winners: tuple[int, ...]  # the units whose points it is to raise
    note: str
    report_note: str
    reported_on: day | None
    reported_by: str
    evidence: str
    link: str
    is_public: bool
    lost_on: str
    target: str
    provenance: str
    source: str

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def urgency(self) -> Urgency:
        """Overdue and blocked come first."""
        if self.days_late:
            return Urgency.OVERDUE
        if self.state == TaskState.BLOCKED:
            return Urgency.BLOCKED
        if self.is_open:
            return Urgency.OPEN
        return Urgency.DONE if self.state == TaskState.DONE else Urgency.DROPPED

    @property
    def units(self) -> tuple[Office, ...]:
        """Whoever works on it."""
        return (self.owner, *self.helpers)


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement."""

    code: str
    title_vi: str
    title: str
    parties: tuple[Office, ...]
    date: day
    period_from: day | None
    period_to: day | None
    summary: str
    provenance: str
    source: str


@dataclass(frozen=True)
class Board:
    """The public tasks about one ranking, or those of one unit, the most urgent first."""

    edition: Edition
    unit: Office | None
    on: day
    lines: tuple[TaskLine, ...]
    agreements: tuple[AgreementLine, ...]

    def chosen(self, *, area: str = "", state: str = "", unit: str = "") -> "Board":
        """Only the tasks of a field, a state and a unit; a state may also be an urgency."""
        lines = [
            line
            for line in self.lines
            if area in ("", line.area)
            and state in ("", line.state, line.urgency, "open" if line.is_open else "")
            and (not unit or unit in {office.slug for office in line.units})
        ]
        return replace(self, lines=tuple(lines))

    @property
    def areas(self) -> tuple[str, ...]:
        """The fields that there are tasks of, each once."""
        return tuple(dict.fromkeys(line.area for line in sorted(self.lines, key=lambda line: line.code)))

    @property
    def offices(self) -> tuple[Office, ...]:
        """Everybody who works on a task, by name."""
        found = {office.id: office for line in self.lines for office in line.units}
        return tuple(sorted(found.values(), key=lambda office: office.name_vi))

    def count(self, urgency: Urgency) -> int:
        return sum(line.urgency is urgency for line in self.lines)

    @property
    def overdue(self) -> int:
        return self.count(Urgency.OVERDUE)

    @property
    def blocked(self) -> int:
        return sum(line.state == TaskState.BLOCKED for line in self.lines)

    @property
    def open(self) -> int:
        return sum(line.is_open for line in self.lines)

    @property
    def done(self) -> int:
        return self.count(Urgency.DONE)

    @property
    def has_illustrative(self) -> bool:
        return any(line.provenance == Provenance.ILLUSTRATIVE for line in self.lines)


def load_board(edition: Edition, *, on: day, unit: str = "") -> Board:
    """The board of an authority, or of the unit with this address. Seven queries, whatever the number of tasks."""
    names = {name.unit_id: name for name in load_units(edition.id)}
    tasks = list(shown_tasks(Task.objects.filter(round=edition.round_id, is_public=True), on))
    lines = [line_of(task, names, on) for task in tasks]
    agreements = Agreement.objects.filter(round=edition.round_id, is_public=True).prefetch_related("parties")
    agreed = [agreement_line(agreement, names) for agreement in agreements]
    office = None
    if unit:
        office = find_office(unit, lines, agreed, names)
        lines = [line for line in lines if office.id in {each.id for each in line.units}]
        agreed = [one for one in agreed if office.id in {each.id for each in one.parties}]
    return Board(edition, office, on, tuple(sorted(lines, key=order)), tuple(agreed))


def shown_tasks(tasks: QuerySet[Task], on: day) -> QuerySet[Task]:
    """With all that a line shows, reports only up to a day. Four queries."""
    aims = TaskAim.objects.select_related("measure").order_by("measure__position", "year")
    reports = TaskProgress.objects.filter(date__lte=on).order_by("date", "pk")
    return (
        tasks.select_related("owner", "agreement", "lost_on", "target")
        .prefetch_related("helpers", Prefetch("aims", queryset=aims), Prefetch("reports", queryset=reports))
        .order_by("code", "pk")
    )


def find_office(
    slug: str, lines: Iterable[TaskLine], agreed: Iterable[AgreementLine], names: Mapping[int, UnitName]
) -> Office:
    """A unit of the ranking, or another that works on it."""
    for name in names.values():
        if name.slug == slug:
            return published(name)
    offices = [office for line in lines for office in line.units]
    offices += [office for one in agreed for office in one.parties]
    found = next((office for office in offices if office.slug == slug), None)
    if found is None:
        raise NoSuchError(Thing.UNIT, slug)
    return found


def order(line: TaskLine) -> tuple[int, day, str]:
    """Overdue, blocked, open, done, dropped; what is due first comes first."""
    return list(Urgency).index(line.urgency), line.due, line.code


def line_of(task: Task, names: Mapping[int, UnitName], on: day) -> TaskLine:
    """A task with its state as it was last reported up to that day; before any report it is planned."""
    report = next(reversed(task.reports.all()), None)
    state = report.state if report else TaskState.PLANNED.value
    late = (on - task.due).days if state in OPEN_STATES else 0
    helpers = tuple(office_of(unit, names) for unit in task.helpers.all())
    agreed = task.agreement if task.agreement and task.agreement.is_public else None
    return TaskLine(
        id=task.pk,
        code=task.code,
        title_vi=task.title_vi,
        title_en=task.title_en,
        title=task.title,
        area=task.area,
        agreement=agreed.title if agreed else "",
        agreement_vi=agreed.title_vi if agreed else "",
        owner=office_of(task.owner, names),
        helpers=helpers,
        start=task.start,
        due=task.due,
        state=state,
        progress=report.progress if report else 0,
        days_late=max(0, late),
        aims=tuple(aim_of(aim) for aim in task.aims.all()),
        winners=winners(task.owner_id, (office.id for office in helpers), names),
        note=task.note,
        report_note=report.note if report else "",
        reported_on=report.date if report else None,
        reported_by=report.office if report else "",
        evidence=task.evidence,
        link=task.link,
        is_public=task.is_public,
        lost_on=task.lost_on.code if task.lost_on else "",
        target=str(task.target) if task.target else "",
        provenance=task.provenance,
        source=task.source,
    )


def aim_of(aim: TaskAim) -> Aim:
    measure = aim.measure
    return Aim(measure.pk, measure.code, measure.name_vi, measure.name, measure.decimals, aim.year, aim.expected)


def office_of(unit: Unit, names: Mapping[int, UnitName]) -> Office:
    if unit.pk in names:
        return published(names[unit.pk])
    return Office(unit.pk, unit.code, unit.name_vi, unit.name, unit.slug, unit.kind, is_assessed=False)


def published(name: UnitName) -> Office:
    return Office(name.unit_id, name.code, name.name_vi, name.name, name.slug, name.kind, is_assessed=True)


def agreement_line(agreement: Agreement, names: Mapping[int, UnitName]) -> AgreementLine:
    return AgreementLine(
        code=agreement.code,
        title_vi=agreement.title_vi,
        title=agreement.title,
        parties=tuple(office_of(unit, names) for unit in agreement.parties.all()),
        date=agreement.date,
        period_from=agreement.period_from,
        period_to=agreement.period_to,
        summary=agreement.summary,
        provenance=agreement.provenance,
        source=agreement.source,
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """In one sentence: how many public tasks aim at a unit's points, and how many of them are open."""

    tasks: int
    open: int


def load_tally(edition: Edition, unit: int) -> Tally:
    """Of one unit, for its profile. One query."""
    helped = Exists(Task.helpers.through.objects.filter(task=OuterRef("pk"), unit=unit))
    tasks = Task.objects.filter(Q(owner=unit) | helped, round=edition.round_id, is_public=True)
    states = list(tasks.values_list("state", flat=True))
    return Tally(len(states), sum(state in OPEN_STATES for state in states))
