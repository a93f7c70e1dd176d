"""The examples of docs/api.md, as they are printed, against a real server."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from devtools import server
from districts.models import Publication
from tests.processes.shared import environment_of, shared_database

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
PRINTED = "http://127.0.0.1:8000"


def examples(language: str) -> list[str]:
    """The blocks of one language."""
    text = (settings.BASE_DIR / "docs" / "api.md").read_text()
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)


@pytest.fixture
def portal(published: Publication, tmp_path: Path) -> Iterator[str]:
    """The address of a server that knows what the test has published."""
    with server.background(environment_of(shared_database(tmp_path))) as address:
        yield address


def run(command: list[str], code: str, portal: str, folder: Path) -> str:
    """What an example prints; its portal is this one."""
    assert PRINTED in code
    code = code.replace(PRINTED, portal)
    ended = subprocess.run([*command, code], cwd=folder, capture_output=True, text=True, timeout=60, check=True)
    return ended.stdout


def test_the_examples_do_what_they_say(portal: str, tmp_path: Path) -> None:
    league, again, refused = [run(["sh", "-ec"], code, portal, tmp_path) for code in examples("sh")]
    ranking, moved = [run([sys.executable, "-c"], code, portal, tmp_path) for code in examples("python")]

    assert [row["unit_id"] for row in json.loads(league)["results"]] == ["district-088", "district-089", "district-085"]
    assert again == "304\n"
    assert json.loads((tmp_path / "league.json").read_text())["count"] == 3
    assert json.loads(refused)["error"]["expected"] == ["2022", "2023"]
    assert [line.split() for line in ranking.splitlines()[1:]] == [
        ["1", "district-088", "820.50", "illustrative"],
        ["2", "district-089", "722.21", "press"],
        ["3", "district-085", "565.25", "illustrative"],
    ]
    assert moved.splitlines()[-1].split() == ["district-089", "430.00", "722.21", "292.21"]


def test_all_languages_ask_for_addresses_that_are_there(portal: str) -> None:
    text = (settings.BASE_DIR / "docs" / "api.md").read_text()
    addresses = set(re.findall(rf'{PRINTED}(/[^"\s)]+)"', text)) - {"/api/v1/standings?year=2019"}

    assert len(addresses) >= 5
    for address in addresses:
        command = ["curl", "--silent", "--fail", "--output", "/dev/null", portal + address]
        subprocess.run(command, check=True, timeout=60)
