"""The interface against its own description: whatever is asked, never a fault, never an answer it does not describe."""

from collections import Counter
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from dti_portal.urls import urlpatterns as portal

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
THERE = {"authority": "lao-cai", "year": 2023, "revision": "r1", "framework": "lao-cai-922"}
USUAL = settings(
    max_examples=40,
    deadline=None,
    database=None,
    derandomize=True,  # the same questions every time: a failure is a change of the code
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def load() -> Any:
    """The description, as the interface itself gives it."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


def cases(operation: Any) -> st.SearchStrategy[Any]:
    """Questions as described and otherwise, about what is there and about anything."""
    names = {parameter.name for parameter in operation.path_parameters}
    there = {name: value for name, value in THERE.items() if name in names}
    modes = schemathesis.GenerationMode
    return st.one_of(
        operation.as_strategy(modes.POSITIVE, path_parameters=there or None),
        operation.as_strategy(modes.POSITIVE),
        operation.as_strategy(modes.NEGATIVE),
    )


def fuzz(operation: Any, examples: settings = USUAL) -> Counter[int]:
    """Ask, check every answer, and count them by status."""
    counted: Counter[int] = Counter()

    @examples
    @given(case=cases(operation))
    def one(case: Any) -> None:
        answer = case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})
        counted[answer.status_code] += 1

    one()
    return counted


@pytest.mark.usefixtures("published", "one_connection")
def test_no_question_finds_a_fault() -> None:
    counted: Counter[int] = Counter()
    for found in load().get_all_operations():
        operation = found.ok()
        if operation.method == "get":
            counted += fuzz(operation)

    assert counted[200] > 50
    assert counted[400] > 50
    assert counted[404] > 20


WRONG = {
    "fault": HttpResponse("", status=500),
    "undescribed": HttpResponse("{}", status=422, content_type="application/json"),
    "shape": HttpResponse('{"count": "80"}', content_type="application/json"),
    "page": HttpResponse("<p>80</p>"),
}


def wrong(request: HttpRequest) -> HttpResponse:
    """What the interface must never answer; which of them, a test says."""
    return planted[-1]


planted: list[HttpResponse] = []
urlpatterns = [path("api/v1/units", wrong), *portal]


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("kind", WRONG)
@override_settings(ROOT_URLCONF=__name__)
def test_a_planted_fault_is_found(kind: str) -> None:
    planted.append(WRONG[kind])
    operation = load()["/api/v1/units"]["GET"]

    with pytest.raises(FailureGroup):
        fuzz(operation, settings(USUAL, max_examples=3))
