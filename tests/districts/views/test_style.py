"""The page of components."""

from typing import Any

import pytest
from django.test import Client


@pytest.mark.django_db
def test_it_is_there_with_debug_alone(client: Client, settings: Any) -> None:
    assert client.get("/style/").status_code == 404
    settings.DEBUG = True
    assert client.get("/style/").status_code == 200


@pytest.mark.django_db
def test_every_state_of_a_figure_is_shown(client: Client, settings: Any) -> None:
    settings.DEBUG = True
    page = client.get("/en/style/").content.decode()

    for words in ("derived", "so far, 80% assessed", "points not published", "not assessed", "not applicable", "tied"):
        assert words in page


@pytest.mark.django_db
def test_wrong_method_405(client: Client, settings: Any) -> None:
    settings.DEBUG = True
    assert client.post("/style/").status_code == 405
