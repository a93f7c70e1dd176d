"""Targets in words: comparisons, values, statuses and the headline of a plan."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from districts.models import Target
from districts.queries.target_values import Reported
from districts.queries.targets import Counts, Line, ShownPlan
from districts.tables.bars import FULL, thousandths
from districts.templatetags.portal import points

NO_BREAK = "\u00a0"
STATUSES = {
    "exceeded": gettext_lazy("exceeded"),
    "met": gettext_lazy("met"),
    "not_met": gettext_lazy("not met"),
    "under_way": gettext_lazy("under way"),
    "overdue": gettext_lazy("overdue"),
    "not_reported": gettext_lazy("not reported"),
}
# A sign beside the word, so that the status is seen without its colour.
SIGNS = {"exceeded": "▲", "met": "✓", "not_met": "✕", "under_way": "…", "overdue": "!", "not_reported": "–"}
MOVES = {
    "exceeded": "up",
    "met": "up",
    "not_met": "down",
    "overdue": "down",
    "under_way": "same",
    "not_reported": "same",
}
TONES = {"exceeded": "2", "met": "2", "not_met": "4", "under_way": "1", "overdue": "4", "not_reported": "shared"}
COUNTED = {  # each with the words of a plan's headline
    "exceeded": gettext_lazy("%(count)s exceeded"),
    "met": gettext_lazy("%(count)s met"),
    "not_met": gettext_lazy("%(count)s not met"),
    "under_way": gettext_lazy("%(count)s under way"),
    "overdue": gettext_lazy("%(count)s overdue"),
    "not_reported": gettext_lazy("%(count)s not reported"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One target as its row shows it."""

    line: Line
    planned: str
    value: str
    counted: str  # 99 of 99, where an indicator counts
    after: str
    history: tuple[tuple[Reported, str], ...]  # earlier values, the latest first
    status: str
    sign: str
    move: str
    tone: str
    width: int | None  # thousandths of the bar
    measures: tuple[tuple[str, str, str], ...]  # code, name, address where there is a page


def headline(counts: Counts) -> str:
    """13/19 targets met or exceeded: 4 exceeded, 9 met, 4 not met, 2 under way."""
    if not counts.total:
        return _("No target yet.")
    text = ngettext(
        "%(reached)s/%(total)s target met or exceeded: %(parts)s.",
        "%(reached)s/%(total)s targets met or exceeded: %(parts)s.",
        counts.total,
    )
    return text % {"reached": counts.reached, "total": counts.total, "parts": parts(counts)}


def parts(counts: Counts) -> str:
    """The counts of each status that there is."""
    return ", ".join(str(COUNTED[status]) % {"count": count} for status, count in counts.by_status.items())


def reached(counts: Counts) -> str:
    """13/19."""
    return f"{counts.reached}/{counts.total}"


def amount(value: Decimal, decimals: int, measured_in: str) -> str:
    """A number with its unit of measurement: 80 %, 12 xã; of `exercise|exercises` the first is for one."""
    number = points(value, decimals)
    one, _bar, many = measured_in.partition("|")
    measured_in = many if many and abs(value) != 1 else one
    if measured_in == "%" and (get_language() or "").startswith("en"):
        return f"{number}%"
    return f"{number}{NO_BREAK}{measured_in}"


def planned(line: Line) -> str:
    """The comparison and the planned value in words."""

    def said(value: Decimal | None) -> str:
        return amount(value or Decimal(0), line.decimals, line.measured_in)

    texts = {
        Target.Comparison.AT_LEAST: _("at least %(planned)s"),
        Target.Comparison.AT_MOST: _("at most %(planned)s"),
        Target.Comparison.EQUALS: _("exactly %(planned)s"),
        Target.Comparison.YES_NO: _("to be done: yes or no"),
        Target.Comparison.MAINTAIN: _("maintain %(base)s"),
        Target.Comparison.INCREASE_BY: _("increase by %(planned)s, from %(base)s"),
    }
    return texts[Target.Comparison(line.comparison)] % {"planned": said(line.planned), "base": said(line.base)}


def value_of(reported: Reported | None, line: Line) -> str:
    """A reported value in words; nothing where there is none."""
    if reported is None:
        return ""
    if reported.value is None:
        return _("yes") if reported.answer else _("no")
    return amount(reported.value, line.decimals, line.measured_in)


def counted_of(reported: Reported | None) -> str:
    """99 of 99; nothing where no indicator counts."""
    if reported is None or reported.numerator is None or reported.denominator is None:
        return ""
    return _("%(part)s of %(whole)s") % {"part": points(reported.numerator), "whole": points(reported.denominator)}


def shown(line: Line, measures: tuple[tuple[str, str, str], ...]) -> Shown:
    """The row of a target."""
    earlier = [(one, value_of(one, line)) for one in line.reports if one is not line.report]
    return Shown(
        line=line,
        planned=planned(line),
        value=value_of(line.report, line),
        counted=counted_of(line.report),
        after=value_of(line.after_cut_off, line),
        history=tuple(earlier),
        status=str(STATUSES[line.status]),
        sign=SIGNS[line.status],
        move=MOVES[line.status],
        tone=TONES[line.status],
        width=None if line.bar is None else width_of(line.bar),
        measures=measures,
    )


def width_of(bar: Decimal) -> int:
    """Thousandths; only what is reached is full."""
    return FULL if bar >= 1 else min(FULL - 1, thousandths(bar, Decimal(1)))


def title_of_plan(plan: ShownPlan) -> str:
    """A plan with the report that counts it."""
    if plan.report:
        return _("%(title)s – %(report)s") % {"title": plan.title, "report": plan.report}
    return plan.title
