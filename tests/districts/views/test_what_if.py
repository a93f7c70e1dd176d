"""A scenario on published data: in the address, for everybody, and never to be taken for a result."""

import csv
import io
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from districts.actions.publish import publish
from districts.models import Framework, Publication, Standing, Unit
from tests.districts import world
from tests.districts.views.reading import Get, rows_of, text_of

PAGE = "/en/lao-cai/2023/what-if/"
FILE = "/en/lao-cai/2023/what-if.csv"


@pytest.fixture
def get(client: Client, published: Publication) -> Get:
    """The page of a scenario in its shortest address."""

    def page(query: str) -> str:
        response = client.get(f"{PAGE}?{query}" if query else PAGE)
        assert response.status_code == 200
        return response.content.decode()

    return page


@pytest.fixture
def sixty(lao_cai: Unit, framework: Framework, author: User) -> None:
    round = world.make_round(lao_cai, framework, 2023)
    for number in range(60):
        unit = world.make_district(lao_cai, f"{number:03}", "Văn Bàn" if number == 0 else f"Huyện {number}")
        world.make_card(round, unit, world.leaves("100", "90", "80", "70", str(number)), by=author)
    publish(round=round, by=author)


def lines(client: Client, query: str) -> list[dict[str, str]]:
    response = client.get(f"{FILE}?{query}")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def total_of(rows: list[dict[str, str]], code: str, measure: str = "total") -> dict[str, str]:
    return next(row for row in rows if row["unit_code"] == code and row["measure_code"] == measure)


def test_without_a_scenario_there_is_a_form_and_nothing_computed(get: Get) -> None:
    page = get("")
    assert 'name="maximum.awareness"' in page
    assert 'name="maximum.smart-city"' not in page  # of a maximum of 0 there is no share to keep
    assert 'id="result"' not in page
    assert all(f'value="{slug}"' in page for slug in ("van-ban", "sa-pa", "bac-ha"))


def test_a_unit_shows_its_finest_known_figures(get: Get) -> None:
    page = get("unit=van-ban")
    assert [code for code in world.SHAPE if f'name="points.{code}"' in page] == ["foundation", "gov", "econ", "soc"]
    assert 'value="366.365"' in page
    page = get("unit=sa-pa")
    assert [code for code in world.SHAPE if f'name="points.{code}"' in page] == list(world.LEAVES)


def test_points_change_the_unit_and_the_places_of_the_others(get: Get) -> None:
    """Văn Bàn has 722.21, Sa Pa 820.5: with 98.29 more they are equal."""
    page = get("unit=van-ban&points.foundation=464.655")
    rows = rows_of(page)
    assert any("total 722.21 820.50 2 1 tied" in text and "risen by 1" in text for text in rows)
    assert any(text.startswith("◆ Văn Bàn") for text in rows)
    assert any(text.startswith("Sa Pa") for text in rows)  # still first: not marked


def test_a_scenario_of_maxima_counts_for_everybody(client: Client, published: Publication) -> None:
    rows = lines(client, "maximum.gov=400")
    assert total_of(rows, "088")["points_scenario"] == "1000.50"
    assert total_of(rows, "088")["max_scenario"] == "1200.00"
    assert total_of(rows, "089")["points_scenario"] == "889.35"  # 722.21 + 167.135, half up


def test_an_interval_is_said_as_one(client: Client, published: Publication, get: Get) -> None:
    query = "maximum.awareness=500"
    row = total_of(lines(client, query), "089")
    assert (row["points_scenario"], row["points_least"], row["points_most"]) == ("", "838.58", "972.21")
    assert "838.58 – 972.21" in text_of(get(query))


def test_an_unchanged_scenario_is_what_was_published(client: Client, published: Publication) -> None:
    stored = Standing.objects.filter(publication=published, measure__code__in=["total", *world.VAN_BAN])
    rows = lines(client, "")
    assert len(rows) == stored.count()
    for standing in stored.select_related("published_unit", "measure"):
        row = total_of(rows, standing.published_unit.code, standing.measure.code)
        assert Decimal(row["points_scenario"]) == standing.points == Decimal(row["points_published"])
        assert row["rank_scenario"] == str(standing.rank) == row["rank_published"]


def test_it_says_everywhere_that_it_is_no_result(client: Client, published: Publication) -> None:
    response = client.get(f"{PAGE}?maximum.gov=400")
    page = response.content.decode()
    assert "scenario, not a published result" in page[: page.index("</title>")]
    assert page.count("not a published result") >= 4  # title, banner, caption, foot
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page
    saved = client.get(f"{FILE}?maximum.gov=400")
    assert "scenario-not-a-result.csv" in saved.headers["Content-Disposition"]
    assert saved.headers["X-Robots-Tag"] == "noindex"
    assert {row["kind"] for row in lines(client, "maximum.gov=400")} == {"scenario, not a published result"}
    assert {row["scenario"] for row in lines(client, "maximum.gov=400")} == {"maximum.gov=400"}


@pytest.mark.parametrize(
    ("query", "short"),
    [
        ("unit=van-ban&points.gov=180,50&points.econ=80.245", "unit=van-ban&points.gov=180.5"),
        ("unit=van-ban&points.gov=&points.econ=", "unit=van-ban"),
        ("maximum.gov=200&maximum.econ=0150", ""),
        ("maximum.gov=200&keep-total=yes", ""),
        ("maximum.gov=300.0&maximum.econ=150&keep-total=yes", "maximum.gov=300&keep-total=yes"),
        ("unit=", ""),
    ],
)
def test_only_what_is_changed_stays_in_the_address(
    client: Client, published: Publication, query: str, short: str
) -> None:
    response = client.get(f"{PAGE}?{query}")
    assert response.status_code == 302
    assert response.headers["Location"] == (f"{PAGE}?{short}" if short else PAGE)
    assert client.get(response.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("unit=van-ban&points.gov=200.1", "gov Chỉ số gov: “200.1” is given, expected is from 0 to 200."),
        ("unit=van-ban&points.gov=-1", "expected is from 0 to 200."),
        ("unit=van-ban&points.gov=nan", "expected is a number such as 3.5 or 3,5"),
        ("unit=van-ban&points.gov=1e2", "expected is a number such as 3.5 or 3,5"),
        ("unit=van-ban&points.gov=1.000,5", "expected is a number such as 3.5 or 3,5"),
        ("maximum.gov=1.000", "“1.000” is given, expected is a number such as 3.5 or 3,5, without a mark between"),
        ("maximum.gov=1,000", "“1,000” is given, expected is a number such as 3.5 or 3,5, without a mark between"),
        ("unit=van-ban&points.gov=%D9%A1", "expected is a number such as 3.5 or 3,5"),
        ("unit=van-ban&points.gov=1.2345678", "expected is at most"),
        ("unit=van-ban&points.total=1", "The measure total cannot be changed here. What can be changed: foundation,"),
        ("unit=van-ban&points.awareness=1", "The measure awareness cannot be changed here."),
        ("unit=van-ban&points.zzz=1", "There is no measure with the code “zzz”."),
        ("unit=zzz&points.gov=1", "There is no unit called “zzz”"),
        ("unit=Văn+Bàn", "A unit is named by its address"),
        ("points.gov=1", "Whose points are changed?"),
        ("unit=van-ban&maximum.gov=1", "not both at once"),
        ("unit=van-ban&keep-total=yes", "not both at once"),
        ("unit=van-ban&unit=sa-pa", "“unit” is given more than once."),
        ("maximum.gov=1&maximum.gov=2", "“maximum.gov” is given more than once."),
        ("maximum.smart-city=1", "The measure smart-city cannot be changed here."),
        ("maximum.foundation=1", "The measure foundation cannot be changed here."),
        ("maximum.gov=1001", "expected is from 0 to 1000."),
        ("keep-total=1", "keep-total is “yes”"),
        ("&".join(f"maximum.{code}=0" for code in world.LEAVES), "At least one main index"),
        ("&".join(f"points.{number}=1" for number in range(1000)), "at most 300 parameters"),
    ],
)
@pytest.mark.parametrize("address", [PAGE, FILE])
def test_what_cannot_be_is_400_with_the_reason(
    client: Client, published: Publication, query: str, told: str, address: str
) -> None:
    response = client.get(f"{address}?{query}")
    assert response.status_code == 400
    assert told in text_of(response.content.decode())


def test_the_reason_is_in_the_readers_language(client: Client, published: Publication) -> None:
    response = client.get("/lao-cai/2023/what-if/?unit=van-ban&points.gov=abc")
    assert response.status_code == 400
    assert "“abc”" in response.content.decode()


def test_thousands_of_parameters_are_400_and_ask_nothing(
    client: Client, published: Publication, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    query = urlencode([(f"points.{number}", "1") for number in range(5000)])
    with django_assert_num_queries(0):
        assert client.get(f"{PAGE}?{query}").status_code == 400


@pytest.mark.parametrize("path", ["lao-cai/2019/what-if/", "zzz/2023/what-if/", "lao-cai/2023/r9/what-if/"])
def test_what_is_not_there_is_404(client: Client, published: Publication, path: str) -> None:
    assert client.get(f"/en/{path}").status_code == 404


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_wrong_method_405(client: Client, published: Publication, address: str) -> None:
    assert client.post(address).status_code == 405


def test_a_revision_has_scenarios_of_its_own(client: Client, published: Publication) -> None:
    assert client.get("/en/lao-cai/2023/r1/what-if/?maximum.gov=400").status_code == 200
    assert client.get("/en/lao-cai/2023/r1/what-if.csv?maximum.gov=400").status_code == 200


def test_the_form_is_labelled_and_works_without_a_script(get: Get) -> None:
    page = get("unit=sa-pa")
    assert "<script" not in page
    for code in world.LEAVES:
        assert f'<label for="f-points.{code}">' in page
        assert f'id="f-points.{code}"' in page


def test_a_missing_figure_may_be_given_points(
    client: Client, lao_cai: Unit, framework: Framework, van_ban: Unit, author: User
) -> None:
    round = world.make_round(lao_cai, framework, 2023)
    figures = {code: figure for code, figure in world.leaves("1", "2", "3", "4", "5").items() if code != "soc"}
    world.make_card(round, van_ban, figures, by=author)
    publish(round=round, by=author)
    page = client.get(f"{PAGE}?unit=van-ban&points.soc=5").content.decode()
    assert any("total 10.00 15.00 no rank 1" in text for text in rows_of(page))


QUERIES = {"": 4, "unit=van-ban": 5, "unit=van-ban&points.{own}=1": 7, "maximum.awareness=300": 6}


@pytest.mark.parametrize(("query", "count"), QUERIES.items())
def test_queries_are_pinned(
    client: Client, published: Publication, django_assert_num_queries: DjangoAssertNumQueries, query: str, count: int
) -> None:
    with django_assert_num_queries(count):
        assert client.get(f"{PAGE}?{query.format(own='foundation')}").status_code == 200


@pytest.mark.parametrize(("query", "count"), QUERIES.items())
@pytest.mark.usefixtures("sixty")
def test_queries_do_not_grow_with_the_units(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, query: str, count: int
) -> None:
    with django_assert_num_queries(count):
        assert client.get(f"{PAGE}?{query.format(own='awareness')}").status_code == 200


@pytest.mark.usefixtures("sixty")
def test_of_many_units_those_that_move_are_listed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("districts.views.what_if.MOST_LISTED", 20)
    page = client.get(f"{PAGE}?unit=van-ban&points.soc=2.5").content.decode()
    body = page[page.index('id="everybody"') :]
    assert len(rows_of(body)) == 3  # Văn Bàn, last with 0, passes two
    assert "the file has all 60" in text_of(body)
    monkeypatch.setattr("districts.views.what_if.MOST_LISTED", 2)
    page = client.get(f"{PAGE}?unit=van-ban&points.soc=2.5").content.decode()
    assert len(rows_of(page[page.index('id="everybody"') :])) == 2


NAMES = st.sampled_from(
    ["unit", "keep-total", "group", "basis", "points.", "maximum.", "points.gov", "maximum.gov", "points.total", "q"]
)
VALUES = st.one_of(
    st.sampled_from(["van-ban", "sa-pa", "yes", "1", "0", "-0", "1,5", "1e9", "99999999999999999999", ""]),
    st.text(max_size=50),
    st.decimals(allow_nan=True, allow_infinity=True).map(str),
)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(pairs=st.lists(st.tuples(st.one_of(NAMES, st.text(max_size=20)), VALUES), max_size=6))
def test_no_address_breaks_it(client: Client, published: Publication, pairs: list[tuple[str, str]]) -> None:
    query = urlencode(pairs, errors="replace")
    assert client.get(f"{PAGE}?{query}").status_code in (200, 302, 400, 404)
    assert client.get(f"{FILE}?{query}").status_code in (200, 400, 404)


def test_the_file_refuses_what_no_scenario_is_made_of(client: Client, published: Publication) -> None:
    response = client.get(f"{FILE}?unit=van-ban&point.1.1=3")
    assert response.status_code == 400
    assert "point.1.1" in text_of(response.content.decode())


def test_the_file_has_a_byte_order_mark_where_asked_for(client: Client, published: Publication) -> None:
    assert client.get(f"{FILE}?bom=1").content == b"\xef\xbb\xbf" + client.get(FILE).content
