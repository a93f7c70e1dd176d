"""The year in words: sentences of the publication's own figures, each linked to them."""

from decimal import Decimal

import pytest
from django.test import Client

from districts.models import Publication, Unit
from tests import factories as make
from tests.districts.views.reading import text_of

ADDRESS = "/en/lao-cai/2023/report/"


def test_works(client: Client, published: Publication) -> None:
    text = text_of(client.get(ADDRESS).content.decode())

    assert "First place: Sa Pa (820.50 points)." in text
    assert "Văn Bàn from 3 to 2" in text
    assert "illustrative" in text


def test_every_figure_is_linked(client: Client, published: Publication) -> None:
    page = client.get(ADDRESS).content.decode()

    for address in ("sa-pa/", "van-ban/", "measures/econ/"):
        assert f'href="/en/lao-cai/2023/{address}"' in page


def test_nothing_is_said_of_what_is_not_there(client: Client, published: Publication) -> None:
    text = text_of(client.get("/en/lao-cai/2022/report/").content.decode())

    assert "Changes since" not in text
    assert "Targets" not in text.split("Results")[1]
    assert "Work agreed" not in text


def test_a_plan_says_its_headline_and_leads_to_each_target(
    client: Client, published: Publication, lao_cai: Unit
) -> None:
    plan = make.PlanFactory.create(authority=lao_cai, year=2023)
    short = make.TargetReportFactory.create(target__plan=plan, value=Decimal(10)).target
    page = client.get(ADDRESS).content.decode()

    assert "0/1 target met or exceeded: 1 not met." in text_of(page)
    assert f'href="/en/lao-cai/2023/targets/#{plan.code}-{short.pk}"' in page


def test_a_task_says_by_whom_until_when_and_what_is_expected(
    client: Client, published: Publication, van_ban: Unit
) -> None:
    task = make.TaskFactory.create(round=published.round, owner=van_ban, is_public=True)
    measure = published.framework.measures.get(code="gov")
    make.TaskAimFactory.create(task=task, measure=measure, year=2024, expected=Decimal("12.5"))
    text = text_of(client.get(ADDRESS).content.decode())

    assert "Văn Bàn: 1 open task" in text
    assert "points expected on Chỉ số gov in 2024: +12.50" in text


def test_an_internal_task_is_not_told(client: Client, published: Publication, van_ban: Unit) -> None:
    task = make.TaskFactory.create(round=published.round, owner=van_ban, is_public=False)

    assert task.title_vi not in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize(("address", "status"), [("/lao-cai/2031/report/", 404), ("/zzz/2023/report/", 404)])
def test_what_is_not_there_404(client: Client, published: Publication, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_an_older_revision_has_its_own(client: Client, published: Publication) -> None:
    assert client.get("/lao-cai/2023/r1/report/").status_code == 200


def test_wrong_method_405(client: Client, published: Publication) -> None:
    assert client.post(ADDRESS).status_code == 405
