"""Addresses of units."""

import pytest

from districts.imports.unit_plan import UnitPlan, plan_units
from districts.text import is_reserved, join_slug
from tests.districts.imports.files import faults_of, source

HEADER = "code,name_vi,kind,parent_code,valid_from,valid_to,slug\n"
PROVINCE = "42,Hà Tĩnh,tỉnh,,,,\n"

pytestmark = pytest.mark.django_db


def plan(rows: str) -> UnitPlan:
    return plan_units(source(HEADER + rows))


def slugs(rows: str) -> dict[str, str]:
    return {unit.code: unit.slug for unit in plan(rows).new}


def test_made_from_the_name_as_written() -> None:
    assert slugs("48,Thành phố Đà Nẵng,municipality,,,,\n") == {"48": "thanh-pho-da-nang"}


def test_the_kind_is_appended_on_a_collision() -> None:
    rows = f"{PROVINCE}447,Kỳ Anh,huyện,42,,,\n449,Kỳ Anh,thị xã,42,,,\n"
    assert slugs(rows) == {"42": "ha-tinh", "447": "ky-anh", "449": "ky-anh-thi-xa"}


def test_the_order_of_rows_does_not_matter() -> None:
    rows = f"449,Kỳ Anh,thị xã,42,,,\n447,Kỳ Anh,huyện,42,,,\n{PROVINCE}"
    assert slugs(rows) == {"42": "ha-tinh", "447": "ky-anh", "449": "ky-anh-thi-xa"}


def test_then_the_code() -> None:
    rows = f"{PROVINCE}1,Tân Lập,xã,42,,,\n2,Tân Lập,xã,42,,,\n3,Tân Lập,xã,42,,,\n"
    assert slugs(rows) == {"42": "ha-tinh", "1": "tan-lap", "2": "tan-lap-xa", "3": "tan-lap-xa-3"}


def test_communes_of_two_districts_share_one_authority() -> None:
    rows = f"{PROVINCE}447,A,huyện,42,,,\n449,B,huyện,42,,,\n1,Tân Lập,xã,447,,,\n2,Tân Lập,phường,449,,,\n"
    assert slugs(rows)["2"] == "tan-lap-phuong"


def test_other_authorities_and_levels_do_not_collide() -> None:
    rows = "10,Lào Cai,tỉnh,,,,\n15,Yên Bái,tỉnh,,,,\n080,Lào Cai,thành phố,10,,,\n1,A,huyện,10,,,\n2,A,huyện,15,,,\n"
    assert slugs(rows) == {"10": "lao-cai", "15": "yen-bai", "080": "lao-cai", "1": "a", "2": "a"}


def test_other_times_do_not_collide() -> None:
    rows = "10,Lào Cai,tỉnh,,,2025-06-30,\n15,Lào Cai,tỉnh,,2025-07-01,,\n"
    assert slugs(rows) == {"10": "lao-cai", "15": "lao-cai"}


def test_a_new_unit_yields_to_a_stored_one(units: None) -> None:
    [made] = plan("090,Văn Bàn,thị xã,10,,2025-06-30,\n").new
    assert made.slug == "van-ban-thi-xa"


def test_a_centrally_run_city_is_a_city_in_its_address() -> None:
    assert slugs("1,Trends,municipality,,,,\n") == {"1": "trends-thanh-pho"}


@pytest.mark.parametrize("name", ["Compare", "R2", "2023", "Trends"])
def test_a_reserved_word_gets_the_kind(name: str) -> None:
    assert slugs(f"1,{name},tỉnh,,,,\n") == {"1": f"{name.lower()}-tinh"}


def test_a_name_without_letters_of_addresses_gets_the_kind() -> None:
    assert slugs("1,中,tỉnh,,,,\n") == {"1": "tinh"}


@pytest.mark.parametrize("slug", ["compare", "r12", "2024", "healthz"])
def test_a_reserved_word_by_hand_is_refused(slug: str) -> None:
    expected = "an address that is not reserved for the portal's own pages"
    assert faults_of(lambda: plan(f"1,A,tỉnh,,,,{slug}\n")) == [(2, "slug", slug, expected)]


@pytest.mark.parametrize("slug", ["Văn-Bàn", "van_ban", "-van", "van--ban", "VAN"])
def test_an_address_by_hand_that_is_none(slug: str) -> None:
    expected = "small letters a to z, digits and single hyphens"
    assert faults_of(lambda: plan(f"1,A,tỉnh,,,,{slug}\n")) == [(2, "slug", slug, expected)]


def test_an_address_by_hand_that_is_taken() -> None:
    expected = "another address: province 1 A (… – …) has this one at the same time"
    assert faults_of(lambda: plan("1,A,tỉnh,,,,x\n2,B,tỉnh,,,,x\n")) == [(3, "slug", "x", expected)]


def test_an_address_by_hand_that_a_stored_unit_has(units: None) -> None:
    expected = "another address: district 089 Văn Bàn (… – 2025-06-30) has this one at the same time"
    found = faults_of(lambda: plan("085,Bắc Hà,huyện,10,,2025-06-30,van-ban\n"))
    assert found == [(2, "slug", "van-ban", expected)]


def test_an_address_by_hand_goes_before_one_made() -> None:
    assert slugs("1,A,tỉnh,,,,\n2,B,tỉnh,,,,a\n") == {"1": "a-tinh", "2": "a"}


def test_a_long_name_is_cut_to_what_can_be_stored() -> None:
    assert join_slug("a" * 200, "thị xã") == "a" * 113 + "-thi-xa"


@pytest.mark.parametrize(("slug", "reserved"), [("r", False), ("r1", True), ("r1a", False), ("20233", False)])
def test_revisions_and_years_are_reserved(slug: str, reserved: bool) -> None:
    assert is_reserved(slug) is reserved
