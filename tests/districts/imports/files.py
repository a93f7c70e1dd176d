"""Small files for the loaders, and how tests load them."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from districts.actions.load_framework import load_framework as write_framework
from districts.actions.load_scores import load_scores as write_scores
from districts.actions.load_units import load_units as write_units
from districts.imports.faults import FileFaultsError
from districts.imports.framework_plan import FrameworkPlan, Heading, plan_framework
from districts.imports.score_plan import ScorePlan, Target, plan_scores
from districts.imports.source import Source
from districts.imports.unit_plan import plan_units

UNITS = """\
code,name_vi,name_en,kind,parent_code,valid_from,valid_to,slug
VN,Việt Nam,,country,,,,
10,Lào Cai,,tỉnh,VN,,2025-06-30,
080,Lào Cai,,thành phố,10,,2025-06-30,
088,Sa Pa,,thị xã,10,,2025-06-30,
089,Văn Bàn,,huyện,10,,2025-06-30,
03082,Khánh Yên,,thị trấn,089,,2025-06-30,
STTTT,Sở Thông tin và Truyền thông,,sở,10,,2025-02-28,
"""
FRAMEWORK = """\
code,parts,kind,name_vi,max_points,decimals,min_points
total,F 4 5,total,Tổng điểm,960,2,
government,F 4,pillar,Chính quyền số,,2,
society,F 5,pillar,Xã hội số,,2,
F,,group,Nền tảng,500,2,
4,4.21 4.22,index,Chính quyền,,2,
4.21,,criterion,Họp không giấy,40,2,
4.22,4.22.1 4.22.11,criterion,Dịch vụ công,,3,
4.22.1,,criterion,Toàn trình,200,3,
4.22.11,,criterion,Một phần,20,3,-5
5,,index,Xã hội,200,2,
"""
SHARES = """\
code,parts,kind,name_vi,max_points,decimals
total,F G,total,Tổng điểm,1,4
F,,group,Nền tảng,0.5,6
G,,index,Hoạt động,0.5,6
"""
LONG = "unit_code,measure_code,points\n"
Place = tuple[int, str, str, str]  # row, column, value, expected


def source(text: str | bytes, name: str = "file.csv") -> Source:
    return Source(name, text if isinstance(text, bytes) else text.encode())


def faults_of(act: Callable[[], object]) -> list[Place]:
    """The faults that an act is refused with."""
    with pytest.raises(FileFaultsError) as caught:
        act()
    return [(fault.row, fault.column, fault.value, fault.expected) for fault in caught.value.faults]


def load_units(text: str, by: User) -> None:
    write_units(plan=plan_units(source(text)), by=by)


def framework_plan(text: str, slug: str = "f960", bands: str = "") -> FrameworkPlan:
    return plan_framework(source(text), source(bands, "bands.csv") if bands else None, Heading(slug))


def load_framework(text: str, slug: str, by: User) -> None:
    write_framework(plan=framework_plan(text, slug), by=by)


def score_plan(
    text: str | bytes,
    *,
    authority: str = "lao-cai",
    year: int = 2023,
    framework: str = "f960",
    group: str = "",
    basis: str = "",
) -> ScorePlan:
    with transaction.atomic():
        return plan_scores(source(text), Target(authority, year, framework, group, basis))


def load_scores(text: str, by: User, *, year: int = 2023, framework: str = "f960", reason: str = "") -> None:
    write_scores(plan=score_plan(text, year=year, framework=framework), by=by, reason=reason)
