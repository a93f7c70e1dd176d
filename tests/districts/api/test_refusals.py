"""What is not understood, or not there, is refused with the reason and what would do, in the reader's language."""

import json

import pytest
from django.test import Client

from tests.districts.api.asking import ROOT, ask, refused

pytestmark = pytest.mark.usefixtures("published")


@pytest.mark.parametrize(
    ("address", "parameter", "value", "expected"),
    [
        ("standings?sort=points;drop", "sort", "points;drop", "-points"),
        ("standings?column=points", "column", None, "sort"),
        ("standings?year=2019", "year", "2019", "2023"),
        ("standings?year=20233", "year", "20233", "2000–2100"),
        ("standings?year=hai", "year", "hai", "2000–2100"),
        ("standings?year=2023&year=x", "year", "x", "2000–2100"),
        ("standings?authority=ha-noi", "authority", "ha-noi", "lao-cai"),
        ("standings?unit=ha-noi", "unit", "ha-noi", "van-ban"),
        ("standings?unit=district-089-2025-13-01", "unit", "district-089-2025-13-01", "van-ban"),
        ("standings?measure=9.9", "measure", "9.9", "awareness"),
        ("standings?kind=planet", "kind", "planet", "town"),
        ("standings?state=good", "state", "good", "scored"),
        ("standings?provenance=me", "provenance", "me", "press"),
        ("standings?revision=7", "revision", "7", "1"),
        ("standings?revision=r1", "revision", "r1", "latest"),
        ("standings?page_size=0", "page_size", "0", "1–1000"),
        ("standings?page_size=1001", "page_size", "1001", "1–1000"),
        ("standings?page_size=-1", "page_size", "-1", "1–1000"),
        ("standings?page_size=1e3", "page_size", "1e3", "1–1000"),
        ("standings?page=99999999999999999999999", "page", "99999999999999999999999", "1–1000000"),
        ("standings?page=1.0", "page", "1.0", "1–1000000"),
        ("standings?page=1&page=2", "page", "2", "once"),
        ("standings?format=xml", "format", None, "page"),
        ("publications?latest=yes", "latest", "yes", "true"),
        ("publications/lao-cai/2023/league?basis=%00", "basis", "\x00", "merged"),
        ("measures?framework=zz", "framework", "zz", "lao-cai-922"),
        ("units?level=moon", "level", "moon", "district"),
        ("frameworks/lao-cai-922?page=1", "page", None, None),
        ("publications/lao-cai/2023/margins?varied=total", "varied", "total", "index"),
    ],
)
def test_bad_input_is_400(address: str, parameter: str, value: str | None, expected: str | None) -> None:
    reason = refused(address)

    assert (reason["parameter"], reason["value"]) == (parameter, value)
    assert reason["message"].endswith(".")
    assert expected in reason["expected"] if expected else reason["expected"] == []


@pytest.mark.parametrize(
    ("address", "parameter", "expected"),
    [
        ("publications/ha-noi/2023", "authority", []),
        ("publications/lao-cai/2019", "year", ["2022", "2023"]),
        ("publications/lao-cai/1999", "year", ["2000–2100"]),
        ("publications/lao-cai/2023/r9/league", "revision", ["r1"]),
        ("publications/lao-cai/2023/9", "revision", ["latest", "all", "1"]),
        ("publications/lao-cai/2023?group=communes", "group", ["districts"]),
        ("publications/lao-cai/2023?basis=merged", "basis", [""]),
        ("frameworks/none", "framework", ["lao-cai-922"]),
        ("standings?page=99", "page", ["1"]),
    ],
)
def test_what_is_not_there_is_404_with_what_is(address: str, parameter: str, expected: list[str]) -> None:
    reason = refused(address, 404)

    assert (reason["parameter"], reason["expected"]) == (parameter, expected)


@pytest.mark.parametrize(
    "address", ["", "/", "/nothing", "/standings/", "/publications/lao-cai", "/a/b/c/d/e", "/%ff", "/%00/a%0ab"]
)
def test_other_addresses_below_are_404_in_json(address: str) -> None:
    answer = Client().get(f"{ROOT}{address}", headers={"accept-language": "en"}, follow=True)

    assert answer.status_code == 404
    assert "/api/v1/standings" in json.loads(answer.content)["error"]["expected"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("address", ["standings", "openapi.json", "publications/lao-cai/2023/league"])
def test_it_is_only_read(method: str, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.generic(method.upper(), f"{ROOT}/{address}")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert json.loads(answer.content)["error"]["expected"] == ["GET", "HEAD"]


def test_a_parameter_by_the_hundred_is_refused() -> None:
    assert refused("standings?" + "&".join(["year=2023"] * 101))["expected"] == ["1–100"]


def test_parameters_by_the_thousand_are_refused() -> None:
    reason = refused("standings?" + "&".join(["year=2023"] * 5000))

    assert reason["message"] == "The address has too many parameters to be understood."


def test_a_long_value_is_not_said_back_whole() -> None:
    reason = refused("standings?unit=" + "x" * 5000)

    assert len(reason["value"]) == 200
    assert len(reason["message"]) < 300


def test_the_reason_is_in_the_language_of_the_reader() -> None:
    english, vietnamese = (ask("publications/lao-cai/2019", accept_language=code) for code in ("en", "vi"))

    assert (english["Content-Language"], vietnamese["Content-Language"]) == ("en", "vi")
    assert "Accept-Language" in english["Vary"]
    assert english.content != vietnamese.content


def test_without_a_language_the_reason_is_vietnamese() -> None:
    assert Client().get(f"{ROOT}/publications/lao-cai/2019")["Content-Language"] == "vi"


def test_what_is_published_is_the_same_in_every_language() -> None:
    answers = {ask("publications/lao-cai/2023/league", accept_language=code).content for code in ("en", "vi", "fr")}

    assert len(answers) == 1
