from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from districts.actions.publish import correct
from districts.models import Publication, Unit
from tests.districts import world


@pytest.fixture
def one_connection(db: None) -> Iterator[None]:
    """Requests through WSGI, and answers that are closed, leave the connection of the test open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def corrected(published: Publication, bac_ha: Unit, author: User) -> Publication:
    """The second revision of 2023, which gives Bắc Hà more."""
    world.set_points(published.round, bac_ha, "gov", "110")
    return correct(publication=published, reason="Nhập nhầm điểm của Bắc Hà", by=author, office="Sở KH&CN")
