"""Reading pages as a person does: their text, row by row."""

import html
import json
import re
from collections.abc import Callable
from typing import Any

Get = Callable[[str], str]  # the page at an address


def text_of(page: str) -> str:
    """The text without tags, runs of white space as one."""
    bare = re.sub(r"<[^>]+>", "", page.replace("</", " </"))
    return re.sub(r"\s+", " ", html.unescape(bare)).replace(" .", ".").replace(" ,", ",").replace(" :", ":").strip()


def rows_of(page: str) -> list[str]:
    """The text of each table row below the header; the tables that belong to charts are left out."""
    body = re.sub(r"<figure.*?</figure>|<thead.*?</thead>", "", page, flags=re.DOTALL)
    return [text_of(row) for row in re.findall(r"<tr.*?</tr>", body, flags=re.DOTALL)]


def row(page: str, code: str) -> str:
    """The row that begins with a code."""
    return next(found for found in rows_of(page) if found.startswith(f"{code} "))


def options_of(response: Any) -> list[str]:
    """The addresses that a refusal offers instead: on a page, in JSON or in words."""
    said, kind = response.content.decode(), response["Content-Type"]
    if kind == "application/json":
        return [option["address"] for option in json.loads(said)["error"]["instead"]]
    if kind.startswith("text/plain"):
        return re.findall(r"^.*: (\S+)$", said.partition("\n\n")[2], flags=re.MULTILINE)
    found = re.search(r'<ul class="found">.*?</ul>', said, flags=re.DOTALL)
    return [html.unescape(url) for url in re.findall(r'href="([^"]*)"', found[0])] if found else []
