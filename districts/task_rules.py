"""What agreements, tasks and their reports may say: the one place that forms and files both ask.

A fault names its field and says what was expected there, as the faults of files do.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as day
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from districts.aims import said_day
from districts.models import (
    Agreement,
    Measure,
    Provenance,
    Publication,
    Round,
    Scorecard,
    Standing,
    Target,
    Task,
    TaskArea,
    TaskState,
    Unit,
)
from districts.typed_numbers import wanted_places, write_number

FIRST_YEAR, LAST_YEAR = 2000, 2100
is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class AgreementSaid:
    """All that is said of an agreement."""

    code: str
    title_vi: str
    date: day
    title_en: str = ""
    parties: tuple[Unit, ...] = ()
    period_from: day | None = None
    period_to: day | None = None
    summary_vi: str = ""
    summary_en: str = ""
    is_public: bool = False
    provenance: str = Provenance.OFFICIAL
    source: str = ""


@dataclass(frozen=True, slots=True)
class AimSaid:
    """So many points more on one measure, by the results of one year."""

    measure: Measure
    year: int
    expected: Decimal


@dataclass(frozen=True, slots=True)
class TaskSaid:
    """All that is said of a task, but for its state and progress: these are reported."""

    code: str
    title_vi: str
    area: str
    owner: Unit
    start: day
    due: day
    title_en: str = ""
    helpers: tuple[Unit, ...] = ()
    agreement: Agreement | None = None
    is_public: bool = False
    note: str = ""
    evidence: str = ""
    link: str = ""
    lost_in: Publication | None = None
    lost_on: Measure | None = None
    target: Target | None = None
    provenance: str = Provenance.OFFICIAL
    source: str = ""
    aims: tuple[AimSaid, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportSaid:
    """How a task got on, up to one day."""

    date: day
    progress: int
    state: str
    office: str = ""  # empty: the owner
    note: str = ""


class Fault(NamedTuple):
    """What is wrong, and what was expected instead."""

    field: str  # of what was said; "aims" with the number of the aim
    value: str
    expected: str
    aim: int = -1


@dataclass(frozen=True, slots=True)
class Winnable:
    """Who is assessed in a round, and how many points each can still win, by the round's latest publication."""

    assessed: frozenset[int]
    left: Mapping[tuple[int, int], Decimal] = field(default_factory=dict)  # by unit and measure, where points are known

    def most(self, measure: Measure, units: Iterable[int]) -> Decimal:
        """What each of the units can win on a measure: all of it where nothing is known of its points."""
        most: Decimal = measure.max_points
        for unit in units:
            most = min(most, self.left.get((unit, measure.pk), most))
        return most


def load_winnable(round: Round, units: Collection[int]) -> Winnable:
    """Of these units. Three queries."""
    assessed = Scorecard.objects.filter(round=round).values_list("unit_id", flat=True)
    latest = Publication.objects.filter(round=round).order_by("-revision").values_list("pk", flat=True).first()
    rows = Standing.objects.filter(publication=latest, published_unit__unit__in=units, points__isnull=False)
    values = rows.order_by().values_list("published_unit__unit_id", "measure_id", "max_points", "points")
    left = {(unit, measure): most - points for unit, measure, most, points in values}
    return Winnable(frozenset(assessed), left)


def winners(owner: int, helpers: Iterable[int], assessed: Collection[int]) -> tuple[int, ...]:
    """Whose points a task is to raise: its owner's, or its helpers' where the owner is not assessed itself."""
    if owner in assessed:
        return (owner,)
    return tuple(unit for unit in helpers if unit in assessed)


# What is stored, as it would be said: to compare with a file, and to fill a form


def said_of_agreement(agreement: Agreement) -> AgreementSaid:
    names = [name for name in AgreementSaid.__slots__ if name != "parties"]
    values = {name: getattr(agreement, name) for name in names}
    return AgreementSaid(**values, parties=tuple(agreement.parties.order_by("pk")))


def said_of_task(task: Task) -> TaskSaid:
    names = [name for name in TaskSaid.__slots__ if name not in ("helpers", "aims")]
    aims = task.aims.select_related("measure__framework").order_by("measure__position", "year")
    return TaskSaid(
        **{name: getattr(task, name) for name in names},
        helpers=tuple(task.helpers.order_by("pk")),
        aims=tuple(AimSaid(aim.measure, aim.year, aim.expected) for aim in aims),
    )


# Agreements


def faults_of_agreement(said: AgreementSaid, known: Collection[int]) -> Iterator[Fault]:
    """`known` are the units of the authority, itself included."""
    yield from _texts(Agreement, said, ("code", "title_vi"))
    for unit in said.parties:
        if unit.pk not in known:
            yield Fault("parties", unit.name_vi, _("the authority or a unit below it"))
    if len(said.parties) < 2:
        yield Fault("parties", "", _("at least two parties"))
    if said.period_from and said.period_to and said.period_to < said.period_from:
        wanted = _("a last day not before the first, %(day)s") % {"day": said_day(said.period_from)}
        yield Fault("period_to", said_day(said.period_to), wanted)
    yield from _words(said.provenance)


# Tasks


def faults_of_task(
    round: Round, said: TaskSaid, known: Collection[int], winnable: Winnable, first: day | None = None
) -> Iterator[Fault]:
    """`known` are the units of the authority, itself included; `first` is the day of the task's first report."""
    yield from _texts(Task, said, ("code", "title_vi"))
    if said.area not in TaskArea.values:
        yield Fault("area", said.area, _("one of: %(choices)s") % {"choices": ", ".join(TaskArea.values)})
    yield from _units(said, known)
    yield from _days(said, first)
    if said.link and not _is_link(said.link):
        yield Fault("link", said.link, _("a link that begins with https:// or http://"))
    yield from _words(said.provenance)
    yield from _origins(round, said)
    yield from _aims(round, said, winnable)


def _days(said: TaskSaid, first: day | None) -> Iterator[Fault]:
    for name, one in (("start", said.start), ("due", said.due)):
        if not FIRST_YEAR <= one.year <= LAST_YEAR:
            wanted = _("a day from %(first)s to %(last)s") % {"first": FIRST_YEAR, "last": LAST_YEAR}
            yield Fault(name, said_day(one), wanted)
    if said.due < said.start:
        wanted = _("a day not before the start, %(day)s") % {"day": said_day(said.start)}
        yield Fault("due", said_day(said.due), wanted)
    if first and first < said.start:
        wanted = _("a day not after the first report, %(day)s") % {"day": said_day(first)}
        yield Fault("start", said_day(said.start), wanted)


def _texts(
    model: type[Agreement] | type[Task], said: AgreementSaid | TaskSaid, required: Iterable[str]
) -> Iterator[Fault]:
    for name in required:
        if not getattr(said, name).strip():
            yield Fault(name, "", _("a text"))
    for name in said.__slots__:
        value = getattr(said, name)
        limit = getattr(model._meta.get_field(name), "max_length", None) if isinstance(value, str) else None
        if limit and len(value) > limit:
            wanted = _("at most %(limit)s characters, not %(found)s") % {"limit": limit, "found": len(value)}
            yield Fault(name, value, wanted)


def _words(provenance: str) -> Iterator[Fault]:
    if provenance not in Provenance.values:
        wanted = _("one of: %(choices)s") % {"choices": ", ".join(Provenance.values)}
        yield Fault("provenance", provenance, wanted)


def _units(said: TaskSaid, known: Collection[int]) -> Iterator[Fault]:
    for name, unit in (("owner", said.owner), *(("helpers", helper) for helper in said.helpers)):
        if unit.pk not in known:
            yield Fault(name, unit.name_vi, _("the authority or a unit below it"))
    if said.owner in said.helpers:
        yield Fault("helpers", said.owner.name_vi, _("other units than the owner"))


def _origins(round: Round, said: TaskSaid) -> Iterator[Fault]:
    if said.agreement and said.agreement.round_id != round.pk:
        yield Fault("agreement", said.agreement.code, _("an agreement about the same ranking"))
    if said.target and said.target.plan.authority_id != round.authority_id:
        yield Fault("target", said.target.code, _("a target of the same authority"))
    if (said.lost_in is None) != (said.lost_on is None) or (said.lost_in and said.target):
        yield Fault("lost_on", "", _("one origin: a line of the points lost, or a target"))
    if said.lost_in and said.lost_in.round_id != round.pk:
        yield Fault("lost_in", str(said.lost_in), _("a publication of the same ranking"))
    if said.lost_on and said.lost_on.framework_id != round.framework_id:
        yield Fault("lost_on", said.lost_on.code, _of_framework(round))


def _of_framework(round: Round) -> str:
    return _("a measure of the framework %(slug)s") % {"slug": round.framework.slug}


def _aims(round: Round, said: TaskSaid, winnable: Winnable) -> Iterator[Fault]:
    units = winners(said.owner.pk, (helper.pk for helper in said.helpers), winnable.assessed)
    seen: set[tuple[int, int]] = set()
    for number, aim in enumerate(said.aims):
        code = aim.measure.code
        if aim.measure.framework_id != round.framework_id:
            yield Fault("aims", code, _of_framework(round), number)
            continue
        if (aim.measure.pk, aim.year) in seen:
            yield Fault("aims", code, _("each measure once a year"), number)
        seen.add((aim.measure.pk, aim.year))
        if not round.year < aim.year <= LAST_YEAR:
            wanted = _("a year after %(year)s, whose results are to show it") % {"year": round.year}
            yield Fault("aims", str(aim.year), wanted, number)
        if wanted := _points_wanted(aim, winnable.most(aim.measure, units)):
            yield Fault("aims", write_number(aim.expected), wanted, number)


def _points_wanted(aim: AimSaid, most: Decimal) -> str:
    """What is expected instead of these points; empty where they can be."""
    measure = aim.measure
    names = {"code": measure.code, "most": write_number(most)}
    if most <= 0:
        return _("a measure on which there are points to win, unlike %(code)s") % names
    if not aim.expected.is_finite() or not 0 < aim.expected <= most:
        return _("points above 0 and at most %(most)s, which can still be won on %(code)s") % names
    if aim.expected != aim.expected.quantize(Decimal(1).scaleb(-measure.decimals)):
        return wanted_places(measure.decimals)
    return ""


# Reports


def faults_of_report(said: ReportSaid, start: day, last: day | None) -> Iterator[Fault]:
    """None before the task's `start`, nor before `last`, the day of its latest report."""
    if said.state not in TaskState.values:
        yield Fault("state", said.state, _("one of: %(choices)s") % {"choices": ", ".join(TaskState.values)})
    if not 0 <= said.progress <= 100:
        wanted = _("a whole number from %(low)s to %(high)s") % {"low": 0, "high": 100}
        yield Fault("progress", str(said.progress), wanted)
    elif said.state == TaskState.DONE and said.progress != 100:
        yield Fault("progress", str(said.progress), _("100, since the task is done"))
    if said.date > timezone.localdate():
        yield Fault("date", said_day(said.date), _("a day that is not in the future"))
    if said.date < start:
        wanted = _("a day not before the start, %(day)s") % {"day": said_day(start)}
        yield Fault("date", said_day(said.date), wanted)
    elif last and said.date < last:
        wanted = _("a day not before the latest report, %(day)s") % {"day": said_day(last)}
        yield Fault("date", said_day(said.date), wanted)
    if len(said.office) > 300:
        wanted = _("at most %(limit)s characters, not %(found)s") % {"limit": 300, "found": len(said.office)}
        yield Fault("office", said.office, wanted)


def _is_link(link: str) -> bool:
    try:
        is_address(link)
    except ValidationError:
        return False
    return True
