"""Targets in words: numbers with what they are counted in."""

from decimal import Decimal

import pytest
from django.utils import translation

from districts.tables.targets import amount

FORMS = "exercise|exercises"


@pytest.mark.parametrize(
    ("language", "value", "measured_in", "shown"),
    [
        ("en", "1", FORMS, "1 exercise"),
        ("en", "0", FORMS, "0 exercises"),
        ("en", "2", FORMS, "2 exercises"),
        ("en", "1", "hamlets", "1 hamlets"),
        ("en", "80", "%", "80%"),
        ("vi", "1", "cuộc", "1 cuộc"),
    ],
)
def test_a_number_and_what_it_is_counted_in(language: str, value: str, measured_in: str, shown: str) -> None:
    with translation.override(language):
        assert amount(Decimal(value), 0, measured_in).replace("\u00a0", " ") == shown
