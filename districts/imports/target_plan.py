"""What loading files of plans would do: which plans, targets and reports are new, which change and how."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from districts.aims import (
    fault_of_beginning,
    fault_of_deadline,
    fault_of_kind,
    fault_of_takes,
    leads_back,
    said_day,
)
from districts.imports.authorities import Area, find_area
from districts.imports.faults import Faults
from districts.imports.source import Source
from districts.imports.table import read_table
from districts.imports.target_reports import PlannedReport, plan_reports
from districts.imports.targets import PlanRow, TargetRow, parse_targets
from districts.models import Indicator, Measure, Plan, Target, Unit

PlanKey = tuple[int, str]  # year and code
Values = dict[str, Any]
TARGET_FIELDS = (
    *("wording_vi", "wording_en", "comparison", "planned", "base", "decimals", "measured_in_vi", "measured_in_en"),
    *("level", "deadline", "takes", "provenance", "source"),
)


class Key(NamedTuple):
    """What a target is known by, among all of an authority."""

    year: int
    plan: str
    code: str

    @classmethod
    def of(cls, target: Target) -> "Key":
        """That of a stored target."""
        return cls(target.plan.year, target.plan.code, target.code)

    @classmethod
    def said(cls, text: str, plan: str, year: int) -> "Key":
        """`code`, `plan/code` or `year/plan/code`; what is left out is the plan and the year of the row."""
        place, slash, code = text.rpartition("/")
        if not slash:
            return cls(year, plan, code)
        return cls(*plan_said(place, year), code)

    def within(self, year: int) -> str:
        """As files of a year and their events say it."""
        name = f"{self.plan}/{self.code}"
        return name if self.year == year else f"{self.year}/{name}"


def plan_said(text: str, year: int) -> PlanKey:
    """`code` or `year/code`; what is no year is year 0, in which there is no plan."""
    told, slash, code = text.rpartition("/")
    if not slash:
        return (year, code)
    return (int(told) if re.fullmatch("[0-9]{4}", told) else 0, code)


@dataclass(frozen=True, slots=True)
class PlannedPlan:
    """A plan as it will be; `values` holds what differs from `stored`."""

    code: str
    stored: Plan | None
    values: Values
    replaces: PlanKey | None = None  # of this year or an earlier one; it may come with the same file

    @property
    def differs(self) -> bool:
        return self.stored is None or bool(self.values) or bool(self.replaces)


@dataclass(frozen=True, slots=True)
class PlannedTarget:
    """A target as it will be; `values` holds what differs from `stored`."""

    row: TargetRow
    key: Key
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
    every = {(plan.year, plan.code): plan for plan in Plan.objects.filter(authority=area.authority)}
    stored = {plan.code: plan for plan in every.values() if plan.year == year}
    found.plans = [planned_plan(row, every, plan_rows, area, faults) for row in plan_rows.values()]
    targets = stored_targets(every.values())
    reader = TargetReader(area, targets, target_rows, faults)
    found.targets = [reader.planned(row, plan_rows, stored) for row in target_rows]
    refuse_circles(target_rows, targets, year, faults)
    if reports:
        known = {(key.plan, key.code): target for key, target in targets.items() if key.year == year}
        known |= {(one.key.plan, one.key.code): as_target(one, found.plans, area) for one in found.targets}
        found.reports = plan_reports(reports, known, faults)
    faults.check()
    return found


def stored_targets(plans: Iterable[Plan]) -> dict[Key, Target]:
    targets = Target.objects.filter(plan__in=list(plans)).select_related("plan", "group", "replaces__plan")
    return {Key.of(target): target for target in targets.prefetch_related("measures")}


# Plans


def planned_plan(
    row: PlanRow, every: Mapping[PlanKey, Plan], rows: Mapping[str, PlanRow], area: Area, faults: Faults
) -> PlannedPlan:
    """Cells that say nothing leave what is stored; a new plan needs a title and a cut-off date."""
    plan = every.get((area.year, row.code))
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
        wanted = _("a cut-off date from %(day)s on, the date of the plan") % {"day": said_day(begun)}
        faults.add(row.number, "plan_cut_off", str(cut_off), wanted)
    values = {name: value for name, value in told.items() if plan is None or getattr(plan, name) != value}
    if plan and "date" in values and (expected := fault_of_beginning(plan, values["date"])):
        faults.add(row.number, "plan_date", str(values["date"]), expected)
    return PlannedPlan(row.code, plan, values, replaced_plan(row, every, rows, area.year, faults))


def replaced_plan(
    row: PlanRow, every: Mapping[PlanKey, Plan], rows: Mapping[str, PlanRow], year: int, faults: Faults
) -> PlanKey | None:
    """The plan that this one replaces, where that is not stored yet; no circle."""
    if not row.replaces:
        return None
    key, replaced = (year, row.code), plan_said(row.replaces, year)
    is_there = replaced in every or (replaced[0] == year and replaced[1] in rows)
    if replaced[0] > year or not is_there:
        wanted = _("the code of another plan of this year, or year/code of an earlier one")
        faults.add(row.number, "plan_replaces", row.replaces, wanted)
        return None
    keys = {plan.pk: name for name, plan in every.items()}
    chain = {name: keys[plan.replaces_id] for name, plan in every.items() if plan.replaces_id}
    known = chain.get(key)
    chain |= {(year, one.code): plan_said(one.replaces, year) for one in rows.values() if one.replaces}
    if leads_back(key, replaced, chain.get):
        faults.add(row.number, "plan_replaces", row.replaces, _("a plan that does not itself replace this one"))
    return None if known == replaced else replaced


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
        key = Key(self.area.year, row.plan, row.code)
        stored = self.stored.get(key)
        told: Values = {name: getattr(row, name) for name in TARGET_FIELDS}
        told["lead_unit"] = self.lead_unit(row)
        told["indicator"] = self.indicator(row)
        self.check_deadline(row, plans[row.plan], stored_plans.get(row.plan))
        measures = tuple(filter(None, (self.measure(row, name) for name in row.measures)))
        values = {name: value for name, value in told.items() if stored is None or getattr(stored, name) != value}
        self.check_kind(row, stored, values)
        replaces = Key.said(row.replaces, row.plan, self.area.year) if row.replaces else None
        differs = stored is None or bool(values) or self.moves(stored, row, measures, replaces)
        return PlannedTarget(row, key, stored, values, measures, replaces, differs)

    def moves(self, stored: Target, row: TargetRow, measures: tuple[Measure, ...], replaces: Key | None) -> bool:
        """Whether group, measures or the target replaced are others."""
        before = Key.of(stored.replaces) if stored.replaces else None
        known = {measure.pk for measure in stored.measures.all()}
        return (
            stored.group.name_vi != row.group_vi
            or row.group_en not in ("", stored.group.name_en)
            or known != {measure.pk for measure in measures}
            or before != replaces
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
        elif row.indicator and (expected := fault_of_takes(row.takes, row.measured_in_vi)):
            self.faults.add(row.number, "measured_in_vi", row.measured_in_vi, expected)
        return found

    def measure(self, row: TargetRow, name: str) -> Measure | None:
        found = self.measures.get(name)
        if found is None:
            self.faults.add(row.number, "measures", name, _("slug:code of a measure that is stored"))
        return found

    def check_kind(self, row: TargetRow, stored: Target | None, values: Values) -> None:
        """Only where a stored target would become of another kind is it asked what was reported of it."""
        if stored and not values.keys().isdisjoint(("comparison", "indicator")) and row.comparison:
            fault = fault_of_kind(stored, row.comparison, values.get("indicator"))
            if fault:
                self.faults.add(row.number, fault[0], getattr(row, fault[0]), fault[1])

    def check_deadline(self, row: TargetRow, plan: PlanRow, stored: Plan | None) -> None:
        begun = plan.begun or (stored and stored.date)
        if begun and (expected := fault_of_deadline(row.deadline, begun)):
            self.faults.add(row.number, "deadline", str(row.deadline), expected)


def refuse_circles(rows: Iterable[TargetRow], stored: Mapping[Key, Target], year: int, faults: Faults) -> None:
    """Whatever is replaced is there, in no later year, and no chain leads back to its beginning."""
    said = {Key(year, row.plan, row.code): row for row in rows}
    chain = {key: Key.of(target.replaces) for key, target in stored.items() if target.replaces and key not in said}
    chain |= {key: Key.said(row.replaces, row.plan, year) for key, row in said.items() if row.replaces}
    for key, row in said.items():
        if key not in chain:
            continue
        replaced = chain[key]
        if replaced.year > year or not (replaced in stored or replaced in said):
            wanted = _("the code of a target of the plan, plan/code, or year/plan/code of an earlier year")
            faults.add(row.number, "replaces", row.replaces, wanted)
        elif leads_back(key, replaced, chain.get):
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
