"""Load the tasks of a ranking, and the agreements that they belong to, from CSV files (docs/data-formats.md)."""

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from districts.actions.load_tasks import load_tasks
from districts.actions.publish import address_of
from districts.imports.source import read_source
from districts.imports.task_plan import TaskPlan, Where, plan_tasks
from districts.management.writing import Options, WritingCommand

SHOWN = 20  # lines printed; the rest are counted


class Command(WritingCommand):
    help = _("Load agreements and tasks about one ranking from CSV files; a dry run without --commit.")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", help="code,title_vi,area,owner,start,due,aims,...")
        parser.add_argument("--authority", required=True, help=_("address or code of the unit that assesses"))
        parser.add_argument("--year", required=True, type=int, help=_("the year whose results show the points lost"))
        parser.add_argument(
            "--group", default="", help=_("districts, communes, departments, provinces or a name of your own")
        )
        parser.add_argument("--basis", default="", help=_("which units it speaks of where a year is published twice"))
        parser.add_argument("--agreements", metavar="FILE", help=_("the agreements: code,title_vi,date,parties,..."))

    def run(self, options: Options) -> None:
        where = Where(**{name: options[name] for name in ("authority", "year", "group", "basis")})
        agreements = read_source(options["agreements"]) if options["agreements"] else None
        plan = plan_tasks(read_source(options["file"]), where, agreements)
        self.say(*report(plan))
        if self.conclude(options, empty=plan.empty):
            load_tasks(plan=plan, by=self.author(options))
            self.say(_("The tasks are loaded."))


def report(plan: TaskPlan) -> list[str]:
    """What would be done, a line a task."""
    fresh = [one for one in plan.tasks if one.stored is None]
    counts = {
        "round": address_of(plan.round),
        "agreements": len(plan.agreements),
        "new": len(fresh),
        "changed": sum(one.is_changed for one in plan.tasks) - len(fresh),
        "reports": sum(one.report is not None for one in plan.tasks),
        "unchanged": plan.unchanged,
    }
    text = _(
        "%(round)s: agreements to write: %(agreements)s; tasks: %(new)s new, %(changed)s changed; "
        "new reports: %(reports)s; rows as they are stored: %(unchanged)s."
    )
    lines = [text % counts]
    lines += [f"  {one.said.code} {one.said.title_vi}" for one in plan.tasks[:SHOWN]]
    if (rest := len(plan.tasks) - SHOWN) > 0:
        lines.append(_("… and %(count)s more lines.") % {"count": rest})
    return lines
