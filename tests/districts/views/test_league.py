"""The league table's page."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from districts.actions.publish import correct, publish
from districts.models import Framework, Publication, Round, Unit
from tests.districts import world
from tests.districts.views.reading import Get, rows_of, text_of


def test_works(get: Get) -> None:
    assert rows_of(get("/en/lao-cai/2023/"))[1] == (
        "2 Văn Bàn district published in the press 722.21 72.2% ▲ risen by 1 +292.21 "
        "Chỉ số government: 2 533.50 76.2% Chỉ số economy: 2 446.61 68.7% Chỉ số society: 2 474.83 73.1% Nâng cao"
    )


def test_the_average_says_over_how_many_units(get: Get) -> None:
    assert rows_of(get("/en/lao-cai/2023/"))[-1].startswith("Average of 3 units illustrative 702.65 70.3%")


def test_the_median_stands_beside_the_average(get: Get) -> None:
    assert rows_of(get("/en/lao-cai/2023/"))[-2].startswith("Median 722.21 Chỉ số government: 533.50")


def test_facts_come_from_the_figures(get: Get) -> None:
    page = text_of(get("/en/lao-cai/2023/"))

    assert "Sa Pa leads with 820.50 points, 98.29 ahead of the second." in page
    assert "Văn Bàn rose the most: from rank 3 to 2." in page
    assert "Average 702.65 points of 3 units, 70.3% of the maximum." in page


def test_who_is_illustrative_is_said_from_the_rows(get: Get) -> None:
    page = text_of(get("/en/lao-cai/2023/"))

    assert "The figures of Văn Bàn are as published. Those of all other units are illustrative" in page


def test_all_illustrative_is_said_once(get: Get) -> None:
    assert "All figures of this ranking are illustrative" in text_of(get("/en/lao-cai/2022/"))


def test_without_a_year_before_there_is_no_change_and_no_riser(get: Get) -> None:
    page = text_of(get("/en/lao-cai/2022/"))

    assert "rose the most" not in page
    assert "Change" not in page


def test_that_pillars_do_not_add_up_is_said(get: Get) -> None:
    assert "they do not add up to the total: Chỉ số total = Chỉ số foundation + Chỉ số gov" in text_of(
        get("/en/lao-cai/2023/")
    )


@pytest.mark.parametrize("words", ["van ban", "Văn Bàn", "VĂN", "ban"])
def test_the_filter_finds_with_and_without_accents(client: Client, published: Publication, words: str) -> None:
    page = client.get("/lao-cai/2023/", {"q": words}).content.decode()

    assert [row for row in rows_of(page) if "Sa Pa" in row or "Bắc Hà" in row] == []
    assert any("Văn Bàn" in row for row in rows_of(page))


def test_the_filter_by_kind_keeps_that_kind(get: Get) -> None:
    assert [row.split(" ")[1:3] for row in rows_of(get("/en/lao-cai/2023/?kind=town"))[:-2]] == [["Sa", "Pa"]]


@pytest.mark.parametrize("query", ["q=zzz", "kind=ward", "q=%3D%3D"])
def test_a_filter_that_nothing_fits_says_so(get: Get, query: str) -> None:
    assert "No unit fits." in text_of(get(f"/en/lao-cai/2023/?{query}"))


def test_choices_are_kept_across_links(get: Get) -> None:
    page = get("/en/lao-cai/2023/?q=a&kind=district&sort=-total")

    assert 'href="/en/lao-cai/2022/?q=a&amp;kind=district&amp;sort=-total"' in page
    assert 'href="/lao-cai/2023/?q=a&amp;kind=district&amp;sort=-total"' in page  # the language
    assert 'href="/en/lao-cai/2023.csv?q=a&amp;kind=district&amp;sort=-total&amp;bom=1"' in page
    assert 'href="/en/lao-cai/2023/?q=a&amp;kind=district&amp;sort=-society"' in page
    assert 'href="/en/lao-cai/2023/?q=a&amp;kind=town&amp;sort=-total"' in page
    assert '<input type="hidden" name="sort" value="-total">' in page


@pytest.mark.parametrize(
    ("sort", "heading"),
    [("", "ascending Rank"), ("unit", "ascending Unit"), ("-unit", "descending Unit"), ("-total", "descending Total")],
)
def test_the_sorted_column_says_so(get: Get, sort: str, heading: str) -> None:
    found = re.findall(r'<th[^>]*aria-sort="(\w+)"><a[^>]*>([^<]+)', get(f"/en/lao-cai/2023/?sort={sort}"))

    assert [" ".join(pair) for pair in found] == [heading]


def test_a_long_table_has_pages(get: Get, settings: object) -> None:
    settings.TABLE_PAGE_SIZE = 2  # type: ignore[attr-defined]
    page = get("/en/lao-cai/2023/?page=2")

    assert [row.split(" ")[0] for row in rows_of(page)] == ["3", "Median", "Average"]
    assert 'href="/en/lao-cai/2023/"' in page


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("sort=xx", 400, "“xx” is not a column to sort by."),
        ("sort=--total", 400, "is not a column to sort by."),
        ("sort=total,rank", 400, "is not a column to sort by."),
        ("kind=zzz", 400, "“zzz” is not a kind of unit."),
        ("page=0", 400, "A page is a whole number from 1 on, or “all”."),
        ("page=abc", 400, "A page is a whole number from 1 on, or “all”."),
        ("page=999", 400, "There is no page 999: the table has pages 1 to 1."),
        ("page=" + "9" * 5000, 400, "A page is a whole number from 1 on, or “all”."),
        ("q=%00", 400, "The search words hold a character that no name has."),
        ("q=" + "a" * 101, 400, "The search words are too long: 100 characters at most."),
        ("sort=%00", 400, "is not a column to sort by."),
        ("kind=%27%20OR%201=1--", 400, "is not a kind of unit."),
        ("group=zzz", 400, "There is no group of units called “zzz” in this year."),
        ("group=%00", 400, "There is no group of units called"),
        ("basis=merged", 400, "There is no ranking on the basis “merged” in this year."),
    ],
)
def test_a_bad_choice_is_refused_in_words(
    client: Client, published: Publication, query: str, status: int, said: str
) -> None:
    response = client.get(f"/en/lao-cai/2023/?{query}")

    assert response.status_code == status
    assert said in text_of(response.content.decode())


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("sort=xx", "/en/lao-cai/2023/?sort=society"),
        ("kind=zzz", "/en/lao-cai/2023/?kind=town"),
        ("page=7", "/en/lao-cai/2023/"),
        ("group=zzz", "/en/lao-cai/2023/"),
    ],
)
def test_a_refusal_offers_what_can_be_chosen(client: Client, published: Publication, query: str, offered: str) -> None:
    assert f'<li><a href="{offered}">' in client.get(f"/en/lao-cai/2023/?{query}").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/lao-cai/2020/",
        "/lao-cai/1999/",
        "/lao-cai/20230/",
        "/ha-giang/2023/",
        "/ha-giang/",
        "/lao-cai/2023/r2/",
        "/lao-cai/2023/r0/",
        "/lao-cai/2023/r99999999999999999999/",
        "/lao-cai/2023/r9.csv",
        "/lao-cai/2020.csv",
        "/%00/2023/",
    ],
)
@pytest.mark.usefixtures("published")
def test_unknown_address_404(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_unknown_year_offers_the_known_ones(client: Client, published: Publication) -> None:
    page = client.get("/en/lao-cai/2020/").content.decode()

    assert '<li><a href="/en/lao-cai/2022/">2022</a></li><li><a href="/en/lao-cai/2023/">2023</a></li>' in page


@pytest.mark.parametrize("address", ["/lao-cai/", "/lao-cai/2023/", "/lao-cai/2023.csv"])
def test_wrong_method_405(client: Client, published: Publication, address: str) -> None:
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ["/lao-cai/2023/", "/lao-cai/2023.csv"])
def test_head_has_no_body(client: Client, published: Publication, address: str) -> None:
    response = client.head(address)

    assert (response.status_code, response.content) == (200, b"")


def test_an_authority_leads_to_its_latest_year(client: Client, published: Publication) -> None:
    assert client.get("/lao-cai/").headers["Location"] == "/lao-cai/2023/"
    assert client.get("/en/lao-cai/").headers["Location"] == "/en/lao-cai/2023/"


def test_an_older_revision_stays_and_says_that_a_newer_one_exists(
    get: Get, published: Publication, bac_ha: Unit, author: User
) -> None:
    world.set_points(published.round, bac_ha, "gov", "110")
    correct(publication=published, reason="Nhập nhầm", by=author)

    assert "This is revision r1 of" in text_of(get("/en/lao-cai/2023/r1/"))
    assert "565.25" in get("/en/lao-cai/2023/r1/")
    assert "575.25" in get("/en/lao-cai/2023/")
    assert "This is revision" not in text_of(get("/en/lao-cai/2023/"))
    assert "/en/lao-cai/2023/r1/bac-ha/" in get("/en/lao-cai/2023/r1/")  # its units are of that revision too


def test_a_second_group_is_linked_and_chosen(get: Get, lao_cai: Unit, framework: Framework, author: User) -> None:
    round = world.make_round(lao_cai, framework, 2023, group="communes")
    commune = world.make_district(lao_cai, "02683", "Xã Văn Bàn", "commune")
    world.make_card(round, commune, world.leaves("1", "2", "3", "4", "5"), by=author)
    publish(round=round, by=author)

    assert 'href="/en/lao-cai/2023/?group=communes"' in get("/en/lao-cai/2023/")
    assert "/en/lao-cai/2023/xa-van-ban/?group=communes" in get("/en/lao-cai/2023/?group=communes")


def test_what_is_not_ranked_says_why(
    client: Client, lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, bac_ha: Unit, author: User
) -> None:
    round = world.make_round(lao_cai, framework, 2023)
    world.make_card(round, van_ban, {"awareness": "200", "security": "200", "gov": "100"}, by=author)
    card = world.make_card(round, sa_pa, world.leaves("1", "2", "3", "4", "5"), by=author)
    type(card).objects.filter(pk=card.pk).update(ranked=False)
    world.make_card(round, bac_ha, {}, by=author)
    publish(round=round, by=author)
    rows = "\n".join(rows_of(client.get("/en/lao-cai/2023/").content.decode()))

    assert "not ranked: not enough assessed (coverage 70%) 500.00 so far, 70% assessed" in rows
    assert "Sa Pa town official assessed, not ranked 15.00" in rows
    assert "Bắc Hà district not assessed" in rows


def test_ties_are_said(
    client: Client, lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    round = world.make_round(lao_cai, framework, 2023)
    for unit in (van_ban, sa_pa):
        world.make_card(round, unit, world.leaves("1", "2", "3", "4", "5"), by=author)
    publish(round=round, by=author)

    assert [row[:6] for row in rows_of(client.get("/en/lao-cai/2023/").content.decode())[:2]] == ["1 tied"] * 2


def test_a_hostile_name_is_only_text(client: Client, lao_cai: Unit, round_2023: Round, author: User) -> None:
    unit = world.make_district(lao_cai, "099", '<script>alert("x")</script>"\'')
    world.make_card(round_2023, unit, world.leaves("1", "2", "3", "4", "5"), by=author, source="<b>nguồn</b>")
    publish(round=round_2023, by=author)
    page = client.get("/lao-cai/2023/").content.decode()

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    profile = client.get("/lao-cai/2023/script-alert-x-script/").content.decode()
    assert "<script>" not in profile
    assert "&lt;b&gt;nguồn" in profile
