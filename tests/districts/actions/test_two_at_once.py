"""Two processes publish one round at the same moment: one publication, and an error to the other."""

import sqlite3
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection

from districts.models import Round
from tests.processes.shared import environment_of, shared_database

pytestmark = pytest.mark.processes

PUBLISHER = """
import sys

import django

django.setup()

from django.contrib.auth.models import User

from districts.actions.errors import ActionError
from districts.actions.publish import publish
from districts.models import Round
from tests.processes.shared import environment_of, shared_database

round, author = Round.objects.get(), User.objects.get(username="nguoi-cong-bo")
print("ready", flush=True)
sys.stdin.readline()
try:
    publish(round=round, by=author)
except ActionError:
    print("refused")
else:
    print("published")
"""

COUNT = "SELECT COUNT(*) FROM districts_publication"


def publications(address: str) -> int:
    if address.startswith("sqlite"):
        copy = sqlite3.connect(address.removeprefix("sqlite:///"))
        count: int = copy.execute(COUNT).fetchone()[0]
        copy.close()
        return count
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_two_publications_at_once_yield_one(round_2023: Round, author: User, tmp_path: Path) -> None:
    address = shared_database(tmp_path)
    environment = environment_of(address)
    with ExitStack() as stack:
        pair = [stack.enter_context(publisher(environment)) for _ in range(2)]
        for process in pair:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in pair:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        said = [process.communicate(timeout=60)[0].strip() for process in pair]
    assert sorted(said) == ["published", "refused"]
    assert publications(address) == 1


def publisher(environment: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PUBLISHER],
        cwd=settings.BASE_DIR,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
