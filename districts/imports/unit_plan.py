"""What loading a file of units would do: which are new, which change and how."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from districts.imports.faults import Faults
from districts.imports.slugs import give_slugs
from districts.imports.source import Source
from districts.imports.table import read_table
from districts.imports.units import UnitRow, parse_units
from districts.models import Level, Unit, UnitKind

# Highest first. A department may belong to a unit of any level, and nothing belongs to a department.
ORDER = [Level.COUNTRY, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE, Level.DEPARTMENT]
TOPS = (Level.COUNTRY, Level.PROVINCE)  # the levels that may stand alone
FIELDS = ("name_vi", "name_en", "kind", "parent", "valid_to", "slug")


@dataclass(slots=True, eq=False)
class Node:
    """A unit as it will be once the file is loaded, from a row, from storage, or from both."""

    code: str
    level: str
    kind: str
    name: str
    valid_from: date | None
    valid_to: date | None
    slug: str
    row: UnitRow | None = None
    unit: Unit | None = None
    parent: "Node | None" = None

    def exists_on(self, day: date | None) -> bool:
        """Whether it existed on a day; None is a day before all others."""
        begun = self.valid_from is None or (day is not None and self.valid_from <= day)
        return begun and (self.valid_to is None or day is None or day <= self.valid_to)

    def overlaps(self, other: "Node") -> bool:
        begins = max(self.valid_from or date.min, other.valid_from or date.min)
        return begins <= min(self.valid_to or date.max, other.valid_to or date.max)

    def ancestors(self) -> Iterator["Node"]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def __str__(self) -> str:
        return f"{self.level} {self.code} {self.name} ({self.valid_from or '…'} – {self.valid_to or '…'})"


@dataclass(frozen=True, slots=True)
class UnitChange:
    unit: Unit  # as it will be
    before: dict[str, str]
    after: dict[str, str]


@dataclass(slots=True)
class UnitPlan:
    """New units come with the higher levels first, so that each finds its parent stored."""

    source: Source
    new: list[Unit] = field(default_factory=list)
    changed: list[UnitChange] = field(default_factory=list)
    unchanged: int = 0
    warnings: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not self.new and not self.changed


def plan_units(source: Source) -> UnitPlan:
    """Compare a file with what is stored; raises FileFaultsError."""
    faults = Faults(source.name)
    table = read_table(source)
    rows = parse_units(table, faults)
    stored = list(Unit.objects.select_related("parent").order_by("pk"))
    settle_cities(rows, stored)
    nodes = join_nodes(rows, stored, table.columns, faults)
    broken = {row.get("code") for row in table.rows} - {row.code for row in rows}
    find_parents(nodes, broken, faults)
    report_overlaps(nodes, faults)
    give_slugs(nodes, faults)
    faults.check()
    return compare(source, nodes)


def settle_cities(rows: list[UnitRow], stored: list[Unit]) -> None:
    """A `city` directly under the country is a centrally run one; where no country is known, one under nothing."""
    countries = {row.code for row in rows if row.level == Level.COUNTRY}
    countries |= {unit.code for unit in stored if unit.level == Level.COUNTRY}
    countries = countries or {""}
    for row in rows:
        if row.city_word and row.parent_code in countries:
            row.kind = UnitKind.MUNICIPALITY


def join_nodes(rows: list[UnitRow], stored: list[Unit], columns: Collection[str], faults: Faults) -> list[Node]:
    """The file's rows joined with the units of the same key, then the stored units that the file leaves out."""
    units = {(unit.level, unit.code, unit.valid_from): unit for unit in stored}
    nodes: dict[tuple[str, str, date | None], Node] = {}
    by_pk: dict[int, Node] = {}
    for row in rows:
        key = (row.level.value, row.code, row.valid_from)
        if key in nodes:
            wanted = _("each unit once; row %(row)s has the same level, code and first day")
            faults.add(row.number, "code", row.code, wanted % {"row": nodes[key].row.number})  # type: ignore[union-attr]
            continue
        if unit := units.get(key):  # a column that the file has not says nothing
            row.name_en = row.name_en if "name_en" in columns else unit.name_en
            row.valid_to = row.valid_to if "valid_to" in columns else unit.valid_to
        slug = row.slug or (unit.slug if unit else "")
        node = Node(row.code, row.level, row.kind, row.name_vi, row.valid_from, row.valid_to, slug, row, unit)
        nodes[key] = node
        if unit:
            by_pk[unit.pk] = node
    for key, unit in units.items():
        if key not in nodes:
            nodes[key] = by_pk[unit.pk] = Node(
                unit.code, unit.level, unit.kind, unit.name_vi, unit.valid_from, unit.valid_to, unit.slug, unit=unit
            )
    for unit in stored:
        if unit.parent_id:
            by_pk[unit.pk].parent = by_pk[unit.parent_id]
    return list(nodes.values())


def find_parents(nodes: list[Node], broken: set[str], faults: Faults) -> None:
    """Resolve parent codes among higher units existing on the child's first day, the file's before the stored."""
    by_code: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        by_code[node.code].append(node)
    for node in nodes:
        if node.row is None:
            continue
        node.parent = None
        code = node.row.parent_code
        if not code and node.level not in TOPS:
            faults.add(node.row.number, "parent_code", "", _("the code of the unit that it belongs to"))
        elif code and node.level == Level.COUNTRY:
            faults.add(node.row.number, "parent_code", code, _("nothing: a country belongs to no unit"))
        elif code and code not in broken:
            node.parent = find_parent(node, by_code[code], faults)


def find_parent(node: Node, same_code: list[Node], faults: Faults) -> Node | None:
    assert node.row is not None
    place = ORDER.index(Level(node.level))
    higher = [other for other in same_code if ORDER.index(Level(other.level)) < place]
    then = [other for other in higher if other.exists_on(node.valid_from)]
    then = [other for other in then if other.row] or then
    if len(then) == 1:
        return then[0]
    if then:
        wanted = _("a code that only one higher unit had on its first day, not: %(units)s")
    elif higher:
        wanted = _("a unit that existed on its first day, unlike: %(units)s")
    else:
        wanted = _("the code of a unit of a higher level, in this file or stored")
    names = "; ".join(str(other) for other in then or higher)
    faults.add(node.row.number, "parent_code", node.row.parent_code, wanted % {"units": names})
    return None


def report_overlaps(nodes: list[Node], faults: Faults) -> None:
    """One code of one level stands for one unit at a time."""
    groups: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        groups[node.level, node.code].append(node)
    for group in groups.values():
        group.sort(key=lambda node: node.valid_from or date.min)
        for earlier, later in pairwise(group):
            row = later.row or earlier.row
            if row and earlier.overlaps(later):
                other = earlier if row is later.row else later
                wanted = _("days that do not overlap with those of %(unit)s") % {"unit": other}
                faults.add(row.number, "valid_from", str(row.valid_from or ""), wanted)


def compare(source: Source, nodes: Iterable[Node]) -> UnitPlan:
    plan = UnitPlan(source)
    ours = sorted((node for node in nodes if node.row), key=lambda node: ORDER.index(Level(node.level)))
    for node in ours:
        assert node.row is not None
        if node.unit is None:
            # The parents' instances are there already, since higher levels come first.
            node.unit = Unit(code=node.code, valid_from=node.valid_from)
            fill(node.unit, node)
            plan.new.append(node.unit)
            continue
        before = read(node.unit)
        fill(node.unit, node)
        after = read(node.unit)
        if before == after:
            plan.unchanged += 1
        else:
            names = [name for name in FIELDS if before[name] != after[name]]
            plan.changed.append(
                UnitChange(node.unit, {name: before[name] for name in names}, {name: after[name] for name in names})
            )
    plan.warnings = [
        _("row %(row)s: %(unit)s goes on after the end of %(parent)s")
        % {"row": node.row.number, "unit": node, "parent": node.parent}
        for node in ours
        if node.row and node.parent and (node.valid_to or date.max) > (node.parent.valid_to or date.max)
    ]
    return plan


def fill(unit: Unit, node: Node) -> None:
    assert node.row is not None
    values: dict[str, Any] = {
        "name_vi": node.row.name_vi,
        "name_en": node.row.name_en,
        "kind": node.kind,
        "parent": node.parent.unit if node.parent else None,
        "valid_to": node.valid_to,
        "slug": node.slug,
    }
    for name, value in values.items():
        setattr(unit, name, value)
    unit.set_keys()


def read(unit: Unit) -> dict[str, str]:
    """What may change of a unit, as texts for people and for the event."""
    parent = f"{unit.parent.level} {unit.parent.code} {unit.parent.valid_from or ''}".strip() if unit.parent else ""
    return {
        "name_vi": unit.name_vi,
        "name_en": unit.name_en,
        "kind": unit.kind,
        "parent": parent,
        "valid_to": str(unit.valid_to or ""),
        "slug": unit.slug,
    }
