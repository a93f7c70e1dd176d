"""Who may know whom, over any number of steps, and who may write: read from the source itself.

`tests/test_house.py` holds each file to its own imports. Here a detour through a third module counts too,
and a write counts whatever it is called on.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("districts", "dti_portal", "scoring")

# Names that only managers, query sets and rows have.
ALWAYS = {
    f"{prefix}{name}"
    for name in ("save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "create")
    for prefix in ("", "a")
} | {"save_base", "aupdate"}


def modules(packages: Iterable[str] = PACKAGES) -> dict[str, Path]:
    """Every module of the project by its dotted name."""
    files = [file for package in packages for file in sorted((ROOT / package).rglob("*.py"))]
    return {dotted(file.relative_to(ROOT)): file for file in files if "migrations" not in file.parts}


def dotted(file: Path) -> str:
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_by(tree: ast.AST) -> set[str]:
    """What a source imports, at its top or inside a function; a name may be a module or something in one."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def graph() -> dict[str, set[str]]:
    return {name: imported_by(ast.parse(file.read_text())) for name, file in modules().items()}


def is_in(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


def ways(arrows: Mapping[str, set[str]], start: str, forbidden: Iterable[str]) -> Iterator[str]:
    """The shortest way from each module of `start` into a forbidden room."""
    rooms = tuple(forbidden)
    for module in sorted(name for name in arrows if is_in(name, start)):
        seen, paths = {module}, list[tuple[str, ...]]([(module,)])
        while paths:
            path = paths.pop(0)
            for name in sorted(arrows.get(path[-1], ())):
                if any(is_in(name, room) for room in rooms):
                    yield " > ".join((*path, name))
                    paths.clear()
                    break
                if name in arrows and name not in seen:
                    seen.add(name)
                    paths.append((*path, name))


PAGES = ("districts.views", "districts.admin", "districts.management", "districts.urls", "districts.api")


@pytest.mark.parametrize(
    ("start", "forbidden"),
    [
        ("scoring", ("django", "districts", "dti_portal")),
        ("districts.models", ("districts.actions", "districts.queries", "districts.imports", *PAGES)),
        ("districts.queries", ("districts.actions", "districts.imports", *PAGES)),
        ("districts.actions", ("districts.queries", "districts.tables", "districts.exports", *PAGES)),
        ("districts.imports", ("districts.actions", "districts.queries", *PAGES)),
        ("districts.views", ("districts.admin", "districts.management", "districts.api")),
        ("districts.api", ("districts.actions", "districts.imports", "districts.forms", *PAGES[:-1])),
        ("districts.tables", PAGES),
        ("districts.charts", PAGES),
        ("districts.forms", PAGES),
        ("districts.exports", PAGES),
    ],
)
def test_arrows_run_one_way_over_any_number_of_steps(start: str, forbidden: tuple[str, ...]) -> None:
    assert list(ways(graph(), start, forbidden)) == []


REQUESTS = ("districts.views", "districts.queries", "districts.tables", "districts.exports", "districts.api")


@pytest.mark.parametrize("room", REQUESTS)
def test_no_page_counts_why_ranks_changed(room: str) -> None:
    """Publishing stores it: it takes every unit of two publications."""
    assert list(ways(graph(), room, ["scoring.decomposition"])) == []


def test_a_planted_detour_is_found() -> None:
    arrows = {
        "districts.queries.league": {"districts.text"},
        "districts.text": {"districts.actions.publish"},
        "districts.actions.publish": set[str](),
    }
    found = list(ways(arrows, "districts.queries", ["districts.actions"]))
    assert found == ["districts.queries.league > districts.text > districts.actions.publish"]


def test_an_import_inside_a_function_is_found() -> None:
    tree = ast.parse("def page():\n    from districts.actions import publish\n")
    assert "districts.actions.publish" in imported_by(tree)


def test_a_room_with_a_longer_name_is_another() -> None:
    assert not list(ways({"a.b": {"districts.viewsets"}}, "a", ["districts.views"]))


def writes(tree: ast.AST) -> list[int]:
    """The lines that write rows: `update` of a query set takes keywords, that of dicts and hashes none here.

    A model or a query set that hands a write on to its base class is not the one who writes.
    """
    lines: list[int] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            if ast.unparse(node.func.value) == "super()":
                continue
            if name in ALWAYS or (name == "update" and node.keywords):
                lines.append(node.lineno)
    return lines


def test_rows_are_written_in_actions_only() -> None:
    outside = {name: file for name, file in modules().items() if not is_in(name, "districts.actions")}
    found = {
        f"{name}:{line}"
        for name, file in outside.items()
        for line in writes(ast.parse(file.read_text()))
        if not is_in(name, "dti_portal.translation")  # writes a catalogue, no row
    }
    assert found == set()


@pytest.mark.parametrize(
    "planted",
    [
        "Score.objects.filter(pk=1).update(points=0)",
        "card.scores.update(points=0)",
        "scores.update(**values)",
        "score.save()",
        "score.save(update_fields=['points'])",
        "round.scorecards.create(unit=unit)",
        "Score.objects.bulk_create(rows)",
        "manager.update_or_create(pk=1)",
        "publication.delete()",
        "await scores.aupdate(points=0)",
    ],
)
def test_a_planted_write_is_found(planted: str) -> None:
    assert writes(ast.parse(f"async def page():\n    {planted}\n")) == [2]


@pytest.mark.parametrize("harmless", ["names.update(other)", "bar.update(1)", "digest.update(data)", "super().save()"])
def test_what_writes_no_row_is_left_alone(harmless: str) -> None:
    assert writes(ast.parse(harmless)) == []
