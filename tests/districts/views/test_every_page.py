"""What holds for every page: fixed numbers of queries, nothing inline, a language switch, error pages of our own."""

import re
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from districts.actions.publish import publish
from districts.models import Framework, Publication, Unit
from districts.views.errors import forbidden
from dti_portal.policy import CHART_POLICY, POLICY
from tests.districts import world

# Each page with its queries: they are the same for nine units and for sixty.
QUERIES = {
    "/": 2,
    "/?q=van+ban": 4,
    "/lao-cai/2023/": 7,
    "/lao-cai/2023/?q=a&kind=district&sort=-government": 7,
    "/lao-cai/2023.csv": 8,
    "/lao-cai/2023/r1/": 7,
    "/lao-cai/2023/van-ban/": 15,  # one its history, five why its rank changed and how far the next is, one its tasks
    "/lao-cai/2023/van-ban/points-lost/": 15,
    "/lao-cai/2023/van-ban/foundation/": 8,
    "/lao-cai/2023/revisions/": 5,
    "/lao-cai/2023/tasks/": 4,  # eleven where there are tasks: test_tasks.py
    "/lao-cai/2023/van-ban/tasks/?view=timeline": 4,
    "/frameworks/lao-cai-922/": 5,
    "/lao-cai/compare/?units=van-ban&year=2023": 7,
    "/lao-cai/trends/": 4,
    "/lao-cai/2023/targets/": 3,  # without a plan; with one tests/districts/views/test_targets.py counts them
    "/lao-cai/2023/measures/": 7,
    "/lao-cai/2023/measures/gov/": 9,
    "/lao-cai/2023/margins/": 7,
    "/lao-cai/2023/margins/?margins=criteria&unit=van-ban": 7,
    "/lao-cai/2023/?margins=index": 8,
    "/lao-cai/2023/what-if/?unit=van-ban": 5,
    "/lao-cai/2023/what-if/?maximum.gov=100": 6,
}
PAGES = [
    *(address for address in QUERIES if "csv" not in address),
    "/lao-cai/compare/?units=van-ban&units=sa-pa&year=2023",
    "/lao-cai/2023/reconciliation/",  # its queries: test_reconciliation.py
    "/zzz/",
    "/lao-cai/2023/?sort=zzz",
]


@pytest.fixture
def sixty(lao_cai: Unit, framework: Framework, author: User) -> None:
    names = ["Văn Bàn", *(f"Huyện {number}" for number in range(1, 60))]
    units = [world.make_district(lao_cai, f"{number:03}", name) for number, name in enumerate(names)]
    for year in (2022, 2023):
        round = world.make_round(lao_cai, framework, year)
        for number, unit in enumerate(units):
            world.make_card(round, unit, world.leaves("100", "90", "80", "70", str(number)), by=author)
        publish(round=round, by=author)


@pytest.mark.parametrize(("address", "count"), QUERIES.items())
def test_queries_are_pinned(
    client: Client,
    published: Publication,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    count: int,
) -> None:
    with django_assert_num_queries(count):
        assert client.get(address).status_code == 200


@pytest.mark.usefixtures("sixty")
def test_queries_do_not_grow_with_the_units(client: Client) -> None:
    assert {address: queries_of(client, address) for address in QUERIES} == QUERIES


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


class Inline(HTMLParser):
    """Collects what a strict Content-Security-Policy would refuse, and ids that occur twice."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []

    @staticmethod
    def is_harmless(script: dict[str, str | None]) -> bool:
        """A file of the portal's own, or data, which no browser executes."""
        return (script.get("src") or "").startswith("/static/") or script.get("type") == "application/json"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        self.found += [f"{tag} {name}" for name in names if name == "style" or name.startswith("on")]
        self.found += [tag] if tag in {"style", "base", "iframe"} else []
        self.found += [tag] if tag == "script" and not self.is_harmless(dict(attrs)) else []
        self.found += [f"{tag} {value}" for _name, value in attrs if (value or "").startswith("javascript:")]
        self.ids += [value or "" for name, value in attrs if name == "id"]


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_inline(client: Client, published: Publication, prefix: str, address: str) -> None:
    parser = Inline()
    parser.feed(client.get(prefix + address).content.decode())

    assert parser.found == []
    assert len(parser.ids) == len(set(parser.ids))


@pytest.mark.parametrize("address", PAGES)
def test_the_policy_is_on_every_answer(client: Client, published: Publication, address: str) -> None:
    response = client.get(address)
    has_chart = "js/charts.js" in response.content.decode()

    assert response.headers["Content-Security-Policy"] == (CHART_POLICY if has_chart else POLICY)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("<script>alert(1)</script>", ["script"]),
        ('<script src="//elsewhere/x.js"></script>', ["script"]),
        ('<script src="/static/js/charts.js" defer></script>', []),
        ('<script type="application/json">{}</script>', []),
        ('<p style="color: red">', ["p style"]),
    ],
)
def test_what_is_inline_is_told_from_what_is_not(code: str, found: list[str]) -> None:
    parser = Inline()
    parser.feed(code)

    assert parser.found == found


@pytest.mark.parametrize("address", [address for address in QUERIES if "csv" not in address])
def test_the_language_switch_leads_to_the_same_page(client: Client, published: Publication, address: str) -> None:
    vietnamese = client.get(address).content.decode()
    english = client.get(f"/en{address}").content.decode()

    escaped = address.replace("&", "&amp;")
    assert f'<a href="/en{escaped}" lang="en"' in vietnamese
    assert f'<a href="{escaped}" lang="vi"' in english
    assert '<html lang="vi">' in vietnamese
    assert '<html lang="en">' in english


@pytest.mark.parametrize(("address", "language"), [("/zzz/zzz/zzz/zzz/", "vi"), ("/en/zzz/zzz/zzz/zzz/", "en")])
@pytest.mark.django_db
def test_an_address_of_no_page_gets_the_page_for_that(client: Client, address: str, language: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.content.decode()
    assert 'href="/en/" lang="en"' in response.content.decode()


def test_who_has_no_right_gets_a_page_of_our_own(rf: RequestFactory) -> None:
    response = forbidden(rf.get("/"), PermissionDenied())

    assert response.status_code == 403
    assert 'class="mast"' in response.content.decode()


@pytest.mark.django_db
def test_a_form_from_elsewhere_gets_that_page_too() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x", "password": "y"})

    assert response.status_code == 403
    assert 'class="mast"' in response.content.decode()


def test_a_failure_gets_a_page_without_any_figure(
    client: Client, published: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("districts.views.home.load_home", fail)
    client.raise_request_exception = False
    response = client.get("/")

    assert response.status_code == 500
    assert re.findall(r"<h[12]>([^<]+)", response.content.decode()) == ["Có lỗi ở máy chủ", "Server error"]


@pytest.mark.django_db
def test_the_admin_and_the_health_check_keep_their_addresses(client: Client) -> None:
    assert client.get("/admin/login/").status_code == 200
    assert client.get("/healthz").status_code == 200
