"""A whole year in the browser: invited, entered, submitted, returned, corrected, appraised, replied to, published."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from devtools import demo, house, server
from districts.actions.demo import read_passwords
from tests.browser.conftest import complaint

# What the journey does not do itself: the other communes, and Văn Bàn's other indices.
BEFOREHAND = """
from districts.actions.demo_year import finish_others, Cast
from districts.models import Round
round = Round.objects.get(year=2026)
finish_others(round)
Cast({card.unit.code: card for card in round.scorecards.all()}).enter("03082", ["2.3", "4.1", "4.2", "4.3"])
"""
PASSWORD = "nam-danh-gia-2026"
INVITED = "can-bo-moi"
INDICES = ("1", "2", "3", "4")
LogIn = Callable[[str], AbstractContextManager[Page]]


@pytest.fixture(scope="module")
def prepared(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, in which all communes but Văn Bàn are appraised, and index 3 of Văn Bàn is to be entered."""
    folder = shutil.copytree(demo_folder, tmp_path_factory.mktemp("year") / "demo")
    house.manage("shell", "--no-imports", "-c", BEFOREHAND, env=demo.demo_environ(folder))
    return folder


@pytest.fixture(params=[True, False], ids=["javascript", "plain"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    """A copy of its own for each journey."""
    return shutil.copytree(prepared, tmp_path / "portal")


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with server.background(demo.demo_environ(folder)) as address:
        yield address


@pytest.fixture
def window(address: str, browser: Browser, javascript: bool) -> Iterator[Callable[[], AbstractContextManager[Page]]]:
    """Open a window of somebody's own; no page may complain to the console."""
    complaints: list[str] = []

    @contextmanager
    def opened() -> Iterator[Page]:
        context = browser.new_context(base_url=address, java_script_enabled=javascript, locale="en")
        page = context.new_page()
        page.on("console", lambda message: complaints.extend(complaint(message, address, 200)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        context.close()

    yield opened
    assert complaints == []


@pytest.fixture
def log_in(folder: Path, window: Callable[[], AbstractContextManager[Page]]) -> LogIn:
    """A window in which one of the demo's accounts is logged in."""
    passwords = read_passwords(folder / "demo-logins") | {INVITED: PASSWORD}

    @contextmanager
    def logged_in(name: str) -> Iterator[Page]:
        with window() as page:
            page.goto("/en/admin/")
            page.locator("[name=username]").fill(name)
            page.locator("[name=password]").fill(passwords[name])
            page.locator("[type=submit]").last.click()
            expect(page.locator("#logout-form")).to_be_visible()
            yield page

    return logged_in


def test_a_year_from_the_invitation_to_the_published_table(
    log_in: LogIn, window: Callable[[], AbstractContextManager[Page]], javascript: bool
) -> None:
    with log_in("quan-tri") as page:
        link = invite(page)
    with window() as page:
        accept(page, link)
        card = open_card(page)
        enter_index(page, card, "3", javascript)
        add_document(page, card)
    with log_in("lanh-dao") as page:
        submit(page, card)
    with log_in("tham-dinh") as page:
        give_back(page, card)
    with log_in(INVITED) as page:
        correct(page, card, javascript)
    with log_in("lanh-dao") as page:
        submit(page, card)
    with log_in("tham-dinh") as page:
        appraise(page, card)
    with log_in(INVITED) as page:
        reply(page, card)
    with log_in("cong-bo") as page:
        assert page.request.get("/en/lao-cai/2026/").status == 404
        publish(page)
    with window() as page:
        look(page)


def invite(page: Page) -> str:
    page.goto("/en/admin/people/invite/")
    page.get_by_label("Log-in name").fill(INVITED)
    page.get_by_label("Full name").fill("Cán bộ mới")
    page.get_by_label("Role").select_option("staff")
    unit = page.locator("[name=unit] option").filter(has_text="Văn Bàn").first.get_attribute("value")
    page.locator("[name=unit]").select_option(unit)
    page.get_by_role("button", name="Invite").click()
    return page.locator("#link").input_value()


def accept(page: Page, link: str) -> None:
    page.goto(link)
    for name in ("new_password1", "new_password2"):
        page.locator(f"[name={name}]").fill(PASSWORD)
    page.locator("main [type=submit]").click()
    expect(page.locator("#logout-form")).to_be_visible()


def open_card(page: Page) -> str:
    """Văn Bàn's scorecard, from the list of one's work; its address."""
    page.goto("/en/admin/work/")
    page.locator("main, #content").get_by_role("link", name="Văn Bàn").first.click()
    return page.url.split("/admin/work/")[1].strip("/")


def enter_index(page: Page, card: str, index: str, javascript: bool) -> None:
    page.goto(f"/en/admin/work/{card}/enter/{index}/")
    for box in page.locator("fieldset.criterion:not(.locked)").all():
        answer(box)
    keep(page, javascript)


def answer(box: Locator) -> None:
    """Something plausible for every kind of rule."""
    for field in box.locator(".inputs input[type=text]").all():
        name = (field.get_attribute("name") or "").rpartition("-")[2].rpartition("_")[2]
        field.fill({"a": "95", "b": "100", "count": "12"}.get(name, "4"))
    for field in box.locator(".inputs input[type=radio][value=yes]").all():
        field.check()
    for field in box.locator(".inputs select").all():
        field.select_option("on_time")
    box.locator("textarea").fill("Theo báo cáo năm")


def keep(page: Page, javascript: bool) -> None:
    """Saved as one goes, or with the page's button; then everything says so."""
    if javascript:
        page.locator("h1").first.click()  # leaves the last field
    else:
        page.get_by_role("button", name="Save the page").click()
    for box in page.locator("fieldset.criterion:not(.locked)").all():
        expect(box.locator(".saved")).to_contain_text("Saved at", timeout=10_000)
    assert page.locator(".fault:visible").all_inner_texts() == []


def add_document(page: Page, card: str) -> None:
    page.goto(f"/en/admin/work/{card}/evidence/")
    form = page.locator("form[enctype]")
    form.locator("[name=number]").fill("45/KH-UBND")
    form.locator("[name=summary]").fill("Kế hoạch kinh tế số")
    form.locator("[name=date]").fill("2026-02-03")
    form.locator("details summary").click()
    for code in ("3.1", "3.2", "3.3"):
        form.locator(f"[name=measures][value='{code}']").check()
    form.locator("[type=submit]").click()
    document = page.locator(".documents li").filter(has_text="45/KH-UBND")
    for code in ("3.1", "3.2", "3.3"):
        expect(document.locator(".cites")).to_contain_text(code)


def submit(page: Page, card: str) -> None:
    page.goto(f"/en/admin/work/{card}/submit/")
    page.locator("[name=number]").fill("20/BC-UBND")
    page.locator("[name=date]").fill("2026-03-01")
    page.locator("[name=signer]").fill("Chủ tịch UBND")
    page.locator("[name=approved]").check()
    page.locator(".covering [type=submit]").click()
    expect(page.locator(".stage").first).to_have_text("submitted")


def give_back(page: Page, card: str) -> None:
    page.goto(f"/en/admin/work/{card}/return/")
    details = page.locator("details.returns").filter(has=page.locator("[name='3.1-reason']"))
    if details.get_attribute("open") is None:
        details.locator("summary").first.click()
    page.locator("[name='3.1-reason']").fill("Đề nghị đối chiếu số hộ")
    page.get_by_role("button", name="Return").click()
    expect(page.locator("#content")).to_contain_text("returned")


def correct(page: Page, card: str, javascript: bool) -> None:
    page.goto(f"/en/admin/work/{card}/")
    page.locator(".returned a").first.click()
    box = page.locator("[id='m-3.1']")
    expect(box.locator(".returned")).to_contain_text("Đề nghị đối chiếu số hộ")
    box.locator(".inputs input[type=text]").first.fill("60")
    keep(page, javascript)


def appraise(page: Page, card: str) -> None:
    """Less for one criterion, with its reason; what the province assesses; the rest as assessed."""
    for index in INDICES:
        page.goto(f"/en/admin/work/{card}/appraise/{index}/")
        if index == "3":
            verdict(page, "3.2", "2", "Hai sản phẩm trùng nhau")
        for code in {"2": ["2.4"], "4": ["4.4"]}.get(index, []):
            verdict(page, code, "4", "")
        page.get_by_role("button", name="Accept all that wait here").click()
    page.get_by_role("button", name="Finish the appraisal").click()
    expect(page.locator(".stage").first).to_have_text("appraised")


def verdict(page: Page, code: str, points: str, reason: str) -> None:
    box = page.locator(f"[id='c-{code}']")
    box.get_by_label("Points").fill(points)
    box.get_by_label("Verdict").select_option("scored")
    box.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(f"[id='c-{code}']").get_by_label("Points")).to_have_value(points)


def reply(page: Page, card: str) -> None:
    page.goto(f"/en/admin/work/{card}/reply/3/")
    box = page.locator("[id='c-3.2']")
    expect(box).to_contain_text("Hai sản phẩm trùng nhau")
    box.locator("[type=radio][value=no]").check()
    box.get_by_label("Note").fill("Hai sản phẩm khác nhau")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("saved")


def publish(page: Page) -> None:
    page.goto("/en/admin/rounds/")
    page.locator("table.board a").filter(has_text="2026").first.click()
    page.get_by_role("link", name="Preview and publish").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist")).to_contain_text("Published")


def look(page: Page) -> None:
    """The table has changed, and the way of a figure can be gone."""
    page.goto("/en/lao-cai/2026/")
    expect(page.locator("tbody tr").filter(has=page.locator("td.rank"))).to_have_count(6)
    page.locator("tbody th").get_by_role("link", name="Văn Bàn").first.click()
    page.locator("[id='m-3.2'] a.trace").click()
    for said in ("12", "45/KH-UBND (03/02/2026)", "Hai sản phẩm trùng nhau", "The unit does not agree"):
        expect(page.locator(".path")).to_contain_text(said)
    assert "Cán bộ mới" not in page.content()
