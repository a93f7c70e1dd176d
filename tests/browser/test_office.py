"""An office's way: from a profile to what is done about lost points, from the year to the 13 of 19 targets."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
READERS: dict[str, dict[str, Any]] = {
    "desktop": {},
    "phone-without-javascript": {"width": 360, "height": 740, "javascript": False},
}


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> dict[str, Any]:
    return READERS[request.param]


def test_two_clicks_from_the_profile_to_what_is_done_about_each_loss(
    open_page: OpenPage, reader: dict[str, Any]
) -> None:
    page = open_page("/en/lao-cai/2023/van-ban/", **reader)
    page.locator("main a[href*='/points-lost/']").first.click()

    losses = page.locator("table.ledger tbody tr:not(.print-row)")
    expect(losses).to_have_count(4)
    for loss in losses.all():
        for task in loss.locator(".aimed li").all():
            said = task.inner_text()
            assert re.search(r"Văn Bàn|Department of Information and Communications", said)
            assert re.search(r"\d\d/\d\d/\d{4}.*\d%.*\+\d", said, re.DOTALL)
    assert losses.locator(".aimed").count() == 4
    expect(page.locator(".prospect")).to_contain_text("759.71")

    first = losses.locator(".aimed a").first
    title = first.inner_text()
    first.click()
    task = page.locator(":target")
    expect(task).to_contain_text(title)
    for label in ("By whom", "Until when", "Aims at"):
        expect(task.locator(f"td[data-label='{label}']")).to_have_text(re.compile(r"\S"))


def test_from_the_year_to_each_target_behind_13_of_19(open_page: OpenPage, reader: dict[str, Any]) -> None:
    page = open_page("/en/lao-cai/2023/", **reader)
    page.locator("header nav a[href*='/report/']").click()
    short = page.locator("main .story section").filter(has_text="13/19 targets").first
    wording = short.locator("ul a").first.inner_text()
    short.locator("ul a").first.click()
    expect(page.locator(":target")).to_contain_text(wording)

    page.go_back()
    short.get_by_role("link", name="13/19").click()
    plan = page.locator("section").filter(has=page.locator("h2#ke-hoach"))
    expect(plan.locator(".verdict")).to_have_text(
        "13/19 targets met or exceeded: 4 exceeded, 9 met, 4 not met, 2 under way."
    )
    said = [text.split(maxsplit=1)[1] for text in plan.locator("tbody .status").all_inner_texts()]
    assert {word: said.count(word) for word in set(said)} == {"exceeded": 4, "met": 9, "not met": 4, "under way": 2}
    expect(plan.locator(".warn")).to_be_visible()  # that the count is another province's, and the targets are nobody's


def test_targets_are_filtered_without_a_script(open_page: OpenPage) -> None:
    page = open_page("/en/lao-cai/2023/targets/", javascript=False)
    page.get_by_label("Status").select_option("not_met")
    page.get_by_role("button", name="Filter").click()

    plan = page.locator("section").filter(has=page.locator("h2#ke-hoach"))
    expect(plan.locator("tbody tr")).to_have_count(4)
    expect(plan.locator(".verdict")).to_contain_text("13/19")  # a choice changes no count


def test_tasks_are_seen_as_of_another_day(open_page: OpenPage) -> None:
    page = open_page("/en/lao-cai/2023/van-ban/tasks/", javascript=False)
    assert page.locator("table.tasks .late").count() > 0
    page.get_by_label("As of").fill("01/06/2024")
    page.get_by_role("button", name="Show").click()

    assert page.locator("table.tasks tbody tr").count() > 0
    assert page.locator("table.tasks .late").count() == 0
    page.locator(".tabs a").last.click()
    expect(page.locator("table.timeline tbody tr").first).to_be_visible()
    assert "on=2024-06-01" in page.url
