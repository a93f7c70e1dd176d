"""Targets as files: a row a target, the same in every language; numbers exactly as planned and reported."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from districts.exports.csv_text import csv_table
from districts.exports.json_values import json_text, number
from districts.exports.names import join
from districts.exports.numbers import exact
from districts.exports.tidy import Cell, Column, Note
from districts.queries.target_values import Reported
from districts.queries.targets import Line, ShownPlan, TargetsYear

FORMAT = 1

COLUMNS: tuple[Column, ...] = (
    Column("authority", _("Authority"), "text"),
    Column("year", _("Year"), "integer"),
    Column("plan", _("Plan code"), "text"),
    Column("plan_title", _("Plan"), "text"),
    Column("report", _("Report"), "text"),
    Column("plan_number", _("Document number"), "text"),
    Column("plan_date", _("Date of the plan"), "text"),
    Column("cut_off", _("Cut-off date"), "text"),
    Column("group", _("Group"), "text"),
    Column("code", _("Target code"), "text"),
    Column("wording", _("Target"), "text"),
    Column("comparison", _("Comparison"), "text"),
    Column("planned", _("Planned value"), "decimal"),
    Column("base", _("Base value"), "decimal"),
    Column("measured_in", _("Unit of measurement"), "text"),
    Column("deadline", _("Deadline"), "text"),
    Column("lead_unit", _("Lead unit"), "text"),
    Column("measures", _("Measures served"), "text"),
    Column("status", _("Status"), "text"),
    Column("counted", _("Counted"), "truth"),
    Column("value", _("Reported value"), "decimal"),
    Column("answer", _("Answer"), "truth"),
    Column("as_of", _("As of"), "text"),
    Column("numerator", _("a: the part"), "decimal"),
    Column("denominator", _("b: the whole"), "decimal"),
    Column("bar", _("Way to the planned value"), "decimal"),
    Column("office", _("Office"), "text"),
    Column("evidence", _("Evidence"), "text"),
    Column("link", _("Link"), "text"),
    Column("after_cut_off_value", _("Value after the cut-off"), "decimal"),
    Column("after_cut_off_answer", _("Answer after the cut-off"), "truth"),
    Column("after_cut_off_as_of", _("As of, after the cut-off"), "text"),
    Column("provenance", _("Provenance"), "text"),
    Column("source", _("Source"), "text"),
)

Pair = tuple[ShownPlan, Line]


def rows(year: TargetsYear, chosen: Iterable[Pair]) -> list[list[Cell]]:
    """Typed cells in the order of the columns."""
    return [list(cells(year, plan, line).values()) for plan, line in chosen]


def cells(year: TargetsYear, plan: ShownPlan, line: Line) -> dict[str, Cell]:
    """One target by column."""
    group = next(group.name for group in plan.groups if group.id == line.group)
    report, after = line.report, line.after_cut_off
    return {
        "authority": year.slug,
        "year": plan.year,
        "plan": plan.code,
        "plan_title": plan.title,
        "report": plan.report,
        "plan_number": plan.number,
        "plan_date": plan.dated.isoformat() if plan.dated else "",
        "cut_off": plan.cut_off.isoformat(),
        "group": group,
        "code": line.code,
        "wording": line.wording,
        "comparison": line.comparison,
        "planned": exact(line.planned, line.decimals),
        "base": exact(line.base, line.decimals),
        "measured_in": line.measured_in,
        "deadline": line.deadline.isoformat(),
        "lead_unit": line.lead_unit,
        "measures": " ".join(f"{measure.framework}:{measure.code}" for measure in line.measures),
        "status": line.status,
        "counted": line.counts,
        **value_cells(report, line),
        "bar": exact(line.bar, 0),
        "office": report.office if report else "",
        "evidence": report.evidence if report else "",
        "link": report.link if report else "",
        "after_cut_off_value": exact(after.value, line.decimals) if after else None,
        "after_cut_off_answer": after.answer if after else None,
        "after_cut_off_as_of": after.as_of.isoformat() if after else "",
        "provenance": line.provenance,
        "source": (report.source if report else "") or line.source,
    }


def value_cells(report: Reported | None, line: Line) -> dict[str, Cell]:
    if report is None:
        return {"value": None, "answer": None, "as_of": "", "numerator": None, "denominator": None}
    return {
        "value": exact(report.value, line.decimals),
        "answer": report.answer,
        "as_of": report.as_of.isoformat(),
        "numerator": exact(report.numerator, 0),
        "denominator": exact(report.denominator, 0),
    }


def targets_csv(found: Sequence[Sequence[Cell]], *, bom: bool = False) -> str:
    """A header and a line a target (RFC 4180)."""
    return csv_table(COLUMNS, found, bom=bom)


def targets_json(year: TargetsYear, found: Sequence[Sequence[Cell]], notes: Sequence[Note]) -> str:
    """Plans with their counts, then the targets; numbers with exactly the decimals that were planned and reported."""
    names = [column.name for column in COLUMNS]
    listed = [{name: as_json(cell) for name, cell in zip(names, row, strict=True)} for row in found]
    return json_text(
        {
            "title": f"{year.authority} {year.year}",
            "notes": [{"about": about, "text": told} for about, told in notes],
            "plans": [of_plan(plan) for plan in year.plans],
            "columns": names,
            "rows": listed,
        }
    )


def as_json(cell: Cell) -> Any:
    if isinstance(cell, Decimal):
        return number(cell, max(0, -int(cell.as_tuple().exponent)))
    return None if cell == "" else cell


def of_plan(plan: ShownPlan) -> dict[str, Any]:
    return {
        "plan": plan.code,
        "title": plan.title,
        "report": plan.report or None,
        "cut_off": plan.cut_off,
        "targets": plan.counts.total,
        "reached": plan.counts.reached,
        "by_status": dict(plan.counts.by_status),
        "replaces": plan.replaces or None,
        "provenance": plan.provenance,
        "note": plan.note or None,
    }


def file_name(year: TargetsYear, *, filtered: bool) -> str:
    """What the file is called when it is saved, without an ending."""
    return join("dti", year.slug, str(year.year), "targets", "filtered" if filtered else "")
