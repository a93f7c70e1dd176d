"""What is wrong with an address: one rule for every page and file.

What the path names and is not there is 404, a wrong choice after the question mark 400; both with what there is.
"""

import json

import pytest
from django.test import Client

from districts.models import Publication
from tests.districts.views.reading import options_of, text_of

MANY = "&".join(f"unit=u{number}" for number in range(1001))
OF_A_YEAR = [
    "/",
    ".csv",
    ".json",
    "/standings.json",
    "/measures/",
    "/measures.xlsx",
    "/measures/gov/",
    "/measures/gov.json",
    "/measures/gov/charts/spread.svg",
    "/charts/total.csv",
    "/margins/",
    "/what-if/",
    "/what-if.csv",
    "/reconciliation/",
    "/reconciliation.csv",
    "/package.zip",
    "/revisions/",
    "/report/",
    "/tasks/",
    "/tasks.json",
    "/van-ban/",
    "/van-ban.json",
    "/van-ban/gov/",
    "/van-ban/points-lost/",
    "/van-ban/points-lost.csv",
    "/van-ban/tasks/",
    "/van-ban/charts/indices.svg",
]
OF_ALL_YEARS = ["/compare/", "/compare.json", "/trends/", "/trends.csv", "/trends/charts/ranks.svg"]
CHOSEN = "?units=van-ban&units=sa-pa"
GROUPS = [f"2023{rest}" for rest in OF_A_YEAR] + [f"{rest[1:]}{CHOSEN}" for rest in OF_ALL_YEARS]


def test_a_page_says_that_parameters_are_too_many(client: Client, published: Publication) -> None:
    response = client.get(f"/en/lao-cai/2023/?{MANY}")
    assert response.status_code == 400
    assert "too many parameters" in response.content.decode()


def test_where_json_is_asked_for_it_is_said_in_json(client: Client, published: Publication) -> None:
    response = client.get(f"/en/lao-cai/2023/standings.json?{MANY}")
    assert (response.status_code, response["Content-Type"]) == (400, "application/json")
    assert "too many parameters" in json.loads(response.content)["error"]["message"]


@pytest.mark.parametrize("rest", OF_A_YEAR)
def test_another_year_leads_to_the_same_of_those_there_are(client: Client, published: Publication, rest: str) -> None:
    response = client.get(f"/en/lao-cai/1999{rest}")
    said = response.content.decode()

    assert response.status_code == 404
    assert "There is no ranking of the year 1999." in said
    assert f"/en/lao-cai/2022{rest}" in said
    assert f"/en/lao-cai/2023{rest}" in said


@pytest.mark.parametrize("rest", OF_ALL_YEARS)
def test_another_year_that_was_chosen_keeps_the_units(client: Client, published: Publication, rest: str) -> None:
    response = client.get(f"/en/lao-cai{rest}{CHOSEN}&year=2019")
    said = response.content.decode().replace("&amp;", "&")

    assert response.status_code == 400
    assert "There is no ranking of the year 2019." in said
    assert f"/en/lao-cai{rest}{CHOSEN}&year=2023" in said


@pytest.mark.parametrize("address", GROUPS)
def test_another_group_400(client: Client, published: Publication, address: str) -> None:
    response = client.get(f"/en/lao-cai/{address}{'&' if '?' in address else '?'}group=zzz")

    assert response.status_code == 400
    assert "There is no group of units called “zzz” in this year." in response.content.decode()
    assert f"/en/lao-cai/{address.partition('?')[0]}" in {url.partition("?")[0] for url in options_of(response)}


@pytest.mark.parametrize("rest", [rest for rest in OF_A_YEAR if "revisions" not in rest and "tasks" not in rest])
def test_another_revision_leads_to_those_there_are(client: Client, published: Publication, rest: str) -> None:
    response = client.get(f"/en/lao-cai/2023/r9{rest}")

    assert response.status_code == 404
    assert "There is no revision r9 of this ranking." in response.content.decode()
    assert f"/en/lao-cai/2023/r1{rest}" in response.content.decode()


@pytest.mark.parametrize("rest", [rest for rest in OF_A_YEAR if rest.startswith("/van-ban")])
def test_another_unit_is_said_to_be_of_no_ranking(client: Client, published: Publication, rest: str) -> None:
    response = client.get(f"/en/lao-cai/2023{rest.replace('van-ban', 'zzz')}")

    assert response.status_code == 404
    assert "There is no unit called “zzz” in the ranking of Tỉnh Lào Cai 2023." in response.content.decode()
    assert options_of(response) == ["/en/lao-cai/2023/"]


@pytest.mark.parametrize(
    ("address", "without"),
    [
        ("2023/margins/?margins=criteria&unit=zzz", "2023/margins/?margins=criteria"),
        ("2023/reconciliation.csv?unit=zzz&bom=1", "2023/reconciliation.csv?bom=1"),
        ("2023/standings.json?unit=sa-pa&unit=zzz", "2023/standings.json?unit=sa-pa"),
        ("compare.json?units=sa-pa&units=zzz", "compare.json?units=sa-pa"),
        ("compare/?units=sa-pa&units=zzz", "compare/?units=sa-pa"),
        ("trends/?units=sa-pa&units=zzz&year=2022", "trends/?units=sa-pa&year=2022"),
    ],
)
def test_a_unit_that_was_chosen_is_left_out_instead(
    client: Client, published: Publication, address: str, without: str
) -> None:
    response = client.get(f"/en/lao-cai/{address}")
    said = response.content.decode().replace("&amp;", "&")

    assert response.status_code == 400
    assert "There is no unit called “zzz” in " in said
    assert f"/en/lao-cai/{without}" in said


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("2019.json", "application/json"),
        ("2019.csv", "text/plain; charset=utf-8"),
        ("2019.xlsx", "text/plain; charset=utf-8"),
        ("2023.pdf", "text/plain; charset=utf-8"),
        ("20x3.json", "application/json"),
        ("a/b/c/d/e/f.json", "application/json"),
        ("2023/measures/9.9/", "text/html; charset=utf-8"),
    ],
)
def test_a_refusal_speaks_as_its_address_ends(client: Client, published: Publication, address: str, kind: str) -> None:
    response = client.get(f"/lao-cai/{address}")

    assert (response.status_code, response["Content-Type"]) == (404, kind)


def test_a_file_of_no_address_leads_to_the_front_page(client: Client, published: Publication) -> None:
    error = json.loads(client.get("/en/lao-cai/20x3.json").content)["error"]

    assert error["message"] == "This page does not exist. The address may be mistyped."
    assert error["instead"] == [{"label": "To the front page", "address": "/en/"}]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("reconciliation.json", "There is no file ending in “.json” here, only: csv."),
        ("what-if.xlsx", "There is no file ending in “.xlsx” here, only: csv."),
        ("van-ban.pdf", "There is no file ending in “.pdf” here, only: csv, xlsx, json."),
    ],
)
def test_another_ending_says_which_there_are(client: Client, published: Publication, address: str, said: str) -> None:
    response = client.get(f"/en/lao-cai/2023/{address}")

    assert response.status_code == 404
    assert said in response.content.decode()
    assert f"/en/lao-cai/2023/{address.partition('.')[0]}.csv" in response.content.decode()


FOREIGN = "utm_source=x&fbclid=y&page_size=5"


@pytest.mark.parametrize(
    "address", ["2023/", "2023/van-ban/", "compare/", "trends/", "2023/measures/", "2023/margins/"]
)
def test_what_a_page_does_not_know_is_left_alone(client: Client, published: Publication, address: str) -> None:
    plain, tagged = (client.get(f"/en/lao-cai/{address}{query}") for query in ("", f"?{FOREIGN}"))

    assert tagged.status_code == 200
    assert text_of(tagged.content.decode()) == text_of(plain.content.decode())


@pytest.mark.parametrize("address", ["2023.csv", "2023/van-ban.json", "trends.xlsx", "2023/what-if.csv"])
@pytest.mark.parametrize("query", [FOREIGN, "since=2022"])
def test_what_a_file_does_not_know_is_refused(client: Client, published: Publication, address: str, query: str) -> None:
    response = client.get(f"/en/lao-cai/{address}?{query}")

    assert response.status_code == 400
    assert "is nothing that this file is chosen by" in response.content.decode()
