"""Serving as in production: migrations looked at, static files collected, gunicorn."""

import argparse
import errno
import hashlib
import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from devtools.environment import RUN, ensure
from devtools.house import PYTHON, ROOT, Problem, environ, manage, say, var

HOST = "127.0.0.1"
EXAMPLE = "DATABASE_URL=postgres://user:password@127.0.0.1/dti python3 dev.py run"
NEW, BEHIND = 3, 4  # exit codes of devtools/database.py


def add_command(commands: Any) -> None:
    text = (
        "Serve the database that DATABASE_URL names. An empty database gets its tables. Where neither DTI_HOSTS nor"
        " DTI_HTTPS is set, it serves plain http for this machine only; docs/configuration.md lists the settings."
    )
    command = commands.add_parser("run", help="serve the database of DATABASE_URL", description=text)
    add_port(command)
    command.add_argument("--migrate", action="store_true", help="apply missing migrations before serving")
    command.set_defaults(do=do)


def add_port(command: argparse.ArgumentParser) -> None:
    command.add_argument("--port", type=port, default=8000, help="port on 127.0.0.1 (default: 8000)")


def port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: expected a whole number from 1 to 65535")
    return int(text)


def do(options: argparse.Namespace) -> int:
    if not os.environ.get("DATABASE_URL", "").strip():
        raise Problem(f"run needs DATABASE_URL, for example: {EXAMPLE}")
    check_port(options.port)
    ensure(RUN)
    here_only = not (os.environ.get("DTI_HOSTS", "").strip() or os.environ.get("DTI_HTTPS", "").strip())
    env = environ(DTI_HTTPS="off") if here_only else environ()
    prepare_database(env, migrate=options.migrate)
    collect_static(env)
    return serve(options.port, env)


def check_port(number: int) -> None:
    """Say at once that a port cannot be had, before any work is done for it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, number))
        except OSError as error:
            used = error.errno == errno.EADDRINUSE
            why = "is in use" if used else f"cannot be used ({error.strerror})"
            raise Problem(f"Port {number} on {HOST} {why}: choose another with --port.") from None


def prepare_database(env: Mapping[str, str], *, migrate: bool) -> None:
    """Tables for a new database; one that holds data changes only when asked to."""
    looked = subprocess.run(
        [PYTHON, "-m", "devtools.database"], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=False
    )
    state = looked.returncode
    if state == NEW or (state == BEHIND and migrate):
        say("Making the tables ...")
        manage("migrate", "--no-input", "--verbosity=0", env=env)
    elif state == BEHIND:
        raise Problem("The database lacks migrations of this version: add --migrate to apply them.")
    elif state:
        raise Problem(f"The database of DATABASE_URL cannot be used: {looked.stdout.strip()}")


def collect_static(env: Mapping[str, str]) -> None:
    """Collect the static files, unless nothing changed since the last time."""
    folder = Path(env.get("DTI_VAR", "").strip() or var())
    stamp, digest = folder / "static.stamp", static_digest()
    collected = (folder / "static" / "staticfiles.json").exists()
    if not (collected and stamp.exists() and stamp.read_text() == digest):
        say("Collecting the static files ...")
        manage("collectstatic", "--no-input", "--verbosity=0", env=env)
        stamp.write_text(digest)


def static_digest() -> str:
    """Changes with whatever collectstatic reads: own files, the locked packages' and the settings."""
    own = [file for folder in (ROOT / "static", ROOT / "districts" / "static") for file in folder.rglob("*")]
    digest = hashlib.sha256()
    for file in [RUN, ROOT / "dti_portal" / "settings.py", *sorted(own)]:
        if file.is_file():
            digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def gunicorn(number: int) -> list[str]:
    return [str(PYTHON), "-m", "gunicorn", "--config", "python:devtools.gunicorn_settings", f"--bind={HOST}:{number}"]


def serve(number: int, env: Mapping[str, str]) -> int:
    """Become the server, so that signals reach it and nobody else."""
    os.chdir(ROOT)
    os.execve(PYTHON, gunicorn(number), dict(env))  # noqa: S606 - no shell is meant


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def background(env: Mapping[str, str]) -> Iterator[str]:
    """The same server on a free port for the length of a block, for tests; gives its address."""
    number = free_port()
    process = subprocess.Popen(gunicorn(number), cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    try:
        wait_for(number, process)
        yield f"http://{HOST}:{number}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(number: int, process: "subprocess.Popen[Any]", seconds: float = 60) -> None:
    """Return when the server answers, whatever it says."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        connection = http.client.HTTPConnection(HOST, number, timeout=10)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise Problem(f"The server on port {number} did not start.")
