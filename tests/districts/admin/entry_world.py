"""The small year of `entering`, open at this very moment, and the addresses of its pages."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from districts.models import Measure, Scorecard
from tests.districts.entering import Year, make_year


def open_year() -> Year:
    """Opened yesterday, closed in a week."""
    year = make_year()
    now = timezone.now()
    year.round.opens, year.round.closes = now - timedelta(days=1), now + timedelta(days=7)
    year.round.reply_until = now + timedelta(days=30)
    year.round.save()
    return year


def close(year: Year) -> None:
    """The deadline was an hour ago."""
    year.round.closes = timezone.now() - timedelta(hours=1)
    year.round.save()


def url(card: Scorecard, path: str = "") -> str:
    return f"/en/admin/work/{card.pk}/{path}"


def fields(measure: Measure, version: int = 0, **values: Any) -> dict[str, Any]:
    """A criterion as the page sends it; `in_a` is the field in-a."""
    prefix = f"c{measure.pk}"
    typed = {f"{prefix}-{name.replace('_', '-', 1)}": value for name, value in values.items()}
    return {f"{prefix}-version": version, f"{prefix}-state": "scored", **typed}


def save(client: Client, year: Year, code: str, version: int = 0, **values: Any) -> Any:
    """Save one criterion as the script does."""
    address = url(year.card, f"enter/1/{code}/")
    return client.post(address, fields(year.measure(code), version, **values))
