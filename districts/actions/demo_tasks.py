"""Who works on the demo's agreement: the district's own people, so that its tasks can be tried out."""

from django.contrib.auth.models import User
from django.db import transaction

from districts.actions import people
from districts.models import Assignment, Level, Role, Unit

DISTRICT = "089"  # huyện Văn Bàn, a party to the agreement of 25 April 2024
NAME = "huyen-van-ban"


@transaction.atomic
def staff_the_district(*, by: User) -> Assignment:
    """Its log-in becomes staff of the district."""
    unit = Unit.objects.get(level=Level.DISTRICT, code=DISTRICT)
    return people.assign(user=User.objects.get(username=NAME), role=Role.STAFF, unit=unit, by=by)
