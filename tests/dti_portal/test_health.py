"""/healthz: what a load balancer learns."""

import json

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import JsonResponse
from django.test import RequestFactory

from dti_portal import health


@pytest.fixture(autouse=True)
def not_asked_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_migrated", False)


def ask(method: str = "GET") -> JsonResponse:
    return health.healthz(RequestFactory().generic(method, "/healthz"))


def said(response: JsonResponse) -> str:
    return str(json.loads(response.content)["status"])


@pytest.mark.django_db
def test_a_migrated_database_is_well() -> None:
    response = ask()

    assert (response.status_code, said(response)) == (200, "ok")


@pytest.mark.django_db
def test_a_missing_migration_is_said() -> None:
    MigrationRecorder.Migration.objects.filter(app="districts").delete()

    response = ask()

    assert (response.status_code, said(response)) == (503, "migrations missing")


@pytest.mark.django_db
def test_migrations_are_looked_at_again_until_they_are_there() -> None:
    kept = list(MigrationRecorder.Migration.objects.filter(app="districts"))
    MigrationRecorder.Migration.objects.filter(app="districts").delete()
    ask()
    MigrationRecorder.Migration.objects.bulk_create(kept)

    assert ask().status_code == 200


@pytest.mark.django_db
def test_once_well_only_the_database_is_asked(django_assert_num_queries: "pytest.FixtureRequest") -> None:
    ask()

    with django_assert_num_queries(1):  # type: ignore[operator]
        ask()


def test_a_silent_database_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)

    response = ask()

    assert (response.status_code, said(response)) == (503, "database unreachable")


@pytest.mark.django_db
def test_the_answer_is_never_kept() -> None:
    assert "no-store" in ask()["Cache-Control"]


def test_it_is_only_read() -> None:
    assert ask("POST").status_code == 405
