"""What loading files of plans would do: which plans, targets and reports are new, which change and how."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from districts.aims import fault_of_deadline, leads_back
from districts.imports.authorities import Area, find_area
from districts.imports.faults import Faults
from districts.imports.source import Source
from districts.imports.table import read_table
from districts.imports.target_reports import PlannedReport, plan_reports
from districts.imports.targets import PlanRow, TargetRow, parse_targets
from districts.models import Indicator, Measure, Plan, Target, Unit

Key = tuple[str, str]  # codes of plan and target
Values = dict[str, Any]
TARGET_FIELDS = (
    *("wording_vi", "wording_en", "comparison", "planned", "base", "decimals", "measured_in_vi", "measured_in_en"),
    *("level", "deadline", "takes", "provenance", "source"),
)


@dataclass(frozen=True, slots=True)
class PlannedPlan:
    """A plan as it will be; `values` holds what differs from `stored`."""

    code: str
    stored: Plan | None
    values: Values
    replaces: str = ""  # the code of another plan of the year; it may come with the same file

    @property
    def differs(self) -> bool:
        return self.stored is None or bool(self.values) or bool(self.replaces)


@dataclass(frozen=True, slots=True)
class PlannedTarget:
    """A target as it will be; `values` holds what differs from `stored`."""

    row: TargetRow
    stored: Target | None
    values: Values
    measures: tuple[Measure, ...]
    replaces: Key | None
    differs: bool


@dataclass(slots=True)
class TargetsPlan:
    """Everything that the files say, compared with what is stored. What they do not name stays."""

    source: Source
    area: Area
    plans: list[PlannedPlan] = field(default_factory=list)
    targets: list[PlannedTarget] = field(default_factory=list)
    reports_source: Source | None = None
    reports: list[PlannedReport] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        told = [one.differs for one in self.plans] + [one.differs for one in self.targets]
        return not any(told) and not self.reports


def plan_targets(source: Source, reports: Source | None, authority: str, year: int) -> TargetsPlan:
    """Compare files with what is stored; raises FileFaultsError and RefusedError."""
    area = find_area(authority, year)
    faults = Faults(source.name)
    plan_rows, target_rows = parse_targets(read_table(source), faults)
    found = TargetsPlan(source, area, reports_source=reports)
    stored = {plan.code: plan for plan in Plan.objects.filter(authority=area.authority, year=year)}
    found.plans = [planned_plan(row, stored, plan_rows, area, faults) for row in plan_rows.values()]
    targets = stored_targets(stored.values())
    reader = TargetReader(area, targets, target_rows, faults)
    found.targets = [reader.planned(row, plan_rows, stored) for row in target_rows]
    refuse_circles(target_rows, targets, faults)
    if reports:
        known = {
            **targets,
            **{(one.row.plan, one.row.code): as_target(one, found.plans, area) for one in found.targets},
        }
        found.reports = plan_reports(reports, known, faults)
    faults.check()
    return found


def stored_targets(plans: Iterable[Plan]) -> dict[Key, Target]:
    targets = Target.objects.filter(plan__in=list(plans)).select_related("plan", "group", "replaces__plan")
    return {(target.plan.code, target.code): target for target in targets.prefetch_related("measures")}


# Plans


def planned_plan(
    row: PlanRow, stored: Mapping[str, Plan], rows: Mapping[str, PlanRow], area: Area, faults: Faults
) -> PlannedPlan:
    """Cells that say nothing leave what is stored; a new plan needs a title and a cut-off date."""
    plan = stored.get(row.code)
    told: Values = {name: text for name, text in row.texts.items() if text}
    told |= {name: day for name, day in (("date", row.begun), ("cut_off", row.cut_off)) if day}
    if row.provenance:
        told["provenance"] = row.provenance
    if row.unit:
        told["unit"] = unit_of(row.unit, row.number, "plan_unit", area, faults)
    if plan is None:
        for name, text in (("title_vi", row.texts["title_vi"]), ("cut_off", row.cut_off)):
            if not text:
                faults.add(row.number, f"plan_{name}", "", _("what a new plan needs: its title and its cut-off date"))
    begun, cut_off = told.get("date") or (plan and plan.date), told.get("cut_off") or (plan and plan.cut_off)
    if begun and cut_off and begun > cut_off:
        wanted = _("a cut-off date from %(day)s on, the date of the plan") % {"day": begun}
        faults.add(row.number, "plan_cut_off", str(cut_off), wanted)
    values = {name: value for name, value in told.items() if plan is None or getattr(plan, name) != value}
    return PlannedPlan(row.code, plan, values, replaced_plan(row, plan, stored, rows, faults))


def replaced_plan(
    row: PlanRow, plan: Plan | None, stored: Mapping[str, Plan], rows: Mapping[str, PlanRow], faults: Faults
) -> str:
    """The code of the plan that this one replaces, where that is not stored yet; no circle."""
    if not row.replaces:
        return ""
    if row.replaces not in stored and row.replaces not in rows:
        faults.add(row.number, "plan_replaces", row.replaces, _("the code of another plan of this year"))
        return ""
    by_key = {one.pk: one.code for one in stored.values()}
    chain = {one.code: by_key.get(one.replaces_id) for one in stored.values() if one.replaces_id}
    chain |= {one.code: one.replaces for one in rows.values() if one.replaces}
    if leads_back(row.code, row.replaces, chain.get):
        faults.add(row.number, "plan_replaces", row.replaces, _("a plan that does not itself replace this one"))
    known = by_key.get(plan.replaces_id) if plan and plan.replaces_id else None
    return "" if known == row.replaces else row.replaces


def unit_of(code: str, number: int, column: str, area: Area, faults: Faults) -> Unit | None:
    """The authority or a unit below it, by its code."""
    choices = [unit for unit in (area.authority, *area.units) if unit.code == code]
    if len(choices) != 1:
        faults.add(number, column, code, _("the code of one unit of the authority in the year"))
        return None
    return choices[0]


# Targets


class TargetReader:
    """Finds what rows of targets name: units, measures, indicators, other targets."""

    def __init__(self, area: Area, stored: Mapping[Key, Target], rows: Iterable[TargetRow], faults: Faults) -> None:
        self.area, self.stored, self.faults = area, stored, faults
        indicators = Indicator.objects.filter(authority=area.authority)
        self.indicators = {indicator.code: indicator for indicator in indicators}
        slugs = {name.partition(":")[0] for row in rows for name in row.measures}
        measures = Measure.objects.filter(framework__slug__in=slugs).select_related("framework")
        self.measures = {f"{measure.framework.slug}:{measure.code}": measure for measure in measures}

    def planned(self, row: TargetRow, plans: Mapping[str, PlanRow], stored_plans: Mapping[str, Plan]) -> PlannedTarget:
        stored = self.stored.get((row.plan, row.code))
        told: Values = {name: getattr(row, name) for name in TARGET_FIELDS}
        told["lead_unit"] = self.lead_unit(row)
        told["indicator"] = self.indicator(row)
        self.check_deadline(row, plans[row.plan], stored_plans.get(row.plan))
        measures = tuple(filter(None, (self.measure(row, name) for name in row.measures)))
        values = {name: value for name, value in told.items() if stored is None or getattr(stored, name) != value}
        replaces = self.replaces(row)
        differs = stored is None or bool(values) or self.moves(stored, row, measures, replaces)
        return PlannedTarget(row, stored, values, measures, replaces, differs)

    def moves(self, stored: Target, row: TargetRow, measures: tuple[Measure, ...], replaces: Key | None) -> bool:
        """Whether group, measures or the target replaced are others."""
        before = (stored.replaces.plan.code, stored.replaces.code) if stored.replaces else None
        known = {measure.pk for measure in stored.measures.all()}
        return (
            stored.group.name_vi != row.group_vi or known != {measure.pk for measure in measures} or before != replaces
        )

    def lead_unit(self, row: TargetRow) -> Unit | None:
        return unit_of(row.lead_unit, row.number, "lead_unit", self.area, self.faults) if row.lead_unit else None

    def indicator(self, row: TargetRow) -> Indicator | None:
        found = self.indicators.get(row.indicator)
        if row.indicator and found is None:
            self.faults.add(row.number, "indicator", row.indicator, _("the code of an indicator of the authority"))
        if row.indicator and not row.takes:
            wanted = _("what to take of the indicator: a, or a in percent of b")
            self.faults.add(row.number, "takes", "", f"{wanted} (count, percent)")
        if row.takes and not row.indicator:
            self.faults.add(row.number, "indicator", "", _("an indicator to take it from"))
        if row.indicator and row.comparison == Target.Comparison.YES_NO:
            wanted = _("no indicator, since the answer is yes or no")
            self.faults.add(row.number, "indicator", row.indicator, wanted)
        return found

    def measure(self, row: TargetRow, name: str) -> Measure | None:
        found = self.measures.get(name)
        if found is None:
            self.faults.add(row.number, "measures", name, _("slug:code of a measure that is stored"))
        return found

    def check_deadline(self, row: TargetRow, plan: PlanRow, stored: Plan | None) -> None:
        begun = plan.begun or (stored and stored.date)
        if begun and (expected := fault_of_deadline(row.deadline, begun)):
            self.faults.add(row.number, "deadline", str(row.deadline), expected)

    def replaces(self, row: TargetRow) -> Key | None:
        if not row.replaces:
            return None
        plan, slash, code = row.replaces.rpartition("/")
        return (plan if slash else row.plan, code)


def refuse_circles(rows: Iterable[TargetRow], stored: Mapping[Key, Target], faults: Faults) -> None:
    """Whatever is replaced is there, and no chain leads back to its beginning."""
    rows = list(rows)
    chain: dict[Key, Key] = {
        key: (target.replaces.plan.code, target.replaces.code) for key, target in stored.items() if target.replaces
    }
    for row in rows:
        if row.replaces:
            plan, slash, code = row.replaces.rpartition("/")
            chain[(row.plan, row.code)] = (plan if slash else row.plan, code)
        else:
            chain.pop((row.plan, row.code), None)
    there = {*stored, *((row.plan, row.code) for row in rows)}
    for row in rows:
        key = (row.plan, row.code)
        if key not in chain:
            continue
        if chain[key] not in there:
            faults.add(row.number, "replaces", row.replaces, _("the code of a target of the plan, or plan/code"))
        elif leads_back(key, chain[key], chain.get):
            faults.add(row.number, "replaces", row.replaces, _("a target that does not itself replace this one"))


def as_target(planned: PlannedTarget, plans: Iterable[PlannedPlan], area: Area) -> Target:
    """The target as it will be, for its reports to be held against; written nowhere."""
    target = planned.stored or Target()
    shape = Target(pk=target.pk, code=planned.row.code, comparison=planned.row.comparison)
    shape.decimals, shape.indicator = planned.row.decimals, planned.values.get("indicator", target.indicator)
    told = next(one for one in plans if one.code == planned.row.plan)
    stored = told.stored
    begun = told.values.get("date", stored.date if stored else None)
    shape.plan = Plan(pk=stored.pk if stored else None, code=told.code, year=area.year, date=begun)
    return shape
