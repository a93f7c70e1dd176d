"""The examples of docs/data-files.md, run as they stand there by a fresh Python in a folder of packages."""

import re
import subprocess
import sys
from zipfile import ZipFile

import pytest

from tests.recipes.conftest import Demo
from tests.recipes.reading import recipes

pytestmark = pytest.mark.django_db
RECIPES = recipes("data-files.md")


def run(code: str, demo: Demo) -> str:
    command = [sys.executable, "-I", "-c", code]
    done = subprocess.run(command, cwd=demo.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(printed: str) -> list[list[str]]:
    """The lines about units, in words."""
    return [line.split() for line in printed.splitlines() if line.startswith("district-")]


def lines_of(code: str) -> int:
    return len([line for line in code.splitlines() if line.strip()])


def test_the_document_has_these_recipes() -> None:
    assert set(RECIPES) == {"ranking", "margins", "van-ban"}


def test_ten_lines_rank_lao_cai_2024_again(demo: Demo) -> None:
    found = {line[0]: (int(line[-2]), line[-1] == "True") for line in rows(run(RECIPES["ranking"], demo))}

    assert lines_of(RECIPES["ranking"]) <= 10
    assert len(found) == 9
    assert found == demo.ranks[2024]


def test_they_find_ties_too(demo: Demo) -> None:
    """2022 with the last place given the points of the one before."""
    code = RECIPES["ranking"].replace("-2024-", "-2022-")
    tied = code.replace("ranks = ", "total.iloc[0] = total.iloc[1]; ranks = ")
    found = [line[-1] for line in rows(run(tied, demo))]

    assert found.count("True") == 2


def test_the_readme_of_the_package_has_the_same_lines(demo: Demo) -> None:
    with ZipFile(demo.folder / "dti-lao-cai-2024-districts-r1.zip") as archive:
        text = archive.read("README.md").decode()

    assert text.count(f"```python\n{RECIPES['ranking']}```") == 2


@pytest.mark.parametrize("varied", ["index", "criterion"])
@pytest.mark.parametrize("year", [2022, 2024])
def test_a_dozen_lines_find_the_same_margins(demo: Demo, year: int, varied: str) -> None:
    code = RECIPES["margins"].replace("-2024-", f"-{year}-").replace('"index"', f'"{varied}"')
    found = {line[0]: tuple(map(int, line[1:])) for line in rows(run(code, demo))}

    assert len(found) == 9
    assert found == demo.margins[year, varied]


def test_some_margins_are_wider_than_a_rank(demo: Demo) -> None:
    """Else the recipe above would prove little."""
    found = [demo.margins[year, varied] for year in (2022, 2024) for varied in ("index", "criterion")]

    assert any(low < high for margins in found for low, _middle, high in margins.values())


def test_van_ban_2023_follows_from_its_four_figures(demo: Demo) -> None:
    printed = run(RECIPES["van-ban"], demo).splitlines()

    assert printed == [
        "foundation 366.365 +- 0.010",
        "activities 167.135 80.245 108.465",
        "ranks 3 2 4 3",
    ]


def test_the_four_figures_are_those_that_were_printed(demo: Demo) -> None:
    with ZipFile(demo.folder / "dti-lao-cai-2023-districts-r1.zip") as archive:
        lines = archive.read("standings.csv").decode().split("\r\n")
    van_ban = [line for line in lines if ",district-089," in line and re.search(r",(total|pillar),\d", line)]

    assert [re.search(r",(?:total|pillar),([\d.]+),", line)[1] for line in van_ban] == [  # type: ignore[index]
        "722.21",
        "533.50",
        "446.61",
        "474.83",
    ]
