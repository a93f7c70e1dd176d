"""Measuring what pages cost their readers and the server; never part of the tests."""

import argparse
from typing import Any

from devtools.environment import BENCH, ensure
from devtools.house import PYTHON, call, say

NAMES = ("league_page", "pages", "margins", "json_league", "csv_rows")  # of bench/, in this order


def add_command(commands: Any) -> None:
    text = "Measure, and print tables as docs/performance.md has them: compare figures of one run, not of two machines."
    command = commands.add_parser("bench", help="measure pages", description=text)
    command.add_argument("name", nargs="?", choices=NAMES, metavar="NAME", help=f"one of {', '.join(NAMES)}; or all")
    command.set_defaults(do=do)


def do(options: argparse.Namespace) -> int:
    ensure(BENCH)
    return max(run(name) for name in ([options.name] if options.name else NAMES))


def run(name: str) -> int:
    say(f"== {name}")
    return call([str(PYTHON), "-m", f"bench.{name}"])
