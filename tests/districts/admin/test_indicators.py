"""Coverage behind the log-in: indicators and counts, and the form of the unit that takes from them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.models import Indicator, IndicatorValue, Measure, Round, Unit
from tests import factories as make
from tests.districts.admin.entry_world import fields, open_year, url
from tests.districts.people import log_in
from tests.districts.planning import make_plan, make_target
from tests.districts.views.reading import text_of

INDICATORS = "/en/admin/plans/indicators/"
INDICATOR: dict[str, Any] = {
    "version": 0,
    "code": "to",
    "name_vi": "Tổ công nghệ",
    "numerator_vi": "Có tổ",
    "denominator_vi": "Tất cả",
}
COUNT: dict[str, Any] = {
    "seen": 0,
    "as_of": "31/12/2023",
    "numerator": "99",
    "denominator": "99",
    "office": "Sở",
    "provenance": "official",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def indicator(lao_cai: Unit) -> Indicator:
    return make.IndicatorFactory.create(authority=lao_cai)


@pytest.fixture
def editor(publisher: User) -> Client:
    return log_in(publisher)


def test_an_indicator_is_made(lao_cai: Unit, editor: Client) -> None:
    assert editor.post(f"{INDICATORS}new/?authority={lao_cai.pk}", INDICATOR).status_code == 302
    assert Indicator.objects.get().authority == lao_cai


def test_an_indicator_is_not_written_over(indicator: Indicator, editor: Client) -> None:
    address = f"{INDICATORS}{indicator.pk}/edit/"
    assert editor.post(address, INDICATOR).status_code == 302
    assert editor.post(address, INDICATOR | {"name_vi": "Khác"}).status_code == 409


@pytest.mark.usefixtures("round_2023")
def test_a_unit_counts_its_own(indicator: Indicator, van_ban: Unit, sa_pa: Unit, staff: User) -> None:
    client, address = log_in(staff), f"{INDICATORS}{indicator.pk}/units/"
    assert client.post(f"{address}{van_ban.pk}/", COUNT).status_code == 302
    assert client.post(f"{address}{sa_pa.pk}/", COUNT).status_code == 403
    assert IndicatorValue.objects.get().unit == van_ban
    assert "99 99 31/12/2023" in text_of(client.get(f"{INDICATORS}{indicator.pk}/").content.decode())


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"numerator": "100"}, "numerator"), ({"denominator": "0"}, "denominator"), ({"as_of": "31/12/2099"}, "as_of")],
)
def test_what_is_wrong_with_a_count(
    changed: dict[str, Any], field: str, indicator: Indicator, lao_cai: Unit, editor: Client
) -> None:
    answer = editor.post(f"{INDICATORS}{indicator.pk}/units/{lao_cai.pk}/", COUNT | changed)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not IndicatorValue.objects.exists()


@pytest.mark.parametrize("size", [1, 8])
def test_queries_are_pinned(
    size: int,
    indicator: Indicator,
    lao_cai: Unit,
    round_2023: Round,
    editor: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(1, size + 1):
        make.IndicatorValueFactory.create(indicator=indicator, unit=lao_cai, as_of=date(2023, 1, number))
        make.IndicatorUseFactory.create(indicator=indicator, measure=make.MeasureFactory.create())
        make_target(make_plan(lao_cai, code=f"kh-{number}"), indicator=indicator, takes="percent")
    with django_assert_num_queries(14):
        editor.get(f"{INDICATORS}{indicator.pk}/")
    with django_assert_num_queries(11):
        editor.get(f"{INDICATORS}{indicator.pk}/units/{lao_cai.pk}/")


def test_a_unit_of_elsewhere_is_not_there(indicator: Indicator, editor: Client) -> None:
    other = make.UnitFactory.create()
    assert editor.get(f"{INDICATORS}{indicator.pk}/units/{other.pk}/").status_code == 404


# The form of the unit


def test_the_form_shows_what_is_counted_and_takes_nothing_else() -> None:
    year = open_year()
    measure = Measure.objects.get(framework=year.framework, code="1.2")
    use = make.IndicatorUseFactory.create(indicator__authority=year.province, measure=measure)
    make.IndicatorValueFactory.create(
        indicator=use.indicator, unit=year.card.unit, as_of=date(2026, 1, 10), numerator=30, denominator=60
    )
    client, address = log_in(year.staff), url(year.card, "enter/1/")
    page = client.get(address).content.decode()
    assert f'name="c{measure.pk}-in-a" id="c{measure.pk}-in-a" value="30" readonly' in page
    assert "30 of 60 on 10/01/2026" in text_of(page)
    refused = client.post(address, fields(measure, in_a="31", in_b="60"))
    assert refused.status_code == 409
    assert 'value="31"' not in refused.content.decode()
    assert client.post(address, fields(measure, in_a="30", in_b="60")).status_code == 302
    assert year.score("1.2").self_points == Decimal(10)
