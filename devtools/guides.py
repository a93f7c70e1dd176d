"""The screenshots of docs/guides: the demo made anew, and every page that the guides show photographed."""

import argparse
import tempfile
from pathlib import Path
from typing import Any

from devtools import chromium, server
from devtools.demo import demo_environ, prepare
from devtools.environment import DEV, ensure
from devtools.house import PYTHON, ROOT, Problem, call, environ, say

IMAGES = ROOT / "docs" / "guides" / "images"


def add_command(commands: Any) -> None:
    text = "Photograph the demo for docs/guides, in both languages, from a database of its own."
    command = commands.add_parser("guides", help="renew the screenshots of the guides", description=text)
    command.set_defaults(do=do)


def do(options: argparse.Namespace) -> int:
    ensure(DEV)
    browser = chromium.obtain()
    with tempfile.TemporaryDirectory() as folder:
        env = demo_environ(Path(folder))
        prepare(env)
        with server.background(env) as address:
            words = [address, str(browser), str(Path(folder) / "demo-logins"), str(IMAGES)]
            if call([str(PYTHON), "-m", "devtools.screenshots", *words], env=environ()):
                raise Problem("The screenshots were not made: see above.")
    say(f"Written: {IMAGES.relative_to(ROOT)}")
    return 0
