"""The data package at its address."""

import io
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.http import http_date

from districts.actions.publish import correct
from districts.models import Publication, Unit
from tests.districts import world
from tests.districts.exports.packages import package_of

pytestmark = pytest.mark.django_db
ADDRESS = "/lao-cai/2023/package.zip"


def get(client: Client, address: str, **headers: str) -> Any:
    """The answer, read to its end so that its file is closed."""
    response = client.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    content = response.getvalue()
    response.body = content  # type: ignore[attr-defined]
    return response


def content_of(client: Client, address: str) -> bytes:
    response = get(client, address)
    assert response.status_code == 200
    return bytes(response.body)


def test_it_is_a_zip_named_after_what_it_is(client: Client, published: Publication) -> None:
    response = get(client, ADDRESS)

    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="dti-lao-cai-2023-districts-r1.zip"'
    assert "datapackage.json" in ZipFile(io.BytesIO(response.body)).namelist()


def test_it_is_what_the_export_writes(client: Client, published: Publication) -> None:
    assert content_of(client, ADDRESS) == package_of(published.pk)


def test_it_is_the_same_in_english(client: Client, published: Publication) -> None:
    assert content_of(client, f"/en{ADDRESS}") == content_of(client, ADDRESS)


def test_a_revision_keeps_its_own(client: Client, published: Publication, author: User, sa_pa: Unit) -> None:
    before = content_of(client, ADDRESS)
    world.set_points(published.round, sa_pa, "gov", "181")
    correct(publication=published, by=author, reason="Cộng sót điểm")

    assert content_of(client, "/lao-cai/2023/r1/package.zip") == before
    assert content_of(client, ADDRESS) == content_of(client, "/lao-cai/2023/r2/package.zip") != before


def test_who_has_it_is_told_that_it_holds(client: Client, published: Publication) -> None:
    response = get(client, ADDRESS)
    by_tag = get(client, ADDRESS, if_none_match=response["ETag"])
    by_day = get(client, ADDRESS, if_modified_since=response["Last-Modified"])

    assert response["Last-Modified"] == http_date(int(published.published_at.timestamp()))
    assert (by_tag.status_code, by_tag.body, by_day.status_code) == (304, b"", 304)


def test_after_a_correction_it_no_longer_holds(
    client: Client, published: Publication, author: User, sa_pa: Unit
) -> None:
    tag = get(client, ADDRESS)["ETag"]
    world.set_points(published.round, sa_pa, "gov", "181")
    correct(publication=published, by=author, reason="Cộng sót điểm")

    assert get(client, ADDRESS, if_none_match=tag).status_code == 200


def test_only_a_revision_is_kept_for_ever(client: Client, published: Publication) -> None:
    assert "immutable" not in get(client, ADDRESS)["Cache-Control"]
    assert "immutable" in get(client, "/lao-cai/2023/r1/package.zip")["Cache-Control"]


def test_a_group_can_be_named(client: Client, published: Publication) -> None:
    assert content_of(client, f"{ADDRESS}?group=districts") == content_of(client, ADDRESS)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/lao-cai/2019/package.zip", 404),
        ("/zzz/2023/package.zip", 404),
        ("/lao-cai/2023/r9/package.zip", 404),
        (f"{ADDRESS}?group=communes", 400),
        (f"{ADDRESS}?unit=van-ban", 400),
        (f"{ADDRESS}?sort=total", 400),
    ],
)
def test_what_is_not_there_is_refused(client: Client, published: Publication, address: str, status: int) -> None:
    assert client.get(f"/en{address}").status_code == status


def test_the_refusal_leads_to_the_packages_that_there_are(client: Client, published: Publication) -> None:
    page = client.get("/en/lao-cai/2019/package.zip").content.decode()

    assert "/en/lao-cai/2022/package.zip" in page


def test_the_refusal_of_a_filter_names_it(client: Client, published: Publication) -> None:
    page = client.get(f"/en{ADDRESS}?unit=van-ban").content.decode()

    assert "“unit”" in page


def test_asking_only_whether_it_is_there_makes_nothing(
    client: Client, published: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("districts.views.package.write_package")
    response = client.head(ADDRESS)

    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    assert "Content-Length" not in response.headers


def test_nothing_can_be_sent_to_it(client: Client, published: Publication) -> None:
    assert client.post(ADDRESS).status_code == 405


@pytest.mark.parametrize("page", ["/lao-cai/2023/", "/lao-cai/2023/r1/"])
def test_the_ranking_leads_to_it(client: Client, published: Publication, page: str) -> None:
    assert f'href="{page}package.zip"' in client.get(page).content.decode()
