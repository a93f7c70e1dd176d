"""The analyst's and the office's pages before a real browser: for everybody, on every screen, by keyboard, on paper."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

OpenPage = Callable[..., Page]
CheckAccess = Callable[[Page], None]
SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
UNIT = "/lao-cai/2023/van-ban"
WHAT_IF = "/lao-cai/2024/what-if/?unit=van-ban&points.1.1=1"
# Margins beside ranks are among the pages of test_pages.py.
PAGES = {
    "points-lost": f"{UNIT}/points-lost/",
    "points-lost-criteria": "/lao-cai/2024/van-ban/points-lost/?against=best",
    "what-if-start": "/lao-cai/2023/what-if/",
    "what-if-points": WHAT_IF,
    "what-if-maxima": "/lao-cai/2023/what-if/?maximum.awareness=120&keep-total=yes",
    "reconciliation": "/lao-cai/2023/reconciliation/?unit=van-ban",
    "targets": "/lao-cai/2023/targets/",
    "targets-filtered": "/lao-cai/2023/targets/?status=not_met",
    "tasks": "/lao-cai/2023/tasks/",
    "tasks-of-a-unit": f"{UNIT}/tasks/",
    "timeline": f"{UNIT}/tasks/?view=timeline",
    "report": "/lao-cai/2023/report/",
}
MUCH_THE_SAME = ("points-lost-criteria", "what-if-start", "targets-filtered", "tasks")  # as others, to axe
ALL_KINDS = [name for name in PAGES if name not in MUCH_THE_SAME]
ERRORS = {
    "what-if-error": "/lao-cai/2023/what-if/?unit=van-ban&points.gov-activity=9999",
    "targets-error": "/lao-cai/2023/targets/?status=zzz",
    "tasks-error": "/lao-cai/2023/tasks/?on=31/02/2024",
}
FOCUSABLE = "a[href], input:not([type=hidden]), select, textarea, button, summary, [tabindex='0']"


def keep(page: Page, name: str) -> None:
    """A picture of the whole page, for people to look at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


def sideways(page: Page) -> int:
    """By how much the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def turn_dark_and_small(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 740})


@pytest.mark.parametrize("name", ALL_KINDS)
def test_axe_finds_nothing_on_a_desk_nor_on_a_dark_phone(
    open_page: OpenPage, check_access: CheckAccess, name: str
) -> None:
    page = open_page(PAGES[name])
    keep(page, f"{name}-light")
    assert sideways(page) == 0
    check_access(page)

    turn_dark_and_small(page)

    keep(page, f"{name}-phone-dark")
    assert sideways(page) == 0
    check_access(page)


@pytest.mark.parametrize("name", ["points-lost", "what-if-points", "targets", "report"])
def test_axe_finds_nothing_on_a_phone_in_english(open_page: OpenPage, check_access: CheckAccess, name: str) -> None:
    page = open_page(f"/en{PAGES[name]}", width=360, height=740)

    assert sideways(page) == 0
    check_access(page)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_needs_a_script_or_a_wider_window(open_page: OpenPage, name: str) -> None:
    page = open_page(PAGES[name], width=360, height=740, javascript=False)

    assert page.locator("h1").is_visible()
    for width in (800, 1100, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert sideways(page) == 0


@pytest.mark.parametrize("name", ERRORS)
def test_what_is_refused_is_said_on_a_page_for_everybody(
    open_page: OpenPage, check_access: CheckAccess, check_colours: CheckAccess, name: str
) -> None:
    page = open_page(ERRORS[name], status=400)
    check_access(page)
    turn_dark_and_small(page)

    assert sideways(page) == 0
    check_colours(page)
    assert page.locator("main a").first.is_visible()


@pytest.mark.parametrize("address", ["/lao-cai/2023/what-if/?unit=van-ban", "/lao-cai/2024/margins/?unit=van-ban"])
def test_tab_reaches_everything_in_the_order_of_the_page(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    wanted = page.evaluate(
        """selector => [...document.querySelectorAll(selector)]
            .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled)
            .map((e, place) => { e.dataset.place = place; return place; })""",
        FOCUSABLE,
    )
    reached, unseen = [], []
    for _step in wanted:
        page.keyboard.press("Tab")
        place, seen = page.evaluate(
            """() => { const e = document.activeElement, style = getComputedStyle(e);
                const seen = style.outlineStyle !== "none" || style.boxShadow !== "none";
                return [Number(e.dataset.place ?? -1), seen]; }"""
        )
        reached.append(place)
        if not seen:
            unseen.append(place)

    assert len(wanted) > 20
    assert reached == wanted
    assert unseen == []


def test_margins_are_switched_on_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/en/lao-cai/2024/")
    for _step in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('nav.sure a[href*=\"margins=index\"]')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/?margins=index")

    assert page.locator("nav.sure [aria-current]").inner_text() != ""


@pytest.mark.parametrize("name", PAGES)
def test_what_is_pressed_is_large_enough(open_page: OpenPage, name: str) -> None:
    page = open_page(PAGES[name])
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        small = page.evaluate(
            """() => [...document.querySelectorAll("main a, main button, main input, main select, main summary")]
                .filter(e => e.checkVisibility() && !e.closest("p, li, small, td"))
                .filter(e => !e.matches("[type=hidden], [type=checkbox]"))
                .filter(e => { const box = e.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
                .map(e => e.outerHTML)"""
        )
        assert small == []


# On paper


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["vi", "en"])
@pytest.mark.parametrize("name", ["points-lost", "points-lost-criteria", "report"])
def test_the_meeting_gets_one_sheet(open_page: OpenPage, name: str, prefix: str) -> None:
    page = open_page(prefix + PAGES[name])
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    pdf = page.pdf(path=SCREENSHOTS / f"{name}{prefix.replace('/', '-')}.pdf", prefer_css_page_size=True)

    assert sheets(pdf) == 1


@pytest.mark.parametrize(
    "name", ["targets", "tasks", "tasks-of-a-unit", "timeline", "what-if-points", "reconciliation"]
)
def test_printed_tables_are_not_cut_off(open_page: OpenPage, name: str) -> None:
    page = open_page(PAGES[name], width=1032)  # A4 across within its margins
    page.emulate_media(media="print")
    keep(page, f"{name}-printed")
    out = page.evaluate(
        """() => [...document.querySelectorAll("main table, main th, main td")].filter(e => e.checkVisibility())
            .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1 || e.scrollWidth > e.clientWidth + 1)
            .filter(e => !e.closest(".vh, caption"))
            .map(e => e.outerHTML.slice(0, 200))"""
    )

    assert sideways(page) == 0
    assert out == []
    assert not page.locator("main form, main .tabs, main .only-screen").locator("visible=true").count()
