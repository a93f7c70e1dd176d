"""One visit of a page by a slow phone: when what was there, how much came over the wire, how far things jumped."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from devtools import chromium

SLOWER = 4  # times slower than this machine's processor
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
PHONE = {"width": 360, "height": 740}
PATIENCE = 120  # seconds

# A mark is set after the frame in which its element first has a height; a page whose style sheets are not there yet
# has no frames.
WATCH = """(wanted) => {
  window.benchMarks = {};
  window.benchShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.benchShift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  const look = () => {
    for (const [name, selector] of Object.entries(wanted)) {
      if (name in window.benchMarks) continue;
      if (!document.querySelector(selector)?.getBoundingClientRect().height) continue;
      window.benchMarks[name] = null;
      setTimeout(() => { window.benchMarks[name] = performance.now(); });
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


@dataclass
class Visit:
    """What one visit came to; `bytes` is by address, headers included."""

    marks: dict[str, float] = field(default_factory=dict)
    bytes: dict[str, float] = field(default_factory=dict)
    shift: float = 0


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium.obtain(), headless=True, args=chromium.FLAGS)


def visit(browser: Browser, address: str, wanted: Mapping[str, str], *, then: str = "", later: str = "") -> Visit:
    """Open an address with an empty cache and wait for what is `wanted` (name: selector).

    `later` is the name that is only waited for after the element `then` was scrolled to.
    """
    context = browser.new_context(viewport=PHONE, locale="vi-VN")  # type: ignore[arg-type] # a TypedDict in its stubs
    page = context.new_page()
    seen = Visit()
    slow_down(context.new_cdp_session(page), seen)
    page.add_init_script(f"({WATCH})({dict(wanted)!r})")
    page.goto(address, wait_until="commit")
    wait_for(page, set(wanted) - {later})
    if later:
        page.evaluate("(selector) => document.querySelector(selector).scrollIntoView({ block: 'center' })", then)
        wait_for(page, {later})
    page.wait_for_load_state("load")
    page.wait_for_timeout(1000)  # whatever jumps late
    seen.marks = page.evaluate("window.benchMarks")
    seen.shift = page.evaluate("window.benchShift")
    context.close()
    return seen


def slow_down(session: CDPSession, seen: Visit) -> None:
    """A phone on a weak line; every answer is entered with its size as it came."""
    addresses: dict[str, str] = {}

    def answered(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["response"]["url"]

    def finished(event: dict[str, Any]) -> None:
        if event["requestId"] in addresses:
            seen.bytes[addresses[event["requestId"]]] = event["encodedDataLength"]

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def wait_for(page: Page, names: set[str]) -> None:
    """Look ten times a second, from outside, so that the page has nothing to do for it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        marks = page.evaluate("window.benchMarks ?? {}")
        if all(marks.get(name) for name in names):
            return
        page.wait_for_timeout(100)
    raise TimeoutError(f"{page.url}: no {', '.join(sorted(names))} within {PATIENCE} s")
