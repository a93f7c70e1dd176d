"""Photographs pages of a demo that is being served; runs in the environment's own Python, which has Playwright."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

LARGEST = 250_000  # bytes
WINDOW = (1120, 760)
PHONE, DESK = (360, 760), (1280, 1120)
LANGUAGES = {"vi": "", "en": "/en"}
VAN_BAN, BAC_HA = "#content a:has-text('Văn Bàn')", "#content th a:has-text('Bắc Hà')"


@dataclass(frozen=True)
class Shot:
    """A page: who looks, where they begin, and the links that they follow."""

    name: str
    account: str  # nobody where empty
    start: str
    links: tuple[str, ...] = ()
    open: str = ""  # something to unfold
    window: tuple[int, int] = WINDOW  # width and height, in pixels


SHOTS = (
    Shot("league", "", "/lao-cai/2023/", window=DESK),
    Shot("league-phone", "", "/lao-cai/2023/", window=PHONE),
    Shot("work", "can-bo", "/admin/work/"),
    Shot("scorecard", "can-bo", "/admin/work/", (VAN_BAN,)),
    Shot("enter", "can-bo", "/admin/work/", (VAN_BAN, "a[href$='/enter/2/']")),
    Shot("evidence", "can-bo", "/admin/work/", (VAN_BAN, "a[href$='/evidence/']"), "form[enctype] summary"),
    Shot("submit", "lanh-dao", "/admin/work/", ("#content a:has-text('Mường Khương')", "a[href$='/submit/']")),
    Shot("board", "tham-dinh", "/admin/rounds/", ("#content th a",)),
    Shot("appraise", "tham-dinh", "/admin/rounds/", ("#content th a", BAC_HA, "a[href$='/appraise/4/']")),
    Shot("return", "tham-dinh", "/admin/rounds/", ("#content th a", BAC_HA, "a[href$='/return/']")),
    Shot("invite", "quan-tri", "/admin/people/invite/"),
    Shot("preview", "cong-bo", "/admin/rounds/", ("#content th a", "a[href$='/preview/']")),
    Shot("trace", "", "/lao-cai/2023/van-ban/foundation/"),
)


def main(address: str, program: str, logins: str, images: str) -> int:
    passwords = dict(line.split(maxsplit=1) for line in Path(logins).read_text().splitlines())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for language, prefix in LANGUAGES.items():
            folder = Path(images) / language
            folder.mkdir(parents=True, exist_ok=True)
            for shot in SHOTS:
                with window(browser, address, prefix, shot, passwords) as page:
                    take(page, prefix, shot, folder / f"{shot.name}.png")
        browser.close()
    return 0


@contextmanager
def window(browser: Browser, address: str, prefix: str, shot: Shot, passwords: dict[str, str]) -> Iterator[Page]:
    """A window in which the account is logged in."""
    width, height = shot.window
    context = browser.new_context(base_url=address, viewport={"width": width, "height": height}, color_scheme="light")
    page = context.new_page()
    if shot.account:
        page.goto(f"{prefix}/admin/login/")
        page.locator("[name=username]").fill(shot.account)
        page.locator("[name=password]").fill(passwords[shot.account])
        page.locator("[name=password]").press("Enter")
        page.locator("#logout-form").wait_for()
    yield page
    context.close()


def take(page: Page, prefix: str, shot: Shot, file: Path) -> None:
    """Follow the links and write the picture; one that is too large for the repository is refused."""
    page.goto(prefix + shot.start)
    for link in shot.links:
        page.locator(link).first.click()
    if shot.open:
        page.locator(shot.open).first.click()
    page.evaluate("document.fonts.ready")
    page.screenshot(path=file)
    size = file.stat().st_size
    print(f"{file.parent.name}/{file.name} {size // 1000} kB", flush=True)
    if size > LARGEST:
        raise SystemExit(f"{file} has {size} bytes, more than {LARGEST}")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
