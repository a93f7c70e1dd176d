"""The portal as a reader meets it first."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import CheckAccess, OpenPage, complaint


def test_home_is_open_to_everybody(open_page: OpenPage, check_access: CheckAccess) -> None:
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


def test_a_breach_of_the_security_policy_is_a_complaint(portal: str, browser: Browser) -> None:
    complaints: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: complaints.extend(complaint(message, portal, 200)))
    page.goto(portal)

    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.close()

    assert "Content Security Policy" in complaints[0]
