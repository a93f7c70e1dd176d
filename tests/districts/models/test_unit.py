from datetime import date

import pytest
from django.utils import translation

from districts.models import LEVELS, Level, Unit, UnitKind
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_saving_sets_level_and_keys() -> None:
    unit = make.UnitFactory.create(kind=UnitKind.TOWN, name_vi="Sa Pa", name_en="Sapa")
    assert unit.level == Level.DISTRICT
    assert unit.search_key == "sa pa sapa"
    assert unit.sort_key


def test_a_new_name_gives_new_keys() -> None:
    unit = make.UnitFactory.create(name_vi="Văn Bàn")
    unit.name_vi = "Đà Nẵng"
    unit.save()
    assert Unit.objects.get(search_key="da nang") == unit


def test_every_kind_has_a_level() -> None:
    assert set(LEVELS) == set(UnitKind)


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "exists"),
    [
        (None, None, True),
        (date(2025, 12, 31), None, True),
        (date(2026, 1, 1), None, False),
        (None, date(2025, 1, 1), True),
        (None, date(2024, 12, 31), False),
        (date(2025, 7, 1), date(2025, 7, 1), True),
    ],
)
def test_a_unit_exists_in_a_year_that_it_saw_a_day_of(
    valid_from: date | None, valid_to: date | None, exists: bool
) -> None:
    make.UnitFactory.create(valid_from=valid_from, valid_to=valid_to)
    assert Unit.objects.existing_in(2025).exists() is exists


def test_a_reused_code_is_another_unit() -> None:
    make.UnitFactory.create(code="15", kind=UnitKind.PROVINCE, valid_to=date(2025, 6, 30))
    make.UnitFactory.create(code="15", kind=UnitKind.PROVINCE, valid_from=date(2025, 7, 1))
    assert Unit.objects.filter(code="15").count() == 2


def test_units_come_in_vietnamese_order() -> None:
    for name in ("Đà Nẵng", "Yên Bái", "An Giang", "Điện Biên", "Bắc Hà"):
        make.UnitFactory.create(name_vi=name)
    assert [unit.name_vi for unit in Unit.objects.all()] == ["An Giang", "Bắc Hà", "Đà Nẵng", "Điện Biên", "Yên Bái"]


def test_a_name_is_shown_in_the_readers_language() -> None:
    unit = make.UnitFactory.create(name_vi="Sở Y tế", name_en="Department of Health")
    with translation.override("en"):
        assert str(unit) == "Department of Health"
    assert str(unit) == "Sở Y tế"


def test_without_an_english_name_the_vietnamese_one_is_shown() -> None:
    with translation.override("en"):
        assert make.UnitFactory.create(name_vi="Văn Bàn").name == "Văn Bàn"
