"""Files are judged in English here, so that expectations can be compared word by word."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.utils import translation

from tests import factories as make
from tests.districts.imports import files


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def loader(db: None) -> User:
    return make.UserFactory.create(username="nguoi-nap")


@pytest.fixture
def units(loader: User) -> None:
    """A province with two districts, a town, a commune and a department."""
    files.load_units(files.UNITS, loader)


@pytest.fixture
def framework(loader: User) -> None:
    """A framework of 960 points whose pillars share a foundation; its codes go three levels deep."""
    files.load_framework(files.FRAMEWORK, "f960", loader)


@pytest.fixture
def shares(loader: User) -> None:
    """A framework on a scale from 0 to 1."""
    files.load_framework(files.SHARES, "f1", loader)
