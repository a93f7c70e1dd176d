"""Decimals written exactly."""

from decimal import Decimal


def plain(value: Decimal, places: int) -> str:
    """At least `places` places, more where the value has them (a derived 366.365), a point, no grouping."""
    text = f"{value:f}"
    whole, _point, fraction = text.partition(".")
    fraction = fraction.rstrip("0").ljust(places, "0")
    if not fraction.strip("0") and not whole.strip("-0"):
        whole = whole.lstrip("-")  # no minus zero
    return f"{whole}.{fraction}" if fraction else whole


def exact(value: Decimal | None, places: int) -> Decimal | None:
    """The same as a number; nothing stays nothing."""
    return None if value is None else Decimal(plain(value, places))
