"""The page of revisions: what each changed, figure by figure, and why."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from districts.actions.publish import correct
from districts.models import Publication, Unit
from tests.districts import world
from tests.districts.views.reading import rows_of, text_of


@pytest.fixture
def corrected(published: Publication, bac_ha: Unit, author: User) -> Publication:
    world.set_points(published.round, bac_ha, "gov", "110")
    return correct(publication=published, reason="Nhập nhầm điểm của Bắc Hà", by=author, office="Sở KH&CN")


def test_works(client: Client, corrected: Publication) -> None:
    page = client.get("/en/lao-cai/2023/revisions/").content.decode()

    assert rows_of(page) == [
        "Bắc Hà gov Chỉ số gov 100.00 rank 3 illustrative 110.00 rank 3 illustrative",
        "Bắc Hà total Chỉ số total 565.25 rank 3 illustrative 575.25 rank 3 illustrative",
        "Bắc Hà government Chỉ số government 410.00 rank 3 illustrative 420.00 rank 3 illustrative",
    ]


def test_says_who_and_why(client: Client, corrected: Publication) -> None:
    page = text_of(client.get("/en/lao-cai/2023/revisions/").content.decode())

    assert "Sở KH&CN" in page
    assert "Reason: Nhập nhầm điểm của Bắc Hà" in page
    assert corrected.digest in page
    assert corrected.published_by.username not in page  # persons are never shown


def test_a_single_revision_is_the_first(client: Client, published: Publication) -> None:
    assert "The first publication." in text_of(client.get("/en/lao-cai/2023/revisions/").content.decode())


def test_a_correction_of_nothing_says_so(client: Client, published: Publication, author: User) -> None:
    correct(publication=published, reason="Ghi lại số quyết định", by=author, decision_number="684/QĐ-UBND")

    assert "No figure changed." in text_of(client.get("/en/lao-cai/2023/revisions/").content.decode())


def test_unknown_year_404(client: Client, published: Publication) -> None:
    assert client.get("/lao-cai/2020/revisions/").status_code == 404


def test_wrong_method_405(client: Client, published: Publication) -> None:
    assert client.post("/lao-cai/2023/revisions/").status_code == 405


def test_head_has_no_body(client: Client, published: Publication) -> None:
    assert client.head("/lao-cai/2023/revisions/").content == b""
