"""Load indicators and what units count for them from a CSV file (docs/data-formats.md)."""

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.actions.load_indicators import load_indicators
from districts.coverage import Counted
from districts.imports.indicators import IndicatorsPlan, PlannedCount, PlannedIndicator, plan_indicators
from districts.imports.source import read_source
from districts.management.writing import Options, WritingCommand
from districts.models import IndicatorValue
from districts.typed_numbers import write_number

SHOWN = 20  # lines printed; the rest are counted


class Command(WritingCommand):
    help = _("Load indicators and their counts from a CSV file; a dry run without --commit.")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", help="indicator,name_vi,numerator_vi,denominator_vi,measures,unit,as_of,a,b,...")
        parser.add_argument(
            "--authority", required=True, help=_("address or code of the unit whose indicators they are")
        )
        parser.add_argument(
            "--year", required=True, type=int, help=_("the year in which the codes of units are looked up")
        )

    def run(self, options: Options) -> None:
        plan = plan_indicators(read_source(options["file"]), options["authority"], options["year"])
        self.say(*told(plan))
        if self.conclude(options, empty=plan.empty):
            load_indicators(plan=plan, by=self.author(options))
            self.say(_("The indicators are loaded."))


def told(plan: IndicatorsPlan) -> list[str]:
    """What would be done, a line an indicator and count."""
    lines = [of_indicator(one) for one in plan.indicators]
    count = len(plan.counts)
    text = ngettext(
        "%(count)s count is new, %(unchanged)s unchanged.", "%(count)s counts are new, %(unchanged)s unchanged.", count
    )
    lines.append(text % {"count": count, "unchanged": plan.unchanged})
    lines += [of_count(one) for one in plan.counts[:SHOWN]]
    if count > SHOWN:
        lines.append(_("… and %(count)s more lines.") % {"count": count - SHOWN})
    return lines


def of_indicator(one: PlannedIndicator) -> str:
    if one.stored is None:
        return _("Indicator %(code)s is new.") % {"code": one.code}
    if not one.differs:
        return _("Indicator %(code)s is stored.") % {"code": one.code}
    fields = ", ".join([*one.values, *(["measures"] if one.measures is not None else [])])
    return _("Indicator %(code)s changes: %(fields)s.") % {"code": one.code, "fields": fields}


def of_count(one: PlannedCount) -> str:
    """The unit, the day, and a/b; both counts where one corrects the other."""
    text = said(one.counted)
    if one.corrects:
        text = f"{said(one.corrects)} → {text}"
    return f"  {one.code} {one.unit.code} {one.counted.as_of}: {text}"


def said(counted: Counted | IndicatorValue) -> str:
    return f"{write_number(counted.numerator)}/{write_number(counted.denominator)}"
