"""People: invitations, roles given and taken away."""

from collections.abc import Collection
from typing import Any, NamedTuple

from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes, force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _

from districts import rights
from districts.actions.errors import ActionError, Forbidden
from districts.actions.events import record
from districts.models import Assignment, Event, Measure, Role, Unit


class Invitations(PasswordResetTokenGenerator):
    """Tokens that hold for settings.PASSWORD_RESET_TIMEOUT and until a password is set."""

    key_salt = "districts.actions.people.Invitations"


INVITATIONS = Invitations()


class Invitation(NamedTuple):
    """An account that waits for its password, and the path of the page where it is chosen."""

    user: User
    path: str


@transaction.atomic
def invite(
    *,
    username: str,
    full_name: str,
    role: Role,
    unit: Unit,
    by: User,
    email: str = "",
    measures: Collection[Measure] = (),
) -> Invitation:
    """Make an account with its first role; nobody can log in with it until the invitation is accepted."""
    _refuse_forbidden(by, role, unit)
    user = User(username=User.normalize_username(username.strip()), first_name=full_name.strip(), email=email)
    user.set_unusable_password()
    _refuse_taken_name(user.username)
    _refuse_invalid(user)
    user.save()
    record(by=by, verb=Event.Verb.INVITE, subject=user.username, after={"full_name": user.first_name, "email": email})
    assign(user=user, role=role, unit=unit, measures=measures, by=by)
    return Invitation(user, _path_for(user))


@transaction.atomic
def invite_again(*, user: User, by: User) -> Invitation:
    """A new link for somebody who lost theirs, or the password: the old password no longer works."""
    user = _locked(user)
    if not rights.can_renew(by, user):
        raise Forbidden(_("You may not renew the invitation of this account."))
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record(by=by, verb=Event.Verb.INVITE, subject=user.username, after={"again": True})
    return Invitation(user, _path_for(user))


def find_invited(*, uid: str, token: str) -> User | None:
    """Whom a link invites; None where it was used, is too old or was never given."""
    try:
        user = User.objects.filter(pk=int(force_str(urlsafe_base64_decode(uid))), is_active=True).first()
    except (ValueError, OverflowError):
        return None
    return user if user and not user.has_usable_password() and INVITATIONS.check_token(user, token) else None


@transaction.atomic
def accept_invitation(*, uid: str, token: str, password: str) -> User:
    """Set the password, once; the form has checked it against the validators."""
    invited = find_invited(uid=uid, token=token)
    if invited:
        _locked(invited)  # of two who use one link at once, the later finds it used
        invited = find_invited(uid=uid, token=token)
    if invited is None:
        raise ActionError(_("This invitation holds no longer. Ask your administrator for a new one."))
    invited.set_password(password)
    invited.save(update_fields=["password"])
    record(by=invited, verb=Event.Verb.ACCEPT, subject=invited.username)
    return invited


@transaction.atomic
def assign(*, user: User, role: Role, unit: Unit, by: User, measures: Collection[Measure] = ()) -> Assignment:
    """Give a role, or give an appraiser other measures."""
    _refuse_forbidden(by, role, unit)
    _refuse_unfit(user, role, measures)
    _locked(user)
    assignment, made = Assignment.objects.get_or_create(user=user, role=role, unit=unit)
    before = None if made else contents_of(assignment)
    assignment.measures.set(measures)
    after = contents_of(assignment)
    if before == after:
        text = _("%(user)s has this role already: %(role)s, %(unit)s.")
        raise ActionError(text % {"user": user, "role": role.label, "unit": unit})
    record(by=by, verb=Event.Verb.ASSIGN, subject=user.username, before=before, after=after)
    _follow(user)
    return assignment


@transaction.atomic
def unassign(*, assignment: Assignment, by: User) -> None:
    """Take a role away; the account stays, and so does all that it did."""
    _refuse_forbidden(by, Role(assignment.role), assignment.unit)
    user = assignment.user
    _locked(user)
    if not user.assignments.filter(pk=assignment.pk).exists():
        raise ActionError(_("This role was taken away already."))
    _refuse_last_administrator(assignment, by)
    record(by=by, verb=Event.Verb.UNASSIGN, subject=user.username, before=contents_of(assignment))
    assignment.delete()
    _follow(user)


def contents_of(assignment: Assignment) -> dict[str, Any]:
    """The assignment for the record, in words that stay true when rows go."""
    unit = assignment.unit
    measures = assignment.measures.order_by("framework", "position").values_list("framework__slug", "code")
    return {
        "role": str(assignment.role),
        "unit": {"level": unit.level, "code": unit.code, "name": unit.name_vi},
        "measures": [list(measure) for measure in measures],
    }


def _follow(user: User) -> None:
    """Django's own groups and its mark for the admin site follow the roles held, in the caller's object too."""
    held = set(user.assignments.values_list("role", flat=True))
    groups = [Group.objects.get_or_create(name=role)[0] for role in sorted(held)]
    user.groups.set([*user.groups.exclude(name__in=Role.values), *groups])
    user.is_staff = user.is_superuser or bool(held)
    user.save(update_fields=["is_staff"])


def _path_for(user: User) -> str:
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("welcome", kwargs={"uid": uid, "token": INVITATIONS.make_token(user)})


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _refuse_forbidden(by: User, role: Role, unit: Unit) -> None:
    if not rights.can_give(by, role, unit):
        text = _("You may not decide on this role there: %(role)s, %(unit)s.")
        raise Forbidden(text % {"role": role.label, "unit": unit})


def _refuse_unfit(user: User, role: Role, measures: Collection[Measure]) -> None:
    if not user.is_active:
        raise ActionError(_("The account %(user)s is closed.") % {"user": user})
    if measures and role != Role.APPRAISER:
        raise ActionError(_("Only appraisers are given indices or criteria."))


def _refuse_taken_name(username: str) -> None:
    if User.objects.filter(username__iexact=username).exists():
        text = _("There is an account called %(username)s already: give it the role instead.")
        raise ActionError(text % {"username": username})


def _refuse_invalid(user: User) -> None:
    if not user.first_name:
        raise ActionError(_("An account needs the full name of its person."))
    try:
        user.full_clean()
    except ValidationError as error:
        raise ActionError(" ".join(error.messages)) from error


def _refuse_last_administrator(assignment: Assignment, by: User) -> None:
    """Without one, nobody but the operator could invite anybody again."""
    if assignment.role != Role.ADMINISTRATOR or by.is_superuser:
        return
    # Held until the end, so that two administrators cannot take away each other.
    held = Assignment.objects.select_for_update().filter(role=Role.ADMINISTRATOR, unit=assignment.unit)
    if not [one for one in held.select_related("user") if one.pk != assignment.pk and one.user.is_active]:
        text = _("%(user)s is the last administrator of %(unit)s: give the role to somebody else first.")
        raise ActionError(text % {"user": assignment.user, "unit": assignment.unit})
