"""People with roles, for every test of who may do what."""

from collections.abc import Callable, Sequence

from django.contrib.auth.models import Group, User
from django.test import Client

from districts.models import Assignment, Measure, Role, Unit
from tests.factories.people import AssignmentFactory
from tests.factories.user import UserFactory

LogIn = Callable[[User], Client]


def give_role(user: User, role: Role, unit: Unit, measures: Sequence[Measure] = ()) -> Assignment:
    """As the portal does it (districts.actions.people), without the record."""
    assignment = AssignmentFactory.create(user=user, role=role, unit=unit)
    assignment.measures.set(measures)
    user.groups.add(Group.objects.get_or_create(name=role)[0])
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    return assignment


def make_person(username: str, role: Role, unit: Unit, measures: Sequence[Measure] = ()) -> User:
    """An account with one role; `log_in` logs in as it."""
    user = UserFactory.create(username=username)
    give_role(user, role, unit, measures)
    return user


def log_in(user: User) -> Client:
    """A browser in which this account is logged in."""
    client = Client()
    client.force_login(user)
    return client
