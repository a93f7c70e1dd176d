"""Files of indicators: every fault at its row and column, and what differs from what is stored."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from districts.actions.load_indicators import load_indicators as write_indicators
from districts.imports.indicators import IndicatorsPlan, plan_indicators
from districts.models import Event, Indicator, IndicatorUse, IndicatorValue, Measure
from tests import factories as make
from tests.districts.imports.files import Place, faults_of, source

HEADER = "indicator,name_vi,numerator_vi,denominator_vi,measures,unit,as_of,a,b,office,source,reason\n"
FIRST = "to,Tổ công nghệ số,Xã có tổ,Tất cả xã,f960:4.21,10,2023-12-31,99,99,Sở,,\n"
SECOND = "to,,,,,089,31/12/2023,17.5,22,Sở,,\n"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units", "ruled")]


@pytest.fixture
def ruled(framework: None) -> None:
    """Two criteria whose rules take a and b."""
    Measure.objects.filter(code__in=["4.21", "4.22.1"]).update(rule="ratio")


def plan(text: str) -> IndicatorsPlan:
    with transaction.atomic():
        return plan_indicators(source(text, "indicators.csv"), "lao-cai", 2023)


def load(text: str, by: User) -> list[Event]:
    return write_indicators(plan=plan(text), by=by)


def faults(rows: str) -> list[Place]:
    return faults_of(lambda: plan(HEADER + rows))


def row(**changed: str) -> str:
    """The first row with other cells."""
    cells = dict(zip(HEADER.strip().split(","), FIRST.strip().split(","), strict=True)) | changed
    return ",".join(cells.values()) + "\n"


def test_a_file_makes_an_indicator_with_its_criteria_and_counts(loader: User) -> None:
    load(HEADER + FIRST + SECOND, loader)
    stored = Indicator.objects.get()
    assert (stored.authority.slug, stored.code, stored.name_vi) == ("lao-cai", "to", "Tổ công nghệ số")
    assert (stored.numerator_vi, stored.denominator_vi) == ("Xã có tổ", "Tất cả xã")
    assert [use.measure.code for use in stored.uses.all()] == ["4.21"]
    province, district = stored.values.order_by("unit__level", "pk").select_related("unit")[::-1]
    assert (province.unit.code, province.numerator, province.denominator) == ("10", 99, 99)
    assert (district.unit.code, district.numerator, district.as_of) == ("089", Decimal("17.5"), date(2023, 12, 31))
    assert (district.office, district.provenance, district.by) == ("Sở", "official", loader)


def test_each_row_written_has_its_event_with_the_file(loader: User) -> None:
    events = load(HEADER + FIRST + SECOND, loader)
    assert [(event.verb, event.subject) for event in events] == [
        ("save_indicator", "lao-cai/indicators/to"),
        ("report_indicator", "lao-cai/indicators/to/province-10"),
        ("report_indicator", "lao-cai/indicators/to/district-089"),
    ]
    assert {(event.by, event.file_name, len(event.file_digest)) for event in events} == {(loader, "indicators.csv", 64)}
    assert (events[0].before, (events[0].after or {})["measures"]) == (None, ["f960:4.21"])
    assert (events[2].after or {})["numerator"] == "17.5"


def test_the_same_file_again_changes_nothing(loader: User) -> None:
    load(HEADER + FIRST + SECOND, loader)
    again = plan(HEADER + FIRST + SECOND)
    assert (again.empty, again.unchanged) == (True, 2)


def test_what_the_file_does_not_say_stays(loader: User) -> None:
    load(HEADER + FIRST, loader)
    load(HEADER + "to,Tổ công nghệ,,,,,,,,,,\n", loader)
    stored = Indicator.objects.get()
    assert (stored.name_vi, stored.numerator_vi, stored.version) == ("Tổ công nghệ", "Xã có tổ", 2)
    assert (stored.uses.count(), stored.values.count()) == (1, 1)
    event = Event.objects.latest("pk")
    assert (event.before, event.after) == ({"name_vi": "Tổ công nghệ số"}, {"name_vi": "Tổ công nghệ"})


def test_the_criteria_named_are_all_that_take_from_it(loader: User) -> None:
    load(HEADER + FIRST, loader)
    load(HEADER + row(measures="f960:4.22.1"), loader)
    assert IndicatorUse.objects.get().measure.code == "4.22.1"


def test_another_count_of_a_day_needs_a_reason(loader: User) -> None:
    load(HEADER + FIRST, loader)
    assert faults(row(a="98")) == [(2, "reason", "", "a reason, since it corrects the count of the same day")]
    load(HEADER + row(a="98", reason="Đếm lại"), loader)
    values = IndicatorValue.objects.order_by("revision").values_list("numerator", "revision", "reason")
    assert list(values) == [(99, 1, ""), (98, 2, "Đếm lại")]
    assert plan(HEADER + row(a="98", reason="Đếm lại")).empty


def test_nothing_is_half_written(loader: User) -> None:
    assert faults(FIRST + SECOND.replace("17.5", "nhiều"))
    assert not Indicator.objects.exists()


@pytest.mark.parametrize(
    ("changed", "column", "value", "wanted"),
    [
        ({"indicator": ""}, "indicator", "", "the code of an indicator: at most 40 small letters"),
        ({"indicator": "Tổ"}, "indicator", "Tổ", "the code of an indicator: at most 40 small letters"),
        ({"name_vi": ""}, "name_vi", "", "a text, which a new indicator needs"),
        ({"numerator_vi": ""}, "numerator_vi", "", "a text, which a new indicator needs"),
        ({"denominator_vi": ""}, "denominator_vi", "", "a text, which a new indicator needs"),
        ({"name_vi": "x" * 301}, "name_vi", "x" * 301, "at most 300 characters, not 301"),
        ({"measures": "f960:9.9"}, "measures", "f960:9.9", "slug:code of a measure that is stored"),
        ({"measures": "f960:5"}, "measures", "f960:5", "criteria whose rule takes a and b, unlike 5"),
        ({"unit": "999"}, "unit", "999", "the code of one unit of the authority in the year"),
        ({"unit": ""}, "unit", "", "the code of one unit of the authority in the year"),
        ({"as_of": ""}, "as_of", "", "a date such as 2025-06-30"),
        ({"as_of": "31/02/2023"}, "as_of", "31/02/2023", "a date such as 2025-06-30"),
        ({"a": "nhiều"}, "a", "nhiều", "a number such as 12.5"),
        ({"a": ""}, "a", "", "a number"),
        ({"a": "100"}, "a", "100", "a part between zero and the whole"),
        ({"a": "-1"}, "a", "-1", "a part between zero and the whole"),
        ({"a": "0.1234567"}, "a", "0.1234567", "at most 6 decimals"),
        ({"b": ""}, "b", "", "a number"),
        ({"a": "0", "b": "0"}, "b", "0", "a whole above zero"),
        ({"b": "1000000000000000"}, "b", "1000000000000000", "a number of at most 14 digits"),
        ({"office": ""}, "office", "", "the office that reports"),
        ({"office": "x" * 301}, "office", "x" * 301, "at most 300 characters, not 301"),
    ],
)
def test_what_is_wrong_with_a_row(changed: dict[str, str], column: str, value: str, wanted: str) -> None:
    (fault,) = faults(row(**changed))
    assert fault[:3] == (2, column, value)
    assert fault[3].startswith(wanted)


def test_the_future_is_not_counted() -> None:
    tomorrow = str(timezone.localdate() + timedelta(days=1))
    assert [place[:3] for place in faults(row(as_of=tomorrow))] == [(2, "as_of", tomorrow)]


def test_a_later_row_says_nothing_else_of_its_indicator() -> None:
    found = faults(FIRST + row(name_vi="Khác", unit="089"))
    assert found == [(3, "name_vi", "Khác", "nothing, or what row 2 says of indicator to")]


def test_a_unit_counts_once_a_day() -> None:
    assert faults(FIRST + row(a="98")) == [(3, "as_of", "2023-12-31", "each unit once a day; row 2 has it already")]


def test_a_criterion_takes_from_one_indicator_only(loader: User) -> None:
    wanted = "criteria of no other indicator, unlike 4.21"
    assert faults(FIRST + row(indicator="khac")) == [(3, "measures", "f960:4.21", wanted)]
    load(HEADER + FIRST, loader)
    assert faults(row(indicator="khac")) == [(2, "measures", "f960:4.21", wanted)]


def test_an_indicator_of_another_authority_is_another(loader: User) -> None:
    make.IndicatorFactory.create(code="to")
    load(HEADER + FIRST, loader)
    assert Indicator.objects.filter(code="to").count() == 2


@pytest.mark.parametrize("size", [1, 6])
def test_queries_are_pinned(size: int, loader: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    def rows(month: int) -> str:
        days = range(1, size + 1)
        return HEADER + "".join(row(indicator=f"to-{day}", measures="", as_of=f"2023-{month}-{day:02}") for day in days)

    load(rows(11), loader)
    again = source(rows(12), "indicators.csv")
    with transaction.atomic(), django_assert_num_queries(6):
        plan_indicators(again, "lao-cai", 2023)


def test_an_unknown_column_is_refused() -> None:
    found = faults_of(lambda: plan(HEADER.strip() + ",percent\n" + FIRST.strip() + ",100\n"))
    assert found[0][:3] == (1, "percent", "percent")
