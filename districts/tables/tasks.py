"""Boards of tasks as templates draw them: a list with bars, or months side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as day
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from districts.models import TaskArea, TaskState
from districts.queries.task_gains import Gain, Key, Outcome, gains_of
from districts.queries.tasks import Aim, Board, TaskLine, Urgency

AREAS = dict(TaskArea.choices)
STATES = dict(TaskState.choices)
FILTERS = {"overdue": _("overdue"), "open": _("open"), **STATES}
WHY_NOT = {
    Outcome.NOT_YET: _("that year's results are not published yet"),
    Outcome.NOT_COMPARABLE: _("that year has no comparable measure"),
    Outcome.NO_POINTS: _("one of the two years shows no points of its own"),
}
TONES = {
    Urgency.OVERDUE: "late",
    Urgency.BLOCKED: "blocked",
    Urgency.OPEN: "open",
    Urgency.DONE: "done",
    Urgency.DROPPED: "dropped",
}
MOST_MONTHS = 24  # a longer timeline is drawn by quarters


@dataclass(frozen=True, slots=True)
class Won:
    """What an aim brought to one unit."""

    unit: str  # empty where it is the only one
    gain: Gain
    why_not: str


@dataclass(frozen=True, slots=True)
class AimCell:
    aim: Aim
    won: tuple[Won, ...]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task with its words and its bar."""

    line: TaskLine
    area: str
    state: str
    tone: str
    width: int  # thousandths
    aims: tuple[AimCell, ...]


def task_rows(lines: Iterable[TaskLine], gains: Mapping[Key, Gain]) -> list[TaskRow]:
    """In the order of the board."""
    return [task_row(line, gains) for line in lines]


def task_row(line: TaskLine, gains: Mapping[Key, Gain]) -> TaskRow:
    return TaskRow(
        line=line,
        area=str(AREAS[line.area]),
        state=str(STATES[line.state]),
        tone=TONES[line.urgency],
        width=line.progress * 10,
        aims=tuple(AimCell(aim, won(line, aim, gains)) for aim in line.aims),
    )


def won(line: TaskLine, aim: Aim, gains: Mapping[Key, Gain]) -> tuple[Won, ...]:
    """By unit; without names where there is only one."""
    found = gains_of(gains, line, aim)
    names = {office.id: office.name for office in line.units} if len(found) > 1 else {}
    return tuple(Won(names.get(unit, ""), gain, str(WHY_NOT.get(gain.outcome, ""))) for unit, gain in found)


# The timeline


@dataclass(frozen=True, slots=True)
class Span:
    """One task as columns of the timeline: so many empty ones before its bar, and after it."""

    row: TaskRow
    before: int
    span: int
    after: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Months, or quarters where there would be too many, by year."""

    years: list[tuple[int, int]]  # year and how many columns it has
    columns: list[tuple[str, bool]]  # label, and whether the day of the board lies in it
    spans: list[Span] = field(default_factory=list)
    by_quarter: bool = False


def timeline(board: Board, rows: Sequence[TaskRow]) -> Timeline | None:
    """From the first start to the last due day; None without tasks."""
    if not rows:
        return None
    first, last = min(row.line.start for row in rows), max(row.line.due for row in rows)
    size = 3 if months(first, last) >= MOST_MONTHS else 1
    begin, end = place(first, size), place(last, size)
    columns = [divmod(number, 12 // size) for number in range(begin, end + 1)]
    now = place(board.on, size) - begin
    spans = []
    for row in rows:
        start, due = place(row.line.start, size) - begin, place(row.line.due, size) - begin
        spans.append(Span(row, start, due - start + 1, len(columns) - due - 1))
    return Timeline(
        years=[(year, len(list(group))) for year, group in groupby(year for year, _part in columns)],
        columns=[(label(part, size), number == now) for number, (_year, part) in enumerate(columns)],
        spans=spans,
        by_quarter=size == 3,
    )


def months(first: day, last: day) -> int:
    return place(last, 1) - place(first, 1)


def place(date: day, size: int) -> int:
    """The number of the month, or of the quarter, counted from year 0."""
    return (date.year * 12 + date.month - 1) // size


def label(part: int, size: int) -> str:
    """A month's number, or a quarter's in Roman figures as in Vietnamese reports."""
    return ("I", "II", "III", "IV")[part] if size == 3 else str(part + 1)
