"""The file of plans: one row a target, the first row of a plan telling the plan; and the file of their reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from districts.aims import fault_of_aim, fault_of_number
from districts.imports.cells import Cells, decimal_mark
from districts.imports.faults import Faults
from districts.imports.scores import PROVENANCES
from districts.imports.table import Row, Table, check_columns
from districts.models import Level, Provenance, Target
from districts.text import SLUG, fold

LONGEST_TEXT = 10_000
PLAN_TEXTS = {  # what is said of a plan, with the longest that is stored
    "title_vi": 300,
    "title_en": 300,
    "report_vi": 300,
    "report_en": 300,
    "number": 100,
    "note_vi": LONGEST_TEXT,
    "note_en": LONGEST_TEXT,
    "link": 500,
    "source": 500,
}
PLAN_COLUMNS = (
    *("plan", "plan_title_vi", "plan_title_en", "plan_report_vi", "plan_report_en", "plan_number", "plan_date"),
    *("plan_cut_off", "plan_note_vi", "plan_note_en", "plan_link", "plan_source", "plan_provenance"),
    *("plan_replaces", "plan_unit"),
)
TARGET_COLUMNS = (
    *("code", "group_vi", "group_en", "wording_vi", "wording_en", "comparison", "planned", "base", "decimals"),
    *("measured_in_vi", "measured_in_en", "level", "lead_unit", "deadline", "measures", "indicator", "takes"),
    *("provenance", "source", "replaces"),
)
REQUIRED = ("plan", "code", "group_vi", "wording_vi", "comparison")
REPORT_COLUMNS = (*("plan", "code", "as_of", "value", "office", "evidence", "link", "provenance", "source", "reason"),)
REPORT_REQUIRED = ("plan", "code", "as_of", "value", "office")
COMPARISONS = {fold(word.replace("_", " ")): word for word in Target.Comparison.values} | {
    "toi thieu": Target.Comparison.AT_LEAST.value,
    "it nhat": Target.Comparison.AT_LEAST.value,
    "toi da": Target.Comparison.AT_MOST.value,
    "bang": Target.Comparison.EQUALS.value,
    "co khong": Target.Comparison.YES_NO.value,
    "duy tri": Target.Comparison.MAINTAIN.value,
    "tang them": Target.Comparison.INCREASE_BY.value,
}
LEVELS = {fold(level): level.value for level in Level}
TAKES = {word: word for word in Target.Takes.values if word}
ANSWERS = {"yes": True, "co": True, "no": False, "khong": False}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What a file says of a plan, in the row where it says so first."""

    number: int
    code: str
    texts: dict[str, str]
    begun: date | None  # the day of its document
    cut_off: date | None
    provenance: str
    replaces: str  # code of another plan of the year, or year/code of an earlier one
    unit: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    number: int
    plan: str
    code: str
    group_vi: str
    group_en: str
    wording_vi: str
    wording_en: str
    comparison: str
    planned: Decimal | None
    base: Decimal | None
    decimals: int
    measured_in_vi: str
    measured_in_en: str
    level: str
    lead_unit: str
    deadline: date | None
    measures: tuple[str, ...]  # slug:code
    indicator: str
    takes: str
    provenance: str
    source: str
    replaces: str  # code of a target of the plan, plan/code, or year/plan/code


@dataclass(frozen=True, slots=True)
class ReportRow:
    number: int
    plan: str
    code: str
    as_of: date | None
    value: str  # a number or a yes; the target says which
    office: str
    evidence: str
    link: str
    provenance: str
    source: str
    reason: str


# Plans and targets


def parse_targets(table: Table, faults: Faults) -> tuple[dict[str, PlanRow], list[TargetRow]]:
    """The plans of the file by code, and all its targets; faults go to `faults`."""
    check_columns(table, REQUIRED, (*PLAN_COLUMNS, *TARGET_COLUMNS))
    cells = Cells(faults, decimal_mark(table, ("planned", "base")))
    plans: dict[str, PlanRow] = {}
    targets: list[TargetRow] = []
    first: dict[tuple[str, str], int] = {}
    groups: dict[tuple[str, str], TargetRow] = {}
    for row in table.rows:
        code = parse_plan_code(row, cells)
        if code not in plans:
            plans[code] = parse_plan(row, code, cells)
        else:
            refuse_other_plan(row, code, plans[code].number, table, faults)
        target = parse_target(row, cells)
        key = (target.plan, target.code)
        if key in first:
            wanted = _("each code once; row %(row)s has it already") % {"row": first[key]}
            faults.add(row.number, "code", target.code, wanted)
        first.setdefault(key, row.number)
        refuse_other_group(target, groups, faults)
        targets.append(target)
    return plans, targets


def refuse_other_group(target: TargetRow, groups: dict[tuple[str, str], TargetRow], faults: Faults) -> None:
    """A group has one English name; rows may leave it out."""
    if not target.group_en:
        return
    told = groups.setdefault((target.plan, target.group_vi), target)
    if told.group_en != target.group_en:
        wanted = _("nothing, or “%(name)s” as in row %(row)s") % {"name": told.group_en, "row": told.number}
        faults.add(target.number, "group_en", target.group_en, wanted)


def parse_plan_code(row: Row, cells: Cells) -> str:
    """Which plan the row belongs to: a target without one is refused."""
    code = row.get("plan")
    if not SLUG.fullmatch(code) or len(code) > 40:
        wanted = _("the code of its plan: at most 40 small letters a to z, digits and single hyphens")
        cells.faults.add(row.number, "plan", code, wanted)
    return code


def parse_plan(row: Row, code: str, cells: Cells) -> PlanRow:
    check_link(row, "plan_link", cells)
    return PlanRow(
        number=row.number,
        code=code,
        texts={name: cells.text(row, f"plan_{name}", limit) for name, limit in PLAN_TEXTS.items()},
        begun=cells.day(row, "plan_date"),
        cut_off=cells.day(row, "plan_cut_off"),
        provenance=cells.word(row, "plan_provenance", PROVENANCES, ""),
        replaces=row.get("plan_replaces"),
        unit=row.get("plan_unit"),
    )


def check_link(row: Row, column: str, cells: Cells) -> None:
    """Pages make it a link, so it is one to a page of the web."""
    try:
        if row.get(column):
            URLValidator(schemes=["http", "https"])(row.get(column))
    except ValidationError:
        cells.faults.add(row.number, column, row.get(column), _("an address that begins with http:// or https://"))


def refuse_other_plan(row: Row, code: str, first: int, table: Table, faults: Faults) -> None:
    """Later rows of a plan say the same of it, or nothing."""
    wanted = _("nothing, or what row %(row)s says of plan %(plan)s") % {"row": first, "plan": code}
    refuse_other(row, first, PLAN_COLUMNS[1:], wanted, table, faults)


def refuse_other(row: Row, first: int, columns: Iterable[str], wanted: str, table: Table, faults: Faults) -> None:
    """Cells of a later row that say something else than those of the first."""
    told = next(one for one in table.rows if one.number == first)
    for column in columns:
        text = row.get(column)
        if text and text != told.get(column):
            faults.add(row.number, column, text, wanted)


def parse_target(row: Row, cells: Cells) -> TargetRow:
    comparison = parse_comparison(row, cells)
    decimals = cells.whole(row, "decimals", 0, 6) or 0
    planned, base = cells.number(row, "planned"), cells.number(row, "base")
    target = TargetRow(
        number=row.number,
        plan=row.get("plan"),
        code=cells.text(row, "code", 40, required=True),
        group_vi=cells.text(row, "group_vi", 300, required=True),
        group_en=cells.text(row, "group_en", 300),
        wording_vi=cells.text(row, "wording_vi", 500, required=True),
        wording_en=cells.text(row, "wording_en", 500),
        comparison=comparison,
        planned=planned.value if planned else None,
        base=base.value if base else None,
        decimals=decimals,
        measured_in_vi=cells.text(row, "measured_in_vi", 60),
        measured_in_en=cells.text(row, "measured_in_en", 60),
        level=cells.word(row, "level", LEVELS, ""),
        lead_unit=row.get("lead_unit"),
        deadline=cells.day(row, "deadline"),
        measures=tuple(row.get("measures").split()),
        indicator=row.get("indicator"),
        takes=cells.word(row, "takes", TAKES, ""),
        provenance=cells.word(row, "provenance", PROVENANCES, Provenance.OFFICIAL.value),
        source=cells.text(row, "source", 500),
        replaces=row.get("replaces"),
    )
    report_aim(row, target, cells)
    return target


def parse_comparison(row: Row, cells: Cells) -> str:
    if not row.get("comparison"):
        wanted = _("one of: %(choices)s") % {"choices": ", ".join(Target.Comparison.values)}
        cells.faults.add(row.number, "comparison", "", wanted)
    return cells.word(row, "comparison", COMPARISONS, "")


def report_aim(row: Row, target: TargetRow, cells: Cells) -> None:
    """What does not fit the comparison; a cell that is no number has its own fault already."""
    unread = any(row.get(name) and getattr(target, name) is None for name in ("planned", "base"))
    if target.comparison and not unread:
        fault = fault_of_aim(target.comparison, target.planned, target.base, target.measured_in_vi)
        if fault:
            cells.faults.add(row.number, fault[0], row.get(fault[0]), fault[1])
    for name in ("planned", "base"):
        if expected := fault_of_number(getattr(target, name), target.decimals):
            cells.faults.add(row.number, name, row.get(name), expected)


# Reports


def parse_reports(table: Table, faults: Faults) -> tuple[list[ReportRow], Cells]:
    """All reports of the file, and what reads its numbers."""
    check_columns(table, REPORT_REQUIRED, REPORT_COLUMNS)
    cells = Cells(faults, decimal_mark(table, ("value",)))
    return [parse_report(row, cells) for row in table.rows], cells


def parse_report(row: Row, cells: Cells) -> ReportRow:
    if not row.get("as_of"):
        cells.faults.add(row.number, "as_of", "", _("a date such as 2025-06-30 or 30/06/2025"))
    check_link(row, "link", cells)
    return ReportRow(
        number=row.number,
        plan=row.get("plan"),
        code=row.get("code"),
        as_of=cells.day(row, "as_of"),
        value=row.get("value"),
        office=cells.text(row, "office", 300, required=True),
        evidence=cells.text(row, "evidence", LONGEST_TEXT),
        link=cells.text(row, "link", 500),
        provenance=cells.word(row, "provenance", PROVENANCES, Provenance.OFFICIAL.value),
        source=cells.text(row, "source", 500),
        reason=cells.text(row, "reason", LONGEST_TEXT),
    )
