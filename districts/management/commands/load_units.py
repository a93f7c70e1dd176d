"""Load units from a CSV file (docs/data-formats.md)."""

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from districts.actions.load_units import load_units
from districts.imports.source import read_source
from districts.imports.unit_plan import UnitPlan, plan_units
from districts.management.writing import Options, WritingCommand

SHOWN = 20  # changes and warnings printed; the rest are counted


class Command(WritingCommand):
    help = _("Load units of any level from a CSV file; a dry run without --commit.")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", help="code,name_vi,name_en,kind,parent_code,valid_from,valid_to,slug")

    def run(self, options: Options) -> None:
        plan = plan_units(read_source(options["file"]))
        self.say(*report(plan))
        if self.conclude(options, empty=plan.empty):
            load_units(plan=plan, by=self.author(options))
            self.say(_("The units are loaded."))


def report(plan: UnitPlan) -> list[str]:
    counts = {"new": len(plan.new), "changed": len(plan.changed), "unchanged": plan.unchanged}
    lines = [_("Units: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.") % counts]
    for change in plan.changed[:SHOWN]:
        pairs = (f"{name}: {change.before[name] or '–'} → {change.after[name] or '–'}" for name in change.after)
        lines.append(f"  {change.unit.code} {change.unit.name_vi}: {'; '.join(pairs)}")
    lines += [_("Warning: %(text)s") % {"text": text} for text in plan.warnings[:SHOWN]]
    if (rest := max(0, len(plan.changed) - SHOWN) + max(0, len(plan.warnings) - SHOWN)) > 0:
        lines.append(_("… and %(count)s more lines.") % {"count": rest})
    return lines
