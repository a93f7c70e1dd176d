"""My work, and one scorecard from its outside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from districts.actions.errors import ActionError
from districts.actions.transitions import Act, acts_open_to, move
from districts.admin.cards import account, card_of, page, sorry
from districts.queries.work import heads_of, load_overview, load_work


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The account's scorecards."""
    return page(request, "work/mine.html", _("My work"), work=load_work(account(request)))


@require_GET
def scorecard(request: HttpRequest, scorecard: int) -> HttpResponse:
    """One scorecard: its stage, what comes next, how far it is."""
    card = card_of(request, scorecard)
    acts = acts_open_to(scorecard=card, by=account(request))
    return page(
        request,
        "work/scorecard.html",
        card.unit.name,
        card=card,
        overview=load_overview(card),
        acts={act.value for act in acts},
        heads=heads_of(card.unit_id),
    )


@require_POST
def withdraw(request: HttpRequest, scorecard: int) -> HttpResponse:
    """Take a submission back."""
    card = card_of(request, scorecard)
    try:
        move(scorecard=card, act=Act.WITHDRAW, by=account(request))
    except ActionError as error:
        sorry(request, error)
        return redirect("admin:work-card", card.pk)
    messages.success(request, _("The submission was withdrawn: the scorecard is a draft again."))
    return redirect("admin:work-card", card.pk)
