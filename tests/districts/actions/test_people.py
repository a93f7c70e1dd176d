"""Invitations and roles: what the actions do, record and refuse."""

from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.urls import resolve

from districts import rights
from districts.actions import people
from districts.actions.errors import ActionError, Forbidden
from districts.models import Assignment, Event, Framework, Role, Unit
from tests.districts.people import give_role, make_person


def invite(by: User, unit: Unit, role: Role = Role.STAFF, username: str = "moi@laocai.vn") -> people.Invitation:
    return people.invite(username=username, full_name="Người Mới", role=role, unit=unit, by=by)


def parts_of(invitation: people.Invitation) -> dict[str, str]:
    return {name: str(value) for name, value in resolve(invitation.path).kwargs.items()}


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_an_invited_account_has_its_role_and_no_password(administrator: User, van_ban: Unit) -> None:
    user = invite(administrator, van_ban).user

    assert [(one.role, one.unit) for one in user.assignments.all()] == [("staff", van_ban)]
    assert not user.has_usable_password()


def test_an_invitation_is_recorded_with_its_role(administrator: User, van_ban: Unit) -> None:
    invite(administrator, van_ban)

    assert verbs() == ["invite", "assign"]
    assert Event.objects.get(verb="assign").after == {
        "role": "staff",
        "unit": {"level": "district", "code": "089", "name": "Văn Bàn"},
        "measures": [],
    }


def test_nothing_of_the_link_is_recorded(administrator: User, van_ban: Unit) -> None:
    token = parts_of(invite(administrator, van_ban))["token"]

    assert not [event for event in Event.objects.all() if token in str(event.__dict__)]


def test_a_failing_record_leaves_no_account(administrator: User, van_ban: Unit) -> None:
    with patch.object(people, "record", side_effect=RuntimeError), pytest.raises(RuntimeError):
        invite(administrator, van_ban)

    assert not User.objects.filter(username="moi@laocai.vn").exists()


def test_a_failing_role_leaves_no_account(administrator: User, van_ban: Unit, framework: Framework) -> None:
    measures = list(framework.measures.all())

    with pytest.raises(ActionError):
        people.invite(
            username="moi", full_name="Mới", role=Role.STAFF, unit=van_ban, measures=measures, by=administrator
        )

    assert not User.objects.filter(username="moi").exists()


@pytest.mark.parametrize("name", ["staff", "head", "appraiser", "publisher", "reader", "outsider", "stranger"])
def test_only_the_administrator_invites(request: pytest.FixtureRequest, van_ban: Unit, name: str) -> None:
    by = request.getfixturevalue(name)

    with pytest.raises(Forbidden):
        invite(by, van_ban)


def test_a_superuser_makes_the_first_administrator(superuser: User, lao_cai: Unit) -> None:
    user = invite(superuser, lao_cai, Role.ADMINISTRATOR).user

    assert rights.can_manage_people(user, lao_cai)


@pytest.mark.parametrize("username", ["can-bo", "CAN-BO"])
def test_a_name_is_given_once(administrator: User, staff: User, van_ban: Unit, username: str) -> None:
    with pytest.raises(ActionError):
        invite(administrator, van_ban, username=username)


@pytest.mark.parametrize("username", ["", "hai chữ", "x" * 151])
def test_a_name_that_cannot_be_is_refused(administrator: User, van_ban: Unit, username: str) -> None:
    with pytest.raises(ActionError):
        invite(administrator, van_ban, username=username)


def test_an_account_needs_a_full_name(administrator: User, van_ban: Unit) -> None:
    with pytest.raises(ActionError):
        people.invite(username="moi", full_name="  ", role=Role.STAFF, unit=van_ban, by=administrator)


# Accepting


def test_accepting_sets_the_password_and_is_recorded_as_the_invited(administrator: User, van_ban: Unit) -> None:
    user = people.accept_invitation(**parts_of(invite(administrator, van_ban)), password="Mot-mat-khau-dai")

    assert user.check_password("Mot-mat-khau-dai")
    assert Event.objects.get(verb="accept").by == user


def test_a_link_works_once(administrator: User, van_ban: Unit) -> None:
    parts = parts_of(invite(administrator, van_ban))
    people.accept_invitation(**parts, password="Mot-mat-khau-dai")

    with pytest.raises(ActionError):
        people.accept_invitation(**parts, password="Mat-khau-khac-nua")

    assert User.objects.get(username="moi@laocai.vn").check_password("Mot-mat-khau-dai")


@pytest.mark.parametrize(("days", "found"), [(6, True), (8, False)])
def test_a_link_holds_seven_days(administrator: User, van_ban: Unit, days: int, found: bool) -> None:
    then = datetime.now() - timedelta(days=days)  # noqa: DTZ005 - as Django's generator counts
    with patch.object(people.INVITATIONS, "_now", return_value=then):
        parts = parts_of(invite(administrator, van_ban))

    assert (people.find_invited(**parts) is not None) is found


def test_a_link_of_one_does_not_open_the_account_of_another(administrator: User, van_ban: Unit) -> None:
    token = parts_of(invite(administrator, van_ban))["token"]
    uid = parts_of(invite(administrator, van_ban, username="khac"))["uid"]

    assert people.find_invited(uid=uid, token=token) is None


@pytest.mark.parametrize("uid", ["MQ", "____", "x", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5"])
def test_made_up_links_find_nobody(administrator: User, van_ban: Unit, uid: str) -> None:
    token = parts_of(invite(administrator, van_ban))["token"]

    assert people.find_invited(uid=uid, token=token) is None


def test_a_closed_account_cannot_accept(administrator: User, van_ban: Unit) -> None:
    parts = parts_of(invite(administrator, van_ban))
    User.objects.filter(username="moi@laocai.vn").update(is_active=False)

    assert people.find_invited(**parts) is None


def test_a_new_link_ends_the_old_one(administrator: User, van_ban: Unit) -> None:
    old = invite(administrator, van_ban)
    new = people.invite_again(user=old.user, by=administrator)

    assert people.find_invited(**parts_of(old)) is None
    assert people.find_invited(**parts_of(new)) == old.user


def test_a_new_link_ends_the_old_password(administrator: User, van_ban: Unit) -> None:
    user = people.accept_invitation(**parts_of(invite(administrator, van_ban)), password="Mot-mat-khau-dai")
    people.invite_again(user=user, by=administrator)

    assert not User.objects.get(pk=user.pk).check_password("Mot-mat-khau-dai")


def test_an_account_that_works_elsewhere_too_is_not_to_be_taken_over(
    administrator: User, stranger: User, staff: User
) -> None:
    there = stranger.assignments.get().unit
    give_role(staff, Role.PUBLISHER, there)

    with pytest.raises(Forbidden):
        people.invite_again(user=staff, by=administrator)


def test_a_superuser_is_not_to_be_taken_over(administrator: User, superuser: User, lao_cai: Unit) -> None:
    give_role(superuser, Role.READER, lao_cai)

    with pytest.raises(Forbidden):
        people.invite_again(user=superuser, by=administrator)


# Giving and taking


def test_a_role_given_opens_the_admin_site(administrator: User, author: User, van_ban: Unit) -> None:
    people.assign(user=author, role=Role.STAFF, unit=van_ban, by=administrator)

    assert (author.is_staff, User.objects.get(pk=author.pk).is_staff) == (True, True)
    assert [group.name for group in author.groups.all()] == ["staff"]


def test_the_last_role_taken_closes_the_admin_site(administrator: User, staff: User) -> None:
    people.unassign(assignment=staff.assignments.get(), by=administrator)
    staff.refresh_from_db()

    assert not staff.is_staff
    assert not staff.groups.exists()


def test_a_role_taken_at_one_unit_stays_at_another(administrator: User, staff: User, bac_ha: Unit) -> None:
    kept = give_role(staff, Role.STAFF, bac_ha)
    people.unassign(assignment=staff.assignments.exclude(pk=kept.pk).get(), by=administrator)
    staff.refresh_from_db()

    assert staff.is_staff
    assert [group.name for group in staff.groups.all()] == ["staff"]


def test_giving_and_taking_are_recorded(administrator: User, author: User, lao_cai: Unit) -> None:
    assignment = people.assign(user=author, role=Role.READER, unit=lao_cai, by=administrator)
    people.unassign(assignment=assignment, by=administrator)
    given, taken = Event.objects.order_by("pk")

    assert (given.verb, given.before, given.subject) == ("assign", None, "nguoi-cong-bo")
    assert (taken.verb, taken.before, taken.after) == ("unassign", given.after, None)


def test_a_failing_record_gives_no_role(administrator: User, author: User, van_ban: Unit) -> None:
    with patch.object(people, "record", side_effect=RuntimeError), pytest.raises(RuntimeError):
        people.assign(user=author, role=Role.STAFF, unit=van_ban, by=administrator)

    assert not author.assignments.exists()


def test_a_role_is_given_once(administrator: User, staff: User, van_ban: Unit) -> None:
    with pytest.raises(ActionError):
        people.assign(user=staff, role=Role.STAFF, unit=van_ban, by=administrator)

    assert verbs() == []


def test_an_appraiser_is_given_other_measures(
    administrator: User, appraiser: User, lao_cai: Unit, framework: Framework
) -> None:
    gov = framework.measures.get(code="gov")
    people.assign(user=appraiser, role=Role.APPRAISER, unit=lao_cai, measures=[gov], by=administrator)
    before, after = Event.objects.values_list("before__measures", "after__measures").get()

    assert [measure.code for measure in appraiser.assignments.get().measures.all()] == ["gov"]
    assert (before, after) == ([], [["lao-cai-922", "gov"]])


def test_a_closed_account_is_given_nothing(administrator: User, author: User, van_ban: Unit) -> None:
    author.is_active = False

    with pytest.raises(ActionError):
        people.assign(user=author, role=Role.STAFF, unit=van_ban, by=administrator)


@pytest.mark.parametrize("name", ["staff", "head", "appraiser", "publisher", "reader", "outsider", "stranger"])
def test_only_the_administrator_gives_and_takes(
    request: pytest.FixtureRequest, author: User, van_ban: Unit, name: str
) -> None:
    by = request.getfixturevalue(name)
    held = give_role(author, Role.STAFF, van_ban)

    with pytest.raises(Forbidden):
        people.unassign(assignment=held, by=by)
    with pytest.raises(Forbidden):
        people.assign(user=author, role=Role.HEAD, unit=van_ban, by=by)

    assert [one.pk for one in author.assignments.all()] == [held.pk]


def test_nobody_gives_themselves_what_another_authority_has(stranger: User, lao_cai: Unit) -> None:
    with pytest.raises(Forbidden):
        people.assign(user=stranger, role=Role.ADMINISTRATOR, unit=lao_cai, by=stranger)


def test_the_last_administrator_stays(administrator: User) -> None:
    with pytest.raises(ActionError):
        people.unassign(assignment=administrator.assignments.get(), by=administrator)

    assert administrator.assignments.count() == 1


def test_an_administrator_with_a_closed_account_is_none(administrator: User, lao_cai: Unit) -> None:
    closed = make_person("da-nghi", Role.ADMINISTRATOR, lao_cai)
    closed.is_active = False
    closed.save()

    with pytest.raises(ActionError):
        people.unassign(assignment=administrator.assignments.get(), by=administrator)


def test_one_of_two_administrators_may_go(administrator: User, lao_cai: Unit) -> None:
    second = make_person("quan-tri-2", Role.ADMINISTRATOR, lao_cai)
    people.unassign(assignment=administrator.assignments.get(), by=second)

    assert Assignment.objects.filter(role=Role.ADMINISTRATOR, unit=lao_cai).get().user == second


def test_a_superuser_may_take_the_last_administrator(superuser: User, administrator: User) -> None:
    people.unassign(assignment=administrator.assignments.get(), by=superuser)

    assert not administrator.assignments.exists()


def test_a_role_is_taken_once(administrator: User, staff: User) -> None:
    assignment = staff.assignments.get()
    people.unassign(assignment=Assignment.objects.get(pk=assignment.pk), by=administrator)

    with pytest.raises(ActionError):
        people.unassign(assignment=assignment, by=administrator)

    assert verbs() == ["unassign"]
