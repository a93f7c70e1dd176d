"""Numbers as the reader's language writes them."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from districts.templatetags.portal import in_vietnamese, is_link, percent, points, progress, signed, whole_percent


@pytest.mark.parametrize(
    ("value", "places", "vietnamese", "english"),
    [
        ("722.210000", 2, "722,21", "722.21"),
        ("366.365000", 2, "366,365", "366.365"),  # a derived figure keeps the places it has
        ("533.5", 2, "533,50", "533.50"),
        ("1000", 0, "1000", "1000"),
        ("10000", 0, "10.000", "10,000"),
        ("1234567.8", 1, "1.234.567,8", "1,234,567.8"),
        ("0", 2, "0,00", "0.00"),
        ("-0.00", 2, "0,00", "0.00"),
        ("-1.5", 2, "\u22121,50", "\u22121.50"),
        ("0.8002", 4, "0,8002", "0.8002"),
    ],
)
def test_points_are_written_as_the_language_does(value: str, places: int, vietnamese: str, english: str) -> None:
    assert points(Decimal(value), places) == vietnamese
    with translation.override("en"):
        assert points(Decimal(value), places) == english


def test_no_points_are_no_text() -> None:
    assert points(None, 2) == ""


@pytest.mark.parametrize(
    ("value", "text"), [("18.4", "+18,40"), ("-1.2", "\u22121,20"), ("0", "0,00"), ("12345.6", "+12.345,60")]
)
def test_a_change_carries_its_sign(value: str, text: str) -> None:
    assert signed(Decimal(value), 2) == text


def test_a_share_is_rounded_half_up_to_one_place() -> None:
    assert percent(Decimal("0.72250")) == "72,3\u00a0%"
    with translation.override("en"):
        assert percent(Decimal("0.72250")) == "72.3%"


def test_progress_is_a_whole_percentage() -> None:
    assert [progress(0), progress(55), progress(100)] == ["0\u00a0%", "55\u00a0%", "100\u00a0%"]
    with translation.override("en"):
        assert progress(55) == "55%"


def test_a_whole_percentage_has_no_places() -> None:
    assert whole_percent(Decimal("0.600000000")) == "60\u00a0%"
    assert whole_percent(Decimal("0.985")) == "98,5\u00a0%"


@pytest.mark.parametrize(
    ("source", "opens"),
    [("https://dti.gov.vn/xep-hang-2022", True), ("javascript:alert(1)", False), ("Báo Lào Cai", False)],
)
def test_only_web_addresses_become_links(source: str, opens: bool) -> None:
    assert is_link(source) is opens


def test_vietnamese_text_is_named_as_such_and_stays_text() -> None:
    assert in_vietnamese("Báo <b>") == '<span lang="vi">Báo &lt;b&gt;</span>'


def test_a_mapping_is_asked_at_a_key_that_is_a_variable() -> None:
    template = Template("{{ found|at:key }}")

    assert template.render(Context({"found": {("gov", "points"): 3}, "key": ("gov", "points")})) == "3"
    assert template.render(Context({"found": {}, "key": "gov"})) == "None"
