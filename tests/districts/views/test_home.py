"""The front page and its search."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from districts.actions.publish import publish
from districts.models import Framework, Publication, Unit
from tests.districts import world
from tests.districts.views.reading import text_of


@pytest.mark.django_db
def test_works_before_anything_is_published(client: Client) -> None:
    assert "Nothing has been published yet." in text_of(client.get("/en/").content.decode())


def test_shows_the_latest_of_each_authority(client: Client, published: Publication) -> None:
    page = client.get("/en/").content.decode()

    assert '<h3><a href="/en/lao-cai/2023/">Tỉnh Lào Cai 2023: Districts</a></h3>' in page
    assert 'First: <a href="/en/lao-cai/2023/sa-pa/">Sa Pa</a>' in page
    assert '<a href="/en/lao-cai/2022/">2022</a>' in page


@pytest.mark.parametrize("words", ["van ban", "Văn Bàn", "VAN B", "văn"])
def test_search_finds_with_and_without_accents(client: Client, published: Publication, words: str) -> None:
    page = client.get("/en/", {"q": words}).content.decode()

    assert '<a href="/en/lao-cai/2023/van-ban/">Văn Bàn</a>' in page
    assert "1 unit found" in text_of(page)
    assert "Tỉnh Lào Cai, 2023 · rank 2 of 3" in text_of(page)


def test_search_finds_d_with_stroke(client: Client, lao_cai: Unit, framework: Framework, author: User) -> None:
    round = world.make_round(lao_cai, framework, 2023)
    unit = world.make_district(lao_cai, "490", "Đà Nẵng")
    world.make_card(round, unit, world.leaves("1", "2", "3", "4", "5"), by=author)
    publish(round=round, by=author)

    assert "/lao-cai/2023/da-nang/" in client.get("/", {"q": "da nang"}).content.decode()


@pytest.mark.parametrize("words", ["zzz", "%", "_", "'; DROP TABLE", "=1+1"])
def test_search_finds_nothing_in_signs_and_wildcards(client: Client, published: Publication, words: str) -> None:
    response = client.get("/en/", {"q": words})

    assert response.status_code == 200
    assert "0 units found" in text_of(response.content.decode())


def test_what_was_searched_is_shown_as_text(client: Client, published: Publication) -> None:
    page = client.get("/", {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script" not in page


@pytest.mark.parametrize("words", ["\x00", "a" * 101])
def test_a_bad_search_is_refused(client: Client, published: Publication, words: str) -> None:
    assert client.get("/", {"q": words}).status_code == 400


def test_wrong_method_405(client: Client, published: Publication) -> None:
    assert client.post("/").status_code == 405


def test_head_has_no_body(client: Client, published: Publication) -> None:
    assert client.head("/").content == b""
