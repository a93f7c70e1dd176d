"""Load a framework of measures from a CSV file (docs/data-formats.md)."""

import re
from decimal import Decimal
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from districts.actions.load_framework import load_framework, refuse_if_used
from districts.imports.framework_plan import FrameworkPlan, Heading, plan_framework
from districts.imports.source import read_source
from districts.management.writing import Options, WritingCommand

SHOWN = 20  # differences printed; the rest are counted
SHARE = re.compile(r"[01](?:[.,][0-9]{1,9})?")


class Command(WritingCommand):
    help = _("Load a framework of measures from a CSV file; a dry run without --commit.")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", help="code,parts,kind,name_vi,name_en,max_points,decimals,rule,evidence,...")
        parser.add_argument("--slug", required=True, help=_("the framework's name in addresses and files"))
        parser.add_argument("--title", help=_("title in Vietnamese"))
        parser.add_argument("--title-en", help=_("title in English"))
        parser.add_argument("--note", help=_("note in Vietnamese"))
        parser.add_argument("--note-en", help=_("note in English"))
        parser.add_argument("--bands", metavar="FILE", help="name_vi,name_en,upper")
        parser.add_argument("--availability", help=_("coverage from which a result is ranked, such as 0.8; usually 1"))

    def run(self, options: Options) -> None:
        heading = Heading(
            slug=options["slug"],
            title_vi=options["title"],
            title_en=options["title_en"],
            note_vi=options["note"],
            note_en=options["note_en"],
            availability=read_availability(options["availability"]),
        )
        bands = read_source(options["bands"]) if options["bands"] else None
        plan = plan_framework(read_source(options["file"]), bands, heading)
        self.say(*report(plan))
        if not plan.empty:
            refuse_if_used(plan=plan)
        if self.conclude(options, empty=plan.empty):
            load_framework(plan=plan, by=self.author(options))
            self.say(_("The framework is loaded."))


def read_availability(text: str | None) -> Decimal | None:
    if text is None:
        return None
    value = Decimal(text.replace(",", ".")) if SHARE.fullmatch(text) else Decimal(0)
    if not 0 < value <= 1:
        raise CommandError(_("--availability expects a share above 0, at most 1, such as 0.8."))
    return value


def report(plan: FrameworkPlan) -> list[str]:
    counts = {"slug": plan.slug, "measures": len(plan.measures)}
    if plan.stored is None:
        return [_("Framework %(slug)s is new, with %(measures)s measures.") % counts]
    lines = [_("Framework %(slug)s is stored; the file has %(measures)s measures.") % counts]
    names = list(dict.fromkeys([*plan.before, *plan.after]))
    lines += [
        f"  {difference(name or plan.slug, plan.before.get(name), plan.after.get(name))}" for name in names[:SHOWN]
    ]
    if len(names) > SHOWN:
        lines.append(_("… and %(count)s more lines.") % {"count": len(names) - SHOWN})
    return lines


def difference(name: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> str:
    if before is None:
        return _("%(name)s: new") % {"name": name}
    if after is None:
        return _("%(name)s: goes") % {"name": name}
    fields = [field for field in {**before, **after} if before.get(field) != after.get(field)]
    pairs = (f"{field}: {before.get(field) or '–'} → {after.get(field) or '–'}" for field in fields)
    return f"{name}: {'; '.join(pairs)}"
