"""My work, and one scorecard from its outside."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from districts.actions.errors import ActionError, Forbidden
from districts.actions.transitions import Act, acts_open_to, move
from districts.models import Scorecard
from districts.queries.work import heads_of, load_overview, load_work, visible_cards

REFUSED = 409  # what a page answers when the time or the stage is against it


def account(request: HttpRequest) -> User:
    """Who is logged in; the site has let nobody else through."""
    assert isinstance(request.user, User)
    return request.user


def card_of(request: HttpRequest, scorecard: int) -> Scorecard:
    """A scorecard that the account may see; every other answers 404."""
    return get_object_or_404(visible_cards(account(request)), pk=scorecard)


def page(request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """One of the pages of work, in the frame of the site."""
    shared = {**admin.site.each_context(request), "title": title, **context}
    return render(request, f"admin/work/{template}", shared, status=status)


def refusal(error: ActionError) -> str:
    """What a page says of a refusal; what is not allowed goes on to be answered with 403."""
    if isinstance(error, Forbidden):
        raise error
    return error.message


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The account's scorecards."""
    return page(request, "mine.html", _("My work"), work=load_work(account(request)))


@require_GET
def scorecard(request: HttpRequest, scorecard: int) -> HttpResponse:
    """One scorecard: its stage, what comes next, how far it is."""
    card = card_of(request, scorecard)
    acts = acts_open_to(scorecard=card, by=account(request))
    return page(
        request,
        "scorecard.html",
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
        messages.error(request, refusal(error))
        return redirect("admin:work-card", card.pk)
    messages.success(request, _("The submission was withdrawn: the scorecard is a draft again."))
    return redirect("admin:work-card", card.pk)
