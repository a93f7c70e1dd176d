"""Charts before a real browser: a drawing first, interactive when looked at, the same box all the while."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

OpenPage = Callable[..., Page]
CheckAccess = Callable[[Page], None]
SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
LEAGUE, PROFILE = "/lao-cai/2023/", "/lao-cai/2023/van-ban/"
SHIFTS = """
    window.shifts = [];
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.shifts.push(entry.value)))
        .observe({ type: "layout-shift", buffered: true });
"""
PATIENCE = 30_000  # milliseconds: the script is large, and the machine may be busy


def look_at(page: Page, name: str) -> Locator:
    """Scroll to a chart and wait until it is interactive."""
    chart = page.locator(f"#chart-{name}")
    chart.scroll_into_view_if_needed()
    expect(chart.locator(".plot.ready")).to_be_attached(timeout=PATIENCE)
    return chart


@pytest.mark.parametrize(("path", "name"), [(LEAGUE, "total"), (PROFILE, "indices"), (PROFILE, "ranks")])
def test_a_chart_becomes_interactive_in_its_place(
    open_page: OpenPage, check_access: CheckAccess, check_colours: CheckAccess, path: str, name: str
) -> None:
    page = open_page(path)
    before = page.locator(f"#chart-{name}").evaluate("chart => chart.offsetHeight")
    chart = look_at(page, name)

    assert chart.locator(".live .main-svg").count() > 0
    assert chart.evaluate("chart => chart.offsetHeight") == before
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    chart.screenshot(path=SCREENSHOTS / f"chart-{name}-light.png")
    check_access(page)
    page.emulate_media(color_scheme="dark")
    chart.screenshot(path=SCREENSHOTS / f"chart-{name}-dark.png")
    check_colours(page)


def test_nothing_jumps_when_charts_become_interactive(open_page: OpenPage) -> None:
    page = open_page(PROFILE)
    page.evaluate(SHIFTS)
    look_at(page, "indices")
    look_at(page, "ranks")

    assert page.evaluate("window.shifts.reduce((sum, shift) => sum + shift, 0)") < 0.02


def test_the_script_is_fetched_only_by_who_looks_and_once(open_page: OpenPage) -> None:
    page = open_page(PROFILE, height=200)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))

    page.wait_for_timeout(500)
    assert [url for url in fetched if "plotly.min" in url] == []
    look_at(page, "indices")
    look_at(page, "ranks")
    assert len([url for url in fetched if "plotly.min" in url]) == 1


def test_what_hovers_has_a_decimal_comma(open_page: OpenPage) -> None:
    page = open_page(PROFILE)
    chart = look_at(page, "indices")
    page.wait_for_timeout(500)
    box = chart.locator(".live .barlayer path").nth(4).bounding_box()  # below the four maxima: the foundation
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)

    expect(chart.locator(".hoverlayer text").first).to_contain_text("366,365", timeout=PATIENCE)


def test_the_mode_bar_is_vietnamese_and_sends_nothing_away(open_page: OpenPage) -> None:
    chart = look_at(open_page(PROFILE), "indices")
    buttons = chart.locator(".modebar-btn")
    boxes = [button.bounding_box() for button in buttons.all()]

    titles = buttons.evaluate_all("found => found.map(button => button.dataset.title)")
    assert titles == ["Kéo", "Phóng to", "Thu nhỏ", "Trở về ban đầu"]
    assert all(box and box["width"] >= 24 and box["height"] >= 24 for box in boxes)  # a finger hits them


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(("path", "name"), [(LEAGUE, "total"), (PROFILE, "indices"), (PROFILE, "ranks")])
def test_without_javascript_the_drawing_and_its_table_stay(
    open_page: OpenPage, path: str, name: str, width: int
) -> None:
    page = open_page(path, javascript=False, width=width)
    chart = page.locator(f"#chart-{name}")

    assert chart.get_by_role("img").first.is_visible()
    assert chart.get_by_role("button").count() == 0  # what needs a script is not offered
    chart.locator("summary").click()
    assert chart.get_by_role("table").is_visible()
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    chart.screenshot(path=SCREENSHOTS / f"chart-{name}-drawing-{width}.png")
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("javascript", [False, True])
def test_a_switch_leads_from_the_parts_to_the_pillars(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(LEAGUE, javascript=javascript)

    assert [page.locator(f"#chart-{name}").is_visible() for name in ("total", "pillars")] == [True, False]
    page.locator("#show-pillars").check()
    assert [page.locator(f"#chart-{name}").is_visible() for name in ("total", "pillars")] == [False, True]


def test_the_picture_is_saved_as_png(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(LEAGUE)
    with page.expect_download() as download:
        page.locator("#chart-total [data-picture]").click()
    download.value.save_as(tmp_path / "chart.png")

    assert download.value.suggested_filename == "lao-cai-2023-total.png"
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")


def test_the_picture_is_saved_as_svg_without_javascript(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(LEAGUE, javascript=False)
    with page.expect_download() as download:
        page.locator("#chart-total a[href*='.svg']").click()
    download.value.save_as(tmp_path / "chart.svg")

    assert "minh họa" in (tmp_path / "chart.svg").read_text()


def test_paper_shows_the_drawings_not_what_lies_over_them(open_page: OpenPage) -> None:
    page = open_page(PROFILE)
    chart = look_at(page, "indices")
    page.emulate_media(media="print")

    assert not chart.locator(".live").is_visible()
    assert chart.locator(".drawing").evaluate("drawing => getComputedStyle(drawing).opacity") == "1"
    assert not chart.locator(".save").is_visible()


def test_a_script_that_does_not_come_leaves_the_drawing(open_page: OpenPage, portal: str) -> None:
    page = open_page(LEAGUE, height=200)
    page.route("**/plotly.min*", lambda route: route.fulfill(status=200, content_type="text/javascript", body=""))
    chart = page.locator("#chart-total")
    chart.scroll_into_view_if_needed()
    page.wait_for_timeout(1000)

    assert chart.locator(".live").count() == 0
    assert chart.locator(".drawing").is_visible()


def test_on_a_slow_line_rows_and_drawings_stand_before_the_script_has_come(open_page: OpenPage) -> None:
    page = open_page("/")
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750},  # 1.6 Mbit/s
    )
    page.goto(LEAGUE)
    chart = page.locator("#chart-total")
    chart.scroll_into_view_if_needed()

    expect(page.get_by_role("row").filter(has_text="Văn Bàn").first).to_be_visible()
    expect(chart.get_by_role("img")).to_be_visible()
    assert chart.locator(".plot.ready").count() == 0
    expect(chart.locator(".plot.ready")).to_be_attached(timeout=2 * PATIENCE)
