"""Publish a round, or a corrected revision of one that is published."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from districts.actions.errors import ActionError
from districts.actions.publish import Decision, Preview, correct, preview, publish, refuse_unchanged
from districts.imports.authorities import find_area
from districts.management.round_report import report
from districts.management.writing import Options, WritingCommand
from districts.models import Publication, Round


class Command(WritingCommand):
    help = _("Publish the results of a round; a dry run without --commit.")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("authority", help=_("address or code of the unit that assesses"))
        parser.add_argument("year", type=int)
        parser.add_argument("--group", default="", help=_("needed where the authority has several in the year"))
        parser.add_argument("--basis", default="", help=_("which units it speaks of where a year is published twice"))
        parser.add_argument("--correct", default="", metavar="REASON", help=_("publish the next revision, and why"))
        parser.add_argument("--decision-number", default="", help=_("number of the decision, such as 684/QĐ-UBND"))
        parser.add_argument("--decision-date", type=date.fromisoformat, help=_("its date, such as 2024-04-03"))
        parser.add_argument("--office", default="", help=_("who publishes; otherwise the authority itself"))

    def run(self, options: Options) -> None:
        round = find_round(options)
        plan = preview(round=round)
        self.say(*report(plan))
        refuse_wrong_way(plan, options["correct"])
        if plan.latest:
            decision = Decision(options["office"], options["decision_number"], options["decision_date"])
            refuse_unchanged(plan.latest, plan.differences, decision)
        if self.conclude(options, empty=False):
            publication = self.carry_out(plan, options)
            self.say(_("Published: %(publication)s.") % {"publication": publication})

    def carry_out(self, plan: Preview, options: Options) -> Publication:
        decision = {name: options[name] for name in ("office", "decision_number", "decision_date")}
        with tqdm(delay=1, leave=False) as bar:
            rest: dict[str, Any] = {"by": self.author(options), "progress": progress_on(bar), **decision}
            if plan.latest:
                return correct(publication=plan.latest, reason=options["correct"], **rest)
            return publish(round=plan.draft.round, **rest)


def progress_on(bar: "tqdm[Any]") -> Callable[[int, int], object]:
    def show(done: int, of: int) -> None:
        bar.total = of
        bar.update(done - bar.n)

    return show


def find_round(options: Options) -> Round:
    """The round of the authority and year; the group may be left out where there is one."""
    authority = find_area(options["authority"], options["year"]).authority
    rounds = Round.objects.filter(authority=authority, year=options["year"], basis=options["basis"])
    if options["group"]:
        rounds = rounds.filter(group=options["group"])
    found = list(rounds.select_related("authority", "framework").order_by("group"))
    names = {"authority": authority.name, "year": options["year"]}
    if not found:
        raise ActionError(_("%(authority)s has no such round in %(year)s: load its scores first.") % names)
    if len(found) > 1:
        groups = ", ".join(round.group for round in found)
        text = _("%(authority)s has several rounds in %(year)s: choose one with --group: %(groups)s.")
        raise ActionError(text % (names | {"groups": groups}))
    return found[0]


def refuse_wrong_way(plan: Preview, reason: str) -> None:
    """Publishing anew and correcting are two things, and neither stands in for the other."""
    round = plan.draft.round
    if plan.latest and not reason:
        text = _("%(round)s is published already: give --correct REASON to publish a corrected revision.")
        raise ActionError(text % {"round": round})
    if reason and not plan.latest:
        raise ActionError(_("%(round)s is not published, so there is nothing to correct.") % {"round": round})
