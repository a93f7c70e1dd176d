"""The hashed locks in requirements/, made from pyproject.toml."""

import argparse
import shutil
from pathlib import Path
from typing import Any

from devtools.environment import BENCH, DEV, RUN
from devtools.house import PYTHON, ROOT, Problem, call, say

# For every Python and platform at once, and without the address of anybody's package index.
COMPILE = [
    "pip",
    "compile",
    "pyproject.toml",
    "--python-version=3.11",
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-annotate",
    "--quiet",
]


def add_command(commands: Any) -> None:
    text = "Write requirements/*.txt anew from pyproject.toml, with the hashes of every package. Needs uv."
    command = commands.add_parser("lock", help="renew the locks of the packages", description=text)
    command.add_argument("--upgrade", action="store_true", help="take the newest versions that pyproject.toml allows")
    command.set_defaults(do=do)


def do(options: argparse.Namespace) -> int:
    upgrade = ["--upgrade"] if options.upgrade else []
    compile_lock(RUN, *upgrade)
    # Each lock binds the next, so that all name the same version of everything.
    compile_lock(DEV, "--group", "dev", "--constraint", str(RUN.relative_to(ROOT)), *upgrade)
    groups = ["--group", "dev", "--group", "bench"]
    compile_lock(BENCH, *groups, "--constraint", str(DEV.relative_to(ROOT)), *upgrade)
    say("Written: requirements/run.txt, requirements/dev.txt, requirements/bench.txt")
    return 0


def compile_lock(lock: Path, *arguments: str) -> None:
    command = ["--custom-compile-command", "python3 dev.py lock", "-o", str(lock.relative_to(ROOT))]
    if call([find_uv(), *COMPILE, *command, *arguments]):
        raise Problem(f"requirements/{lock.name} could not be made: see above.")


def find_uv() -> str:
    beside = PYTHON.with_name("uv")
    uv = shutil.which("uv") or (str(beside) if beside.exists() else None)
    if not uv:
        raise Problem("lock needs uv on the PATH: python3 -m pip install uv")
    return uv
