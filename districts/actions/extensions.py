"""A later deadline for one scorecard."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from districts.actions.errors import ActionError
from districts.actions.transitions import Act, hold, permit, shift
from districts.deadlines import deadline_of, said
from districts.models import Extension, Scorecard


@transaction.atomic
def extend_deadline(
    *, scorecard: Scorecard, until: datetime, reason: str, by: User, now: datetime | None = None
) -> Extension:
    """Give one unit more time, and say why; it may be late already."""
    now = now or timezone.now()
    card = hold(scorecard)
    permit(card, Act.EXTEND, by=by, now=now)
    before = deadline_of(card)
    extension = grant(card, until=until, reason=reason, by=by, now=now)
    moments = {"from": before and before.isoformat(), "until": until.isoformat()}
    shift(card, Act.EXTEND, by=by, reason=reason, after=moments)
    return extension


def grant(card: Scorecard, *, until: datetime, reason: str, by: User, now: datetime) -> Extension:
    """A deadline is only ever moved to a later moment, and one that is still to come."""
    deadline = deadline_of(card)
    if deadline is None:
        raise ActionError(_("The round has no deadline that could be extended."))
    if until <= max(deadline, now):
        raise ActionError(_("The new deadline must lie after %(moment)s.") % {"moment": said(max(deadline, now))})
    if not reason.strip():
        raise ActionError(_("Give a reason."))
    return Extension.objects.create(scorecard=card, until=until, reason=reason.strip(), by=by)
