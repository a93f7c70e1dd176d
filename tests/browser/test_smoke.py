"""The portal as a reader meets it first."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

OpenPage = Callable[..., Page]


def test_home_is_open_to_everybody(open_page: OpenPage, check_access: Callable[[Page], None]) -> None:
    page = open_page("/")

    assert page.locator("html").get_attribute("lang") == "vi"
    check_access(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_home_is_as_wide_as_the_window(open_page: OpenPage, width: int) -> None:
    page = open_page("/", width=width)

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_home_has_its_heading_without_javascript(open_page: OpenPage) -> None:
    page = open_page("/", javascript=False)

    assert page.locator("h1").is_visible()
