"""Where things lie, how programs are started, and the one way to give up."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
CATALOG = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"


class Problem(Exception):  # noqa: N818 - what the user reads, not a fault of the program
    """Something that the user can mend, in one line."""


def var() -> Path:
    """The folder of what the portal makes itself, as the settings see it."""
    return Path(os.environ.get("DTI_VAR", "").strip() or ROOT / "var").absolute()


def say(text: str) -> None:
    print(text, flush=True)


def environ(**changes: str) -> dict[str, str]:
    """The caller's environment for a program of ours, less what would lead its Python astray."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONHOME", "PYTHONPATH", "DJANGO_SETTINGS_MODULE"}}
    return {**kept, **changes}


def call(command: list[str], *, env: Mapping[str, str] | None = None, quiet: bool = False) -> int:
    """Run a program to its end and give its exit code; it ends with us, without a word of its own."""
    output = subprocess.DEVNULL if quiet else None
    child = subprocess.Popen(
        command, cwd=ROOT, env=environ() if env is None else env, stdout=output, stderr=output, process_group=0
    )
    try:
        return child.wait()
    except BaseException:
        # In a process group of its own it did not hear the terminal's Ctrl-C, so it prints no traceback.
        os.killpg(child.pid, signal.SIGTERM)
        child.wait()
        raise


def manage(*arguments: str, env: Mapping[str, str] | None = None) -> None:
    """Run a command of manage.py; what it says is shown, its failure is ours."""
    if call([str(PYTHON), "manage.py", *arguments], env=env):
        raise Problem(f"manage.py {' '.join(arguments)} failed: see above.")


def end_on_sigterm() -> None:
    """Let SIGTERM unwind as an exception, so that what was started is stopped and removed."""

    def leave(signum: int, frame: object) -> None:
        sys.exit(128 + signum)

    signal.signal(signal.SIGTERM, leave)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let a clean-up come to its end: who is impatient presses Ctrl-C twice."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
