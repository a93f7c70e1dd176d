import pytest
from django.test import Client

from districts.models import Publication
from tests.districts.views.reading import Get


@pytest.fixture
def get(client: Client, published: Publication) -> Get:
    """The page at an address, while 2022 and 2023 are published."""
    return lambda address: client.get(address).content.decode()
