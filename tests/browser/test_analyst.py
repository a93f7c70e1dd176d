"""An analyst's way: the table as files, how sure ranks are, where points were lost, what if, what was printed."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

OpenPage = Callable[..., Page]
LEAGUE = "/en/lao-cai/2024/"
UNITS = 9


@pytest.fixture(params=[True, False], ids=["javascript", "plain"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def fetch(page: Page, link: Locator) -> tuple[str, bytes]:
    """Follow a link to a file: the name it is saved under, and what it holds."""
    with page.expect_download() as download:
        link.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def cells(row: Locator) -> list[str]:
    return [" ".join(text.split()) for text in row.locator("th, td").all_inner_texts()]


def test_the_way_of_an_analyst(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(LEAGUE, javascript=javascript)
    take_the_table(page)
    take_the_package(page)
    switch_margins(page)
    read_margins(page)
    find_lost_points(page)
    shared = play_a_scenario(page)
    receive_it(open_page, shared)


def take_the_table(page: Page) -> None:
    """What the page shows, in three forms, each with nine units."""
    files = page.locator(".tools .file")
    name, said = fetch(page, files.get_by_role("link", name="CSV"))
    assert name == "dti-lao-cai-2024-districts-r1.csv"
    assert len(list(csv.DictReader(io.StringIO(said.decode("utf-8-sig"))))) == UNITS

    name, said = fetch(page, files.get_by_role("link", name="XLSX"))
    sheet = openpyxl.load_workbook(io.BytesIO(said)).worksheets[0]
    assert name.endswith(".xlsx")
    assert sheet.max_row == UNITS + 1

    name, said = fetch(page, files.get_by_role("link", name="JSON"))
    assert name.endswith(".json")
    assert len(json.loads(said)["rows"]) == UNITS


def take_the_package(page: Page) -> None:
    name, said = fetch(page, page.locator("a[href$='package.zip']"))
    with zipfile.ZipFile(io.BytesIO(said)) as package:
        names = {Path(one).name for one in package.namelist()}
    assert name.endswith(".zip")
    assert "datapackage.json" in names


def switch_margins(page: Page) -> None:
    """On, read, off, on again: the published rank stays before the brackets."""
    rank = page.locator("tbody tr").filter(has_text="Văn Bàn").locator("td.rank").first
    assert "(" not in rank.inner_text()
    page.locator("nav.sure a[href*='margins=index']").click()
    assert rank.inner_text().split()[:2] == ["3", "(3–3)"]
    page.locator("nav.sure a").first.click()
    assert "(" not in rank.inner_text()
    page.locator("nav.sure a[href*='margins=index']").click()


def read_margins(page: Page) -> None:
    """What they mean, and Văn Bàn against its neighbours."""
    page.locator("main a[href*='/margins/']").first.click()
    expect(page.locator("table.margins").first.locator("tbody tr")).to_have_count(UNITS)
    page.get_by_label("Unit", exact=True).select_option("van-ban")
    page.locator("form.choose button").click()
    expect(page.locator("h2#against")).to_contain_text("Văn Bàn")
    expect(page.locator("table.margins").last.locator("tbody tr")).to_have_count(UNITS - 1)
    page.locator("table.margins tr.here th a").click()
    expect(page.locator("h1")).to_contain_text("Văn Bàn")


def find_lost_points(page: Page) -> None:
    page.locator("main a[href*='/points-lost/']").first.click()
    said = page.locator("table.ledger tbody td.lost b").all_inner_texts()
    lost = [Decimal(text.replace("−", "-")) for text in said]
    assert len(lost) > UNITS
    assert lost == sorted(lost, reverse=True)


def play_a_scenario(page: Page) -> str:
    """One figure changed by the plain form; the address of what came of it."""
    page.locator("main a[href*='/what-if/']").first.click()
    page.locator("[name='points.1.1']").fill("1,0")
    page.get_by_role("button", name="Compute the scenario").click()
    total = page.locator("table.scenario-table").first.locator("tbody tr").first
    expect(total).to_contain_text("735.13")
    assert cells(total)[1:5] == ["749.13", "735.13", "3", "4"]
    assert page.url.endswith("/en/lao-cai/2024/what-if/?unit=van-ban&points.1.1=1")
    return page.url.partition("/en/")[2]


def receive_it(open_page: OpenPage, shared: str) -> None:
    """Somebody else opens the address, in the other language."""
    page = open_page(f"/{shared}")
    total = page.locator("table.scenario-table").first.locator("tbody tr").first

    assert cells(total)[1:5] == ["749,13", "735,13", "3", "4"]
    assert page.locator("[name='points.1.1']").input_value() == "1"
    assert page.locator(".scenario").is_visible()


def test_what_was_printed_is_computed_again(open_page: OpenPage) -> None:
    page = open_page("/en/lao-cai/2023/van-ban/")
    page.locator("main a[href*='/reconciliation/']").first.click()

    expect(page.locator("main")).to_contain_text("366.365 ± 0.01")
    assert "(533.50 + 446.61 + 474.83 − 722.21) ÷ 2" in page.locator("main").inner_text()


def test_programs_find_the_description_at_the_foot_of_every_page(open_page: OpenPage) -> None:
    page = open_page(LEAGUE)
    address = page.locator("footer a[href$='openapi.json']").get_attribute("href")
    answer = page.request.get(address or "")

    assert answer.status == 200
    assert answer.json()["openapi"].startswith("3.")
