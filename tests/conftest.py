"""What tests share: the compiled catalogue, the portal's own language, and the demo for those that ask for it."""

from collections.abc import Iterator
from importlib import import_module
from io import StringIO

import hypothesis
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.test.signals import setting_changed
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from dti_portal.translation import catalogue

ROLES = import_module("districts.migrations.0003_roles")
# No test is timed: a busy machine makes none of them fail.
hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def compiled_catalogue() -> None:
    """Texts are looked up in the catalogue as it is now."""
    if catalogue.is_stale(catalogue.CATALOGUE):
        catalogue.compile_catalogue(catalogue.CATALOGUE)
        # Whatever was translated while the tests were collected has filled Django's memory with the old one.
        setting_changed.send(sender=None, setting="LOCALE_PATHS", value=settings.LOCALE_PATHS, enter=True)


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Every test starts in Vietnamese, whatever the one before switched to."""
    with translation.override("vi"):
        yield


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The demo, loaded once for a file of tests and rolled back after it; what the command said."""
    said = StringIO()
    with django_db_blocker.unblock(), override_settings(VAR=tmp_path_factory.mktemp("var")), transaction.atomic():
        call_command("load_demo", stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test that commits empties every table behind it; what migrations wrote (the roles) is put back.

    Tests are shared out over processes, so no order could keep such tests last.
    """
    yield
    marker = item.get_closest_marker("django_db")
    if nextitem and marker and marker.kwargs.get("transaction"):  # behind the last test the database is gone
        with item.config.stash[blocking_manager_key].unblock():
            ROLES.make_groups(apps, None)
