"""When a unit's time ends, and how a moment is told: always in Vietnam's own time, with its hour and zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from districts.models import Extension, Scorecard

INDOCHINA = ZoneInfo("Asia/Ho_Chi_Minh")
EXTENDED = "extended_until"
NOT_ASKED = object()


def with_extensions(cards: QuerySet[Scorecard]) -> QuerySet[Scorecard]:
    """Scorecards that know their latest extension, so that `deadline_of` asks nothing more."""
    latest = Extension.objects.filter(scorecard=OuterRef("pk")).order_by("-until")
    return cards.annotate(**{EXTENDED: Subquery(latest.values("until")[:1])})


def deadline_of(scorecard: Scorecard) -> datetime | None:
    """The moment from which the unit is locked: the latest of the round's and the scorecard's own; None: never."""
    closes = scorecard.round.closes
    extended = extended_until(scorecard)
    if closes is None or extended is None:
        return closes
    return max(closes, extended)


def extended_until(scorecard: Scorecard) -> datetime | None:
    known = getattr(scorecard, EXTENDED, NOT_ASKED)
    if known is NOT_ASKED:
        known = scorecard.extensions.order_by("-until").values_list("until", flat=True).first()
    assert known is None or isinstance(known, datetime)
    return known


def replies_end(scorecard: Scorecard) -> datetime | None:
    """Until when the unit may reply; None: until the round is published."""
    return scorecard.round.reply_until


def said(moment: datetime) -> str:
    """17:00 31/12/2026 (Indochina time)"""
    text = moment.astimezone(INDOCHINA).strftime("%H:%M %d/%m/%Y")
    return _("%(moment)s (Indochina time)") % {"moment": text}
