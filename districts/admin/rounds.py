"""Rounds as the authority runs them: the list, opening, the board, and more time for one unit."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from districts import rights
from districts.actions import rounds
from districts.actions.errors import ActionError
from districts.actions.transitions import TRANSITIONS, Act
from districts.admin.appraisal import heading
from districts.admin.cards import account, authority_named, page, require, round_of, sorry
from districts.deadlines import with_extensions
from districts.forms.rounds import ExtendForm, OpenForm
from districts.models import Round, Scorecard, Unit
from districts.queries.board import load_board, load_rounds
from districts.tables.words import group_label


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Every round of the account's authorities."""
    require(rights.doors_of(request.user).rounds)
    may_open = rights.authorities_run_by(request.user).exists()
    found = load_rounds(request.user)
    return page(request, "rounds/list.html", _("Rounds"), rounds=found, may_open=may_open)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a round of one authority."""
    authority = authority_of(request)
    form = OpenForm(request.POST or None, authority=authority)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        data["units"] = data["units"] or None  # none chosen: as the action says
        try:
            round = rounds.open_round(authority=authority, by=account(request), **data)
        except ActionError as error:
            sorry(request, error, form)
        else:
            messages.success(request, _("The round is open: %(round)s.") % {"round": name_of(round)})
            return redirect("admin:board", round=round.pk)
    authorities = rights.authorities_run_by(request.user).order_by("sort_key", "pk")
    title = _("Open a round of %(authority)s") % {"authority": authority.name}
    return page(
        request,
        "rounds/new.html",
        title,
        form=form,
        authority=authority,
        authorities=authorities,
    )


def authority_of(request: HttpRequest) -> Unit:
    """The authority that is named, else the first in which the account may open rounds."""
    own = rights.authorities_run_by(request.user)
    return authority_named(request, own, partial(rights.can_open_rounds, request.user))


def name_of(round: Round) -> str:
    """A round as headings call it."""
    words = [group_label(round.group), str(round.year), round.basis, round.authority.name]
    return ", ".join(filter(None, words))


@require_GET
def board(request: HttpRequest, round: int) -> HttpResponse:
    """Units, stages and indices; names of people only for those who run the round."""
    found = round_of(request, round)
    require(rights.can_watch(request.user, found.pk))
    shown = load_board(found)
    return page(
        request,
        "rounds/board.html",
        name_of(found),
        board=shown,
        round=found,
        runs=rights.can_run(request.user, found),
        reopens=any(rights.can_reopen(request.user, line.card) for line in shown.lines[:1]),
        extendable=TRANSITIONS[Act.EXTEND].sources,
    )


@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, round: int, scorecard: int) -> HttpResponse:
    """More time for one unit, with a reason."""
    found = round_of(request, round)
    require(rights.can_run(request.user, found))
    cards = with_extensions(Scorecard.objects.filter(round=found)).select_related("unit", "round__authority")
    card = get_object_or_404(cards, pk=scorecard)
    form = ExtendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rounds.extend_deadline(scorecard=card, by=account(request), **form.cleaned_data)
        except ActionError as error:
            sorry(request, error, form)
        else:
            messages.success(request, _("%(unit)s has more time.") % {"unit": card.unit.name})
            return redirect("admin:board", round=found.pk)
    title = _("More time for %(unit)s") % {"unit": card.unit.name}
    return page(request, "work/reason.html", title, form=form, button=_("Extend"), **heading(card))
