"""The demo: an embedded database with Lào Cai's districts, served as in production, on this machine only."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from devtools.environment import RUN, ensure
from devtools.house import environ, manage, say, var
from devtools.server import add_port, check_port, collect_static, serve


def add_command(commands: Any) -> None:
    text = "Serve the demo data from an embedded database; made at the first call, only served from then on."
    command = commands.add_parser("demo", help="make and serve the demo", description=text)
    add_port(command)
    command.set_defaults(do=do)


def do(options: argparse.Namespace) -> int:
    check_port(options.port)
    ensure(RUN)
    folder = var()
    env = demo_environ(folder)
    prepare(env)
    return serve(options.port, env)


def demo_environ(folder: Path) -> dict[str, str]:
    """Plain http on loopback, debug off, everything kept in `folder`, whatever else the machine is set to."""
    return environ(
        DATABASE_URL=f"sqlite:///{quote(str(folder / 'demo.sqlite3'))}",
        DTI_VAR=str(folder),
        DTI_HTTPS="off",
        DTI_DEBUG="off",
        DTI_HOSTS="127.0.0.1,localhost",
    )


def prepare(env: Mapping[str, str]) -> None:
    """Tables, data and static files; each step does nothing where it was done before."""
    Path(env["DTI_VAR"]).mkdir(parents=True, exist_ok=True)
    say("Preparing the database ...")
    manage("migrate", "--no-input", "--verbosity=0", env=env)
    manage("load_demo", env=env)
    collect_static(env)
