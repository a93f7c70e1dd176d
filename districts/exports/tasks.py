"""A board of tasks as a file: a row a task and aim, so that expected and achieved points are numbers of their own."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from districts.exports.json_values import json_text, number
from districts.exports.names import join
from districts.exports.numbers import exact
from districts.exports.tidy import Cell, Column, Note
from districts.queries.task_gains import Gain, Key, Outcome, gains_of
from districts.queries.tasks import Aim, Board, Office, TaskLine

FORMAT = 1  # raised when bytes change for the same tasks: part of every ETag

COLUMNS: tuple[Column, ...] = (
    Column("authority", _("Authority"), "text", about=_("The address of the authority that assessed.")),
    Column("group", _("Group"), "text", about=_("The group of units that was assessed together.")),
    Column("year", _("Year"), "integer", about=_("The year whose results show the points lost.")),
    Column("as_of", _("As of"), "text", about=_("State and progress are those last reported up to this day.")),
    Column("task_code", _("Task code"), "text", about=_("The code of the task among those about this ranking.")),
    Column("title", _("Task"), "text", about=_("The Vietnamese title.")),
    Column("agreement", _("Agreement"), "text", about=_("The agreement that the task belongs to, if any.")),
    Column("area", _("Field"), "text", about=_("The field of work, by its word in files.")),
    Column("owner", _("Owner"), "text", about=_("The unit that does it.")),
    Column("helpers", _("Helping units"), "text", about=_("Separated by semicolons.")),
    Column("start", _("Start"), "text", about=_("First day, as 2024-05-02.")),
    Column("due", _("Due"), "text", about=_("Last day, as 2024-12-31.")),
    Column("state", _("State"), "text", about=_("planned, under_way, blocked, done or dropped.")),
    Column("progress", _("Progress"), "integer", about=_("Percent, 0 to 100, as last reported.")),
    Column("days_late", _("Days late"), "integer", about=_("Days since the due day of an open task; else 0.")),
    Column("reported_on", _("Reported on"), "text", about=_("The day of the latest report; empty before the first.")),
    Column("reported_by", _("Reported by"), "text", about=_("The office that reported; persons are never named.")),
    Column("report_note", _("Note of the report"), "text"),
    Column("measure_code", _("Measure code"), "text", about=_("The measure aimed at; empty for a task without aims.")),
    Column("measure_name", _("Measure"), "text", about=_("The Vietnamese name of the measure.")),
    Column("by_year", _("By the results of"), "integer", about=_("The year whose results are to show the points.")),
    Column("expected", _("Expected points"), "decimal", about=_("Points more than in the year of the ranking.")),
    Column("unit_code", _("Unit code"), "text", about=_("The unit whose points the task is to raise.")),
    Column("unit_name", _("Unit"), "text", about=_("Its Vietnamese name.")),
    Column("achieved", _("Achieved points"), "decimal", about=_("What it gained in fact; empty: it cannot be told.")),
    Column("outcome", _("Outcome"), "text", about=_("known, not_yet, not_comparable or no_points.")),
    Column("provenance", _("Provenance"), "text", about=_("official, press or illustrative: of the task.")),
    Column("source", _("Source"), "text", about=_("Where the task was taken from.")),
)


def file_name(board: Board, *, filtered: bool) -> str:
    """What the file is called when it is saved, without an ending: of no revision, but of a day."""
    edition, unit = board.edition, board.unit.slug if board.unit else ""
    words = ["dti", edition.address.slug, str(edition.year), edition.group, edition.basis, "tasks", unit]
    return join(*words, board.on.isoformat(), "filtered" if filtered else "")


def rows(board: Board, gains: Mapping[Key, Gain]) -> Iterator[tuple[Cell, ...]]:
    """A task without aims has one row; an aim of several units one for each."""
    for line in board.lines:
        head = _head(board, line)
        tail: tuple[Cell, ...] = (line.provenance, line.source)
        if not line.aims:
            yield (*head, *[None] * 8, *tail)
        for aim in line.aims:
            found: list[tuple[int, Gain | None]] = [*gains_of(gains, line, aim)]
            for unit, gain in found or [(0, None)]:
                yield (*head, *_aim(line, aim, unit, gain), *tail)


def _head(board: Board, line: TaskLine) -> tuple[Cell, ...]:
    edition = board.edition
    return (
        edition.address.slug,
        edition.group,
        edition.year,
        board.on.isoformat(),
        line.code,
        line.title_vi,
        line.agreement_vi,
        line.area,
        line.owner.name_vi,
        "; ".join(office.name_vi for office in line.helpers),
        line.start.isoformat(),
        line.due.isoformat(),
        line.state,
        line.progress,
        line.days_late,
        line.reported_on.isoformat() if line.reported_on else "",
        line.reported_by,
        line.report_note,
    )


def _aim(line: TaskLine, aim: Aim, unit: int, gain: Gain | None) -> tuple[Cell, ...]:
    office = next((each for each in line.units if each.id == unit), None)
    return (
        aim.code,
        aim.name_vi,
        aim.year,
        exact(aim.expected, aim.decimals),
        office.code if office else "",
        office.name_vi if office else "",
        exact(gain.points, aim.decimals) if gain else None,
        gain.outcome.value if gain else "",
    )


def tasks_json(board: Board, gains: Mapping[Key, Gain], notes: Sequence[Note]) -> str:
    """One object a task, its aims inside."""
    edition = board.edition
    return json_text(
        {
            "authority": edition.address.slug,
            "group": edition.group,
            "year": edition.year,
            "basis": edition.basis,
            "as_of": board.on,
            "unit": _office(board.unit) if board.unit else None,
            "notes": [{"about": about, "text": text} for about, text in notes],
            "agreements": [
                {
                    "code": one.code,
                    "title": one.title_vi,
                    "date": one.date,
                    "parties": [_office(office) for office in one.parties],
                    "provenance": one.provenance,
                    "source": one.source,
                }
                for one in board.agreements
            ],
            "tasks": [_task(line, gains) for line in board.lines],
        }
    )


def _task(line: TaskLine, gains: Mapping[Key, Gain]) -> dict[str, object]:
    return {
        "code": line.code,
        "title": line.title_vi,
        "title_en": line.title_en or None,
        "agreement": line.agreement_vi or None,
        "area": line.area,
        "owner": _office(line.owner),
        "helpers": [_office(office) for office in line.helpers],
        "start": line.start,
        "due": line.due,
        "state": line.state,
        "progress": line.progress,
        "days_late": line.days_late,
        "reported_on": line.reported_on,
        "reported_by": line.reported_by or None,
        "report_note": line.report_note or None,
        "aims": [_json_aim(line, aim, gains) for aim in line.aims],
        "provenance": line.provenance,
        "source": line.source,
    }


def _json_aim(line: TaskLine, aim: Aim, gains: Mapping[Key, Gain]) -> dict[str, object]:
    codes = {office.id: office.code for office in line.units}
    return {
        "measure": aim.code,
        "by_year": aim.year,
        "expected": number(aim.expected, aim.decimals),
        "achieved": [
            {
                "unit": codes[unit],
                "points": number(gain.points, aim.decimals),
                "outcome": gain.outcome.value,
                "provenance": list(gain.provenance) if gain.outcome is Outcome.KNOWN else [],
            }
            for unit, gain in gains_of(gains, line, aim)
        ],
    }


def _office(office: Office) -> dict[str, object]:
    return {"code": office.code, "name": office.name_vi, "kind": office.kind, "assessed": office.is_assessed}
