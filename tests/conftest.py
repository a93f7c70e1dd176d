"""What every test shares: the compiled catalogue and the portal's own language."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test.signals import setting_changed
from django.utils import translation

from dti_portal.translation import catalogue


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
