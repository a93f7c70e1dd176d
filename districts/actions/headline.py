"""Headline figures of history: total, pillars and printed ranks with their source, and no criteria below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from districts.actions.errors import ActionError
from districts.actions.figures import NO_VERDICT, Desk, SaveResult, clean, fault_of_points
from districts.actions.transitions import Act, hold, permit, shift
from districts.checks.reading import criteria_of
from districts.models import Measure, MeasureKind, Provenance, Score, Scorecard, ScoreState

KINDS = (MeasureKind.TOTAL, MeasureKind.PILLAR)


@dataclass(frozen=True, slots=True)
class Headline:
    """One printed figure; without points and rank it is taken back."""

    measure_code: str
    version: int
    points: Decimal | None = None
    printed_rank: int | None = None


@transaction.atomic
def save_headline(
    *,
    scorecard: Scorecard,
    figures: Sequence[Headline],
    source: str,
    provenance: str,
    by: User,
    via: str = "form",
    now: datetime | None = None,
) -> SaveResult:
    """Save all figures and call the scorecard appraised, or none where one has a fault."""
    now = now or timezone.now()
    card = hold(scorecard)
    permit(card, Act.RECORD, by=by, now=now)
    refuse_headline(card, source, provenance)
    measures = Measure.objects.filter(framework=card.round.framework_id, kind__in=KINDS)
    desk = Desk(card, measures, by=by, now=now)
    for figure in figures:
        put(desk, figure, clean(source), provenance)
    if desk.result.is_clean:
        card.appraised_by, card.appraised_at = by, now
        event = shift(card, Act.RECORD, by=by, after={"via": via, "figures": len(desk.before)})
        desk.close(Act.RECORD, event=event)
    else:
        desk.result.saved.clear()
    return desk.result


def refuse_headline(card: Scorecard, source: str, provenance: str) -> None:
    """Figures above the criteria stand for themselves only where no criterion says anything."""
    if not clean(source) or provenance not in Provenance.values:
        raise ActionError(_("Say where the figures come from."))
    criteria = Score.objects.filter(scorecard=card, measure__in=criteria_of(card))
    if criteria.exclude(state=ScoreState.MISSING, self_state="").exists():
        raise ActionError(_("This scorecard has criteria: its total and pillars are their sums."))


def put(desk: Desk, figure: Headline, source: str, provenance: str) -> None:
    """Put one figure on the desk, or its fault."""
    measure = desk.measure(figure.measure_code)
    if measure is None:
        return
    if figure.points is not None and (message := fault_of_points(measure, figure.points)):
        desk.refuse(figure.measure_code, "points", message)
    elif figure.printed_rank is not None and figure.printed_rank < 1:
        desk.refuse(figure.measure_code, "printed_rank", _("Ranks begin with 1."))
    elif figure.points is None and figure.printed_rank is None:
        desk.put(measure, figure.version, NO_VERDICT | {"printed_rank": None, "source": ""}, stamp="appraised")
    else:
        values = {
            "state": ScoreState.SCORED,
            "points": figure.points,
            "printed_rank": figure.printed_rank,
            "margin": None,
            "source": source,
            "provenance": provenance,
        }
        desk.put(measure, figure.version, values, stamp="appraised")
