"""What every test shares: the compiled catalogue and the portal's own language."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from dti_portal.translation import catalogue


@pytest.fixture(scope="session", autouse=True)
def compiled_catalogue() -> None:
    """Texts are looked up in the catalogue as it is now."""
    if catalogue.is_stale(catalogue.CATALOGUE):
        catalogue.compile_catalogue(catalogue.CATALOGUE)


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Every test starts in Vietnamese, whatever the one before switched to."""
    with translation.override("vi"):
        yield
