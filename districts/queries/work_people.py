"""The people of an authority and of its units."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from districts import rights
from districts.models import UNIT_ROLES, Assignment, Measure, MeasureKind, Round, Scorecard, Unit


@dataclass(frozen=True, slots=True)
class Member:
    """One role of one person."""

    assignment: int
    user: int
    username: str
    full_name: str
    email: str
    role: str
    measures: tuple[str, ...]  # codes; none: all
    last_login: datetime | None
    invited: bool  # has not chosen a password yet
    closed: bool


@dataclass(frozen=True, slots=True)
class Place:
    """The authority or one of its units, with whoever has a role there."""

    id: int
    name: str
    kind: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class People:
    """The authority first, then its units in the order of their names."""

    places: tuple[Place, ...]
    persons: int
    never_logged_in: int
    unstaffed: int  # units below without anybody


def units_to_staff(authority: Unit) -> QuerySet[Unit]:
    """The authority and the units below it: those that exist today, that a round is open for, or that are staffed.

    A year may be assessed after its units were abolished.
    """
    staffed = Exists(Assignment.objects.filter(unit=OuterRef("pk")))
    awaited = Exists(
        Scorecard.objects.filter(unit=OuterRef("pk"), round__authority=authority, round__stage=Round.Stage.OPEN)
    )
    below = rights.units_below(authority)
    today = below.existing_in(timezone.localdate().year).values("pk")
    wanted = Q(pk=authority.pk) | Q(pk__in=today) | Q(pk__in=below.filter(staffed | awaited).values("pk"))
    return Unit.objects.filter(wanted).order_by("sort_key", "pk")


def measures_to_give(authority: Unit) -> QuerySet[Measure]:
    """The indices and criteria of the rounds that are open, for appraisers to share out."""
    open_rounds = Round.objects.filter(authority=authority, stage=Round.Stage.OPEN)
    kinds = (MeasureKind.INDEX, MeasureKind.CRITERION)
    measures = Measure.objects.filter(framework__in=open_rounds.values("framework"), kind__in=kinds)
    return measures.order_by("framework", "position")


def load_people(authority: Unit) -> People:
    """Everybody with a role at the authority or below it; three queries."""
    measures = Prefetch("measures", queryset=Measure.objects.order_by("framework", "position"))
    held = Assignment.objects.select_related("user").order_by("role", "user__username").prefetch_related(measures)
    units = units_to_staff(authority).prefetch_related(Prefetch("assignments", queryset=held))
    places = sorted((_place(unit, authority) for unit in units), key=lambda place: place.id != authority.pk)
    persons = {member.user: member for place in places for member in place.members}
    return People(
        places=tuple(places),
        persons=len(persons),
        never_logged_in=sum(member.last_login is None for member in persons.values()),
        unstaffed=sum(not place.members for place in places if place.id != authority.pk),
    )


def _place(unit: Unit, authority: Unit) -> Place:
    """A unit may be an authority itself, and the authority a unit of another: those roles are not its to give."""
    given_here = rights.AUTHORITY_ROLES if unit == authority else UNIT_ROLES
    members = (_member(one) for one in unit.assignments.all() if one.role in given_here)
    return Place(unit.pk, unit.name, unit.kind, tuple(members))


def _member(held: Assignment) -> Member:
    user = held.user
    return Member(
        assignment=held.pk,
        user=user.pk,
        username=user.get_username(),
        full_name=user.get_full_name(),
        email=user.email,
        role=held.get_role_display(),
        measures=tuple(measure.code for measure in held.measures.all()),
        last_login=user.last_login,
        invited=not user.has_usable_password(),
        closed=not user.is_active,
    )
