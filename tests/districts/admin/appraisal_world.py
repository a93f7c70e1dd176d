"""Reading and sending the forms of the authority's pages, as a browser without scripts would."""

import re
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from districts.models import Scorecard
from tests.districts.entering import Year, make_year

Stage = Scorecard.Stage


def make_submitted() -> Year:
    """Both units submitted."""
    made = make_year()
    made.fill()
    made.set_stage(Stage.SUBMITTED)
    return made


def person(year: Year, name: str) -> User:
    found = getattr(year, name)
    assert isinstance(found, User)
    return found


def url(year: Year, act: str = "appraise/1") -> str:
    return f"/en/admin/work/{year.card.pk}/{act}/"


def hidden(page: str) -> dict[str, Any]:
    """What the form would send untouched."""
    data: dict[str, Any] = {"criterion": re.findall(r'name="criterion" value="([^"]*)"', page)}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        is_left = re.search(r'type="(radio|checkbox)"', tag) and "checked" not in tag
        if name and re.match(r"(initial-)?\d", name[1]) and not is_left:
            data[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', page, flags=re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        data[name] = chosen[1] if chosen else ""
    return data | dict(re.findall(r'<textarea name="([^"]*)"[^>]*>\s*(.*?)</textarea>', page, flags=re.DOTALL))


def open_form(client: Client, address: str) -> dict[str, Any]:
    return hidden(client.get(address).content.decode())


def verdict(code: str, **typed: str) -> dict[str, str]:
    return {f"{code}-{name}": text for name, text in typed.items()}


def post(client: Client, year: Year, typed: dict[str, Any], act: str = "appraise/1") -> Any:
    data = open_form(client, url(year, act)) | {"do": "save"} | typed
    return client.post(url(year, act), data)
