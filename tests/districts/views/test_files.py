"""The data of pages as files: every address with every ending, what is chosen, what is refused, what still holds."""

import csv
import io
import json
import re
from itertools import product
from typing import Any
from urllib.parse import urljoin
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.http.response import HttpResponseBase
from django.test import Client
from django.utils.http import http_date
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from districts.actions.publish import correct
from districts.models import Publication, RankMargin, Round, Unit
from tests.districts import world

Lines = list[dict[str, str]]
PAIR = "units=van-ban&units=sa-pa&year=2023"
# Each address without its ending, its query, the rows of its file and the queries of its CSV.
FILES = {
    "/lao-cai/2023": ("", 3, 8),
    "/lao-cai/2023/r1": ("kind=district&sort=unit", 2, 8),
    "/lao-cai/2023/standings": ("", 33, 6),
    "/lao-cai/2023/r1/standings": ("unit=van-ban&unit=sa-pa&measure=total&kind=district", 1, 8),
    "/lao-cai/2023/van-ban": ("", 11, 7),
    "/lao-cai/2023/r1/van-ban": ("", 11, 7),
    "/lao-cai/2023/measures": ("", 18, 8),
    "/lao-cai/2023/r1/measures": ("", 18, 8),
    "/lao-cai/2023/measures/total": ("", 3, 7),
    "/lao-cai/2023/r1/measures/foundation": ("", 3, 7),
    "/lao-cai/compare": (PAIR, 24, 15),
    "/lao-cai/trends": ("", 6, 10),
}
BARE = [(bare, query, rows) for bare, (query, rows, _queries) in FILES.items()]
ALL = [(f"{bare}.{ending}?{query}", rows) for bare, query, rows in BARE for ending in ("csv", "json")]
CHEAP = [f"{bare}.{ending}?{query}" for bare, query, _rows in BARE for ending in ("csv", "xlsx", "json")]


def content(response: HttpResponseBase) -> bytes:
    found: bytes = response.getvalue()
    return found


def lines(client: Client, address: str) -> Lines:
    return list(csv.DictReader(io.StringIO(content(client.get(address)).decode(), newline="")))


def error(response: Any) -> dict[str, Any]:
    found = json.loads(response.content)["error"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(("address", "count"), ALL)
def test_every_address_has_its_rows(client: Client, published: Publication, address: str, count: int) -> None:
    response = client.get(address)

    assert response.status_code == 200
    if ".csv" in address:
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert len(list(csv.reader(io.StringIO(content(response).decode(), newline="")))) == count + 1
    else:
        assert response["Content-Type"] == "application/json"
        assert len(json.loads(content(response))["rows"]) == count


@pytest.mark.parametrize(("bare", "query", "count"), BARE)
def test_a_workbook_holds_the_same_rows(
    client: Client, published: Publication, bare: str, query: str, count: int
) -> None:
    response = client.get(f"{bare}.xlsx?{query}")
    book = load_workbook(io.BytesIO(content(response)))
    written = lines(client, f"{bare}.csv?{query}")

    data = book.worksheets[0]
    assert (data.max_row, data.max_column) == (count + 1, len(written[0]))
    names = list(written[0])
    first = [cell.value for cell in data[2]]
    name = names.index("unit_name")
    assert first[name] == written[0]["unit_name"]
    assert response["Content-Type"].endswith("spreadsheetml.sheet")


@pytest.mark.parametrize(("bare", "query", "count"), [(bare, query, n) for bare, (query, _, n) in FILES.items()])
def test_queries_are_pinned(
    client: Client,
    published: Publication,
    django_assert_num_queries: DjangoAssertNumQueries,
    bare: str,
    query: str,
    count: int,
) -> None:
    with django_assert_num_queries(count):
        content(client.get(f"{bare}.csv?{query}"))


@pytest.mark.parametrize("address", CHEAP)
def test_a_copy_that_still_holds_is_not_sent_again(client: Client, published: Publication, address: str) -> None:
    first = client.get(address)
    content(first)
    by_tag = client.get(address, headers={"if-none-match": first["ETag"]})
    by_day = client.get(address, headers={"if-modified-since": first["Last-Modified"]})

    assert (by_tag.status_code, by_day.status_code) == (304, 304)
    assert (by_tag.content, by_tag["ETag"]) == (b"", first["ETag"])
    assert first["Last-Modified"] == http_date(int(published.published_at.timestamp()))


def test_a_copy_is_judged_before_any_standing_is_read(
    client: Client, published: Publication, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tag = client.get("/lao-cai/2023/standings.csv")["ETag"]

    with django_assert_num_queries(1):
        assert client.get("/lao-cai/2023/standings.csv", headers={"if-none-match": tag}).status_code == 304


def test_another_query_is_another_file(client: Client, published: Publication) -> None:
    tag = client.get("/lao-cai/2023/standings.csv")["ETag"]
    other = client.get("/lao-cai/2023/standings.csv?kind=town", headers={"if-none-match": tag})

    assert other.status_code == 200


def test_a_correction_is_another_file_and_the_old_one_stays(
    client: Client, published: Publication, round_2023: Round, sa_pa: Unit, author: User
) -> None:
    address, pinned = "/lao-cai/2023/standings.csv", "/lao-cai/2023/r1/standings.csv"
    before, old = client.get(address), content(client.get(pinned))
    world.set_points(round_2023, sa_pa, "gov", "150")
    correct(publication=published, by=author, reason="Sửa", office="UBND tỉnh")
    after = client.get(address, headers={"if-none-match": before["ETag"]})

    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]
    assert content(client.get(pinned)) == old


def test_a_revision_may_be_kept_and_the_latest_is_asked_about(client: Client, published: Publication) -> None:
    assert "immutable" in client.get("/lao-cai/2023/r1/van-ban.csv")["Cache-Control"]
    assert client.get("/lao-cai/2023/van-ban.csv")["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("address", CHEAP)
def test_head_has_the_headers_and_no_body(client: Client, published: Publication, address: str) -> None:
    head, whole = client.head(address), client.get(address)
    content(whole)

    assert (head.status_code, content(head)) == (200, b"")
    assert [head[name] for name in ("ETag", "Content-Type", "Content-Disposition")] == [
        whole[name] for name in ("ETag", "Content-Type", "Content-Disposition")
    ]


@pytest.mark.parametrize("address", [address for address, _count in ALL])
def test_the_bytes_are_the_same_in_english(client: Client, published: Publication, address: str) -> None:
    assert content(client.get(f"/en{address}")) == content(client.get(address))


def test_packed_pieces_are_sent_as_they_come(client: Client, published: Publication) -> None:
    response = client.get("/lao-cai/2023/standings.csv", headers={"accept-encoding": "gzip"})
    pieces = list(response.streaming_content)  # type: ignore[attr-defined]

    assert response["Content-Encoding"] == "gzip"
    assert len([piece for piece in pieces if piece]) > 1


def test_the_mark_is_only_for_who_asks(client: Client, published: Publication) -> None:
    plain = content(client.get("/lao-cai/2023/van-ban.csv"))

    assert content(client.get("/lao-cai/2023/van-ban.csv?bom=1")) == b"\xef\xbb\xbf" + plain


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/lao-cai/2023.csv", "dti-lao-cai-2023-districts-r1.csv"),
        ("/lao-cai/2023.xlsx?kind=town", "dti-lao-cai-2023-districts-r1-filtered.xlsx"),
        ("/lao-cai/2023.csv?sort=rank", "dti-lao-cai-2023-districts-r1.csv"),
        ("/lao-cai/2023.csv?sort=-total&kind=town", "dti-lao-cai-2023-districts-r1-by-total-descending-filtered.csv"),
        ("/lao-cai/2023.json?margins=index", "dti-lao-cai-2023-districts-r1-margins-index.json"),
        ("/lao-cai/2023/standings.json", "dti-lao-cai-2023-districts-r1-standings.json"),
        ("/lao-cai/2023/standings.csv?unit=sa-pa", "dti-lao-cai-2023-districts-r1-standings-filtered.csv"),
        ("/lao-cai/2023/van-ban.csv", "dti-lao-cai-2023-districts-r1-van-ban.csv"),
        ("/lao-cai/2023/measures/total.csv", "dti-lao-cai-2023-districts-r1-measure-total.csv"),
        (f"/lao-cai/compare.csv?{PAIR}", "dti-lao-cai-2023-districts-r1-compare-van-ban-sa-pa.csv"),
        ("/lao-cai/trends.csv", "dti-lao-cai-2022-2023-districts-trends.csv"),
        ("/lao-cai/trends.csv?units=sa-pa", "dti-lao-cai-2022-2023-districts-trends-sa-pa-filtered.csv"),
    ],
)
def test_the_name_says_what_it_is(client: Client, published: Publication, address: str, name: str) -> None:
    assert client.head(address)["Content-Disposition"] == f'attachment; filename="{name}"'


def test_the_margins_of_a_page_stand_behind_what_is_official(client: Client, published: Publication) -> None:
    plain, found = lines(client, "/lao-cai/2023.csv"), lines(client, "/lao-cai/2023.csv?margins=index")
    margins = RankMargin.objects.filter(margins__publication=published, margins__varied="index")
    wanted = {one.published_unit.name_vi: ["index", one.low, one.middle, one.high] for one in margins}
    names = ("margins_varied", "margins_low", "margins_middle", "margins_high")
    shown = {line["unit_name"]: [line.pop(name) for name in names] for line in found}

    assert found == plain
    assert shown == {unit: [str(value) for value in values] for unit, values in wanted.items()}
    assert len(shown) == 3


def test_the_notes_say_what_margins_are(client: Client, published: Publication) -> None:
    notes = json.loads(content(client.get("/lao-cai/2023.json?margins=criteria")))["notes"]

    assert "never the official rank" in notes[-1]["text"]


def test_the_notes_say_what_was_chosen(client: Client, published: Publication) -> None:
    notes = json.loads(content(client.get("/lao-cai/2023/standings.json?unit=sa-pa&kind=town")))["notes"]

    assert "unit=sa-pa, kind=town" in " ".join(note["text"] for note in notes)
    assert any(published.digest[:16] in note["text"] for note in notes)


def test_a_comparison_has_the_totals_of_the_other_year(client: Client, published: Publication) -> None:
    found = lines(client, f"/lao-cai/compare.csv?{PAIR}")

    assert [(line["unit_name"], line["measure_code"]) for line in found if line["year"] == "2022"] == [
        ("Sa Pa", "total"),
        ("Văn Bàn", "total"),
    ]
    assert {line["unit_name"] for line in found} == {"Sa Pa", "Văn Bàn"}


def test_the_league_in_json_has_real_values(client: Client, published: Publication) -> None:
    text = content(client.get("/lao-cai/2023.json")).decode()
    rows = json.loads(text)["rows"]

    assert '"total":820.50' in text
    assert (rows[0]["unit_name"], rows[0]["total_rank"], rows[0]["total_tied"]) == ("Sa Pa", 1, False)
    assert rows[0]["unit_id"] == "district-088"


WRONG = [
    ("/lao-cai/2023/standings.json?colour=red", 400),
    ("/lao-cai/2023/standings.json?unit=van-ban&unit=van-ban", 400),
    ("/lao-cai/2023/standings.json?group=districts&group=communes", 400),
    ("/lao-cai/2023/standings.json?kind=castle", 400),
    ("/lao-cai/2023/standings.json?unit=atlantis", 400),
    ("/lao-cai/2023/standings.json?measure=9.9", 400),
    ("/lao-cai/2023/standings.json?group=castles", 400),
    ("/lao-cai/2023/standings.json?bom=7", 400),
    ("/lao-cai/2023/r9/standings.json", 404),
    ("/lao-cai/2019.json", 404),
    ("/lao-cai/2023.json?sort=colour", 400),
    ("/lao-cai/2023.json?kind=castle", 400),
    ("/lao-cai/2023.json?columns=total", 400),
    ("/lao-cai/2023/atlantis.json", 404),
    ("/lao-cai/2023/measures/9.9.json", 404),
    ("/atlantis/trends.json", 404),
    ("/lao-cai/compare.json?units=van-ban", 400),
    ("/lao-cai/compare.json?units=van-ban&units=atlantis", 400),
    ("/lao-cai/compare.json?units=van-ban&units=sa-pa&since=2001", 400),
    ("/lao-cai/trends.json?units=atlantis", 400),
    ("/lao-cai/trends.json?units=van-ban&year=soon", 400),
]


@pytest.mark.parametrize(("address", "status"), WRONG)
def test_what_is_wrong_is_said_in_json(client: Client, published: Publication, address: str, status: int) -> None:
    response = client.get(address)

    assert (response.status_code, response["Content-Type"]) == (status, "application/json")
    assert error(response)["message"]


@pytest.mark.parametrize(("address", "status"), WRONG)
def test_of_a_table_it_is_said_in_plain_text(client: Client, published: Publication, address: str, status: int) -> None:
    response = client.get(address.replace(".json", ".csv"))

    assert (response.status_code, response["Content-Type"]) == (status, "text/plain; charset=utf-8")


@pytest.mark.parametrize(("address", "status"), WRONG)
def test_what_is_wrong_never_still_holds(client: Client, published: Publication, address: str, status: int) -> None:
    now = http_date()

    assert client.get(address, headers={"if-modified-since": now}).status_code == status
    assert client.get(address, headers={"if-none-match": "*"}).status_code == status


def test_the_reason_is_in_the_readers_language(client: Client, published: Publication) -> None:
    address = "/lao-cai/2023/standings.json?kind=castle"
    english = error(client.get(f"/en{address}"))["message"]

    assert english == "“castle” is not a kind of unit."
    assert error(client.get(address))["message"] != english


@pytest.mark.parametrize("ending", ["pdf", "CSV", "parquet"])
def test_another_ending_leads_to_those_there_are(client: Client, published: Publication, ending: str) -> None:
    response = client.get(f"/lao-cai/2023/van-ban.{ending}")

    assert response.status_code == 404
    assert b".xlsx: /lao-cai/2023/van-ban.xlsx\n" in response.content


def test_a_criterion_without_a_slash_still_leads_to_its_page(client: Client, published: Publication) -> None:
    assert client.get("/lao-cai/2023/measures/1.1")["Location"] == "/lao-cai/2023/measures/1.1/"


@pytest.mark.parametrize("address", ["/lao-cai/2023.csv", "/lao-cai/2023/standings.json", "/lao-cai/trends.xlsx"])
def test_files_are_only_read(client: Client, published: Publication, address: str) -> None:
    assert client.post(address).status_code == 405


PAGES = [
    "/lao-cai/2023/?kind=district&sort=unit",
    "/lao-cai/2023/r1/",
    "/lao-cai/2023/van-ban/",
    "/lao-cai/2023/r1/van-ban/",
    "/lao-cai/2023/measures/",
    "/lao-cai/2023/measures/total/",
    f"/lao-cai/compare/?{PAIR}",
    "/lao-cai/trends/?units=sa-pa&units=van-ban",
]


@pytest.mark.parametrize(("page", "language"), list(product(PAGES, ["", "/en"])))
def test_a_page_names_files_that_are_there(client: Client, published: Publication, page: str, language: str) -> None:
    text = client.get(language + page).content.decode()
    heads = re.findall(r'<link rel="alternate" type="[^"]+" href="([^"]+)">', text)
    links = re.findall(r'href="([^"]+[.](?:csv|xlsx|json|zip)(?:[?][^"]*)?)" download', text)

    assert len(heads) == 3
    assert len(links) >= 7
    for link in {*heads, *(link for link in links if "charts/" not in link)}:
        answer = client.head(urljoin(page, link.replace("&amp;", "&")))
        content(answer)
        assert answer.status_code == 200


def test_the_links_keep_what_was_chosen(client: Client, published: Publication) -> None:
    text = client.get("/lao-cai/2023/r1/?kind=district&sort=unit").content.decode()

    assert 'href="/lao-cai/2023/r1.json?kind=district&amp;sort=unit"' in text


def test_a_comparison_of_nobody_has_no_file_yet(client: Client, published: Publication) -> None:
    text = client.get("/lao-cai/compare/?year=2023").content.decode()

    assert "compare.csv" not in text
    assert "standings.csv" in text


def test_a_group_is_kept(client: Client, published: Publication, lao_cai: Unit) -> None:
    assert content(client.get("/lao-cai/2023/standings.csv?group=districts")) == content(
        client.get("/lao-cai/2023/standings.csv")
    )


def test_equal_figures_give_an_equal_workbook(client: Client, published: Publication) -> None:
    first, again = (content(client.get("/lao-cai/2023/van-ban.xlsx")) for _ in range(2))

    assert first == again
    assert "xl/worksheets/sheet1.xml" in ZipFile(io.BytesIO(first)).namelist()


def test_thousands_of_parameters_are_refused_with_the_reason(client: Client, published: Publication) -> None:
    query = "&".join(f"unit=u{number}" for number in range(1001))
    in_json = client.get(f"/en/lao-cai/2023/standings.json?{query}")
    on_a_page = client.get(f"/en/lao-cai/2023/?{query}")
    assert (in_json.status_code, on_a_page.status_code) == (400, 400)
    assert "too many parameters" in json.loads(in_json.content)["error"]["message"]
    assert "too many parameters" in on_a_page.content.decode()
