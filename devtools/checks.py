"""Everything that is checked without running the tests."""

import argparse
import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from devtools.environment import DEV, ensure
from devtools.house import PYTHON, ROOT, environ, say


@dataclass(frozen=True)
class Check:
    name: str
    command: list[str]


def checks() -> list[Check]:
    """Slowest first, so that the others run meanwhile."""
    folders = (ROOT / "templates", ROOT / "districts" / "templates")
    pages = sorted(str(page.relative_to(ROOT)) for folder in folders for page in folder.rglob("*.html"))
    manage = [str(PYTHON), "manage.py"]
    return [
        Check("types (mypy)", module("mypy")),
        Check("lint (ruff)", module("ruff", "check")),
        Check("format (ruff)", module("ruff", "format", "--check")),
        Check("templates (djade)", [str(PYTHON.with_name("djade")), "--check", "--target-version=5.2", *pages]),
        Check("migrations", [*manage, "makemigrations", "--check", "--dry-run"]),
        Check("deployment", [*manage, "check", "--deploy", "--fail-level=WARNING"]),
        Check("translations", [*manage, "messages", "check"]),
    ]


def module(name: str, *arguments: str) -> list[str]:
    return [str(PYTHON), "-m", name, *arguments]


def add_command(commands: Any) -> None:
    text = "Check style, types, templates, migrations, the production settings and the translations."
    commands.add_parser("check", help="lint, types and the like", description=text).set_defaults(do=do)


def do(options: argparse.Namespace) -> int:
    """Run them all, as many at once as there are processors, and report in one order."""
    ensure(DEV)
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        results = list(pool.map(passes, checks()))
    failed = results.count(False)
    say(f"{failed} of {len(results)} checks failed." if failed else f"All {len(results)} checks passed.")
    return int(failed > 0)


def passes(check: Check) -> bool:
    """One line a check; a failure with the tool's own words, in one piece."""
    start = time.monotonic()
    done = subprocess.run(
        check.command, cwd=ROOT, env=production(), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    seconds = time.monotonic() - start
    if done.returncode == 0:
        say(f"ok      {check.name} ({seconds:.0f} s)")
    else:
        say(f"FAILED  {check.name} ({seconds:.0f} s)\n{done.stdout}{done.stderr}".rstrip())
    return done.returncode == 0


def production() -> dict[str, str]:
    """The settings as they are where nothing was set, whatever this machine has set."""
    kept = {k: v for k, v in environ().items() if not k.startswith("DTI_")}
    return {**kept, "DATABASE_URL": "sqlite://:memory:", "DTI_HOSTS": "dti.example"}
