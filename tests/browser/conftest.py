"""A real Chromium before the real server: pages that complain to the console fail their test."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from devtools import chromium, demo, server

# Playwright's loop runs in this thread; tests of other rooms may use the database after it started.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
OpenPage = Callable[..., Page]
CheckAccess = Callable[[Page], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in this folder needs a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as it is made, once for all processes, served to nobody: whoever writes copies it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = shared / "demo"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            made = tmp_path_factory.mktemp("made")
            demo.prepare(demo.demo_environ(made))
            made.rename(folder)
    return folder


@pytest.fixture(scope="session")
def portal(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo, served as in production from a database of its own."""
    folder = shutil.copytree(demo_folder, tmp_path_factory.mktemp("portal") / "demo")
    with server.background(demo.demo_environ(folder)) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.obtain(), headless=True, args=chromium.FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(portal: str, browser: Browser) -> Iterator[OpenPage]:
    """Open an address of the portal as a given reader sees it. At the end no page may have complained."""
    complaints: list[str] = []
    contexts = []

    def open_one(
        path: str = "/",
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        javascript: bool = True,
        locale: str = "vi-VN",
        status: int = 200,
    ) -> Page:
        context = browser.new_context(
            base_url=portal,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale=locale,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.extend(complaint(message, portal + path, status)))
        page.on("pageerror", lambda error: complaints.append(f"{path}: {error}"))
        response = page.goto(path)
        assert response is not None
        assert response.status == status
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


def complaint(message: ConsoleMessage, address: str, status: int) -> list[str]:
    """An error said on the console, breaches of the Content-Security-Policy among them.

    That an error page was opened on purpose is said there too, and is none.
    """
    asked_for = status >= 400 and message.location["url"] == address
    return [f"{message.location['url']}: {message.text}"] if message.type == "error" and not asked_for else []


@pytest.fixture(scope="session")
def check_access() -> CheckAccess:
    """Assert that axe finds nothing on a page that would keep somebody out."""

    def check(page: Page) -> None:
        look_for(page, {})

    return check


@pytest.fixture(scope="session")
def check_colours() -> CheckAccess:
    """The same of a page already checked, once its colours are others."""

    def check(page: Page) -> None:
        look_for(page, {"runOnly": ["color-contrast", "link-in-text-block"]})

    return check


def look_for(page: Page, options: dict[str, object]) -> None:
    found = Axe().run(page, options={"resultTypes": ["violations"], **options})
    assert found.violations_count == 0, found.generate_report()
