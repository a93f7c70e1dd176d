"""Writing the plan of a file of units."""

import pytest
from django.contrib.auth.models import User

from districts.models import Event, Unit
from tests import factories as make
from tests.districts.imports import files

HEADER = "code,name_vi,kind,parent_code,valid_to\n"


@pytest.fixture
def loader(db: None) -> User:
    return make.UserFactory.create(username="nguoi-nap")


def test_units_are_stored_with_their_parents(loader: User) -> None:
    files.load_units(files.UNITS, loader)
    found = Unit.objects.select_related("parent").get(code="03082")
    assert (found.level, found.kind, found.slug) == ("commune", "township", "khanh-yen")
    assert found.parent is not None
    assert (found.parent.code, found.parent.parent) == ("089", Unit.objects.get(code="10"))


def test_what_order_and_search_need_is_computed(loader: User) -> None:
    files.load_units(files.UNITS, loader)
    assert Unit.objects.get(search_key__contains="van ban").code == "089"
    assert all(Unit.objects.values_list("sort_key", flat=True))


def test_a_change_reaches_what_is_computed(loader: User) -> None:
    files.load_units(files.UNITS, loader)
    files.load_units(f"{HEADER}089,Đổi Tên,huyện,10,2025-06-30\n", loader)
    assert Unit.objects.get(search_key="doi ten").name_vi == "Đổi Tên"


def test_a_unit_moves_under_a_new_parent(loader: User) -> None:
    files.load_units(files.UNITS, loader)
    rows = "11,Tỉnh Mới,tỉnh,VN,2025-06-30\n089,Văn Bàn,huyện,11,2025-06-30\n"
    files.load_units(HEADER + rows, loader)
    moved = Unit.objects.select_related("parent").get(code="089")
    assert moved.parent is not None
    assert moved.parent.name_vi == "Tỉnh Mới"


def test_one_event_with_digest_and_what_changed(loader: User) -> None:
    files.load_units(files.UNITS, loader)
    text = f"{HEADER}089,Văn Bàn,huyện,10,2024-12-31\n085,Bắc Hà,huyện,10,2025-06-30\n"
    files.load_units(text, loader)
    event = Event.objects.latest("pk")
    assert (event.verb, event.by, event.file_name) == (Event.Verb.LOAD_UNITS, loader, "file.csv")
    assert event.file_digest == files.source(text).digest
    assert event.before == {"district 089": {"valid_to": "2025-06-30"}}
    assert (event.after or {})["changed"] == {"district 089": {"valid_to": "2024-12-31"}}
    assert (event.after or {})["new"] == ["district 085"]
