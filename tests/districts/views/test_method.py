"""A framework's page."""

from django.test import Client

from districts.models import Framework, Publication
from tests.districts import world
from tests.districts.views.reading import rows_of, text_of


def test_works(client: Client, framework: Framework) -> None:
    rows = rows_of(client.get("/en/frameworks/lao-cai-922/").content.decode())

    assert rows[0] == "total Chỉ số total total 1000 2 sum of its parts"
    assert sorted(row.split(" ")[0] for row in rows) == sorted(world.SHAPE)


def test_a_criterion_says_who_assesses_it_and_what_happens_where_it_does_not_apply(
    client: Client, framework: Framework
) -> None:
    framework.measures.filter(code="awareness").update(rule="Có: tối đa", evidence="Kế hoạch", min_points=-5)
    rows = rows_of(client.get("/en/frameworks/lao-cai-922/").content.decode())

    found = next(row for row in rows if row.startswith("awareness"))
    assert "250 minimum \u22125 2 the unit leaves the unit's maximum Có: tối đa Evidence: Kế hoạch" in found


def test_says_the_bands_and_the_rules(client: Client, framework: Framework) -> None:
    page = text_of(client.get("/en/frameworks/lao-cai-922/").content.decode())

    assert "Dẫn dắt: above 75%, up to and including 100% of the maximum" in page
    assert "Khởi động: up to and including 25% of the maximum" in page
    assert "1, 2, 2, 4" in page
    assert "ranked only from a coverage of 100% on" in page


def test_links_the_rankings_that_use_it(client: Client, published: Publication) -> None:
    page = client.get("/en/frameworks/lao-cai-922/").content.decode()

    assert '<a href="/en/lao-cai/2023/?group=districts">' in page


def test_unknown_framework_404(client: Client, framework: Framework) -> None:
    response = client.get("/en/frameworks/zzz/")

    assert response.status_code == 404
    assert "There is no framework called “zzz”." in text_of(response.content.decode())


def test_wrong_method_405(client: Client, framework: Framework) -> None:
    assert client.post("/frameworks/lao-cai-922/").status_code == 405


def test_head_has_no_body(client: Client, framework: Framework) -> None:
    assert client.head("/frameworks/lao-cai-922/").content == b""
