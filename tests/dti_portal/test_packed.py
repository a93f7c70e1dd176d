"""Pages go out packed to whoever can unpack them."""

import gzip

import pytest
from django.test import Client


@pytest.mark.django_db
def test_a_page_is_packed_for_a_browser(client: Client) -> None:
    packed = client.get("/", headers={"accept-encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.content) == client.get("/").content
