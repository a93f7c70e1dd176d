"""Whoever publishes lets the database count what it wrote."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks

from districts.actions.publish import publish
from districts.models import Round, Standing
from tests.districts import world

pytestmark = pytest.mark.django_db
TABLE = "districts_standing"
COUNTED = {
    "postgresql": "SELECT CAST(reltuples AS bigint) FROM pg_class WHERE relname = %s",
    "sqlite": "SELECT max(CAST(substr(stat, 1, instr(stat, ' ') - 1) AS integer)) FROM sqlite_stat1 WHERE tbl = %s",
}


def counted() -> object:
    """How many standings the database thinks that it has."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED[connection.vendor], [TABLE])
        row = cursor.fetchone()
    assert row
    return row[0]


def test_the_database_counts_the_standings_once_they_are_published(
    round_2023: Round, author: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publish(round=round_2023, by=author)

    assert counted() == Standing.objects.count() == 3 * len(world.SHAPE)
