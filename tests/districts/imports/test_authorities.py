"""Who assesses, and which units existed below it."""

import pytest
from django.contrib.auth.models import User

from districts.imports.authorities import Area, find_area
from districts.imports.faults import RefusedError
from tests.districts.imports.files import load_units

REFORM = """\
code,name_vi,kind,parent_code,valid_from,valid_to
10,Lào Cai,tỉnh,,,2025-06-30
15,Yên Bái,tỉnh,,,2025-06-30
15,Lào Cai,tỉnh,,2025-07-01,
080,Lào Cai,thành phố,10,,2025-06-30
089,Văn Bàn,huyện,10,,2025-06-30
132,Yên Bái,thành phố,15,,2025-06-30
03082,Khánh Yên,thị trấn,089,,2025-06-30
03082,Văn Bàn,xã,15,2025-07-01,
"""


@pytest.fixture
def reform(loader: User) -> None:
    load_units(REFORM, loader)


def names(area: Area) -> list[str]:
    return sorted(unit.name_vi for unit in area.units)


@pytest.mark.parametrize("name", ["lao-cai", "10"])
def test_named_by_address_or_code(reform: None, name: str) -> None:
    area = find_area(name, 2023)
    assert (area.authority.level, area.authority.code) == ("province", "10")


def test_units_of_any_depth(reform: None) -> None:
    assert names(find_area("lao-cai", 2023)) == ["Khánh Yên", "Lào Cai", "Văn Bàn"]


def test_only_units_of_the_year(reform: None) -> None:
    assert names(find_area("lao-cai", 2026)) == ["Văn Bàn"]


@pytest.mark.parametrize("name", ["lao-cai", "15"])
def test_of_two_in_the_year_of_a_reform_the_one_at_its_end(reform: None, name: str) -> None:
    area = find_area(name, 2025)
    assert (area.authority.name_vi, names(area)) == ("Lào Cai", ["Văn Bàn"])


def test_the_abolished_one_is_still_found_by_what_only_it_has(reform: None) -> None:
    assert names(find_area("10", 2025)) == ["Khánh Yên", "Lào Cai", "Văn Bàn"]


def test_a_unit_below_may_assess_too(reform: None) -> None:
    assert names(find_area("van-ban", 2023)) == ["Khánh Yên"]


def test_ambiguity_names_the_candidates(loader: User) -> None:
    rows = "code,name_vi,kind,parent_code\n1,A,tỉnh,\n2,B,tỉnh,\n3,X,huyện,1\n4,X,huyện,2\n5,C,xã,3\n6,D,xã,4\n"
    load_units(rows, loader)
    with pytest.raises(RefusedError, match=r"x may be any of these in 2023.*district level 3 X.*district level 4 X"):
        find_area("x", 2023)


def test_unknown_authority(reform: None) -> None:
    with pytest.raises(RefusedError, match="No unit with the address or code ha-noi existed in 2023"):
        find_area("ha-noi", 2023)


def test_an_authority_of_another_year(reform: None) -> None:
    with pytest.raises(RefusedError, match="existed in 2026"):
        find_area("yen-bai", 2026)


def test_an_authority_without_units(reform: None) -> None:
    with pytest.raises(RefusedError, match="No unit below khanh-yen existed in 2023"):
        find_area("khanh-yen", 2023)


@pytest.mark.parametrize("year", [1999, 2101, 0, -5])
def test_an_impossible_year(reform: None, year: int) -> None:
    with pytest.raises(RefusedError, match="is not between 2000 and 2100"):
        find_area("lao-cai", year)
