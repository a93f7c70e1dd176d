"""Who works on the demo's plans and agreement of 2023: the people of the province and of the district of that time."""

from django.contrib.auth.models import User
from django.db import transaction

from districts.actions import people
from districts.models import Assignment, Level, Role, Unit

PROVINCE = "10"  # tỉnh Lào Cai until 30 June 2025
DISTRICT = "089"  # huyện Văn Bàn, a party to the agreement of 25 April 2024
NAME, RUNNER = "huyen-van-ban", "tinh-truoc"


@transaction.atomic
def staff_the_district(*, by: User) -> Assignment:
    """The log-ins of that time become staff of the district and administrator of the province."""
    district = Unit.objects.get(level=Level.DISTRICT, code=DISTRICT)
    province = Unit.objects.get(level=Level.PROVINCE, code=PROVINCE)
    people.assign(user=User.objects.get(username=RUNNER), role=Role.ADMINISTRATOR, unit=province, by=by)
    return people.assign(user=User.objects.get(username=NAME), role=Role.STAFF, unit=district, by=by)
