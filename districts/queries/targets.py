"""The plans of an authority and year: targets judged by their reports, counted, beside those of other years."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q
from django.utils import timezone

from districts.aims import aim_of
from districts.models import Level, Plan, Provenance, Publication, Target, Unit
from districts.queries.editions import PRECEDENCE, Address, Choice
from districts.queries.errors import NoSuchError, Thing
from districts.queries.target_values import Reported, counts_of, reported
from districts.text import slugify
from scoring.targets import REACHED, Judgement, Report, TargetStatus, judge

ORDER = list(TargetStatus)
WEAKEST = list(Provenance)


@dataclass(frozen=True, slots=True)
class Served:
    """A measure that a target serves."""

    framework_id: int
    framework: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One target, judged at its plan's cut-off."""

    id: int
    code: str
    anchor: str
    group: int
    wording: str
    comparison: str
    planned: Decimal | None
    base: Decimal | None
    decimals: int
    measured_in: str
    level: str
    lead_unit: str
    deadline: date
    measures: tuple[Served, ...]
    indicator: str
    status: str
    bar: Decimal | None
    report: Reported | None  # the one that the status follows from
    after_cut_off: Reported | None  # shown, never counted
    reports: tuple[Reported, ...]  # all of them, the latest first
    provenance: str  # the weakest of the target's own and its report's
    source: str
    replaces: str
    replaced_by: str  # another target of the plan: then this one is not counted

    @property
    def counts(self) -> bool:
        """Whether it is one of the plan's targets still."""
        return not self.replaced_by


@dataclass(frozen=True, slots=True)
class Counts:
    """How many targets there are, and of which status, best first."""

    total: int
    by_status: Mapping[str, int]

    @property
    def reached(self) -> int:
        """Met or exceeded."""
        return sum(self.by_status.get(status, 0) for status in REACHED)


@dataclass(frozen=True, slots=True)
class Group:
    """The targets of one group of a plan."""

    id: int
    slug: str  # the same in every language
    name: str
    lines: tuple[Line, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """One plan with its targets; two of one year stand side by side."""

    id: int
    code: str
    year: int
    title: str
    report: str
    unit: str
    number: str
    dated: date | None
    cut_off: date
    note: str
    link: str
    source: str
    provenance: str
    replaces: str
    replaced_by: str
    groups: tuple[Group, ...]
    counts: Counts

    @property
    def lines(self) -> tuple[Line, ...]:
        """All targets in the order of the plan's groups."""
        return tuple(line for group in self.groups for line in group.lines)


@dataclass(frozen=True, slots=True)
class TargetsYear:
    """The plans of one year, and what the other years' plans came to."""

    authority: str
    authority_id: int
    slug: str
    year: int
    plans: tuple[ShownPlan, ...]
    others: tuple[ShownPlan, ...]  # of other years, the latest first

    @property
    def years(self) -> tuple[int, ...]:
        """All years with a plan."""
        return tuple(sorted({plan.year for plan in (*self.plans, *self.others)}))


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """For the report of a year: the counts of a plan, and what fell short by group."""

    plan: str
    report: str
    cut_off: date
    provenance: str
    note: str
    counts: Counts
    short: tuple[tuple[str, tuple[Line, ...]], ...]  # groups with the targets that are not reached


def load_targets(slug: str, year: int, today: date | None = None) -> TargetsYear:
    """The plans of an authority's address. Six queries, one more for indicators; raises NoSuchError."""
    authority = find_authority(slug, year)
    today = today or timezone.localdate()
    shown = load_plans(authority, today)
    return TargetsYear(
        authority=authority.name,
        authority_id=authority.pk,
        slug=slug,
        year=year,
        plans=tuple(plan for plan in shown if plan.year == year),
        others=tuple(sorted((plan for plan in shown if plan.year != year), key=lambda plan: -plan.year)),
    )


def load_plan_summary(authority: str, year: int, today: date | None = None) -> tuple[PlanSummary, ...]:
    """What each plan of the year came to; none where there is no plan. As many queries as the page."""
    try:
        loaded = load_targets(authority, year, today)
    except NoSuchError:
        return ()
    return tuple(summary_of(plan) for plan in loaded.plans)


def summary_of(plan: ShownPlan) -> PlanSummary:
    short = []
    for group in plan.groups:
        lines = tuple(line for line in group.lines if line.counts and line.status not in REACHED)
        if lines:
            short.append((group.name, lines))
    return PlanSummary(plan.title, plan.report, plan.cut_off, plan.provenance, plan.note, plan.counts, tuple(short))


def find_authority(slug: str, year: int) -> Unit:
    """Who has this address in the year: with a plan or a ranking, the highest, the one that outlived the year."""
    planned = Plan.objects.filter(year=year).values("authority")
    published = Publication.objects.filter(year=year, authority_slug=slug).values("round__authority")
    found = list(Unit.objects.filter(Q(pk__in=published) | Q(slug=slug, pk__in=planned)))
    if not found:
        years = years_of(slug)
        choices = [Choice(str(other), Address(slug, other), current=False) for other in years]
        raise NoSuchError(Thing.YEAR, str(year), choices) if years else NoSuchError(Thing.AUTHORITY, slug)
    last = date(year, 12, 31)
    return min(
        found,
        key=lambda unit: (
            PRECEDENCE.index(Level(unit.level)),
            unit.valid_to is not None and unit.valid_to < last,
            unit.pk,
        ),
    )


def years_of(slug: str) -> list[int]:
    """The years in which the address is an authority's."""
    published = Publication.objects.filter(authority_slug=slug).values_list("year", flat=True)
    planned = Plan.objects.filter(authority__slug=slug).values_list("year", flat=True)
    return sorted({*published, *planned})


# Everything of the authority, judged


def load_plans(authority: Unit, today: date) -> list[ShownPlan]:
    """All plans, the earliest first; a province of the same address before or after a reform is the same series."""
    plans = list(
        Plan.objects.filter(authority__slug=authority.slug, authority__level=authority.level)
        .select_related("unit", "replaces")
        .order_by("year", F("date").asc(nulls_first=True), "cut_off", "pk")
    )
    targets = list(
        Target.objects.filter(plan__in=plans)
        .select_related("group", "lead_unit", "indicator", "replaces__plan")
        .prefetch_related("measures__framework")
        .order_by("plan", "group__position", "position")
    )
    reports = reported(targets)
    counted = counts_of(targets, {plan.pk: plan for plan in plans})
    by_plan: defaultdict[int, list[Target]] = defaultdict(list)
    for target in targets:
        by_plan[target.plan_id].append(target)
    replaced = {plan.replaces_id: plan for plan in plans if plan.replaces_id}

    def values_of(target: Target) -> list[Reported]:
        return counted.get(target.pk, []) if target.indicator_id else reports.get(target.pk, [])

    return [plan_of(plan, by_plan[plan.pk], values_of, replaced.get(plan.pk), today) for plan in plans]


def plan_of(
    plan: Plan,
    targets: list[Target],
    values_of: Callable[[Target], list[Reported]],
    replaced_by: Plan | None,
    today: date,
) -> ShownPlan:
    within = {target.replaces_id: target for target in targets if target.replaces_id}
    lines = [line_of(plan, target, values_of(target), within.get(target.pk), today) for target in targets]
    groups: dict[int, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.group, []).append(line)
    named = {target.group_id: target.group for target in targets}
    return ShownPlan(
        id=plan.pk,
        code=plan.code,
        year=plan.year,
        title=plan.title,
        report=plan.report,
        unit=plan.unit.name if plan.unit else "",
        number=plan.number,
        dated=plan.date,
        cut_off=plan.cut_off,
        note=plan.note,
        link=plan.link,
        source=plan.source,
        provenance=plan.provenance,
        replaces=str(plan.replaces) if plan.replaces else "",
        replaced_by=str(replaced_by) if replaced_by else "",
        groups=tuple(
            Group(key, slugify(named[key].name_vi), named[key].name, tuple(found), counted(found))
            for key, found in groups.items()
        ),
        counts=counted(lines),
    )


def line_of(plan: Plan, target: Target, values: list[Reported], replaced_by: Target | None, today: date) -> Line:
    aim = aim_of(plan, target)
    judged = judge(aim, [Report(value.as_of, value.exact) for value in values], today)
    report, after = report_of(values, judged)
    return Line(
        id=target.pk,
        code=target.code,
        anchor=f"{plan.code}-{target.pk}",
        group=target.group_id,
        wording=target.wording,
        comparison=target.comparison,
        planned=target.planned,
        base=target.base,
        decimals=target.decimals,
        measured_in=target.measured_in,
        level=target.level,
        lead_unit=target.lead_unit.name if target.lead_unit else "",
        deadline=aim.deadline,
        measures=tuple(
            Served(measure.framework_id, measure.framework.slug, measure.code, measure.name)
            for measure in target.measures.all()
        ),
        indicator=target.indicator.name if target.indicator else "",
        status=judged.status.value,
        bar=judged.bar,
        report=report,
        after_cut_off=after,
        reports=tuple(reversed(values)),
        provenance=weakest(target.provenance, *([report.provenance] if report else [])),
        source=target.source,
        replaces=name_of(target.replaces, plan),
        replaced_by=replaced_by.code if replaced_by else "",
    )


def report_of(values: list[Reported], judged: Judgement) -> tuple[Reported | None, Reported | None]:
    """The value that counts, and the latest after the cut-off."""
    report = None if judged.report is None else values[judged.report]
    after = None if judged.after_cut_off is None else values[judged.after_cut_off]
    return report, after


def name_of(replaced: Target | None, plan: Plan) -> str:
    """A target replaced by its code; with its plan where that is another."""
    if replaced is None:
        return ""
    return replaced.code if replaced.plan_id == plan.pk else f"{replaced.plan.title}, {replaced.code}"


def counted(lines: Iterable[Line]) -> Counts:
    """Targets that others of the plan replace are not counted."""
    found = Counter(line.status for line in lines if line.counts)
    return Counts(found.total(), {status.value: found[status.value] for status in ORDER if found[status.value]})


def weakest(*provenances: str) -> str:
    """A result is as weak as its weakest input."""
    return max(provenances, key=lambda word: WEAKEST.index(Provenance(word)))
