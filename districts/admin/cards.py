"""What the pages of one scorecard and of one round have in common, on the unit's side and on the authority's."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import QuerySet
from django.forms import BaseForm, Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts import rights
from districts.actions.errors import ActionError, Forbidden
from districts.actions.figures import SaveResult
from districts.admin import frame
from districts.models import Round, Scorecard, Unit
from districts.queries.work import visible_cards

REFUSED = 409  # what a page answers when input, time or stage is against it


def account(request: HttpRequest) -> User:
    """Who is logged in; the site has let nobody else through."""
    assert isinstance(request.user, User)
    return request.user


def card_of(request: HttpRequest, key: int) -> Scorecard:
    """A scorecard that the account may see; any other answers 404."""
    return get_object_or_404(visible_cards(account(request)), pk=key)


def round_of(request: HttpRequest, key: int) -> Round:
    """A round that the account may see."""
    rounds = rights.rounds_visible_to(request.user).select_related("authority", "framework")
    return get_object_or_404(rounds, pk=key)


def authority_named(request: HttpRequest, own: QuerySet[Unit], allowed: Callable[[Unit], bool]) -> Unit:
    """The authority that `?authority=` names, else the first of the account's own."""
    wanted = request.GET.get("authority", "")
    if not wanted:
        first = own.order_by("sort_key", "pk").first()
        if first is None:
            raise PermissionDenied
        return first
    if not (wanted.isascii() and wanted.isdigit()):
        raise Http404
    authority = get_object_or_404(rights.authorities_visible_to(request.user), pk=wanted)
    require(allowed(authority))
    return authority


def require(allowed: bool) -> None:
    """Visible, but not allowed: 403."""
    if not allowed:
        raise PermissionDenied


def page(request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the site; one whose form was refused says so in its status."""
    form = context.get("form")
    if isinstance(form, BaseForm) and form.errors:
        status = REFUSED
    return frame.page(request, template, title, status=status, **context)


def said_by(error: ActionError) -> str:
    """What the page says of a refusal; what is not allowed goes on to be answered with 403."""
    if isinstance(error, Forbidden):
        raise error
    return error.message


def posted_codes(request: HttpRequest, known: set[str]) -> list[str]:
    """The criteria that a page sent, each once; a code that is not on the page was never sent by it."""
    codes = list(dict.fromkeys(request.POST.getlist("criterion")))
    if not known.issuperset(codes):
        raise BadRequest("criterion")
    return codes


def refused_in(result: SaveResult) -> set[str]:
    """The codes of the criteria that were not saved."""
    return {conflict.code for conflict in result.conflicts} | {fault.code for fault in result.faults}


def sorry(request: HttpRequest, error: ActionError, form: Form | None = None) -> None:
    """Put a refusal at the top of a form, or of the page."""
    if form is not None:
        form.add_error(None, said_by(error))
    else:
        messages.error(request, said_by(error))


def tell(request: HttpRequest, result: SaveResult) -> None:
    """How much was saved, and that not everything was."""
    count = len(result.saved)
    if count:
        text = ngettext("%(count)s criterion saved.", "%(count)s criteria saved.", count) % {"count": count}
        messages.success(request, text)
    if not result.is_clean:
        messages.error(request, _("Some criteria were not saved: they are marked below, with what you wrote."))
