"""An official's way: find the district, open the year, compare it, follow it, see what a measure counts, print."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

OpenPage = Callable[..., Page]
CheckAccess = Callable[[Page], None]
SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"

READERS: dict[str, dict[str, Any]] = {
    "desktop-vi": {},
    "desktop-en-dark-without-javascript": {"locale": "en-GB", "dark": True, "javascript": False},
    "phone-vi-dark-without-javascript": {"width": 360, "height": 740, "dark": True, "javascript": False},
    "phone-en": {"locale": "en-GB", "width": 360, "height": 740},
}


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    return request.param, READERS[request.param]


def fits(page: Page) -> bool:
    """Nothing makes the page scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def row_of(page: Page, name: str) -> list[str]:
    """The words of the row of one unit in the table of the page itself, not in that of a chart."""
    return page.locator("section > .scroll tbody tr").filter(has_text=name).inner_text().split()


def test_the_way_of_an_official(
    open_page: OpenPage, check_access: CheckAccess, reader: tuple[str, dict[str, Any]]
) -> None:
    name, who = reader
    english = who.get("locale") == "en-GB"
    prefix = "/en" if english else ""
    mark = "." if english else ","
    has_script = who.get("javascript", True)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def look(page: Page, step: str) -> None:
        assert fits(page)
        page.screenshot(path=SCREENSHOTS / f"official-{step}-{name}.png", full_page=True)
        if has_script:  # axe itself is a script
            check_access(page)

    page = open_page(f"{prefix}/", **who)
    page.get_by_role("searchbox").fill("van ban")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="Văn Bàn").first.click()
    page.get_by_role("link", name="2023", exact=True).click()
    assert page.url.endswith(f"{prefix}/lao-cai/2023/van-ban/")
    assert page.locator("li.headline.first .pt").inner_text() == f"722{mark}21"
    look(page, "profile")

    page.locator("header nav a[href*='/compare/']").click()
    page.get_by_label("Sa Pa").check()
    page.get_by_label("Bảo Thắng").check()
    page.locator("form.choose button.main").click()
    assert page.locator("h1").inner_text() == "Văn Bàn, Bảo Thắng, Sa Pa"
    assert page.locator("#m-total .pt").all_inner_texts() == [f"722{mark}21", f"718{mark}68", f"747{mark}98"]
    assert page.locator("svg.drawing").count() == 2
    look(page, "compare")

    page.locator("main a[href*='/trends/']").click()
    ranks = page.locator("section > .scroll tbody tr").filter(has_text="Văn Bàn").locator(".rk").all_inner_texts()
    assert ranks == ["8", "9", "3", "3"]
    look(page, "trend")

    page.goto(f"{prefix}/lao-cai/2023/measures/")
    look(page, "measures")
    page.locator("table.heat thead a[href*='/gov-activity/']").click()
    assert f"167{mark}135" in row_of(page, "Văn Bàn")
    look(page, "measure")
    page.emulate_media(media="print")
    page.pdf(path=SCREENSHOTS / f"official-measure-{name}.pdf", prefer_css_page_size=True)
    assert not page.locator(".mast form").is_visible()
    assert page.locator(".print-only").is_visible()


def test_a_comparison_prints_without_its_form(open_page: OpenPage) -> None:
    page = open_page("/lao-cai/compare/?units=van-ban&units=sa-pa&year=2023")
    page.emulate_media(media="print")
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.pdf(path=SCREENSHOTS / "compare.pdf", prefer_css_page_size=True)

    assert not page.locator("form.choose").is_visible()
    assert page.locator("table.side").is_visible()


def test_what_a_phone_shows_beside_the_total_is_said(open_page: OpenPage) -> None:
    page = open_page("/en/lao-cai/2023/", width=360, height=740, javascript=False)
    page.locator("#pick-1").check()

    assert page.locator("output.picked").inner_text() == "Shown beside the total: Digital economy"


def test_shades_are_told_apart_in_grey(open_page: OpenPage) -> None:
    page = open_page("/en/lao-cai/2023/measures/")
    colours = page.evaluate(
        "[...document.querySelectorAll('.swatch')].map(e => getComputedStyle(e).backgroundColor.match(/[0-9]+/g))"
    )
    grey = [0.2126 * int(r) + 0.7152 * int(g) + 0.0722 * int(b) for r, g, b in colours]

    assert len(grey) == 10
    assert all(lighter - darker > 12 for lighter, darker in pairwise(grey))


MAIN_PAGES = [
    "/",
    "/lao-cai/2023/",
    "/lao-cai/2023/van-ban/",
    "/lao-cai/compare/?units=van-ban&units=sa-pa&year=2023",
    "/lao-cai/trends/",
    "/lao-cai/2023/measures/",
    "/lao-cai/2023/measures/foundation/",
    "/frameworks/lao-cai-922/",
]


@pytest.mark.parametrize("address", MAIN_PAGES)
def test_right_to_left_nothing_sticks_out(open_page: OpenPage, address: str) -> None:
    page = open_page(address, width=360, height=740)
    page.evaluate("document.documentElement.dir = 'rtl'")
    for width in (360, 800, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert fits(page)
    brand = page.locator(".brand").bounding_box()
    assert brand is not None
    assert brand["x"] > 640  # the brand is at the right: the page has turned round
