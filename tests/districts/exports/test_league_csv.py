"""The file, byte by byte."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from districts.exports.csv_text import csv_table, text
from districts.exports.league import league_columns, league_rows
from districts.exports.numbers import plain
from districts.models import Publication, Unit
from districts.queries.editions import find_edition
from districts.queries.league import load_league

Get = Callable[[str], bytes]


@pytest.fixture
def get(client: Client, published: Publication) -> Get:
    return lambda address: client.get(address).content


def first_columns(content: bytes, count: int) -> list[bytes]:
    return [b",".join(line.split(b",")[:count]) for line in content.split(b"\r\n")]


def test_the_first_columns_are_as_documented(get: Get) -> None:
    assert first_columns(get("/lao-cai/2023.csv"), 11) == [
        b"unit_code,unit_name,kind,total,total_rank,government,government_rank,economy,economy_rank,society,society_rank",
        b"088,Sa Pa,town,820.50,1,570.50,1,510.50,1,520.50,1",
        "089,Văn Bàn,district,722.21,2,533.50,2,446.61,2,474.83,2".encode(),
        "085,Bắc Hà,district,565.25,3,410.00,3,385.25,3,390.00,3".encode(),
        b"",
    ]


def test_the_row_says_revision_band_comparison_and_change(get: Get) -> None:
    lines = get("/lao-cai/2023.csv").decode().split("\r\n")
    row = dict(zip(lines[0].split(","), lines[2].split(","), strict=True))

    assert {name: row[name] for name in ("revision", "ranked", "band", "compared_with", "provenance", "state")} == {
        "revision": "1",
        "ranked": "yes",
        "band": "Nâng cao",
        "compared_with": "2022 r1",
        "provenance": "press",
        "state": "scored",
    }
    assert (row["change_points"], row["change_rank"]) == ("292.21", "1")
    assert (row["total_max"], row["total_share"], row["coverage"]) == ("1000.00", "0.72221", "1.00000")
    assert (row["total_printed_rank"], row["total_rank_provenance"]) == ("2", "illustrative")


def test_the_parts_of_the_total_follow_with_their_margins(get: Get) -> None:
    lines = get("/lao-cai/2023.csv").decode().split("\r\n")
    row = dict(zip(lines[0].split(","), lines[2].split(","), strict=True))

    assert (row["foundation"], row["foundation_origin"], row["foundation_margin"]) == ("366.365", "derived", "0.01")


def test_lines_end_as_rfc_4180_wants_and_scripts_get_no_mark(get: Get) -> None:
    content = get("/lao-cai/2023.csv")

    assert content.startswith(b"unit_code")
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == 4


def test_the_button_gets_a_byte_order_mark(get: Get) -> None:
    assert get("/lao-cai/2023.csv?bom=1") == b"\xef\xbb\xbf" + get("/lao-cai/2023.csv")


def test_the_file_is_the_same_in_english(get: Get) -> None:
    assert get("/en/lao-cai/2023.csv") == get("/lao-cai/2023.csv")


def test_a_revision_has_its_own_file(get: Get) -> None:
    assert get("/lao-cai/2023/r1.csv") == get("/lao-cai/2023.csv")


def test_filter_and_order_apply_when_the_address_says_so(get: Get) -> None:
    assert first_columns(get("/lao-cai/2023.csv?kind=district&sort=unit"), 2)[1:-1] == [
        "085,Bắc Hà".encode(),
        "089,Văn Bàn".encode(),
    ]


def test_the_file_is_saved_under_a_name_that_says_what_it_is(client: Client, published: Publication) -> None:
    response = client.get("/lao-cai/2023.csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="dti-lao-cai-2023-districts-r1.csv"'


def test_a_unit_without_a_scorecard_is_not_listed(get: Get, lao_cai: Unit) -> None:
    assert b"Si Ma Cai" not in get("/lao-cai/2023.csv")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_that_a_spreadsheet_would_compute_gets_an_apostrophe(sign: str) -> None:
    assert text(f"{sign}1+1") == f"'{sign}1+1"


def test_other_text_stays_as_it_is() -> None:
    assert text("Văn Bàn - huyện") == "Văn Bàn - huyện"


def test_a_negative_number_stays_a_number(published: Publication) -> None:
    league = load_league(find_edition("lao-cai", 2023))
    content = csv_table(league_columns(league), league_rows(league, league.rows, {}))

    assert ",-1," in content  # Bắc Hà fell by one rank
    assert "'-1" not in content


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        ("533.500000", 2, "533.50"),
        ("366.365000", 2, "366.365"),
        ("-1.2", 2, "-1.20"),
        ("-0", 2, "0.00"),
        ("12345", 0, "12345"),
        ("0.000001", 6, "0.000001"),
        ("1E+3", 0, "1000"),
    ],
)
def test_numbers_are_padded_plain_decimals(value: str, places: int, written: str) -> None:
    assert plain(Decimal(value), places) == written
