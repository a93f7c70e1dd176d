"""The virtual environment beside manage.py: made once, filled from a hashed lock, mended when it is broken."""

import argparse
import fcntl
import hashlib
import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from devtools.house import CATALOG, PYTHON, ROOT, VENV, Problem, call, environ, manage, say

RUN = ROOT / "requirements" / "run.txt"
DEV = ROOT / "requirements" / "dev.txt"  # holds every line of RUN
BENCH = ROOT / "requirements" / "bench.txt"  # holds every line of DEV
HELD = {RUN: [RUN], DEV: [RUN, DEV], BENCH: [RUN, DEV, BENCH]}  # what is installed with each
STAMP = VENV / "installed.txt"  # what was installed completely
UNFINISHED = VENV / "unfinished"  # there while an installation runs, so an interrupted one is known
LINUX_PACKAGES = "python3-venv is missing: apt-get install python3-venv"


def add_command(commands: Any) -> None:
    text = "Make .venv/ beside manage.py and install the locked packages that serving needs."
    commands.add_parser("setup", help="make the environment", description=text).set_defaults(do=do)


def do(options: argparse.Namespace) -> int:
    ensure(RUN)
    say(f"The environment is ready: {VENV}")
    return 0


def ensure(lock: Path) -> None:
    """Have everything in `lock` installed and the translations compiled; instant where that is so."""
    if not is_installed(lock):
        with one_at_a_time():
            if not is_installed(lock):
                install(lock)
    compiled = CATALOG.with_suffix(".mo")
    if CATALOG.exists() and not (compiled.exists() and compiled.stat().st_mtime >= CATALOG.stat().st_mtime):
        manage("messages", "compile")


def is_installed(lock: Path) -> bool:
    return STAMP.exists() and not UNFINISHED.exists() and mark(lock) in STAMP.read_text().splitlines()


def mark(lock: Path) -> str:
    """A line for the stamp: this lock, in this environment's Python."""
    return f"{lock.name} {hashlib.sha256(lock.read_bytes()).hexdigest()} python {python_version() or 'broken'}"


def python_version() -> str:
    """The version of the environment's Python, empty where it does not run or is too old."""
    question = "import sys, pip; print('%d.%d' % sys.version_info[:2] if sys.version_info >= (3, 11) else '')"
    try:
        answer = subprocess.run([PYTHON, "-c", question], env=environ(), capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return answer.stdout.strip()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two set-ups at once take turns; the lock goes with its process."""
    folder = ROOT / "var"
    folder.mkdir(exist_ok=True)
    with (folder / "setup.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def install(lock: Path) -> None:
    if UNFINISHED.exists() or not python_version():
        make()
    UNFINISHED.touch()
    say(f"Installing the packages of requirements/{lock.name} ...")
    done = with_uv(lock) or with_pip(lock)
    UNFINISHED.unlink()
    if not done:
        raise Problem(f"The packages of requirements/{lock.name} could not be installed: see above.")
    STAMP.write_text("".join(f"{mark(file)}\n" for file in HELD[lock]))


def make() -> None:
    """An empty environment, from the Python that runs us (or the one that its environment came from)."""
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise Problem(LINUX_PACKAGES)
    say("Making .venv/ ...")
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir()
    UNFINISHED.touch()
    base = getattr(sys, "_base_executable", "") or sys.executable
    if call([base, "-m", "venv", str(VENV)]):
        raise Problem("The environment could not be made: see above.")


def with_uv(lock: Path) -> bool:
    """uv is quicker but knows nothing of pip's configuration: where it fails, pip may still succeed."""
    uv = shutil.which("uv")
    if not uv:
        return False
    command = [uv, "pip", "install", "--python", str(PYTHON), "--require-hashes", "--compile-bytecode", "-r", str(lock)]
    done = call(command) == 0
    if not done:
        say("uv did not succeed; pip tries now.")
    return done


def with_pip(lock: Path) -> bool:
    settings = {"PIP_ROOT_USER_ACTION": "ignore", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0"}
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-input", "-r", str(lock)]
    return call(command, env=environ(**settings)) == 0
