"""What loading a file of reports on targets would do; what is reported already is passed over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from districts.aims import begins, fault_of_day, fault_of_number
from districts.imports.cells import Cells
from districts.imports.faults import Faults
from districts.imports.source import Source
from districts.imports.table import Row, Table, read_table
from districts.imports.targets import ANSWERS, ReportRow, parse_reports
from districts.models import Target, TargetReport
from districts.text import fold

Key = tuple[str, str]  # codes of plan and target


@dataclass(frozen=True, slots=True)
class PlannedReport:
    """A report to add; `corrects` is the stored one of the same day."""

    row: ReportRow
    as_of: date
    value: Decimal | None
    answer: bool | None
    corrects: TargetReport | None


def plan_reports(source: Source, targets: Mapping[Key, Target], faults: Faults) -> list[PlannedReport]:
    """The reports that are not stored yet; faults of their file are told with those of the other."""
    own = Faults(source.name)
    table = read_table(source)
    rows, cells = parse_reports(table, own)
    stored = latest_reports(targets.values())
    planned, first = [], dict[tuple[str, str, date | None], int]()
    for row in rows:
        key = (row.plan, row.code, row.as_of)
        if key in first:
            wanted = _("each target once a day; row %(row)s has it already") % {"row": first[key]}
            own.add(row.number, "as_of", str(row.as_of), wanted)
        first.setdefault(key, row.number)
        target = targets.get((row.plan, row.code))
        if target is None:
            own.add(row.number, "code", row.code, _("the code of a target of the plan"))
        elif report := planned_report(row, target, stored, table, cells):
            planned.append(report)
    faults.found += own.found
    return planned


def latest_reports(targets: Iterable[Target]) -> dict[tuple[int, date], TargetReport]:
    """The last revision of each day."""
    keys = [target.pk for target in targets if target.pk]
    reports = TargetReport.objects.filter(target__in=keys).order_by("revision")
    return {(report.target_id, report.as_of): report for report in reports}


def planned_report(
    row: ReportRow, target: Target, stored: Mapping[tuple[int, date], TargetReport], table: Table, cells: Cells
) -> PlannedReport | None:
    """The report, unless it is stored as it stands; its faults are gathered."""
    if row.as_of is None:
        return None
    if expected := fault_of_day(row.as_of, begins(target.plan), timezone.localdate()):
        cells.faults.add(row.number, "as_of", str(row.as_of), expected)
    if target.indicator is not None:
        wanted = _("no value: this target's is counted by its indicator")
        cells.faults.add(row.number, "value", row.value, wanted)
    value, answer = read_value(row, target, table, cells)
    last = stored.get((target.pk, row.as_of)) if target.pk else None
    if last and is_same(row, value, answer, last):
        return None
    if last and not row.reason:
        wanted = _("a reason, since it corrects the report of the same day")
        cells.faults.add(row.number, "reason", "", wanted)
    return PlannedReport(row, row.as_of, value, answer, last)


def read_value(row: ReportRow, target: Target, table: Table, cells: Cells) -> tuple[Decimal | None, bool | None]:
    """A number, or a yes where the target asks for one."""
    if target.comparison == Target.Comparison.YES_NO:
        answer = ANSWERS.get(fold(row.value))
        if answer is None:
            cells.faults.add(row.number, "value", row.value, _("yes or no"))
        return None, answer
    if not row.value:
        cells.faults.add(row.number, "value", "", _("a number"))
        return None, None
    cell: Row = next(one for one in table.rows if one.number == row.number)
    number = cells.number(cell, "value")
    if number and (expected := fault_of_number(number.value, target.decimals)):
        cells.faults.add(row.number, "value", row.value, expected)
    return (number.value if number else None), None


def is_same(row: ReportRow, value: Decimal | None, answer: bool | None, last: TargetReport) -> bool:
    texts = ("office", "evidence", "link", "provenance", "source")
    same = all(getattr(row, name) == getattr(last, name) for name in texts)
    return same and last.value == value and last.answer == answer
