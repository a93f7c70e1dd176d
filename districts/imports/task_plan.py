"""What loading files of agreements and tasks would do: which are new, which change, which are reported on."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from django.utils.translation import gettext as _

from districts import rights
from districts.imports.authorities import find_area
from districts.imports.cells import Cells
from districts.imports.faults import Faults, RefusedError
from districts.imports.source import Source
from districts.imports.table import Table, check_columns, read_table
from districts.imports.tasks import (
    AGREEMENT_COLUMNS,
    AGREEMENT_REQUIRED,
    TASK_COLUMNS,
    TASK_REQUIRED,
    AgreementRow,
    Reader,
    TaskRow,
    World,
    by_code,
)
from districts.models import Agreement, Publication, Round, Target, Task, TaskProgress
from districts.task_rules import (
    AgreementSaid,
    Fault,
    ReportSaid,
    TaskSaid,
    faults_of_agreement,
    faults_of_report,
    faults_of_task,
    load_winnable,
    said_of_agreement,
    said_of_task,
)

R = TypeVar("R", AgreementRow, TaskRow)
# The column that says a field, of an agreement or a task and of a report, where it has another name.
SAID_BY = {"is_public": "visibility", "lost_in": "lost_on"}
REPORT_SAID_BY = {"date": "reported_on", "office": "reported_by", "note": "report_note"}
SELECTED = ("owner", "agreement", "target__plan", "lost_in", "lost_on", "round__authority", "round__framework")


@dataclass(frozen=True, slots=True)
class Where:
    """The ranking that the files are about, as the user names it."""

    authority: str
    year: int
    group: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class PlannedAgreement:
    stored: Agreement | None  # None: it is new
    said: AgreementSaid


@dataclass(frozen=True, slots=True)
class PlannedTask:
    stored: Task | None  # None: it is new
    said: TaskSaid
    is_changed: bool
    report: ReportSaid | None  # a new one


@dataclass(slots=True)
class TaskPlan:
    """What differs from what is stored. Agreements and tasks that the files do not name stay as they are."""

    source: Source
    agreements_source: Source | None
    round: Round
    agreements: list[PlannedAgreement] = field(default_factory=list)
    tasks: list[PlannedTask] = field(default_factory=list)
    unchanged: int = 0

    @property
    def empty(self) -> bool:
        return not self.agreements and not self.tasks


def plan_tasks(source: Source, where: Where, agreements: Source | None = None) -> TaskPlan:
    """Compare the files with what is stored; raises FileFaultsError and RefusedError."""
    round = find_round(where)
    plan = TaskPlan(source, agreements, round)
    world = load_world(round)
    if agreements:
        plan_agreements(plan, agreements, world)
        named = {one.said.code: one.stored or Agreement(round=round, code=one.said.code) for one in plan.agreements}
        world = replace(world, agreements={**world.agreements, **named})
    table, faults = read_table(source), Faults(source.name)
    check_columns(table, TASK_REQUIRED, TASK_COLUMNS)
    reader = Reader(Cells(faults, "."), world)
    rows = list(once([reader.task(row) for row in table.rows], faults))
    compare_tasks(plan, rows, table, faults)
    faults.check()
    return plan


def find_round(where: Where) -> Round:
    """The one round that the names fit."""
    area = find_area(where.authority, where.year)
    found = Round.objects.filter(authority=area.authority, year=where.year).select_related("authority", "framework")
    if where.group:
        found = found.filter(group=where.group)
    if where.basis:
        found = found.filter(basis=where.basis)
    rounds = list(found.order_by("group", "basis"))
    names = {"authority": area.authority.name_vi, "year": where.year}
    if not rounds:
        raise RefusedError(_("There is no such round of %(authority)s in %(year)s to agree on tasks about.") % names)
    if len(rounds) > 1:
        listed = ", ".join("/".join(filter(None, (one.group, one.basis))) for one in rounds)
        text = _("%(authority)s has several rounds in %(year)s, name one by --group and --basis: %(rounds)s")
        raise RefusedError(text % {**names, "rounds": listed})
    return rounds[0]


def load_world(round: Round) -> World:
    targets = Target.objects.filter(plan__authority=round.authority_id).select_related("plan")
    return World(
        round=round,
        units=by_code(rights.units_of(round.authority).order_by("pk")),
        measures={measure.code: measure for measure in round.framework.measures.select_related("framework")},
        agreements={agreement.code: agreement for agreement in Agreement.objects.filter(round=round)},
        targets={f"{target.plan.code}/{target.code}": target for target in targets.order_by("plan__year", "pk")},
        latest=Publication.objects.filter(round=round).order_by("-revision").first(),
    )


def known_in(world: World) -> set[int]:
    return {unit.pk for units in world.units.values() for unit in units}


def once(rows: Iterable[R | None], faults: Faults) -> Iterator[R]:
    """The rows that could be read; a code that comes again is a fault."""
    seen: dict[str, int] = {}
    for row in rows:
        if row is None:
            continue
        if row.said.code in seen:
            wanted = _("each code once; row %(row)s has it too") % {"row": seen[row.said.code]}
            faults.add(row.number, "code", row.said.code, wanted)
            continue
        seen[row.said.code] = row.number
        yield row


def absent(names: Collection[str], table: Table) -> list[str]:
    """The fields of which the file has no column: it says nothing of them."""
    return [name for name in names if SAID_BY.get(name, name) not in table.columns]


def plan_agreements(plan: TaskPlan, source: Source, world: World) -> None:
    table, faults = read_table(source), Faults(source.name)
    check_columns(table, AGREEMENT_REQUIRED, AGREEMENT_COLUMNS)
    reader, known = Reader(Cells(faults, "."), world), known_in(world)
    for row in once([reader.agreement(row) for row in table.rows], faults):
        stored, said = world.agreements.get(row.said.code), row.said
        before = said_of_agreement(stored) if stored else None
        if before:
            said = replace(said, **{name: getattr(before, name) for name in absent(said.__slots__, table)})
        tell(faults, row.number, faults_of_agreement(said, known))
        if said == before:
            plan.unchanged += 1
        else:
            plan.agreements.append(PlannedAgreement(stored, said))
    faults.check()


def compare_tasks(plan: TaskPlan, rows: list[TaskRow], table: Table, faults: Faults) -> None:
    units = {unit.pk for row in rows for unit in (row.said.owner, *row.said.helpers)}
    winnable = load_winnable(plan.round, units)
    known = {unit.pk for unit in rights.units_of(plan.round.authority)}
    tasks = Task.objects.filter(round=plan.round).select_related(*SELECTED)
    stored = {task.code: task for task in tasks}
    reported = reports_of(plan.round)
    for row in rows:
        task, said = stored.get(row.said.code), row.said
        first, last = reported.get(task.pk if task else 0, (None, None))
        before = said_of_task(task) if task else None
        if before:
            said = replace(said, **{name: getattr(before, name) for name in absent(said.__slots__, table)})
            if said.lost_on == before.lost_on:  # lost in the publication that it was started from
                said = replace(said, lost_in=before.lost_in)
        report = fresh(row.report, said, last)
        tell(faults, row.number, faults_of_task(plan.round, said, known, winnable, first.date if first else None))
        if report:
            told = faults_of_report(report, said.start, last.date if last else None)
            tell(faults, row.number, told, REPORT_SAID_BY)
        if said == before and report is None:
            plan.unchanged += 1
        else:
            plan.tasks.append(PlannedTask(task, said, said != before, report))


def reports_of(round: Round) -> dict[int, tuple[TaskProgress, TaskProgress]]:
    """By task: the first report and the latest."""
    found: dict[int, tuple[TaskProgress, TaskProgress]] = {}
    for report in TaskProgress.objects.filter(task__round=round).order_by("date", "pk"):
        found[report.task_id] = (found.get(report.task_id, (report, report))[0], report)
    return found


def fresh(report: ReportSaid | None, said: TaskSaid, last: TaskProgress | None) -> ReportSaid | None:
    """A report that is not the latest one already; where no office is named it is the owner's."""
    if report is None or last is None:
        return report
    stored = ReportSaid(last.date, last.progress, last.state, last.office, last.note)
    return None if replace(report, office=report.office or said.owner.name_vi) == stored else report


def tell(faults: Faults, number: int, found: Iterable[Fault], said_by: Mapping[str, str] = SAID_BY) -> None:
    """Each at the column that says it."""
    for fault in found:
        faults.add(number, said_by.get(fault.field, fault.field), fault.value, fault.expected)
