"""The door from outside: what each command says before it does anything."""

import ast
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from devtools.house import ROOT
from devtools.server import free_port

COMMANDS = ["demo", "run", "setup", "test", "check", "bench", "guides", "lock"]


def door(*arguments: str, folder: Path = ROOT, **env: str) -> "subprocess.CompletedProcess[str]":
    kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL" and not k.startswith("DTI_")}
    command = [sys.executable, "dev.py", *arguments]
    return subprocess.run(command, cwd=folder, env=kept | env, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture(scope="module")
def bare_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The door and its rooms alone: no environment, no portal."""
    folder = tmp_path_factory.mktemp("bare")
    for name in ["dev.py", *(f"devtools/{file.name}" for file in (ROOT / "devtools").glob("*.py"))]:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text((ROOT / name).read_text())
    return folder


def contents(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_help_names_every_command_and_leaves_nothing_behind(bare_copy: Path) -> None:
    before = contents(bare_copy)

    done = door("-h", folder=bare_copy)

    assert (done.returncode, done.stderr) == (0, "")
    assert all(f"    {command} " in done.stdout for command in COMMANDS)
    assert contents(bare_copy) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_does_nothing_else(bare_copy: Path, command: str) -> None:
    before = contents(bare_copy)

    done = door(command, "-h", folder=bare_copy)

    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: dev.py {command} ")
    assert contents(bare_copy) == before


@pytest.mark.parametrize("command", ["demo", "run"])
@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "٨٠٠٠"])
def test_a_port_that_is_none_is_refused(command: str, port: str) -> None:
    done = door(command, f"--port={port}")

    assert done.returncode == 2
    assert f"{port!r} is not a port" in done.stderr


def test_a_port_in_use_is_said_in_a_line_before_anything_is_made(bare_copy: Path) -> None:
    before = contents(bare_copy)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = door("demo", "--port", str(port), folder=bare_copy)

    assert done.returncode == 1
    assert done.stderr == f"Port {port} on 127.0.0.1 is in use: choose another with --port.\n"
    assert contents(bare_copy) == before


def test_run_asks_for_its_database_with_an_example() -> None:
    done = door("run")

    assert done.returncode == 1
    assert done.stderr.startswith("run needs DATABASE_URL, for example: DATABASE_URL=postgres://")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("url", ["sqlite:////no/such/folder/x.sqlite3", "postgres://127.0.0.1:1/none", "nonsense"])
def test_a_database_that_cannot_be_used_is_one_line(tmp_path: Path, url: str) -> None:
    done = door("run", f"--port={free_port()}", DATABASE_URL=url, DTI_VAR=str(tmp_path))

    assert done.returncode == 1
    assert done.stderr.startswith("The database of DATABASE_URL cannot be used: ")
    assert done.stderr.count("\n") == 1


def test_a_foreign_argument_is_refused_except_by_test() -> None:
    done = door("check", "--fast")

    assert done.returncode == 2
    assert "unrecognized arguments: --fast" in done.stderr


def test_an_older_python_is_told_so_in_a_line() -> None:
    pretend = "import sys; sys.version_info = (3, 10, 12); sys.argv = ['dev.py', 'demo']; exec(open('dev.py').read())"

    done = subprocess.run([sys.executable, "-c", pretend], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr == "DTI Portal needs Python 3.11 or later; this is Python 3.10.\n"


def test_an_older_python_can_read_the_door() -> None:
    ast.parse((ROOT / "dev.py").read_text(), feature_version=(3, 8))


def test_a_missing_venv_is_said_in_a_line(bare_copy: Path) -> None:
    (bare_copy / "requirements").mkdir()
    (bare_copy / "requirements" / "run.txt").touch()
    # As on Debian without python3-venv: the module that brings pip cannot be found.
    pretend = (
        "import importlib.util as u, sys; find = u.find_spec;"
        "u.find_spec = lambda name, *rest: None if name == 'ensurepip' else find(name, *rest);"
        "from devtools.main import main; sys.exit(main(['setup']))"
    )

    done = subprocess.run([sys.executable, "-c", pretend], cwd=bare_copy, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr == "python3-venv is missing: apt-get install python3-venv\n"
