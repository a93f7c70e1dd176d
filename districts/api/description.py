"""The OpenAPI description, made from the code."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse

from districts.api.answers import VERSION, one
from districts.api.headers import ROOT
from districts.api.interface import api
from districts.exports.conditional import State
from districts.exports.json_values import json_text


def described(request: HttpRequest) -> HttpResponse:
    """The description itself."""
    return one(request, State((VERSION, text())), text)


@cache
def text() -> str:
    """Made once: it changes with the code alone."""
    return json_text(description())


def description() -> dict[str, Any]:
    """As OpenAPI has it; HEAD is told apart from GET, whose body it lacks."""
    schema = dict(api.get_openapi_schema(path_prefix=ROOT))
    for operations in schema["paths"].values():
        operations["head"] = _head(operations["get"])
    return schema


def _head(get: dict[str, Any]) -> dict[str, Any]:
    bare = {status: {"description": said["description"]} for status, said in get["responses"].items()}
    return {**get, "operationId": f"{get['operationId']}_head", "responses": bare}
