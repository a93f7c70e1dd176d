"""All the tests: on SQLite, on PostgreSQL, and in a real browser."""

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from devtools import chromium, postgres
from devtools.environment import DEV, ensure
from devtools.house import PYTHON, ROOT, Problem, environ, say

NOTHING_COLLECTED = 5  # pytest's exit code
SQLITE = "sqlite://:memory:"
# A whole part is shared out file by file; a few tests are sooner done by one process.
EVERY_CORE = ["--numprocesses", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile"]


@dataclass(frozen=True)
class Part:
    """One run of pytest: which tests, on which database, and what must be had for it."""

    name: str
    tests: str
    markers: str
    ignored: tuple[str, ...]  # rooms that have nothing to do with it
    database: Callable[[], AbstractContextManager[str]]
    obtain: Callable[[], object]


def no_need() -> None:
    """SQLite comes with Python."""


PURE = ("tests/scoring", "tests/devtools", "tests/test_house.py", "tests/test_architecture.py")
BROWSERLESS = (*PURE, "tests/districts", "tests/dti_portal", "tests/processes", "tests/recipes")
PARTS = (
    Part("sqlite", "all tests but the browser's, on SQLite", "not browser", (), lambda: nullcontext(SQLITE), no_need),
    Part(
        "postgres",
        "the same tests on PostgreSQL, but those that know no database",
        "not browser",
        PURE,
        postgres.server,
        postgres.obtain,
    ),
    Part("browser", "the tests in Chromium", "browser", BROWSERLESS, lambda: nullcontext(SQLITE), chromium.obtain),
)


@dataclass(frozen=True)
class Outcome:
    part: Part
    failed: bool
    ran: int
    line: str
    missing: bool = False


def add_command(commands: Any) -> None:
    text = (
        "Run every test: on SQLite, on PostgreSQL and in a browser, or the parts that are named; a server and a browser"
        " are fetched where they are missing. Other arguments (paths, -k, -x ...) go to pytest."
    )
    command = commands.add_parser(
        "test",
        help="run the tests",
        description=text,
        allow_abbrev=False,
        usage="dev.py test [-h] [--sqlite] [--postgres] [--browser] [-m MARKERS] [pytest's arguments]",
    )
    for part in PARTS:
        command.add_argument(
            f"--{part.name}", action="store_true", help=f"run {part.tests}; with none of these three, all"
        )
    command.add_argument("-m", dest="markers", metavar="MARKERS", help="only tests with these markers, as in pytest")
    command.set_defaults(do=do)


def do(options: argparse.Namespace) -> int:
    ensure(DEV)
    wanted = [part for part in PARTS if getattr(options, part.name)] or list(PARTS)
    outcomes = [run(part, options.markers, options.pytest) for part in wanted]
    say("\nSummary")
    for outcome in outcomes:
        say(f"  {outcome.part.name:9} {outcome.line}")
    return verdict(outcomes)


def verdict(outcomes: list[Outcome]) -> int:
    """Failures fail; so does a run of nothing, and, where CI is true, a part that could not be run."""
    in_ci = os.environ.get("CI", "").strip().lower() in {"1", "true", "yes", "on"}
    if in_ci and any(outcome.missing for outcome in outcomes):
        say("CI is set, so tests that did not run are a failure.")
        return 1
    if not any(outcome.ran or outcome.missing for outcome in outcomes):
        say("No test was found.")
        return 1
    return int(any(outcome.failed for outcome in outcomes))


def run(part: Part, markers: str | None, arguments: list[str]) -> Outcome:
    """Announce and run one part; what cannot be had is said, not hidden."""
    say(f"\n== {part.name}: {part.tests}")
    with ExitStack() as stack:
        try:
            part.obtain()
            url = stack.enter_context(part.database())
        except Problem as problem:
            say(str(problem))
            return Outcome(part, failed=False, ran=0, line=f"DID NOT RUN ({part.tests}): {problem}", missing=True)
        return pytest(part, url, f"({markers}) and {part.markers}" if markers else part.markers, arguments)


def pytest(part: Part, url: str, markers: str, arguments: list[str]) -> Outcome:
    """Run pytest, its output shown; the counts are read from its report."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [str(PYTHON), "-m", "pytest", "-m", markers, f"--junit-xml={report}", *(arguments or whole(part))]
        start = time.monotonic()
        code = attend(command, test_environ(url))
        counts = read_counts(report)
    ran = counts["tests"] - counts["skipped"]
    wrong = counts["failures"] + counts["errors"]
    failed = code not in {0, NOTHING_COLLECTED}
    line = f"{ran} ran, {wrong} failed, {counts['skipped']} skipped, {time.monotonic() - start:.0f} s"
    return Outcome(part, failed=failed, ran=ran, line=f"{line} (pytest's exit code: {code})" if failed else line)


def whole(part: Part) -> list[str]:
    """A part without arguments: every room but those that it has nothing to do with, on every core."""
    return [*EVERY_CORE, *(f"--ignore={room}" for room in part.ignored)]


def test_environ(url: str) -> dict[str, str]:
    """Nothing of this machine's settings reaches the tests."""
    return {**{k: v for k, v in environ().items() if not k.startswith("DTI_")}, "DATABASE_URL": url}


def attend(command: list[str], env: dict[str, str]) -> int:
    """Run in the foreground, so that pytest hears Ctrl-C itself and sums up; it may ask at the terminal."""
    child = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        return child.wait()
    except BaseException:
        child.terminate()
        child.wait()
        raise


def read_counts(report: Path) -> dict[str, int]:
    """What pytest counted; zeros where it did not come so far."""
    names = ("tests", "skipped", "failures", "errors")
    if not report.exists():
        return dict.fromkeys(names, 0)
    suite = ElementTree.parse(report).getroot()[0]  # noqa: S314 - written by our own pytest a moment ago
    return {name: int(suite.attrib[name]) for name in names}
