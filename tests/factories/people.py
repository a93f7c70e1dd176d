import factory
from factory.django import DjangoModelFactory

from districts.models import Assignment, Role
from tests.factories.unit import UnitFactory
from tests.factories.user import UserFactory


class AssignmentFactory(DjangoModelFactory[Assignment]):
    class Meta:
        model = Assignment

    user = factory.SubFactory(UserFactory)
    role = Role.STAFF
    unit = factory.SubFactory(UnitFactory)
