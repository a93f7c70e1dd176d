"""The rules of the house that no tool checks: where things lie, who may call whom, what stays out."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FUNCTION, LONGEST_FILE = 45, 400
ROOMS = ("bench", "devtools", "districts", "dti_portal", "scoring", "tests")
WRITES = {"update", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
QUERIES = {"objects", "filter", "exclude", "all", "select_for_update"}


def python_files(*rooms: str) -> list[Path]:
    files = [file for room in rooms for file in sorted((ROOT / room).rglob("*.py"))]
    return [file for file in files if "migrations" not in file.parts]


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_in(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


# Each room with what it must not know.
ARROWS = [
    ("scoring", ("django", "districts", "dti_portal", "devtools")),
    ("districts/models", tuple(f"districts.{room}" for room in ("actions", "queries", "imports", "views", "tables"))),
    ("districts/imports", tuple(f"districts.{room}" for room in ("actions", "queries", "views", "tables"))),
    ("districts/actions", tuple(f"districts.{room}" for room in ("queries", "views", "tables", "exports"))),
    ("districts/queries", tuple(f"districts.{room}" for room in ("actions", "imports", "views"))),
    ("districts/views", ("scoring",)),
    ("districts/api", ("scoring", *(f"districts.{room}" for room in ("actions", "forms", "imports", "views")))),
    ("districts", ("devtools", "tests")),
    ("dti_portal", ("devtools", "tests")),
]


@pytest.mark.parametrize(("room", "unknown"), ARROWS, ids=[room for room, _ in ARROWS])
def test_arrows_run_one_way(room: str, unknown: tuple[str, ...]) -> None:
    wrong = [(str(file), name) for file in python_files(room) for name in imports(file) if is_in(name, unknown)]

    assert wrong == []


def test_nothing_but_the_addresses_imports_views() -> None:
    doors = {"views", "urls"}
    files = [file for file in python_files("districts", "scoring", "dti_portal") if not doors & set(file.parts)]

    assert [file for file in files for name in imports(file) if is_in(name, ("districts.views",))] == []


def test_nothing_but_the_addresses_imports_the_interface() -> None:
    files = [file for file in python_files("districts", "scoring") if not {"api", "urls"} & set(file.parts)]

    assert [file for file in files for name in imports(file) if is_in(name, ("districts.api",))] == []


def chain(node: ast.expr) -> Iterator[str]:
    """The names of `Score.objects.filter(...)`, last first."""
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute):
            yield node.attr
        node = node.value if isinstance(node, ast.Attribute) else node.func


def writes(tree: ast.AST) -> Iterator[int]:
    """The lines that write through a manager or a query set."""
    for node in ast.walk(tree):
        function = node.func if isinstance(node, ast.Call) else None
        if isinstance(function, ast.Attribute) and function.attr in WRITES and QUERIES & set(chain(function.value)):
            yield function.lineno


def test_every_write_lies_in_actions() -> None:
    files = [file for file in python_files("districts", "dti_portal") if "actions" not in file.parts]

    assert [f"{file}:{line}" for file in files for line in writes(tree_of(file))] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("Score.objects.filter(pk=1).update(points=0)", True),
        ("Score.objects.bulk_create(rows)", True),
        ("names.update(other)", False),
        ("Score.objects.filter(pk=1).count()", False),
    ],
)
def test_writes_are_recognised(code: str, found: bool) -> None:
    assert bool(list(writes(ast.parse(code)))) is found


def test_functions_are_short() -> None:
    long = [
        f"{file}:{node.lineno} {node.name}"
        for file in [ROOT / "dev.py", *python_files(*ROOMS)]
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]

    assert long == []


def test_files_are_short() -> None:
    files = python_files(*ROOMS)

    assert [str(file) for file in files if len(file.read_text().splitlines()) > LONGEST_FILE] == []


def tracked() -> list[Path]:
    # Whoever owns the checkout: in a container that is often another account.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_no_package_index_and_no_content_network_is_named() -> None:
    hosts = re.compile("pypi[.]org|python[h]osted|registry[.]npmjs|js[d]elivr|unp[k]g|cdn[j]s")
    files = [file for file in tracked() if file.suffix not in {".png", ".xlsx"}]

    assert [str(file) for file in files if hosts.search(file.read_text(errors="replace"))] == []


def test_nothing_made_by_the_machine_is_kept() -> None:
    assert [str(file) for file in tracked() if file.suffix in {".mo", ".pyc", ".sqlite3", ".db"}] == []


def pins(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9._-]+==[^ \\]+)", (ROOT / "requirements" / lock).read_text(), flags=re.MULTILINE))


def test_both_locks_name_the_same_versions() -> None:
    assert pins("run.txt")
    assert pins("run.txt") <= pins("dev.txt")


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {re.split("[<>=]", line)[0] for line in project["project"]["dependencies"]}

    assert wanted <= {pin.split("==")[0] for pin in pins("run.txt")}


def test_every_line_of_the_locks_has_a_hash() -> None:
    lock = (ROOT / "requirements" / "run.txt").read_text()

    assert all("--hash=sha256:" in part for part in re.split(r"^(?=[a-z])", lock, flags=re.MULTILINE)[1:])


def test_every_setting_from_the_environment_is_documented() -> None:
    code = (ROOT / "dti_portal" / "settings.py").read_text()
    read = set(re.findall(r"env_\w+\(\s*\"(\w+)\"", code))
    documented = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "configuration.md").read_text(), re.MULTILINE))

    assert read == documented
