"""An official's way: find the district, open the year, compare it, follow it, see what a measure counts, print."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

OpenPage = Callable[..., Page]
CheckAccess = Callable[[Page], None]
SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"

READERS: dict[str, dict[str, Any]] = {
    "desktop-vi": {},
    "desktop-en-dark-without-javascript": {"locale": "en-GB", "dark": True, "javascript": False},
    "phone-vi-dark-without-javascript": {"width": 360, "height": 740, "dark": True, "javascript": False},
    "phone-en": {"locale": "en-GB", "width": 360, "height": 740},
}


@dataclass
class Official:
    """A reader with a page, a language, and eyes: `look` keeps what is seen and complains of what sticks out."""

    name: str
    page: Page
    english: bool
    check: CheckAccess | None  # for who sees what test_pages.py does not: a phone in English

    @property
    def prefix(self) -> str:
        return "/en" if self.english else ""

    def number(self, text: str) -> str:
        return text if self.english else text.replace(".", ",")

    def look(self, step: str) -> None:
        assert fits(self.page)
        self.page.screenshot(path=SCREENSHOTS / f"official-{step}-{self.name}.png", full_page=True)
        if self.check:
            self.check(self.page)


@pytest.fixture(params=READERS)
def official(request: pytest.FixtureRequest, open_page: OpenPage, check_access: CheckAccess) -> Official:
    who = READERS[request.param]
    english = who.get("locale") == "en-GB"
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page = open_page("/en/" if english else "/", **who)
    return Official(request.param, page, english, check_access if request.param == "phone-en" else None)


def fits(page: Page) -> bool:
    """Nothing makes the page scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def row_of(page: Page, name: str) -> Locator:
    """The row of one unit in the table of the page itself, not in that of a chart."""
    return page.locator("section > .scroll tbody tr").filter(has_text=name)


def test_the_way_of_an_official(official: Official) -> None:
    find_van_ban(official)
    compare_it(official)
    follow_it(official)
    print_a_measure(official)


def find_van_ban(official: Official) -> None:
    """Without accents, then the year 2023."""
    page = official.page
    page.get_by_role("searchbox").fill("van ban")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="Văn Bàn").first.click()
    page.get_by_role("link", name="2023", exact=True).click()

    assert page.url.endswith(f"{official.prefix}/lao-cai/2023/van-ban/")
    assert page.locator("li.headline.first .pt").inner_text() == official.number("722.21")
    official.look("profile")


def compare_it(official: Official) -> None:
    """With Sa Pa and Bảo Thắng, by ticking their names; the picture is taken away."""
    page = official.page
    page.locator("header nav a[href*='/compare/']").click()
    page.get_by_label("Sa Pa").check()
    page.get_by_label("Bảo Thắng").check()
    page.locator("form.choose button.main").click()

    assert page.locator("h1").inner_text() == "Văn Bàn, Bảo Thắng, Sa Pa"
    totals = [official.number(text) for text in ("722.21", "718.68", "747.98")]
    assert page.locator("#m-total .pt").all_inner_texts() == totals
    assert page.locator("svg.drawing").count() == 2
    official.look("compare")
    with page.expect_download() as picture:
        page.locator("figure.chart a[download]").first.click()
    assert picture.value.suggested_filename == "dti-lao-cai-2023-van-ban-bao-thang-sa-pa-r1-side.svg"


def follow_it(official: Official) -> None:
    """Through the years: from ninth to third."""
    page = official.page
    page.locator("main a[href*='/trends/']").click()

    assert row_of(page, "Văn Bàn").locator(".rk").all_inner_texts() == ["8", "9", "3", "3"]
    official.look("trend")


def print_a_measure(official: Official) -> None:
    """The one that Văn Bàn is best in, on paper."""
    page = official.page
    page.goto(f"{official.prefix}/lao-cai/2023/measures/")
    official.look("measures")
    page.locator("table.heat thead a[href*='/gov-activity/']").click()
    assert official.number("167.135") in row_of(page, "Văn Bàn").inner_text()
    official.look("measure")

    page.emulate_media(media="print")
    page.pdf(path=SCREENSHOTS / f"official-measure-{official.name}.pdf", prefer_css_page_size=True)
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
