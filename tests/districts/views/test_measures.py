"""Measures across units, as pages."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from districts.actions.publish import publish
from districts.models import Framework, Measure, Publication, Unit
from tests.districts import world
from tests.districts.views.reading import Get, rows_of, text_of


def test_the_heat_table_has_the_number_in_every_cell(get: Get) -> None:
    assert rows_of(get("/en/lao-cai/2023/measures/"))[0] == (
        "Sa Pa illustrative 82.1% rank 1 80.0% 76.2% 90.0% 80.0% 86.7%"
    )


def test_what_was_not_published_is_blank_and_says_so(get: Get) -> None:
    row = rows_of(get("/en/lao-cai/2023/measures/"))[1]

    assert row.startswith("Văn Bàn published in the press 72.2% rank 2 not published not published")


def test_shades_are_classes_of_the_share(get: Get) -> None:
    page = get("/en/lao-cai/2023/measures/")

    assert re.findall(r'<td role="cell" class="([^"]+)">8[02]\.\d%', page) == ["heat-8", "heat-8", "heat-8"]
    assert 'class="blank"' in page


def test_every_measure_can_be_reached(get: Get) -> None:
    page = get("/en/lao-cai/2023/measures/")

    assert all(f'href="/en/lao-cai/2023/measures/{code}/"' in page for code in world.SHAPE)


def test_a_measure_shows_all_units(get: Get) -> None:
    rows = rows_of(get("/en/lao-cai/2023/measures/gov/"))

    assert rows[0] == "Sa Pa town 1 of 3 180.00 90.0% – same rank +10.00 illustrative"
    assert rows[1].startswith("Văn Bàn district 2 of 3 167.135")


def test_a_sum_leads_to_its_parts_and_wholes(get: Get) -> None:
    page = get("/en/lao-cai/2023/measures/foundation/")

    assert 'href="/en/lao-cai/2023/measures/awareness/"' in page
    assert "It counts in: Chỉ số total, Chỉ số government" in text_of(page)


def test_rule_maximum_and_evidence_are_said(client: Client, published: Publication) -> None:
    Measure.objects.filter(code="gov").update(rule="Nộp báo cáo đúng hạn", evidence="Báo cáo")
    page = text_of(client.get("/en/lao-cai/2023/measures/gov/").content.decode())

    assert "Nộp báo cáo đúng hạn" in page
    assert "Maximum: 200. Assessed by the unit. To be proved by: Báo cáo." in page


def test_who_rose_and_who_fell(get: Get) -> None:
    page = text_of(get("/en/lao-cai/2023/measures/total/"))

    assert "Risen: 1 Văn Bàn ▲ risen by 1" in page
    assert "Fallen: 1 Bắc Hà ▼ fallen by 1" in page


def test_the_first_year_says_that_there_is_none_before(get: Get) -> None:
    assert "There is no year before to compare with." in text_of(get("/en/lao-cai/2022/measures/total/"))


def test_a_measure_without_an_equal_is_not_comparable(
    client: Client, lao_cai: Unit, framework: Framework, van_ban: Unit, author: User
) -> None:
    for year, by in ((2022, framework), (2023, world.make_framework("other"))):
        round = world.make_round(lao_cai, by, year)
        world.make_card(round, van_ban, world.leaves("1", "2", "3", "4", "5"), by=author)
        publish(round=round, by=author)

    assert "Not comparable with 2022" in text_of(client.get("/en/lao-cai/2023/measures/gov/").content.decode())


def test_a_measure_that_is_not_scored_has_no_chart(get: Get) -> None:
    page = get("/en/lao-cai/2023/measures/smart-city/")

    assert "It is not scored." in text_of(page)
    assert '<svg class="drawing"' not in page


@pytest.mark.parametrize("page", ["", "gov/"])
def test_an_older_revision_has_its_own(get: Get, page: str) -> None:
    assert 'href="/en/lao-cai/2023/r1/"' in get(f"/en/lao-cai/2023/r1/measures/{page}")


def test_the_league_and_the_profile_lead_to_measures(get: Get) -> None:
    assert 'href="/en/lao-cai/2023/measures/government/"' in get("/en/lao-cai/2023/")
    assert 'href="../measures/gov/"' in get("/en/lao-cai/2023/van-ban/")


def test_the_framework_leads_to_the_measures_of_its_latest_ranking(get: Get) -> None:
    assert 'href="/en/lao-cai/2023/measures/gov/?group=districts"' in get("/en/frameworks/lao-cai-922/")


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("2023/measures/zzz/", 404, "There is no measure with the code “zzz” in this ranking."),
        ("2023/measures/%3Cscript%3E/", 404, "There is no measure with the code “<script>” in this ranking."),
        ("2019/measures/", 404, "There is no ranking of the year 2019."),
        ("2019/measures/gov/", 404, "There is no ranking of the year 2019."),
        ("2023/measures/?group=zzz", 400, "There is no group of units called “zzz” in this year."),
        ("2023/r9/measures/gov/", 404, "There is no revision r9 of this ranking."),
    ],
)
def test_what_is_not_there_says_what_is(
    client: Client, published: Publication, address: str, status: int, says: str
) -> None:
    response = client.get(f"/en/lao-cai/{address}")

    assert response.status_code == status
    assert says in text_of(response.content.decode())
    assert "/measures/" in response.content.decode()


@pytest.mark.parametrize("page", ["", "gov/"])
def test_wrong_method_405(client: Client, published: Publication, page: str) -> None:
    assert client.post(f"/lao-cai/2023/measures/{page}").status_code == 405


@pytest.mark.parametrize(("name", "status"), [("spread.svg", 200), ("spread.csv", 200), ("zzz.csv", 404)])
def test_the_distribution_can_be_taken_away(client: Client, published: Publication, name: str, status: int) -> None:
    assert client.get(f"/lao-cai/2023/measures/gov/charts/{name}").status_code == status


def test_the_path_of_a_figure_leads_to_its_measure(get: Get) -> None:
    assert 'href="../../measures/gov/"' in get("/en/lao-cai/2023/van-ban/gov/")
