"""From the unit codes of a file of scores to units, and to the group that they are."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from districts.imports.authorities import GROUPS, LEVEL_OF, Area, at_years_end, describe
from districts.imports.faults import Faults
from districts.models import Unit

Codes = dict[str, int]  # each code of the file with the first row that has it


@dataclass(frozen=True, slots=True)
class Members:
    """The units that a file speaks of."""

    group: str
    units: dict[str, Unit]  # by code


def find_members(codes: Codes, area: Area, group: str, faults: Faults) -> Members:
    """Resolve codes among the units below the authority; without a group it is the plural of their level."""
    known = area.by_code()
    found = {code: known[code] for code in codes if code in known}
    for code, row in codes.items():
        if code not in found:
            report_unknown(code, row, area, faults)
    level = LEVEL_OF.get(group) if group else common_level(found, codes, faults)
    units = {}
    for code, choices in found.items():
        fitting = at_years_end([unit for unit in choices if not level or unit.level == level], area.year)
        if len(fitting) == 1:
            units[code] = fitting[0]
        elif fitting:
            listed = "; ".join(describe(unit) for unit in fitting)
            wanted = _("a code that only one unit had, not: %(units)s") % {"units": listed}
            faults.add(codes[code], "unit_code", code, wanted)
        elif group:
            wanted = _("a unit of the group %(group)s, unlike %(unit)s")
            faults.add(codes[code], "unit_code", code, wanted % {"group": group, "unit": describe(choices[0])})
    return Members(group or GROUPS.get(level or "", ""), units)


def report_unknown(code: str, row: int, area: Area, faults: Faults) -> None:
    names = {"authority": area.authority.name_vi, "year": area.year}
    if not code:
        wanted = _("the code of a unit below %(authority)s") % names
    elif padded := [unit for unit in area.units if unit.code.lstrip("0") == code.lstrip("0")]:
        listed = ", ".join(f"{unit.code} {unit.name_vi}" for unit in padded)
        wanted = _("a code with its leading zeros, which spreadsheets drop: %(units)s") % {"units": listed}
    else:
        wanted = _("the code of a unit that existed below %(authority)s in %(year)s") % names
    faults.add(row, "unit_code", code, wanted)


def common_level(found: dict[str, list[Unit]], codes: Codes, faults: Faults) -> str:
    """The one level that all units of the file have; where there is none, a fault says where it breaks."""
    common: set[str] = set(GROUPS)
    for code, units in found.items():
        levels = {unit.level for unit in units}
        if not common & levels:
            wanted = _("a unit of the same level as those above (%(levels)s), or the option --group")
            level_names = ", ".join(sorted(common))
            faults.add(codes[code], "unit_code", code, wanted % {"levels": level_names})
            return ""
        common &= levels
    if found and len(common) > 1:
        wanted = _("the option --group, since the codes fit several levels: %(levels)s")
        faults.add(0, "", "", wanted % {"levels": ", ".join(sorted(common))})
        return ""
    return common.pop() if found else ""
