"""Every page before a real browser: accessible, inside its window, complete without JavaScript."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

OpenPage = Callable[..., Page]
CheckAccess = Callable[[Page], None]

SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
PAGES = {
    "home": "/",
    "search": "/?q=van+ban",
    "league": "/lao-cai/2023/",
    "national": "/viet-nam/2022/",
    "older-revision": "/lao-cai/2021/r1/",
    "printed-profile": "/lao-cai/2023/van-ban/",
    "profile": "/lao-cai/2023/sa-pa/",
    "framework": "/frameworks/lao-cai-922/",
    "revisions": "/lao-cai/2021/revisions/",
    "choosing": "/lao-cai/compare/?units=van-ban&q=bao",
    "compare": "/lao-cai/compare/?units=van-ban&units=sa-pa&units=bao-thang&year=2023",
    "trends": "/lao-cai/trends/",
    "measures": "/lao-cai/2023/measures/",
    "measure": "/lao-cai/2023/measures/1.6/",
    "margins": "/lao-cai/2024/margins/?margins=criteria&unit=van-ban",
    "league-margins": "/lao-cai/2024/?margins=criteria",
    "profile-margins": "/lao-cai/2024/van-ban/?margins=index",
}


def keep(page: Page, name: str) -> None:
    """A picture of the whole page, for people to look at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_by_day_nor_in_the_dark(
    open_page: OpenPage, check_access: CheckAccess, check_colours: CheckAccess, name: str
) -> None:
    page = open_page(PAGES[name])
    keep(page, f"{name}-light")
    check_access(page)

    page.emulate_media(color_scheme="dark")

    keep(page, f"{name}-dark")
    check_colours(page)


@pytest.mark.parametrize("name", PAGES)
def test_the_page_never_scrolls_sideways_and_needs_no_script(open_page: OpenPage, name: str) -> None:
    page = open_page(PAGES[name], width=360, height=740, javascript=False)

    keep(page, f"{name}-phone")
    assert page.locator("h1").is_visible()
    assert page.locator("script:not([defer], [type='application/json'])").count() == 0
    for width in (360, 800, 1100, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") == width


# Profile, comparison, trends and measures are seen so on an official's way.
@pytest.mark.parametrize("name", ["league", "framework"])
def test_a_phone_in_english_is_accessible(open_page: OpenPage, check_access: CheckAccess, name: str) -> None:
    page = open_page(f"/en{PAGES[name]}", width=360, height=740)

    keep(page, f"{name}-phone-en")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    check_access(page)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["home", "league", "printed-profile", "compare", "trends", "measures", "measure"])
def test_what_is_pressed_is_large_enough(open_page: OpenPage, name: str, width: int) -> None:
    page = open_page(PAGES[name], width=width)
    small = page.evaluate(
        """() => [...document.querySelectorAll("main a, main button, header a, header button, main input")]
            .filter(e => e.checkVisibility() && !e.closest("p, li, small, td") && !e.matches(".skip, [type=hidden]"))
            .filter(e => { const box = e.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
            .map(e => e.outerHTML)"""
    )

    assert small == []


@pytest.mark.parametrize(
    ("address", "status"), [("/zzz/", 404), ("/lao-cai/2020/", 404), ("/en/lao-cai/2023/?sort=zzz", 400)]
)
def test_error_pages_are_accessible_too(
    open_page: OpenPage, check_access: CheckAccess, address: str, status: int
) -> None:
    page = open_page(address, status=status)

    check_access(page)
    assert page.locator("main a").first.is_visible()
