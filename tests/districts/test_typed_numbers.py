"""What is said of numbers as they are typed."""

import pytest
from django.utils import translation

from districts.typed_numbers import wanted_places


@pytest.mark.parametrize(
    ("places", "said", "in_vietnamese"),
    [
        (0, "a whole number", "một số nguyên"),
        (1, "at most 1 decimal", "tối đa 1 chữ số thập phân"),
        (2, "at most 2 decimals", "tối đa 2 chữ số thập phân"),
    ],
)
def test_how_many_decimals_a_number_may_have(places: int, said: str, in_vietnamese: str) -> None:
    assert wanted_places(places) == in_vietnamese
    with translation.override("en"):
        assert wanted_places(places) == said
