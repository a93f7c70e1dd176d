"""The description: valid, made from the code, true. test_fuzzed.py holds every answer to it."""

import json
from typing import Any

import jsonschema_rs
import pytest
import schemathesis

from districts.models import Level, MeasureKind, Provenance, Standing, UnitKind
from tests.districts.api.asking import ask

pytestmark = pytest.mark.usefixtures("published")


@pytest.fixture
def described() -> Any:
    return json.loads(ask("openapi.json").content)


def operations(described: Any) -> list[dict[str, Any]]:
    return [operation for found in described["paths"].values() for operation in found.values()]


def test_it_is_valid_openapi(described: Any) -> None:
    assert described["openapi"] == "3.1.0"
    schemathesis.openapi.from_dict(described).validate()
    for schema in described["components"]["schemas"].values():
        jsonschema_rs.meta.validate(schema)
    for operation in operations(described):
        for parameter in operation["parameters"]:
            jsonschema_rs.meta.validate(parameter["schema"])


def test_every_operation_has_a_name_of_its_own(described: Any) -> None:
    names = [operation["operationId"] for operation in operations(described)]

    assert len(names) == len(set(names))


def test_there_is_only_something_to_read(described: Any) -> None:
    assert all(set(found) == {"get", "head"} for found in described["paths"].values())
    assert all({"200", "304", "400", "404", "405"} <= set(found["responses"]) for found in operations(described))
    heads = [found["head"] for found in described["paths"].values()]
    assert not any("content" in answer for head in heads for answer in head["responses"].values())


def test_figures_are_numbers_that_may_be_missing(described: Any) -> None:
    figure = described["components"]["schemas"]["Figure"]["properties"]

    assert [kind["type"] for kind in figure["points"]["anyOf"]] == ["number", "null"]
    assert figure["max_points"]["type"] == "number"
    assert [kind["type"] for kind in figure["rank"]["anyOf"]] == ["integer", "null"]


def test_words_are_those_of_the_models(described: Any) -> None:
    standing = described["components"]["schemas"]["Standing"]["properties"]

    assert standing["state"]["enum"] == Standing.State.values
    assert standing["unit_kind"]["enum"] == UnitKind.values
    assert standing["measure_kind"]["enum"] == MeasureKind.values
    assert standing["provenance"]["anyOf"][0]["enum"] == Provenance.values
    assert described["components"]["schemas"]["Unit"]["properties"]["level"]["enum"] == Level.values


def test_examples_are_of_what_is_there(described: Any) -> None:
    named = [parameter for operation in operations(described) for parameter in operation["parameters"]]

    assert {(found["name"], found["example"]) for found in named if "example" in found} == {
        ("authority", "lao-cai"),
        ("year", 2023),
        ("revision", "r1"),
        ("framework", "lao-cai-922"),
    }
