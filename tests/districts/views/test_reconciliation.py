"""Printed beside computed, line by line, for everybody to check."""

import csv
import io
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.actions.publish import publish
from districts.models import Framework, Measure, Publication, Statement, Unit
from tests import factories as make
from tests.districts import world
from tests.districts.views.reading import options_of, rows_of, text_of

PAGE = "/en/lao-cai/2023/reconciliation/"
FILE = "/en/lao-cai/2023/reconciliation.csv"


def state(statement: Statement, unit: Unit, code: str, points: str | None = None, rank: int | None = None) -> None:
    make.StatedFigureFactory.create(
        statement=statement,
        unit=unit,
        measure=Measure.objects.get(code=code),
        points=None if points is None else Decimal(points),
        places=None if points is None else len(points.partition(".")[2]),
        rank=rank,
    )


@pytest.fixture
def statement(lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, bac_ha: Unit) -> Statement:
    """Sa Pa as computed (820.5), Bắc Hà's rank wrong (third of three), Văn Bàn in print on both sides."""
    made = make.StatementFactory.create(
        authority=lao_cai, framework=framework, title="Thông cáo <1>", number="684/QĐ-UBND", source="Báo Lào Cai"
    )
    state(made, sa_pa, "total", "820.5", 1)
    state(made, sa_pa, "gov", "181")
    state(made, bac_ha, "total", None, 2)
    state(made, van_ban, "total", "722.21")
    state(made, van_ban, "foundation", "366.37")
    state(made, van_ban, "awareness", "200")
    return made


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(FILE + query)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def verdicts(client: Client, title: str, query: str = "") -> list[tuple[str, ...]]:
    names = ("unit_code", "measure_code", "what", "stated", "computed", "difference", "verdict", "reason")
    return [tuple(row[name] for name in names) for row in rows(client, query) if row["statement"] == title]


def test_every_stated_number_is_held_against_the_portals_own(
    client: Client, published: Publication, statement: Statement
) -> None:
    assert verdicts(client, "Thông cáo <1>") == [
        ("085", "total", "rank", "2", "3", "-1", "differs", "computed"),
        ("088", "gov", "points", "181", "180.00", "1.00", "differs", "entered"),
        ("088", "total", "points", "820.5", "820.50", "0.00", "agrees", "computed"),
        ("088", "total", "rank", "1", "1", "0", "agrees", "computed"),
        ("089", "awareness", "points", "200", "", "", "unknown", "no_points"),
        ("089", "foundation", "points", "366.37", "366.365", "0.005", "agrees", "derived"),
        ("089", "total", "points", "722.21", "", "", "unknown", "same_print"),
    ]


def test_the_publications_own_print_is_held_against_too(client: Client, published: Publication) -> None:
    found = verdicts(client, "")
    assert ("089", "total", "rank", "2", "2", "0", "agrees", "computed") in found
    assert ("089", "total", "points", "722.21", "", "", "unknown", "same_print") in found
    assert len(found) == 2 * len(world.VAN_BAN)


def test_the_page_shows_the_lines_with_sign_word_and_reason(
    client: Client, published: Publication, statement: Statement
) -> None:
    page = client.get(PAGE).content.decode()
    lines = rows_of(page)
    assert any("Bắc Hà total" in line and "2 3" in line and "≠ differs" in line for line in lines)
    assert any("366.37" in line and "✓ agrees" in line for line in lines)
    assert any("? cannot tell the portal has no points of this measure" in line for line in lines)
    assert "Thông cáo &lt;1&gt;" in page
    assert "Document 684/QĐ-UBND" in text_of(page)
    assert "✓ 7 agrees ≠ 2 differs ? 6 cannot tell" in text_of(page)


def test_one_unit_alone(client: Client, published: Publication, statement: Statement) -> None:
    found = rows(client, "?unit=sa-pa")
    assert {row["unit_code"] for row in found} == {"088"}
    assert "-sa-pa.csv" in client.get(f"{FILE}?unit=sa-pa").headers["Content-Disposition"]


def test_the_arithmetic_of_the_shared_part_is_written_out(client: Client, published: Publication) -> None:
    page = text_of(client.get(PAGE).content.decode())
    assert "The arithmetic of Văn Bàn" in page
    assert "= (722.21 + 446.61 − 533.50 − 474.83) ÷ 2 = 80.245 ± 0.01 of 150" in page
    assert "+ 474.83 − 722.21) ÷ 2 = 366.365 ± 0.01 of 500" in page.replace("(− 722.21 + ", "(")


def test_rounding_leaves_a_rank_open(
    client: Client, lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    """Văn Bàn's derived 167.135 may be 0.01 more or less: Sa Pa's 167.13 may be ahead or behind."""
    round = world.make_round(lao_cai, framework, 2023)
    world.make_card(round, van_ban, world.printed(world.VAN_BAN), by=author)
    world.make_card(round, sa_pa, world.leaves("200", "190.5", "167.13", "120", "130"), by=author)
    publish(round=round, by=author)
    made = make.StatementFactory.create(authority=lao_cai, framework=framework)
    state(made, van_ban, "gov", None, 2)
    assert verdicts(client, made.title) == [("089", "gov", "rank", "2", "1", "1", "unknown", "rounding")]


def test_a_unit_that_is_not_ranked_here_is_told(
    client: Client, published: Publication, lao_cai: Unit, framework: Framework
) -> None:
    made = make.StatementFactory.create(authority=lao_cai, framework=framework)
    state(made, make.UnitFactory.create(code="091", name_vi="Sìn Hồ"), "total", "1", 1)
    assert [line[-2:] for line in verdicts(client, made.title)] == [("unknown", "not_there")] * 2
    assert "Sìn Hồ" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("other", [{"year": 2022}, {"group": "communes"}, {"basis": "merged"}])
def test_statements_on_other_rounds_are_not_here(
    client: Client, published: Publication, lao_cai: Unit, framework: Framework, sa_pa: Unit, other: dict[str, object]
) -> None:
    made = make.StatementFactory.create(authority=lao_cai, framework=framework, title="Khác", **other)
    state(made, sa_pa, "total", "1")
    assert verdicts(client, "Khác") == []


def test_where_nothing_was_printed_it_says_so(client: Client, published: Publication) -> None:
    page = client.get("/en/lao-cai/2022/reconciliation/")
    assert page.status_code == 200
    assert "Nothing that was printed of this ranking is stored" in page.content.decode()
    assert rows_of(page.content.decode()) == []


def test_formulas_are_neutralised_and_negative_numbers_are_not(
    client: Client, published: Publication, lao_cai: Unit, framework: Framework, bac_ha: Unit
) -> None:
    made = make.StatementFactory.create(authority=lao_cai, framework=framework, title="=1+1", source="@x")
    state(made, bac_ha, "total", "1")
    row = next(row for row in rows(client) if row["stated"] == "1")
    assert (row["statement"], row["source"], row["difference"]) == ("'=1+1", "'@x", "-564.25")


@pytest.mark.parametrize("query", ["unit=zzz", "unit=Văn+Bàn", "unit=%00", "unit=" + "x" * 200])
@pytest.mark.parametrize("address", [PAGE, FILE])
def test_an_unknown_unit_is_400_with_a_way_on(client: Client, published: Publication, address: str, query: str) -> None:
    response = client.get(f"{address}?{query}")
    assert response.status_code == 400
    assert {PAGE, FILE} & set(options_of(response))


@pytest.mark.parametrize(
    "path", ["lao-cai/2019/reconciliation/", "zzz/2023/reconciliation/", "lao-cai/2023/r9/reconciliation.csv"]
)
def test_what_is_not_there_is_404(client: Client, published: Publication, path: str) -> None:
    assert client.get(f"/en/{path}").status_code == 404


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_wrong_method_405(client: Client, published: Publication, address: str) -> None:
    assert client.post(address).status_code == 405


def test_a_revision_has_its_own(client: Client, published: Publication) -> None:
    assert client.get("/en/lao-cai/2023/r1/reconciliation/").status_code == 200
    assert client.get("/en/lao-cai/2023/r1/reconciliation.csv").status_code == 200


@pytest.mark.parametrize("address", [PAGE, FILE, f"{PAGE}?unit=sa-pa"])
def test_queries_are_pinned(
    client: Client,
    published: Publication,
    statement: Statement,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
) -> None:
    with django_assert_num_queries(9):
        assert client.get(address).status_code == 200


def test_queries_do_not_grow(
    client: Client,
    lao_cai: Unit,
    framework: Framework,
    author: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    round = world.make_round(lao_cai, framework, 2023)
    made = make.StatementFactory.create(authority=lao_cai, framework=framework)
    for number in range(30):
        unit = world.make_district(lao_cai, f"{number:03}", f"Huyện {number}")
        world.make_card(round, unit, world.printed(world.VAN_BAN), by=author)
        state(made, unit, "total", "722.2", 3)
    publish(round=round, by=author)
    with django_assert_num_queries(9):
        assert client.get(PAGE).status_code == 200


def test_the_file_refuses_what_it_is_not_chosen_by(client: Client, published: Publication) -> None:
    assert client.get(f"{FILE}?units=van-ban").status_code == 400


def test_the_file_has_a_byte_order_mark_where_asked_for(client: Client, published: Publication) -> None:
    assert client.get(f"{FILE}?bom=1").content == b"\xef\xbb\xbf" + client.get(FILE).content
