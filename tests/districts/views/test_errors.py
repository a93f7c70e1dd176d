"""What is wrong with an address, said before any view can look at it."""

import json

from django.test import Client

from districts.models import Publication

MANY = "&".join(f"unit=u{number}" for number in range(1001))


def test_a_page_says_that_parameters_are_too_many(client: Client, published: Publication) -> None:
    response = client.get(f"/en/lao-cai/2023/?{MANY}")
    assert response.status_code == 400
    assert "too many parameters" in response.content.decode()


def test_where_json_is_asked_for_it_is_said_in_json(client: Client, published: Publication) -> None:
    response = client.get(f"/en/lao-cai/2023/standings.json?{MANY}")
    assert (response.status_code, response["Content-Type"]) == (400, "application/json")
    assert "too many parameters" in json.loads(response.content)["error"]["message"]
