"""The people of an authority: who has which role, invitations, roles given and taken away."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from districts import rights
from districts.actions import people
from districts.actions.errors import ActionError
from districts.admin import frame
from districts.admin.cards import account, authority_named, said_by
from districts.forms.people import GiveForm, InviteForm
from districts.models import Assignment, Unit
from districts.queries.work_people import load_people


def authority_of(request: HttpRequest) -> Unit:
    """The authority that is named, else the first that the account administers."""
    own = rights.authorities_managed_by(request.user)
    return authority_named(request, own, partial(rights.can_manage_people, request.user))


def url_of(name: str, authority: Unit, **parts: int) -> str:
    """The address of one of these pages for one authority."""
    return f"{reverse(f'admin:{name}', kwargs=parts)}?authority={authority.pk}"


def page(request: HttpRequest, template: str, title: str, authority: Unit, **context: Any) -> HttpResponse:
    """One of these pages, with what all of them show."""
    shared: dict[str, Any] = {
        "authority": authority,
        "people_url": url_of("people", authority),
        "query": f"?authority={authority.pk}",
    }
    return frame.page(request, f"work/{template}", title, **shared, **context)


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Everybody by unit, with role and last log-in."""
    authority = authority_of(request)
    managed = rights.authorities_managed_by(request.user).order_by("sort_key", "pk")
    title = _("People of %(authority)s") % {"authority": authority.name}
    return page(request, "people.html", title, authority, people=load_people(authority), authorities=list(managed))


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """The form of an invitation; the answer shows its link, this once."""
    authority = authority_of(request)
    form = InviteForm(request.POST or None, authority=authority)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = people.invite(**form.cleaned_data, by=account(request))
        except ActionError as error:
            form.add_error(None, said_by(error))
        else:
            return show_link(request, authority, invitation)
    return page(request, "people_form.html", _("Invite a person"), authority, form=form, button=_("Invite"))


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """One more role for an account that there is, or other measures for an appraiser."""
    authority = authority_of(request)
    form = GiveForm(request.POST or None, authority=authority)
    if request.method == "POST" and form.is_valid() and form.account:
        chosen = {name: form.cleaned_data[name] for name in ("role", "unit", "measures")}
        try:
            people.assign(user=form.account, **chosen, by=account(request))
        except ActionError as error:
            form.add_error(None, said_by(error))
        else:
            messages.success(request, _("The role was given to %(user)s.") % {"user": form.account})
            return redirect(url_of("people", authority))
    return page(request, "people_form.html", _("Give a role"), authority, form=form, button=_("Give"))


@require_POST
def link(request: HttpRequest, user: int) -> HttpResponse:
    """A new link for somebody of this authority."""
    authority = authority_of(request)
    person = get_object_or_404(User, pk__in=members_of(authority), pk=user)
    return show_link(request, authority, people.invite_again(user=person, by=account(request)))


@require_POST
def take(request: HttpRequest, assignment: int) -> HttpResponse:
    """Take a role of this authority or of one of its units away."""
    authority = authority_of(request)
    visible = Assignment.objects.select_related("user", "unit")
    held = get_object_or_404(visible, pk__in=assignments_of(authority), pk=assignment)
    try:
        people.unassign(assignment=held, by=account(request))
    except ActionError as error:
        messages.error(request, said_by(error))
    else:
        text = _("The role was taken from %(user)s: %(role)s, %(unit)s.")
        messages.success(request, text % {"user": held.user, "role": held.get_role_display(), "unit": held.unit})
    return redirect(url_of("people", authority))


def show_link(request: HttpRequest, authority: Unit, invitation: people.Invitation) -> HttpResponse:
    """The link to hand over; it is stored nowhere."""
    address = request.build_absolute_uri(invitation.path)
    title = _("The link for %(user)s") % {"user": invitation.user}
    return page(request, "people_link.html", title, authority, invited=invitation.user, address=address)


def assignments_of(authority: Unit) -> set[int]:
    """The keys of the roles that the list shows."""
    return {member.assignment for place in load_people(authority).places for member in place.members}


def members_of(authority: Unit) -> set[int]:
    """The keys of the accounts that the list shows."""
    return {member.user for place in load_people(authority).places for member in place.members}
