"""Answers that are had already, answers for other sites, packed answers."""

import gzip
import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.http import http_date

from districts.models import Publication
from tests.districts.api.asking import ROOT, ask

ADDRESSES = [
    "publications",
    "publications/lao-cai/2023",
    "publications/lao-cai/2023/league",
    "publications/lao-cai/2023/r1/league",
    "publications/lao-cai/2023/r1/units",
    "publications/lao-cai/2023/margins",
    "publications/lao-cai/2023/revisions",
    "standings",
    "summaries",
]
WITHOUT_DATE = ["units", "frameworks", "frameworks/lao-cai-922", "measures", "openapi.json"]


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("address", [*ADDRESSES, *WITHOUT_DATE])
def test_whoever_has_it_is_told_so(address: str) -> None:
    answer = ask(address)
    again = ask(address, if_none_match=answer["ETag"])

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    assert again["Cache-Control"] == answer["Cache-Control"]
    assert ask(address, if_none_match='"another"').status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_date_does_as_well(address: str, published: Publication) -> None:
    assert ask(address)["Last-Modified"] == http_date(published.published_at.timestamp())
    assert ask(address, if_modified_since=ask(address)["Last-Modified"]).status_code == 304
    before = http_date((published.published_at - timedelta(hours=1)).timestamp())
    assert ask(address, if_modified_since=before).status_code == 200


@pytest.mark.usefixtures("published")
def test_another_question_has_another_tag() -> None:
    tags = {ask(f"standings?page_size={size}")["ETag"] for size in (1, 2)}

    assert len(tags) == 2


def test_a_correction_changes_the_tag(published: Publication, request: pytest.FixtureRequest) -> None:
    address, pinned = "publications/lao-cai/2023/league", "publications/lao-cai/2023/r1/league"
    before, pinned_before = ask(address)["ETag"], ask(pinned)["ETag"]
    request.getfixturevalue("corrected")

    assert ask(address, if_none_match=before).status_code == 200
    assert ask(pinned, if_none_match=pinned_before).status_code == 304


@pytest.mark.usefixtures("published")
def test_a_revision_may_be_kept_for_ever_and_the_latest_is_asked_about() -> None:
    assert ask("publications/lao-cai/2023/r1/league")["Cache-Control"] == "public, max-age=31536000, immutable"
    assert ask("publications/lao-cai/2023/league")["Cache-Control"] == "public, no-cache"
    assert ask("publications/lao-cai/2019/league")["Cache-Control"] == "no-cache"


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("address", ["standings", "standings?year=1", "nothing"])
def test_every_site_may_read_it(address: str) -> None:
    answer = ask(address, origin="https://example.org")

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Set-Cookie" not in answer.headers


@pytest.mark.usefixtures("published")
def test_who_is_logged_in_reads_the_same(author: User) -> None:
    client = Client()
    client.force_login(author)

    assert client.get(f"{ROOT}/standings").content == Client().get(f"{ROOT}/standings").content


@pytest.mark.usefixtures("published")
def test_it_is_packed_for_those_who_can_unpack() -> None:
    answer = ask("standings", accept_encoding="gzip")

    assert answer["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.content))["count"] == 66
    assert ask("standings", accept_encoding="gzip", if_none_match=answer["ETag"]).status_code == 304


@pytest.mark.usefixtures("published")
def test_head_says_the_same_without_the_body() -> None:
    got, headed = Client().get(f"{ROOT}/standings"), Client().head(f"{ROOT}/standings")

    assert headed.content == b""
    assert {name: headed[name] for name in ("ETag", "Last-Modified", "Link", "Content-Length")} == {
        name: got[name] for name in ("ETag", "Last-Modified", "Link", "Content-Length")
    }
