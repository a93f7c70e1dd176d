"""`dev.py run` in a real process."""

import http.client
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from devtools.house import ROOT, environ
from devtools.server import BEHIND, NEW, free_port, wait_for

pytestmark = pytest.mark.processes


def settings(folder: Path) -> dict[str, str]:
    kept = {k: v for k, v in environ().items() if not k.startswith("DTI_")}
    return {**kept, "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3", "DTI_VAR": str(folder)}


class Running:
    """A server of the door, what it said and how it ended."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        command = [sys.executable, "dev.py", "run", f"--port={self.port}"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=settings(folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        wait_for(self.port, self.process)

    def get(self, path: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        response = connection.getresponse()
        answer = response.status, dict(response.getheaders()), response.read()
        connection.close()
        return answer

    def end(self, with_signal: signal.Signals) -> tuple[int, str, str]:
        self.process.send_signal(with_signal)
        said, errors = self.process.communicate(timeout=30)
        return self.process.returncode, said, errors


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("run")


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Running]:
    server = Running(folder)
    yield server
    if server.process.poll() is None:
        server.end(signal.SIGTERM)


def test_a_new_database_is_served_in_good_health(running: Running) -> None:
    status, _, body = running.get("/healthz")

    assert (status, json.loads(body)) == (200, {"status": "ok"})


def test_it_serves_plain_http_without_sending_readers_to_https(running: Running) -> None:
    status, headers, _ = running.get("/admin/login/")

    assert status == 200
    assert "Strict-Transport-Security" not in headers


def test_static_files_are_the_hashed_ones_kept_for_ever(running: Running, folder: Path) -> None:
    names = json.loads((folder / "static" / "staticfiles.json").read_text())["paths"]
    hashed = names["admin/css/base.css"]

    status, headers, _ = running.get(f"/static/{hashed}")

    assert hashed != "admin/css/base.css"
    assert (status, "immutable" in headers["Cache-Control"]) == (200, True)


def test_errors_show_no_debug_page(running: Running) -> None:
    status, _, body = running.get("/no-such-page/at-all/")

    assert status == 404
    assert b"DEBUG" not in body


def test_only_this_machine_is_served(running: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=30)
    connection.request("GET", "/admin/login/", headers={"Host": "dti.example"})
    status = connection.getresponse().status
    connection.close()

    assert status == 400


@pytest.mark.parametrize("with_signal", [signal.SIGINT, signal.SIGTERM])
def test_a_second_start_ends_cleanly(running: Running, folder: Path, with_signal: signal.Signals) -> None:
    code, said, errors = Running(folder).end(with_signal)

    assert code == 0
    assert "Traceback" not in errors
    assert "Making the tables" not in said
    assert "Collecting" not in said


def state_of(folder: Path) -> int:
    command = [sys.executable, "-m", "devtools.database"]
    return subprocess.run(command, cwd=ROOT, env=settings(folder), capture_output=True, check=False).returncode


def migrate(folder: Path, *target: str) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0", *target]
    subprocess.run(command, cwd=ROOT, env=settings(folder), check=True)


def test_a_database_behind_this_version_is_told_from_a_new_one(tmp_path: Path) -> None:
    new = state_of(tmp_path)
    migrate(tmp_path, "contenttypes", "0001")
    behind = state_of(tmp_path)
    migrate(tmp_path)

    assert (new, behind, state_of(tmp_path)) == (NEW, BEHIND, 0)


def test_run_leaves_a_database_behind_this_version_alone(tmp_path: Path) -> None:
    migrate(tmp_path, "contenttypes", "0001")
    command = [sys.executable, "dev.py", "run", f"--port={free_port()}"]

    done = subprocess.run(command, cwd=ROOT, env=settings(tmp_path), capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr == "The database lacks migrations of this version: add --migrate to apply them.\n"
    assert state_of(tmp_path) == BEHIND
