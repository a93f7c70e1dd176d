"""Load a round's scores from a CSV file, long or wide (docs/data-formats.md)."""

from collections.abc import Iterable

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from districts.actions.load_scores import contradictions, load_scores, refuse_unless_open
from districts.imports.cells import plain
from districts.imports.score_plan import PlannedFigure, ScorePlan, plan_scores
from districts.imports.scores import Content
from districts.imports.source import read_source
from districts.management.writing import Options, WritingCommand, add_target, target_of
from districts.models import Unit

SHOWN = 20  # changes, units and warnings printed; the rest are counted


class Command(WritingCommand):
    help = _("Load the scores of one round from a CSV file; a dry run without --commit.")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", help=_("long: unit_code,measure_code,points,...; wide: unit_code and the measures"))
        add_target(parser)
        parser.add_argument("--correct", default="", metavar="REASON", help=_("publish the next revision with it"))

    def run(self, options: Options) -> None:
        plan = plan_scores(read_source(options["file"]), target_of(options))
        self.say(*report(plan))
        self.say(*warnings(plan))
        if not plan.empty and (options["commit"] or options["correct"]):
            refuse_unless_open(plan=plan, reason=options["correct"])
        if self.conclude(options, empty=plan.empty):
            with tqdm(total=len(plan.added) + len(plan.changed), delay=1, leave=False) as bar:
                load_scores(
                    plan=plan,
                    by=self.author(options),
                    reason=options["correct"],
                    progress=lambda done, of: bar.update(done - bar.n),
                )
            self.say(_("The scores are loaded."))


def report(plan: ScorePlan) -> list[str]:
    names = {"authority": plan.area.authority.name_vi, "year": plan.area.year, "group": plan.group}
    if plan.round is None:
        lines = [_("Round %(authority)s %(year)s, %(group)s: new.") % names]
    elif plan.latest is None:
        lines = [_("Round %(authority)s %(year)s, %(group)s: stored, not published.") % names]
    else:
        names["revision"] = plan.latest.revision
        lines = [_("Round %(authority)s %(year)s, %(group)s: published, revision %(revision)s.") % names]
    counts = {"added": len(plan.added), "changed": len(plan.changed), "unchanged": plan.unchanged}
    lines.append(_("Figures: %(added)s added, %(changed)s changed, %(unchanged)s unchanged.") % counts)
    lines += [describe_change(figure) for figure in plan.changed[:SHOWN]]
    lines += rest(len(plan.changed))
    lines += units(_("Units that enter the round or change in it: %(count)s"), plan.touched)
    lines += units(_("Units of the group without a row: %(count)s"), plan.absent)
    return lines


def describe_change(figure: PlannedFigure) -> str:
    before = describe(figure.before) if figure.before else "–"
    return f"  {figure.unit.code} {figure.unit.name_vi}, {figure.measure.code}: {before} → {describe(figure.after)}"


def describe(content: Content) -> str:
    """A figure in short: 12.5 (rank 3, press)."""
    figure = content.state if content.points is None else plain(content.points)
    rank = _("rank %(rank)s") % {"rank": content.printed_rank} if content.printed_rank else ""
    return f"{figure} ({', '.join(filter(None, (rank, content.provenance, content.source)))})"


def units(head: str, listed: list[Unit]) -> list[str]:
    if not listed:
        return []
    lines = [head % {"count": len(listed)}]
    return lines + [f"  {unit.code} {unit.name_vi}" for unit in listed[:SHOWN]] + rest(len(listed))


def warnings(plan: ScorePlan) -> list[str]:
    """Figures that contradict others or cannot be."""
    found = contradictions(plan=plan)
    known: Iterable[Unit] = [*plan.area.units, *plan.units]
    names = {unit.pk: f"{unit.code} {unit.name_vi}" for unit in known}
    text = _("Warning: %(unit)s, %(code)s: %(given)s is given, but the other figures lead to %(computed)s.")
    lines = [
        text
        % {
            "unit": names.get(int(str(one.unit)), str(one.unit)),
            "code": one.code,
            "given": plain(one.given),
            "computed": plain(one.computed),
        }
        for one in found[:SHOWN]
    ]
    return lines + rest(len(found))


def rest(count: int) -> list[str]:
    return [_("… and %(count)s more lines.") % {"count": count - SHOWN}] if count > SHOWN else []
