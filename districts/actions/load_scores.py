"""Write the plan of a file of scores, and say what scoring thinks of the round that it makes."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

import scoring
from districts.actions import assemble
from districts.actions.draft import READY, names_of
from districts.actions.errors import ActionError
from districts.actions.events import of_file, record
from districts.actions.publish import correct
from districts.actions.transitions import hold_all
from districts.imports.cells import plain
from districts.imports.score_plan import PlannedFigure, ScorePlan
from districts.imports.scores import Content
from districts.models import Event, FigureChange, Round, Score, Scorecard, Unit

BATCH = 2000
FIELDS = ["state", "points", "margin", "printed_rank", "provenance", "source", "max_points", "min_points"]

Progress = Callable[[int, int], object]  # figures written so far, and of how many


def silent(done: int, of: int) -> None:
    """No progress to show."""


@transaction.atomic
def load_scores(*, plan: ScorePlan, by: User, reason: str = "", progress: Progress = silent) -> Event:
    """Write scorecards and figures, one event with every figure before and after.

    A published round takes figures only with a reason, and publishes its next revision with them.
    """
    refuse_unless_open(plan=plan, reason=reason)
    round = plan.round or make_round(plan)
    refuse_entered(round, plan.units)
    event = record(
        by=by,
        verb=Event.Verb.LOAD_SCORES,
        subject=name_of(round),
        before={"ranked": {unit.code: plan.cards[unit.pk].ranked for unit in plan.touched if unit.pk in plan.cards}},
        after=counts(plan) | {"ranked": {unit.code: plan.ranked.get(unit.pk, True) for unit in plan.touched}},
        reason=reason,
        **of_file(plan.source),
    )
    cards = write_cards(plan, round, by)
    write_figures([*plan.added, *plan.changed], cards, event, progress)
    if plan.latest:
        correct(publication=plan.latest, reason=reason, by=by, office=plan.latest.office)
    return event


def refuse_unless_open(*, plan: ScorePlan, reason: str) -> None:
    """A published round needs a reason; one that is not published has nothing to correct."""
    if plan.latest and not reason.strip():
        text = _("The round is published (revision %(revision)s): give --correct REASON to publish a corrected one.")
        raise ActionError(text % {"revision": plan.latest.revision})
    if reason and not plan.latest:
        raise ActionError(_("The round is not published, so there is nothing to correct: load without --correct."))


def refuse_entered(round: Round, units: list[Unit]) -> None:
    """Files bring finished figures: they do not go over the heads of those who are entering or appraising them."""
    busy = hold_all(round).filter(unit__in=units).exclude(stage__in=READY).select_related("unit")
    if busy:
        names = names_of([card.unit for card in busy])
        raise ActionError(_("These units are being entered or appraised in the portal: %(units)s.") % {"units": names})


def make_round(plan: ScorePlan) -> Round:
    return Round.objects.create(
        authority=plan.area.authority,
        group=plan.group,
        year=plan.area.year,
        basis=plan.basis,
        framework=plan.framework,
        availability=plan.framework.availability,
    )


def name_of(round: Round) -> str:
    return "/".join(filter(None, (round.authority.slug, str(round.year), round.group, round.basis)))


def counts(plan: ScorePlan) -> dict[str, Any]:
    return {"added": len(plan.added), "changed": len(plan.changed), "unchanged": plan.unchanged}


def write_cards(plan: ScorePlan, round: Round, by: User) -> dict[int, Scorecard]:
    """The scorecards of the file's units, all appraised now; by unit."""
    cards = {unit.pk: plan.cards.get(unit.pk) or Scorecard(round=round, unit=unit) for unit in plan.units}
    touched = {unit.pk for unit in plan.touched}
    touched |= {figure.unit.pk for figure in [*plan.added, *plan.changed]}
    now = timezone.now()
    for pk in touched:
        cards[pk].ranked = plan.ranked.get(pk, cards[pk].ranked)
        cards[pk].stage = Scorecard.Stage.APPRAISED
        cards[pk].appraised_by, cards[pk].appraised_at = by, now
    Scorecard.objects.bulk_create([card for card in cards.values() if card.pk is None], batch_size=BATCH)
    stored = [plan.cards[pk] for pk in touched if pk in plan.cards]
    Scorecard.objects.bulk_update(stored, ["ranked", "stage", "appraised_by", "appraised_at"], batch_size=100)
    return cards


def write_figures(figures: list[PlannedFigure], cards: dict[int, Scorecard], event: Event, progress: Progress) -> None:
    """Insert or replace the figures, with their changes; what they do not say (self-assessment, notes) stays."""
    remaining, done = iter(figures), 0
    while batch := list(islice(remaining, BATCH)):
        scores = Score.objects.bulk_create(
            [score_of(figure, cards[figure.unit.pk]) for figure in batch],
            update_conflicts=True,
            unique_fields=["scorecard", "measure"],
            update_fields=FIELDS,
        )
        FigureChange.objects.bulk_create(
            FigureChange(event=event, score=score, before=as_json(figure.before), after=as_json(figure.after))
            for score, figure in zip(scores, batch, strict=True)
        )
        # Whoever has one of them open in a form is told, as with any other change.
        known = [score.pk for score, figure in zip(scores, batch, strict=True) if figure.before]
        Score.objects.filter(pk__in=known).update(version=F("version") + 1)
        done += len(batch)
        progress(done, len(figures))


def score_of(figure: PlannedFigure, card: Scorecard) -> Score:
    content, measure = figure.after, figure.measure
    return Score(
        scorecard=card,
        measure=measure,
        state=content.state,
        points=content.points,
        margin=content.margin,
        printed_rank=content.printed_rank,
        provenance=content.provenance,
        source=content.source,
        max_points=measure.max_points,
        min_points=measure.min_points,
    )


def as_json(content: Content | None) -> dict[str, Any] | None:
    """A figure for the record; what it does not say is left out."""
    if content is None:
        return None
    values = {
        "state": content.state,
        "points": text_of(content.points),
        "margin": text_of(content.margin),
        "printed_rank": content.printed_rank,
        "provenance": content.provenance,
        "source": content.source,
    }
    return {name: value for name, value in values.items() if value not in (None, "")}


def text_of(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)


def contradictions(*, plan: ScorePlan) -> tuple[scoring.Contradiction, ...]:
    """What scoring finds impossible in the round as it will be; units are named by their keys. Writes nothing."""
    framework = assemble.framework_of(plan.framework)
    units = dict.fromkeys([*plan.cards, *(unit.pk for unit in plan.units)])
    sheet = scoring.Sheet.build(framework, list(units), resulting(plan))
    return scoring.score(framework, sheet).contradictions


def resulting(plan: ScorePlan) -> Iterator[tuple[int, str, scoring.Figure]]:
    """The figures as they will be, those of the file over those stored."""
    figures: dict[tuple[int, int], Content] = dict(plan.stored)
    planned: Iterable[PlannedFigure] = [*plan.added, *plan.changed]
    figures.update({(figure.unit.pk, figure.measure.pk): figure.after for figure in planned})
    for (unit, measure), content in figures.items():
        figure = assemble.figure(
            content.state, content.points, content.margin, content.printed_rank, content.provenance
        )
        yield unit, plan.measures[measure].code, figure
