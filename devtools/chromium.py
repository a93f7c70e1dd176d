"""A Chromium for tests and measurements in a browser: the system's, or Playwright's own."""

import glob
import os
import shutil
import subprocess
from pathlib import Path

from devtools.house import PYTHON, Problem, call, environ
from devtools.packages import apt_get, privilege

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What tests and measurements start it with.
FLAGS = [
    "--no-sandbox",  # Chromium refuses its sandbox as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def find() -> Path | None:
    """A browser that starts: some systems have a stub of that name that only says what to install."""
    candidates = [shutil.which(name) for name in NAMES] + playwrights_own()
    return next((Path(found) for found in candidates if found and starts(found)), None)


def playwrights_own() -> list[str]:
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or os.path.expanduser("~/.cache/ms-playwright")
    return sorted(glob.glob(f"{folder}/chromium-*/chrome-linux*/chrome"), reverse=True)


def starts(program: str) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def obtain() -> Path:
    """A browser, fetched where there is none. The fonts show Vietnamese on a machine without any."""
    found = find() or (apt_get("chromium", "fonts-dejavu-core") and find()) or (from_playwright() and find())
    if not found:
        raise Problem("no Chromium here: apt-get install chromium")
    return found


def from_playwright() -> bool:
    libraries = [] if privilege() is None else ["--with-deps"]
    return call([str(PYTHON), "-m", "playwright", "install", *libraries, "chromium"], env=environ()) == 0
