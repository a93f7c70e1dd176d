"""A PostgreSQL server of our own for one run of the tests: on a socket only, removed at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from devtools.house import Problem, say, undisturbed
from devtools.packages import apt_get

USER = "dti"
# Nothing of it must outlive the tests, so nothing waits for the disk.
OPTIONS = (
    "-c listen_addresses='' -c unix_socket_permissions=0700 -c fsync=off -c synchronous_commit=off"
    " -c full_page_writes=off"
)


def find() -> Path | None:
    """The folder of the newest server's programs; Debian keeps them off the PATH."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: folder.parent.name.zfill(4))[::-1]
    return next((folder for folder in folders if (folder / "pg_ctl").exists() and (folder / "initdb").exists()), None)


def obtain() -> Path:
    """The server's programs, fetched where they are missing."""
    found = find() or (apt_get("postgresql") and find())
    if not found:
        raise Problem("no PostgreSQL server here: apt-get install postgresql")
    return found


@contextmanager
def server() -> Iterator[str]:
    """Start a new cluster, give its DATABASE_URL, stop and remove it whatever happens."""
    programs = obtain()
    # Directly in /tmp: the path of a socket is short, and the server's user can enter it.
    folder = Path(tempfile.mkdtemp(prefix="dti-pg-", dir="/tmp"))
    try:
        user = give_to_server(folder)
        start(programs, folder, user)
        yield f"postgres://{USER}@{quote(str(folder), safe='')}/postgres"
    finally:
        with undisturbed():
            if (folder / "data" / "postmaster.pid").exists():
                run([programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"], give_to_server(folder))
            shutil.rmtree(folder, ignore_errors=True)


def give_to_server(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then an ordinary user runs it and owns its folder."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    owner = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def start(programs: Path, folder: Path, user: dict[str, Any]) -> None:
    """Initialise and start; in Vietnamese order where the server was built with ICU."""
    say("Starting a PostgreSQL server for the tests ...")
    data = folder / "data"
    initdb: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        USER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    if run([*initdb, "--locale-provider=icu", "--icu-locale=vi-VN"], user):
        shutil.rmtree(data, ignore_errors=True)
        if fault := run(initdb, user):
            raise Problem(f"initdb failed: {fault}")
    log = folder / "log"
    options = f"{OPTIONS} -c unix_socket_directories={folder}"
    if fault := run([programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start"], user):
        raise Problem(f"PostgreSQL did not start: {log.read_text() if log.exists() else fault}")


def run(command: Sequence[str | Path], user: dict[str, Any]) -> str:
    """Empty when it succeeded, else what it said. Its output goes to a file: a server started keeps pipes open."""
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            command, cwd="/", stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False, **user
        )
        output.seek(0)
        return "" if done.returncode == 0 else output.read().strip() or f"exit code {done.returncode}"
