"""Load what a decision or the press printed of a round's results, to set it beside what was computed."""

from datetime import date

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from districts.actions.load_statement import load_statement
from districts.imports.cells import day_of, plain
from districts.imports.faults import RefusedError
from districts.imports.source import read_source
from districts.imports.statements import Heading, StatementPlan, plan_statement
from districts.management.writing import Options, WritingCommand, add_target, target_of
from districts.models import Provenance

SHOWN = 20  # warnings printed; the rest are counted


class Command(WritingCommand):
    help = _("Load the points and ranks that a decision or the press printed; a dry run without --commit.")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "file", help=_("long: unit_code,measure_code,points,rank; wide: unit_code,total,total_rank,...")
        )
        add_target(parser)
        parser.add_argument("--title", required=True, help=_("what the statement is called on the page"))
        parser.add_argument("--source", required=True, help=_("where it was printed: a name or an address"))
        parser.add_argument("--provenance", required=True, choices=Provenance.values)
        parser.add_argument("--number", default="", help=_("number of the document"))
        parser.add_argument("--date", default="", help=_("date of the document, such as 2024-04-03 or 03/04/2024"))

    def run(self, options: Options) -> None:
        heading = Heading(
            title=options["title"],
            source=options["source"],
            provenance=options["provenance"],
            number=options["number"],
            on=read_day(options["date"]),
        )
        plan = plan_statement(read_source(options["file"]), target_of(options), heading)
        self.say(*report(plan))
        if self.conclude(options, empty=plan.empty):
            load_statement(plan=plan, by=self.author(options))
            self.say(_("The statement is loaded."))


def read_day(text: str) -> date | None:
    """The date of the document; nothing where none was given."""
    if not text:
        return None
    if day := day_of(text):
        return day
    raise RefusedError(_("--date expects a date such as 2025-06-30 or 30/06/2025, not %(value)s.") % {"value": text})


def report(plan: StatementPlan) -> list[str]:
    """What would be stored, and what in it no unit can have."""
    units = {unit.pk for unit, _measure, _printed in plan.figures}
    names = {
        "title": plan.heading.title,
        "authority": plan.area.authority.name_vi,
        "year": plan.area.year,
        "group": plan.group,
        "figures": len(plan.figures),
        "units": len(units),
    }
    text = _("Statement “%(title)s” on %(authority)s %(year)s, %(group)s: %(figures)s figures of %(units)s units.")
    warning = _("Warning: %(unit)s, %(code)s: %(given)s is stated, but the measure goes from %(least)s to %(most)s.")
    lines = [
        warning
        % {
            "unit": f"{unit.code} {unit.name_vi}",
            "code": measure.code,
            "given": plain(printed.points),
            "least": plain(measure.min_points),
            "most": plain(measure.max_points),
        }
        for unit, measure, printed in plan.out_of_bounds
    ]
    more = [_("… and %(count)s more lines.") % {"count": len(lines) - SHOWN}] if len(lines) > SHOWN else []
    return [text % names, *lines[:SHOWN], *more]
