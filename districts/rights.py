"""Who may see and do what: the one place that knows it.

Every answer follows from assignments; whether it is the time for an act (stage, deadline) is the
matter of `districts.actions.transitions`. Pages look things up in what is visible, so that the rest
answers 404; actions ask the predicates and raise, which answers 403.

A superuser counts as administrator and publisher everywhere, never as staff or appraiser.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, Q, QuerySet

from districts.models import (
    UNIT_ROLES,
    Agreement,
    Assignment,
    Indicator,
    Level,
    Measure,
    Part,
    Plan,
    Role,
    Round,
    Scorecard,
    Target,
    Task,
    Unit,
)
from districts.models.unit import UnitQuerySet

Somebody: TypeAlias = User | AnonymousUser

AUTHORITY_ROLES = tuple(role for role in Role if role not in UNIT_ROLES)
RUNNERS = (Role.PUBLISHER, Role.ADMINISTRATOR)


def _held(user: Somebody, *roles: Role) -> QuerySet[Assignment]:
    """The assignments of an account that still is one."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return Assignment.objects.none()
    return Assignment.objects.filter(user=user, role__in=roles or Role.values)


def _is_superuser(user: Somebody) -> bool:
    return user.is_active and user.is_superuser


def roles_of(user: Somebody) -> frozenset[Role]:
    """Every role that the account holds anywhere."""
    return frozenset(Role(role) for role in _held(user).values_list("role", flat=True))


# What may be seen


def scorecards_visible_to(user: Somebody) -> QuerySet[Scorecard]:
    """Those of the account's own units, and all of the authorities where it has a role."""
    if _is_superuser(user):
        return Scorecard.objects.all()
    own = _held(user).values("unit")
    authorities = _held(user, *AUTHORITY_ROLES).values("unit")
    return Scorecard.objects.filter(Q(unit__in=own) | Q(round__authority__in=authorities))


def rounds_visible_to(user: Somebody) -> QuerySet[Round]:
    """Those of the account's authorities, and those in which it sees a scorecard."""
    if _is_superuser(user):
        return Round.objects.all()
    seen = Exists(scorecards_visible_to(user).filter(round=OuterRef("pk")))
    return Round.objects.filter(Q(seen) | Q(authority__in=_held(user, *AUTHORITY_ROLES).values("unit")))


def authorities_visible_to(user: Somebody) -> QuerySet[Unit]:
    """Where the account has a role, or whose rounds assess a unit of its own."""
    if _is_superuser(user):
        return _authorities()
    own = Q(pk__in=_held(user, *AUTHORITY_ROLES).values("unit"))
    return Unit.objects.filter(own | Exists(rounds_visible_to(user).filter(authority=OuterRef("pk"))))


def authorities_managed_by(user: Somebody) -> QuerySet[Unit]:
    """Whose people the account invites and gives roles to."""
    if _is_superuser(user):
        return _authorities()
    return Unit.objects.filter(pk__in=_held(user, Role.ADMINISTRATOR).values("unit"))


def _authorities() -> QuerySet[Unit]:
    """What assesses, or may begin to."""
    runs = Exists(Round.objects.filter(authority=OuterRef("pk")))
    staffed = Exists(Assignment.objects.filter(unit=OuterRef("pk"), role__in=AUTHORITY_ROLES))
    return Unit.objects.filter(Q(level=Level.PROVINCE) | runs | staffed)


def units_below(authority: Unit) -> UnitQuerySet:
    """The units that an authority assesses or may: its own, and whoever is in its rounds."""
    assessed = Exists(Scorecard.objects.filter(unit=OuterRef("pk"), round__authority=authority))
    return Unit.objects.filter(Q(parent=authority) | assessed).exclude(pk=authority.pk)


def units_of(authority: Unit) -> UnitQuerySet:
    """The authority and the units below it."""
    return Unit.objects.filter(Q(pk=authority.pk) | Q(pk__in=units_below(authority).values("pk")))


# What may be done to a scorecard by its unit


def can_enter(user: Somebody, scorecard: Scorecard) -> bool:
    """Staff and head of the unit: scores, explanations, evidence."""
    return _held(user, *UNIT_ROLES).filter(unit=scorecard.unit_id).exists()


def can_reply(user: Somebody, scorecard: Scorecard) -> bool:
    """Whoever may enter may reply to what the appraisers made of it."""
    return can_enter(user, scorecard)


def can_submit(user: Somebody, scorecard: Scorecard) -> bool:
    """The head of the unit, who approves; the same who may withdraw."""
    return _held(user, Role.HEAD).filter(unit=scorecard.unit_id).exists()


# What may be done to a scorecard by its authority


def can_appraise(user: Somebody, scorecard: Scorecard, measure: Measure) -> bool:
    """An appraiser of the authority, for what was given to them."""
    return measure.pk in appraisable(user, scorecard)


def may_appraise_any(user: Somebody, scorecard: Scorecard) -> bool:
    """Whether there is anything in the scorecard for this appraiser."""
    return bool(appraisable(user, scorecard))


def appraisable(user: Somebody, scorecard: Scorecard) -> frozenset[int]:
    """The keys of the measures that the account appraises: all of the framework, or those given and what is below."""
    given = set(_held_at_round(user, scorecard.round_id, Role.APPRAISER).values_list("measures", flat=True))
    if not given:
        return frozenset()
    every = frozenset(Measure.objects.filter(framework__rounds=scorecard.round_id).values_list("pk", flat=True))
    if None in given:  # a role without measures is one for all of them
        return every
    return _with_parts(every & given, scorecard.round_id)


def _with_parts(measures: frozenset[int], round: int) -> frozenset[int]:
    """The measures and everything below them in the round's framework."""
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for whole, part in Part.objects.filter(whole__framework__rounds=round).values_list("whole_id", "part_id"):
        parts[whole].append(part)
    covered: set[int] = set()
    waiting = list(measures)
    while waiting:
        measure = waiting.pop()
        if measure not in covered:
            covered.add(measure)
            waiting.extend(parts[measure])
    return frozenset(covered)


def can_finish_appraisal(user: Somebody, scorecard: Scorecard) -> bool:
    """An appraiser of everything, or the publisher."""
    if _is_superuser(user):
        return True
    held = _held_at_round(user, scorecard.round_id, Role.APPRAISER, Role.PUBLISHER)
    return held.filter(Q(role=Role.PUBLISHER) | Q(measures__isnull=True)).exists()


def can_return(user: Somebody, scorecard: Scorecard) -> bool:
    """Whoever appraises anything in it, or the publisher."""
    return _is_publisher(user, scorecard.round_id) or may_appraise_any(user, scorecard)


def can_reopen(user: Somebody, scorecard: Scorecard) -> bool:
    """The publisher."""
    return _is_publisher(user, scorecard.round_id)


def _is_publisher(user: Somebody, round: int) -> bool:
    return _is_superuser(user) or _held_at_round(user, round, Role.PUBLISHER).exists()


def _held_at_round(user: Somebody, round: int, *roles: Role) -> QuerySet[Assignment]:
    return _held(user, *roles).filter(unit__rounds=round)


# What may be done to a round and to people


def can_run(user: Somebody, round: Round) -> bool:
    """Extend, watch the board, preview, publish and correct."""
    return _is_superuser(user) or _held_at_round(user, round.pk, *RUNNERS).exists()


def rounds_watched_by(user: Somebody) -> QuerySet[Round]:
    """Those whose board, scorecards and appraisal an account follows: whoever has any role at their authority."""
    if _is_superuser(user):
        return Round.objects.all()
    return Round.objects.filter(authority__in=_held(user, *AUTHORITY_ROLES).values("unit"))


def can_watch(user: Somebody, round: int) -> bool:
    """Follow a round, the appraisal of its units included."""
    return rounds_watched_by(user).filter(pk=round).exists()


def can_open_rounds(user: Somebody, authority: Unit) -> bool:
    """Open a round of the authority."""
    return _is_superuser(user) or _held(user, *RUNNERS).filter(unit=authority).exists()


def authorities_run_by(user: Somebody) -> QuerySet[Unit]:
    """Where the account may open rounds."""
    if _is_superuser(user):
        return _authorities()
    return Unit.objects.filter(pk__in=_held(user, *RUNNERS).values("unit"))


def can_manage_people(user: Somebody, authority: Unit) -> bool:
    """Invite people, give roles at the authority and at the units below it, take them away."""
    return _is_superuser(user) or _held(user, Role.ADMINISTRATOR).filter(unit=authority).exists()


def can_give(user: Somebody, role: Role, unit: Unit) -> bool:
    """Give and take this role at this unit: an administrator's own authority, or a unit below it."""
    if _is_superuser(user):
        return True
    managed = authorities_managed_by(user)
    if role in AUTHORITY_ROLES and managed.filter(pk=unit.pk).exists():
        return True
    return role in UNIT_ROLES and any(units_below(authority).filter(pk=unit.pk).exists() for authority in managed)


def can_renew(user: Somebody, person: User) -> bool:
    """Hand a person a new link to choose a password by: whoever may give each role that the person holds.

    So an administrator never gets hold of an account that may do more, or do it elsewhere.
    """
    if person.is_superuser or not person.is_active:
        return False
    held = list(person.assignments.select_related("unit"))
    return bool(held) and all(can_give(user, Role(one.role), one.unit) for one in held)


# What may be done to plans, targets and indicators


def plans_visible_to(user: Somebody) -> QuerySet[Plan]:
    """Those of the authorities that the account sees, and those in which a unit of its own leads a target."""
    leads = Exists(Target.objects.filter(plan=OuterRef("pk"), lead_unit__in=_held(user).values("unit")))
    return Plan.objects.filter(Q(authority__in=authorities_visible_to(user)) | leads)


def can_edit_plans(user: Somebody, authority: int) -> bool:
    """Plans, targets, indicators and what takes from them: administrator and publisher of the authority."""
    return _is_superuser(user) or _held(user, *RUNNERS).filter(unit=authority).exists()


def can_report_target(user: Somebody, target: Target) -> bool:
    """The lead unit's staff and head, or those of the unit whose plan it is; and whoever edits the plan."""
    plan = target.plan
    own = [unit for unit in (target.lead_unit_id, plan.unit_id) if unit]
    return can_edit_plans(user, plan.authority_id) or _held(user, *UNIT_ROLES).filter(unit__in=own).exists()


def indicators_visible_to(user: Somebody) -> QuerySet[Indicator]:
    """Those of the authorities that the account sees."""
    return Indicator.objects.filter(authority__in=authorities_visible_to(user))


def units_counted_by(user: Somebody, authority: Unit) -> UnitQuerySet:
    """The units whose counts the account reports: its own; for the authority's runners itself and all below it."""
    units = units_of(authority)
    if can_edit_plans(user, authority.pk):
        return units
    return units.filter(pk__in=_held(user, *UNIT_ROLES).values("unit"))


# What may be done to agreements and tasks

TASK_WRITERS = (Role.APPRAISER, *RUNNERS)  # at the authority; a unit's own people write its own tasks


def tasks_visible_to(user: Somebody) -> QuerySet[Task]:
    """Behind the log-in: those that an own unit does or helps with, and all of the authorities where it has a role."""
    if _is_superuser(user):
        return Task.objects.all()
    own = _held(user, *UNIT_ROLES).values("unit")
    helped = Exists(Task.helpers.through.objects.filter(task=OuterRef("pk"), unit__in=own))
    authorities = _held(user, *AUTHORITY_ROLES).values("unit")
    return Task.objects.filter(Q(owner__in=own) | helped | Q(round__authority__in=authorities))


def agreements_visible_to(user: Somebody) -> QuerySet[Agreement]:
    """Those that an own unit is a party to, and all of the authorities where the account has a role."""
    if _is_superuser(user):
        return Agreement.objects.all()
    own = _held(user, *UNIT_ROLES).values("unit")
    party = Exists(Agreement.parties.through.objects.filter(agreement=OuterRef("pk"), unit__in=own))
    return Agreement.objects.filter(party | Q(round__authority__in=_held(user, *AUTHORITY_ROLES).values("unit")))


def can_write_agreements(user: Somebody, authority: int) -> bool:
    """Administrators, publishers and appraisers of the authority."""
    return _is_superuser(user) or _held(user, *TASK_WRITERS).filter(unit=authority).exists()


def can_write_task(user: Somebody, authority: int, owner: int) -> bool:
    """Whoever writes agreements; and the owner's own people: they write its tasks and report on them."""
    mine = Q(role__in=TASK_WRITERS, unit=authority) | Q(role__in=UNIT_ROLES, unit=owner)
    return _is_superuser(user) or _held(user).filter(mine).exists()


def rounds_worked_on_by(user: Somebody) -> QuerySet[Round]:
    """Those about which the account may write tasks: its authorities', and those of its own units' authority."""
    if _is_superuser(user):
        return Round.objects.all()
    own = _held(user, *UNIT_ROLES).values("unit")
    assessed = Exists(Scorecard.objects.filter(unit__in=own, round=OuterRef("pk")))
    above = Unit.objects.filter(pk__in=own, level=Level.DEPARTMENT).values("parent")
    at_authority = Q(authority__in=_held(user, *TASK_WRITERS).values("unit"))
    return Round.objects.filter(at_authority | assessed | Q(authority__in=above))


def units_tasked_by(user: Somebody, authority: Unit) -> QuerySet[Unit]:
    """The units whose tasks the account may write: all of the authority's, itself included, or its own."""
    own = units_of(authority)
    if can_write_agreements(user, authority.pk):
        return own
    return own.filter(pk__in=_held(user, *UNIT_ROLES).values("unit"))


@dataclass(frozen=True, slots=True)
class Doors:
    """Which of the main pages are for an account."""

    work: bool
    rounds: bool
    plans: bool
    people: bool


def doors_of(user: Somebody) -> Doors:
    """Work and plans: whoever has a role; rounds: whoever has one at an authority; people: administrators."""
    roles, every = roles_of(user), _is_superuser(user)
    return Doors(
        work=every or bool(roles),
        rounds=every or not roles.isdisjoint(AUTHORITY_ROLES),
        plans=every or bool(roles),
        people=every or Role.ADMINISTRATOR in roles,
    )
