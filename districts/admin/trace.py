"""The history of one criterion, for whoever may see its scorecard."""

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from districts import rights
from districts.actions.transitions import subject_of
from districts.admin.cards import account, card_of, page
from districts.answers import rule_of
from districts.models import Measure, Scorecard
from districts.queries.work_trace import load_history
from districts.tables.trace import changed_fields

SHOWN = (Scorecard.Stage.APPRAISED, Scorecard.Stage.PUBLISHED)


@require_GET
def history(request: HttpRequest, scorecard: int, measure: str) -> HttpResponse:
    """Who entered, judged or loaded it, when, from what to what, and why."""
    card = card_of(request, scorecard)
    criterion = get_object_or_404(Measure, framework=card.round.framework_id, code=measure)
    steps = load_history(card, criterion, subject_of(card), with_verdicts=sees_verdicts(account(request), card))
    return page(
        request,
        "work/trace.html",
        _("History of %(code)s") % {"code": criterion.code},
        card=card,
        measure=criterion,
        has_rule=rule_of(criterion.rule) is not None,
        steps=[(step, list(changed_fields(step.before, step.after))) for step in steps],
    )


def sees_verdicts(user: User, card: Scorecard) -> bool:
    """The authority always, the unit from the end of the appraisal on."""
    return card.stage in SHOWN or rights.can_watch(user, card.round_id)
