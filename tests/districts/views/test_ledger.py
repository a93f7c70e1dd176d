"""The page of points lost, and its files."""

import csv
import io
import json

import pytest
from django.contrib.auth.models import User
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from districts.actions.publish import publish
from districts.models import Framework, Publication, Unit
from scoring.decomposition import Ranking
from tests.districts import world
from tests.districts.views.reading import rows_of, text_of

PAGE = "/en/lao-cai/2023/van-ban/points-lost/"


def test_works(client: Client, published: Publication) -> None:
    page = client.get(PAGE).content.decode()
    rows = rows_of(page)

    assert rows[0].startswith("foundation Chỉ số foundation nothing below it is published")
    assert "366.365 / 500 derived ± 0.01 133.635 48.1%" in rows[0]
    assert any(row.startswith("All points lost 722.21 / 1000 277.79") for row in rows)


def test_why_and_how_far_are_said(client: Client, published: Publication) -> None:
    page = text_of(client.get(PAGE).content.decode())

    assert "Up 1 place since 2022 r1: all by its own gain (illustrative)." in page
    assert "98.29 points more would draw level with Sa Pa, rank 1; 98.30 would pass (illustrative)." in page
    assert "Points lost: 277.79 of 1000." in page


def test_the_parts_of_the_change_have_a_sum_row(client: Client, published: Publication) -> None:
    rows = rows_of(client.get("/en/lao-cai/2023/bac-ha/points-lost/").content.decode())

    assert "Gain or loss of the others \u22121 \u22121 \u22121 \u22121" in rows
    assert "Change +50.00 \u22121 \u22121 \u22121 \u22121" in rows


def test_every_line_leads_to_its_path(client: Client, published: Publication) -> None:
    page = client.get("/lao-cai/2023/sa-pa/points-lost/").content.decode()

    assert 'href="../security/"' in page
    assert client.get("/lao-cai/2023/sa-pa/security/").status_code == 200


@pytest.mark.parametrize(
    ("by", "first"), [("max", "foundation"), ("best", "gov"), ("median", "gov"), ("", "foundation")]
)
def test_what_lost_is_measured_against(client: Client, published: Publication, by: str, first: str) -> None:
    unit = "van-ban" if first == "foundation" else "bac-ha"
    rows = rows_of(client.get(f"/en/lao-cai/2023/{unit}/points-lost/?by={by}").content.decode())

    assert rows[0].startswith(first)


@pytest.mark.parametrize("ending", ["/", ".csv"])
def test_another_by_400(client: Client, published: Publication, ending: str) -> None:
    response = client.get(f"/en/lao-cai/2023/van-ban/points-lost{ending}?by=zzz")

    assert response.status_code == 400
    assert f"{PAGE}?by=best" in response.content.decode()


def test_what_is_not_assessed_is_apart(client: Client, published_with_missing: Publication) -> None:
    page = text_of(client.get("/en/lao-cai/2023/sa-pa/points-lost/").content.decode())

    assert "Not assessed, neither won nor lost: 200 more." in page
    assert "Not assessed: no points, and none lost gov Chỉ số gov maximum 200" in page


@pytest.fixture
def published_with_missing(round_2023: object, sa_pa: Unit, author: User) -> Publication:
    card = sa_pa.scorecards.get()
    card.scores.filter(measure__code="gov").update(state="missing", points=None)
    return publish(round=card.round, by=author)


def test_a_pinned_revision_keeps_its_links(client: Client, published: Publication) -> None:
    page = client.get("/en/lao-cai/2023/r1/van-ban/points-lost/").content.decode()

    assert 'href="/en/lao-cai/2023/r1/van-ban/points-lost/?by=median"' in page
    assert 'href="/en/lao-cai/2023/r1/van-ban/points-lost.csv?bom=1"' in page


@pytest.mark.parametrize("ending", ["/", ".csv"])
def test_unknown_unit_404(client: Client, published: Publication, ending: str) -> None:
    response = client.get(f"/en/lao-cai/2023/zzz/points-lost{ending}")

    assert response.status_code == 404
    page = response.content.decode()
    assert '<li><a href="/en/lao-cai/2023/">' in page if ending == "/" else "All units: /en/lao-cai/2023/\n" in page


@pytest.mark.parametrize("address", ["/lao-cai/2023/r9/van-ban/points-lost/", "/lao-cai/2099/van-ban/points-lost/"])
def test_unknown_revision_and_year_404(client: Client, published: Publication, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("ending", ["/", ".csv"])
def test_wrong_method_405(client: Client, published: Publication, ending: str) -> None:
    assert client.post(f"/lao-cai/2023/van-ban/points-lost{ending}").status_code == 405


def test_the_profile_says_it_and_leads_here(client: Client, published: Publication) -> None:
    page = client.get("/en/lao-cai/2023/van-ban/").content.decode()

    assert "<li>Up 1 place since 2022 r1: all by its own gain (illustrative).</li>" in page
    assert f'href="{PAGE}"' in page


@pytest.mark.parametrize("address", ["/en/lao-cai/2023/van-ban/", PAGE])
def test_no_page_counts_why_a_rank_changed(
    client: Client, published: Publication, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.delattr(Ranking, "of")

    assert "all by its own gain (illustrative)" in client.get(address).content.decode()


@pytest.mark.parametrize("count", [3, 40])
def test_queries_are_pinned(
    client: Client,
    lao_cai: Unit,
    framework: Framework,
    author: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    units = [world.make_district(lao_cai, f"{number:03}", f"Nơi {number}") for number in range(count)]
    for year in (2022, 2023):
        round = world.make_round(lao_cai, framework, year)
        for number, unit in enumerate(units):
            world.make_card(round, unit, world.leaves("100", "90", "80", "70", str(number)), by=author)
        publish(round=round, by=author)

    for address, queries in {"/lao-cai/2023/noi-0/points-lost/": 15, "/lao-cai/2023/noi-0/points-lost.csv": 8}.items():
        with django_assert_num_queries(queries, info=address):
            assert client.get(address).status_code == 200


FIRST = {
    "unit_name": "Văn Bàn",
    "measure_code": "foundation",
    "line": "whole",
    "points": "366.365",
    "max_points": "500.00",
    "lost": "133.635",
    "share_of_lost": "0.481",
    "origin": "derived",
    "provenance": "press",
    "provenance_of_others": "illustrative",
}


def test_the_csv_has_the_lines_exactly(client: Client, published: Publication) -> None:
    response = client.get("/en/lao-cai/2023/van-ban/points-lost.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))

    assert {name: rows[0][name] for name in FIRST} == FIRST
    assert [(row["measure_code"], row["points"], row["lost"]) for row in rows][-1] == ("smart-city", "", "")
    assert (
        response["Content-Disposition"]
        == 'attachment; filename="dti-lao-cai-2023-districts-r1-van-ban-points-lost.csv"'
    )
    assert response.content == client.get("/lao-cai/2023/van-ban/points-lost.csv").content


def test_a_byte_order_mark_only_where_it_was_asked_for(client: Client, published: Publication) -> None:
    assert client.get("/lao-cai/2023/van-ban/points-lost.csv?bom=1").content.startswith(b"\xef\xbb\xbfauthority,")
    assert client.get("/lao-cai/2023/van-ban/points-lost.csv?bom=2").status_code == 400


def test_the_json_has_exact_numbers(client: Client, published: Publication) -> None:
    content = client.get("/lao-cai/2023/van-ban/points-lost.json").content.decode()

    assert '"points":366.365,' in content
    assert json.loads(content)["rows"][-1]["points"] is None


def test_the_workbook_has_numbers(client: Client, published: Publication) -> None:
    content = client.get("/lao-cai/2023/van-ban/points-lost.xlsx").getvalue()
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    row = [cell.value for cell in sheet[2]]

    assert 366.365 in row
    assert "foundation" in row


def test_a_file_that_has_not_changed_is_not_sent_again(client: Client, published: Publication) -> None:
    address = "/lao-cai/2023/r1/van-ban/points-lost.csv"
    etag = client.get(address)["ETag"]

    assert client.get(address, HTTP_IF_NONE_MATCH=etag).status_code == 304


def test_another_ending_404(client: Client, published: Publication) -> None:
    response = client.get("/lao-cai/2023/van-ban/points-lost.pdf")

    assert response.status_code == 404
    assert ".json: /lao-cai/2023/van-ban/points-lost.json" in response.content.decode()
