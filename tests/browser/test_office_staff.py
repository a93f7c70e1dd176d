"""Staff at plans and tasks behind the log-in: entered, reported, refused with nothing lost, hidden from others."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from devtools import demo, house, server
from districts.actions.demo import read_passwords
from tests.browser.conftest import CheckAccess, complaint

LogIn = Callable[[str], AbstractContextManager[Page]]
PASSWORD = "nam-danh-gia-2026"
OPERATOR = f"""
from django.contrib.auth.models import User
User.objects.create_superuser("van-hanh", password="{PASSWORD}")
"""
NOTE = "Chờ bố trí kinh phí, đã đề nghị Sở hỗ trợ"


@pytest.fixture(scope="module")
def folder(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, with an operator who may open every form: its authority of 2023 has no accounts."""
    folder = shutil.copytree(demo_folder, tmp_path_factory.mktemp("office") / "demo")
    house.manage("shell", "--no-imports", "-c", OPERATOR, env=demo.demo_environ(folder))
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with server.background(demo.demo_environ(folder)) as address:
        yield address


@pytest.fixture
def log_in(folder: Path, address: str, browser: Browser) -> Iterator[LogIn]:
    """A window in which one of the demo's accounts is logged in; no page may complain, but of a refusal."""
    passwords = read_passwords(folder / "demo-logins") | {"van-hanh": PASSWORD}
    complaints: list[str] = []

    @contextmanager
    def logged_in(name: str) -> Iterator[Page]:
        context = browser.new_context(base_url=address, locale="en")
        context.on("console", lambda message: complaints.extend(complaint(message, address, 200)))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        page = context.new_page()
        page.goto("/en/admin/")
        page.locator("[name=username]").fill(name)
        page.locator("[name=password]").fill(passwords[name])
        page.locator("[type=submit]").last.click()
        expect(page.locator("#logout-form")).to_be_visible()
        yield page
        context.close()

    yield logged_in
    assert [said for said in complaints if not is_expected(said)] == []


def is_expected(said: str) -> bool:
    """A refusal on purpose, or axe, of no address, at its reading of a stylesheet that imports another."""
    return "status of 409" in said or said.startswith(": Applying inline style") or "/widgets." in said


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"#content [name={name}]").fill(value)


def test_the_administrator_enters_a_target_and_reports_on_it(log_in: LogIn) -> None:
    with log_in("quan-tri") as page:
        page.goto("/en/admin/plans/")
        page.locator("#content th a").filter(has_text="2026").first.click()
        page.locator("#content a[href$='/targets/new/']").first.click()
        fill(page, code="20", group_vi="Hạ tầng số", wording_vi="Xã có phòng họp trực tuyến", planned="90,5")
        fill(page, decimals="1", measured_in_vi="%")
        page.locator("[name=comparison]").select_option("at_least")
        page.locator("[name=provenance]").select_option("illustrative")
        press(page)
        refused_or_saved = page.locator("#content, .messagelist")
        expect(refused_or_saved.first).to_be_visible()
        if page.locator(".errorlist").count():  # in English decimals come after a point, and the form keeps the rest
            assert page.locator("[name=wording_vi]").input_value() == "Xã có phòng họp trực tuyến"
            fill(page, planned="90.5")
            press(page)
        expect(page.locator(".messagelist")).to_contain_text("saved")

        row = page.locator("tr").filter(has_text="Xã có phòng họp trực tuyến")
        row.locator("a[href$='/report/']").click()
        fill(page, as_of="20/06/2026", value="chín mươi", office="Văn phòng UBND tỉnh")
        press(page)
        expect(page.locator(".errorlist").first).to_be_visible()
        assert page.locator("[name=value]").input_value() == "chín mươi"
        fill(page, value="92")
        page.locator("[name=provenance]").select_option("illustrative")
        press(page)
        expect(page.locator(".messagelist")).to_contain_text("saved")

        page.goto("/en/lao-cai/2026/targets/")
        expect(page.locator(".headline.first .verdict")).to_contain_text("2/2 targets met or exceeded")


def press(page: Page) -> None:
    page.locator("#content .submit-row [type=submit]").first.click()


def test_a_report_is_refused_and_nothing_of_it_is_lost(log_in: LogIn) -> None:
    with log_in("huyen-van-ban") as page:
        page.goto("/en/admin/tasks/")
        page.locator("th a").filter(has_text="VB-05").click()
        overtaken = page.context.new_page()
        overtaken.goto(page.url)

        report(page, "140")
        expect(page.locator(".errorlist").first).to_be_visible()
        assert page.locator("[name=progress]").input_value() == "140"
        assert page.locator("form[action$='/report/'] [name=note]").input_value() == NOTE
        report(page, "85")
        expect(page.locator(".messagelist")).to_contain_text("saved")
        expect(page.locator("table.tasks").first).to_contain_text(NOTE)

        report(overtaken, "75")
        expect(overtaken.locator(".errorlist").first).to_be_visible()
        assert overtaken.locator("[name=progress]").input_value() == "75"
        assert overtaken.locator("form[action$='/report/'] [name=note]").input_value() == NOTE

        page.goto("/en/lao-cai/2023/van-ban/tasks/")
        expect(page.locator("tr").filter(has_text="VB-05").locator("td.progress")).to_contain_text("85%")


def report(page: Page, progress: str) -> None:
    form = page.locator("form[action$='/report/']")
    form.locator("[name=progress]").fill(progress)
    form.locator("[name=state]").select_option("under_way")
    form.locator("[name=note]").fill(NOTE)
    form.locator("[type=submit]").click()


def test_another_unit_finds_nothing_of_it(log_in: LogIn) -> None:
    with log_in("huyen-van-ban") as page:
        page.goto("/en/admin/tasks/")
        internal = page.locator("th a").filter(has_text="VB-06").get_attribute("href") or ""
        assert page.request.get(internal).status == 200
    with log_in("can-bo") as page:
        assert page.request.get(internal).status == 404
        assert page.request.get("/en/admin/agreements/new/").status == 403
        assert page.request.get("/en/admin/plans/1/edit/").status in (403, 404)
        assert page.request.get("/en/admin/plans/1/targets/new/").status in (403, 404)


FORMS = {
    "tasks": "/admin/tasks/",
    "task": "/admin/tasks/5/",
    "task-new": "/admin/tasks/new/",
    "agreement": "/admin/agreements/1/",
    "agreement-new": "/admin/agreements/new/",
    "plans": "/admin/plans/",
    "plan": "/admin/plans/1/",
    "plan-edit": "/admin/plans/1/edit/",
    "target-new": "/admin/plans/1/targets/new/",
    "target-report": "/admin/plans/targets/1/report/",
    "indicator": "/admin/plans/indicators/1/",
    "indicator-edit": "/admin/plans/indicators/1/edit/",
}


def test_axe_finds_nothing_on_the_forms(log_in: LogIn, check_access: CheckAccess, check_colours: CheckAccess) -> None:
    wide = []
    with log_in("van-hanh") as page:
        for name, path in FORMS.items():
            page.emulate_media(color_scheme="light")
            page.set_viewport_size({"width": 1280, "height": 800})
            page.goto(path)
            check_access(page)
            page.emulate_media(color_scheme="dark")
            page.set_viewport_size({"width": 360, "height": 740})
            page.goto(f"/en{path}")
            check_colours(page)
            if page.evaluate("document.documentElement.scrollWidth") > 360:
                wide.append(name)
    assert wide == []
