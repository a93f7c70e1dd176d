"""What the league page costs a reader with a slow phone, beside the same chart as plotly writes it by itself.

    python3 dev.py bench league_page

The demo is served as in production. A visit starts with an empty cache, at a quarter of this machine's processor and
1.6 Mbit/s with 150 ms; the chart is scrolled to as soon as it is drawn. Medians of a few visits, all of one run. An
empty page, seen the same way, tells how busy the machine was.
"""

import sys
import tempfile
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from bench import plotly_page
from bench.browser import Visit, browser, visit
from bench.report import kilobytes, seconds, table
from devtools import demo, server

PAGE = "/lao-cai/2023/"
RUNS = 2  # visits with plotly, half a minute each
QUICK_RUNS = 7  # visits without
ROW, DRAWN, LIVE = "first row", "chart drawn", "chart interactive"
WANTED = {
    ROW: "table.league tbody tr",
    DRAWN: "#chart-total .drawing",
    LIVE: "#chart-total[data-state=ready] .live .main-svg",
}
QUICK = {name: WANTED[name] for name in (ROW, DRAWN)}
EMPTY = {ROW: "p"}
THEIRS = {LIVE: ".js-plotly-plot .main-svg .bars path"}


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        env = demo.demo_environ(Path(name) / "portal")
        demo.prepare(env)
        with server.background(env) as address, browser() as opened:
            measure(opened, address, Path(name))
    return 0


def measure(opened: Browser, address: str, folder: Path) -> None:
    """Visits in turn, so that a busy minute of the machine falls on all of them."""
    plotly_page.write(figure_of(opened, address + PAGE), folder)
    empty, quick, ours, packed, whole = (list[Visit]() for _ in range(5))
    with plotly_page.serve(folder) as files:
        for _ in range(QUICK_RUNS):
            empty.append(visit(opened, f"{files}/{plotly_page.EMPTY}", EMPTY))
            quick.append(visit(opened, address + PAGE, QUICK))
        print(f"{files_table(quick[-1])}\n\n{quick_table(empty, quick)}\n")
        print(f"Unpacked the page alone is {kilobytes(size_unpacked(address + PAGE))}.\n", flush=True)
        for _ in range(RUNS):
            ours.append(visit(opened, address + PAGE, WANTED, then="#chart-total", later=LIVE))
            packed.append(visit(opened, f"{files}/{plotly_page.PACKED}", THEIRS))
            whole.append(visit(opened, f"{files}/{plotly_page.WHOLE}", THEIRS))
    print(slow_table(ours, packed, whole))


def figure_of(opened: Browser, address: str) -> str:
    """The description of the chart, as it stands on the page."""
    page = opened.new_page()
    page.goto(address)
    text = page.locator("#figure-total").text_content()
    page.close()
    assert text, "there is no chart on the page"
    return text


def size_unpacked(address: str) -> int:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 # our own server
        return len(answer.read())


def files_table(visit: Visit) -> str:
    rows = [(urlsplit(address).path, kilobytes(size)) for address, size in visit.bytes.items()]
    return table(["league page, first visit", "over the wire"], [*rows, ("**in all**", kilobytes(total(visit)))])


def total(visit: Visit) -> float:
    return sum(visit.bytes.values())


def quick_table(*groups: Sequence[Visit]) -> str:
    return times(["without the script of the charts", "empty page", "league page"], [*map(mark, QUICK), SHIFT], groups)


def slow_table(*groups: Sequence[Visit]) -> str:
    heads = ["to the interactive chart", "league page", "write_html, gzip", "write_html"]
    return times(heads, [BYTES, mark(LIVE), SHIFT], groups)


Reading = tuple[str, Callable[[Visit], float | None], Callable[[float], str]]
BYTES: Reading = ("bytes", total, kilobytes)
SHIFT: Reading = ("layout shift", lambda visit: visit.shift, lambda shift: f"{shift:.4f}")


def mark(name: str) -> Reading:
    return name, lambda visit: visit.marks.get(name), seconds


def times(heads: Sequence[str], readings: Sequence[Reading], groups: Sequence[Sequence[Visit]]) -> str:
    """A line a reading, a column a kind of page."""
    return table(heads, [[name, *(said(group, read, say) for group in groups)] for name, read, say in readings])


def said(visits: Sequence[Visit], read: Callable[[Visit], float | None], say: Callable[[float], str]) -> str:
    values = [value for value in map(read, visits) if value is not None]
    return say(median(values)) if values else "–"


if __name__ == "__main__":
    sys.exit(main())
