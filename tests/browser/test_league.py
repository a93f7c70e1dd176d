"""The league table as officials read it: on a screen, on a phone, by keyboard and on paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

OpenPage = Callable[..., Page]
SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
LEAGUE = "/lao-cai/2023/"


def figures_of(page: Page, name: str) -> list[str]:
    """Rank, points, then rank and points of each pillar, of the row of one unit."""
    row = page.locator("tbody tr").filter(has_text=name)
    found = [row.locator("td.rank").inner_text(), row.locator("td.total .pt").inner_text()]
    for cell in row.locator("td.pillar").all():
        found += [cell.locator(".rk").inner_text(), cell.locator(".pt").inner_text()]
    return [text.strip() for text in found]


@pytest.mark.parametrize(
    ("prefix", "figures"),
    [
        ("", ["3", "722,21", "2", "533,50", "4", "446,61", "3", "474,83"]),
        ("/en", ["3", "722.21", "2", "533.50", "4", "446.61", "3", "474.83"]),
    ],
)
def test_van_ban_reads_as_it_was_published(open_page: OpenPage, prefix: str, figures: list[str]) -> None:
    assert figures_of(open_page(prefix + LEAGUE), "Văn Bàn") == figures


@pytest.mark.parametrize(("prefix", "points"), [("", "366,365"), ("/en", "366.365")])
def test_the_foundation_is_derived(open_page: OpenPage, prefix: str, points: str) -> None:
    row = open_page(f"{prefix}{LEAGUE}van-ban/").locator("#m-foundation")

    assert row.locator(".pt").inner_text() == points
    assert row.locator(".derived").is_visible()


def test_a_click_on_a_heading_sorts(open_page: OpenPage) -> None:
    page = open_page("/en" + LEAGUE)
    page.get_by_role("link", name="Unit , sort ascending").click()

    names = page.locator("tbody th a").all_inner_texts()
    assert names[:4] == ["Bảo Thắng", "Bảo Yên", "Bát Xát", "Bắc Hà"]
    assert page.locator("thead th[aria-sort=ascending]").get_by_role("link", name="Unit").count() == 1


def test_the_keyboard_reaches_the_content_first(open_page: OpenPage) -> None:
    page = open_page(LEAGUE)
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_keyboard_reaches_every_unit_and_shows_where_it_is(open_page: OpenPage) -> None:
    page = open_page(LEAGUE)
    reached = []
    for _step in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))

    assert set(page.locator("tbody th a").all_inner_texts()) <= set(reached)
    page.locator("tbody th a").first.focus()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_phone_shows_one_pillar_at_a_time_without_javascript(open_page: OpenPage) -> None:
    page = open_page("/en" + LEAGUE, width=360, height=740, javascript=False)
    row = page.locator("tbody tr").filter(has_text="Văn Bàn")

    assert [cell.is_visible() for cell in row.locator("td.pillar").all()] == [True, False, False]
    page.get_by_role("radio").nth(2).check()
    assert [cell.is_visible() for cell in row.locator("td.pillar").all()] == [False, False, True]


def test_the_header_stays_when_the_page_scrolls(open_page: OpenPage) -> None:
    page = open_page(LEAGUE, height=600)
    page.evaluate("window.scrollTo(0, 600)")

    assert page.locator("thead th").first.bounding_box()["y"] == pytest.approx(0, abs=1)  # type: ignore[index]


def test_print_has_the_table_and_its_date_and_leaves_the_controls_out(open_page: OpenPage) -> None:
    page = open_page(LEAGUE + "?kind=district")
    page.emulate_media(media="print")
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.pdf(path=SCREENSHOTS / "league.pdf", prefer_css_page_size=True)

    assert [page.locator(found).first.is_visible() for found in (".tools", ".find", ".tabs")] == [False] * 3
    assert page.locator(".print-only").is_visible()
    assert page.locator("[role=status]").is_visible()  # what was filtered
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
