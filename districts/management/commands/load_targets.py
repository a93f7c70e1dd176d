"""Load plans with their targets, and what was reported of them, from CSV files (docs/data-formats.md)."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.actions.load_targets import load_targets
from districts.imports.source import read_source
from districts.imports.target_plan import Key, PlannedPlan, PlannedTarget, TargetsPlan, plan_targets
from districts.imports.target_reports import PlannedReport
from districts.management.writing import Options, WritingCommand
from districts.models import Measure, Target
from districts.typed_numbers import write_number

SHOWN = 20  # lines printed of each kind; the rest are counted


class Command(WritingCommand):
    help = _("Load plans with their targets and reports from CSV files; a dry run without --commit.")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", help="plan,code,group_vi,wording_vi,comparison,planned,...")
        parser.add_argument("--reports", metavar="FILE", help="plan,code,as_of,value,office,...")
        parser.add_argument("--authority", required=True, help=_("address or code of the unit whose plans they are"))
        parser.add_argument("--year", required=True, type=int)

    def run(self, options: Options) -> None:
        reports = read_source(options["reports"]) if options["reports"] else None
        plan = plan_targets(read_source(options["file"]), reports, options["authority"], options["year"])
        self.say(*told(plan))
        if self.conclude(options, empty=plan.empty):
            load_targets(plan=plan, by=self.author(options))
            self.say(_("The targets are loaded."))


def told(plan: TargetsPlan) -> list[str]:
    """What would be done, a line a plan, target and report."""
    lines = [line for one in plan.plans for line in of_plan(one)]
    changed = [one for one in plan.targets if one.differs]
    counts = {"changed": len(changed), "unchanged": len(plan.targets) - len(changed)}
    lines.append(_("Targets: %(changed)s new or changed, %(unchanged)s unchanged.") % counts)
    lines += [of_target(one) for one in changed[:SHOWN]] + rest(len(changed))
    if plan.reports_source:
        count = len(plan.reports)
        text = ngettext("%(count)s report is new.", "%(count)s reports are new.", count)
        lines.append(text % {"count": count})
        lines += [of_report(one) for one in plan.reports[:SHOWN]] + rest(count)
    return lines


def of_plan(one: PlannedPlan) -> list[str]:
    if one.stored is None:
        return [_("Plan %(code)s is new.") % {"code": one.code}]
    if not one.differs:
        return [_("Plan %(code)s is stored.") % {"code": one.code}]
    fields = ", ".join([*one.values, *(["replaces"] if one.replaces else [])])
    return [_("Plan %(code)s changes: %(fields)s.") % {"code": one.code, "fields": fields}]


def of_target(one: PlannedTarget) -> str:
    name = one.key.within(one.key.year)
    if one.stored is None:
        return "  " + _("%(name)s: new") % {"name": name}
    pairs = [f"{field}: {shown(getattr(one.stored, field))} → {shown(value)}" for field, value in one.values.items()]
    return f"  {name}: {'; '.join([*pairs, *links(one, one.stored)])}"


def links(one: PlannedTarget, stored: Target) -> list[str]:
    """Group, measures and the target replaced, by name where they become others."""
    year, replaced = one.key.year, stored.replaces
    told = (
        ("group", stored.group.name_vi, one.row.group_vi),
        ("group_en", stored.group.name_en, one.row.group_en or stored.group.name_en),
        ("measures", codes(stored.measures.all()), codes(one.measures)),
        (
            "replaces",
            Key.of(replaced).within(year) if replaced else "",
            one.replaces.within(year) if one.replaces else "",
        ),
    )
    return [f"{name}: {shown(before)} → {shown(after)}" for name, before, after in told if before != after]


def codes(measures: Iterable[Measure]) -> str:
    return " ".join(sorted(measure.code for measure in measures))


def shown(value: object) -> str:
    """A stored value or one of the file; numbers without needless zeros."""
    text = write_number(value) if isinstance(value, Decimal) else str(value)
    return "–" if value is None or value == "" else text


def of_report(one: PlannedReport) -> str:
    value = one.row.value
    if one.corrects:
        answer = one.corrects.answer
        before = shown(one.corrects.value) if answer is None else _("yes") if answer else _("no")
        value = f"{before} → {value}"
    return f"  {one.row.plan}/{one.row.code} {one.as_of}: {value}"


def rest(count: int) -> list[str]:
    return [_("… and %(count)s more lines.") % {"count": count - SHOWN}] if count > SHOWN else []
