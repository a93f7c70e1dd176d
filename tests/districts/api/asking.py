"""Asking as a program does: English reasons, exact numbers."""

import json
from decimal import Decimal
from typing import Any

from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import Client

ROOT = "/api/v1"


def ask(address: str, **headers: str) -> Any:
    """The answer to GET; underscores of headers are hyphens."""
    named = {name.replace("_", "-"): value for name, value in {"accept_language": "en", **headers}.items()}
    return Client().get(address if address.startswith("/") else f"{ROOT}/{address}", headers=named)


def status_of(address: str) -> int:
    """The status of an answer that nobody reads; the connection of the test stays open."""
    answer = Client().get(address)
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)
    return int(answer.status_code)


def said(address: str) -> Any:
    """What a well understood question is answered, with exact numbers."""
    answer = ask(address)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content, parse_float=Decimal)


def refused(address: str, status: int = 400) -> dict[str, Any]:
    """The reason that is given."""
    answer = ask(address)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    reason: dict[str, Any] = json.loads(answer.content)["error"]
    return reason
