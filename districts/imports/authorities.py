"""Who assesses, and which units below it existed in a year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from districts.imports.faults import RefusedError
from districts.models import Level, Unit

ORDER = list(Level)  # highest first
GROUPS = {  # the usual names of groups: the plural of their level
    Level.PROVINCE.value: "provinces",
    Level.DISTRICT.value: "districts",
    Level.COMMUNE.value: "communes",
    Level.DEPARTMENT.value: "departments",
}
LEVEL_OF = {group: level for level, group in GROUPS.items()}


@dataclass(frozen=True, slots=True)
class Area:
    """An authority with all units below it that existed in a year."""

    authority: Unit
    year: int
    units: tuple[Unit, ...]

    def of_level(self, level: str) -> list[Unit]:
        return [unit for unit in self.units if unit.level == level]

    def by_code(self) -> dict[str, list[Unit]]:
        units: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            units[unit.code].append(unit)
        return units


def find_area(name: str, year: int) -> Area:
    """The authority with this address or code in a year.

    Of several the highest, and only one with units below it; of these the one that still existed when
    the year ended, since that is who assesses the year.
    """
    if not 2000 <= year <= 2100:
        raise RefusedError(_("The year %(year)s is not between 2000 and 2100.") % {"year": year})
    names = {"name": name, "year": year}
    units = list(Unit.objects.existing_in(year).order_by("pk"))
    named = [unit for unit in units if name in (unit.slug, unit.code)]
    if not named:
        raise RefusedError(_("No unit with the address or code %(name)s existed in %(year)s.") % names)
    below = {unit.pk: descendants(unit, units) for unit in named}
    choices = [unit for unit in named if below[unit.pk]]
    if not choices:
        raise RefusedError(_("No unit below %(name)s existed in %(year)s.") % names)
    highest = min(ORDER.index(Level(unit.level)) for unit in choices)
    choices = at_years_end([unit for unit in choices if ORDER.index(Level(unit.level)) == highest], year)
    if len(choices) > 1:
        listed = "; ".join(describe(unit) for unit in choices)
        text = _("%(name)s may be any of these in %(year)s, name it by code or address: %(units)s")
        raise RefusedError(text % (names | {"units": listed}))
    return Area(choices[0], year, tuple(below[choices[0].pk]))


def descendants(unit: Unit, units: Iterable[Unit]) -> list[Unit]:
    """The units of any depth below one, in the order of the list."""
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    inside: dict[int, bool] = {unit.pk: True}

    def is_inside(pk: int | None) -> bool:
        if pk is None:
            return False
        if pk not in inside:
            inside[pk] = is_inside(parents[pk])
        return inside[pk]

    return [other for other in units if other.pk != unit.pk and is_inside(other.pk)]


def at_years_end(units: Sequence[Unit], year: int) -> list[Unit]:
    """Of several units those that existed on the year's last day, if there are any."""
    if len(units) < 2:
        return list(units)
    last = date(year, 12, 31)
    return [unit for unit in units if unit.valid_to is None or unit.valid_to >= last] or list(units)


def describe(unit: Unit) -> str:
    """A unit with what tells it from its namesakes."""
    days = f"{unit.valid_from or '…'} – {unit.valid_to or '…'}"
    return f"{unit.get_level_display()} {unit.code} {unit.name_vi} ({days})"
