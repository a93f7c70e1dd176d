"""The command line of dev.py."""

import argparse
import sys
from collections.abc import Sequence

from devtools import bench, checks, demo, environment, guides, lock, server, testing
from devtools.house import Problem, end_on_sigterm

ROOMS = (demo, server, environment, testing, checks, bench, guides, lock)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="dev.py", description="Set up, try, serve, test and check DTI Portal.")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for room in ROOMS:
        room.add_command(commands)
    return top


def main(arguments: Sequence[str]) -> int:
    """Do one command; a problem is one line, Ctrl-C is no problem."""
    options, rest = parser().parse_known_args(arguments)
    if rest and options.do is not testing.do:
        parser().error(f"unrecognized arguments: {' '.join(rest)}")
    options.pytest = rest
    end_on_sigterm()
    try:
        return int(options.do(options))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
