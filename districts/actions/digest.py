"""Digests of what is published: the same rows give the same digest in every database, for ever.

A row's text is a JSON list of its columns (districts/actions/rows.py). The keys of the published rows
themselves stay outside, so that a digest can be computed before they are inserted.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from districts.actions.rows import HeaderRow, StandingRow, SummaryRow, UnitRow


def digest_of_standings(rows: Iterable[StandingRow]) -> str:
    return digest_of_texts(text_of(row) for row in sorted(rows, key=lambda row: row.measure_id))


def digest_of_standing(row: StandingRow) -> str:
    """By which one altered standing is named; too short to vouch for it, as the digest of the unit does."""
    return digest_of_texts([text_of(row)])[:16]


def digest_of_unit(row: UnitRow) -> str:
    return digest_of_texts([text_of(row)])


def digest_of_header(row: HeaderRow) -> str:
    return digest_of_texts([text_of(row)])


def digest_of_summaries(rows: Iterable[SummaryRow]) -> str:
    return digest_of_texts(text_of(row) for row in sorted(rows, key=lambda row: row.measure_id))


def digest_of_publication(header: str, summaries: str, units: Mapping[str, str]) -> str:
    """The digest over the digests of header and summaries and, by code, of every unit."""
    return digest_of_texts([header, summaries, *(f"{code} {units[code]}" for code in sorted(units))])


def digest_of_texts(texts: Iterable[str]) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()


def text_of(row: Sequence[Any]) -> str:
    return json.dumps([plain(value) for value in row], ensure_ascii=False, separators=(",", ":"))


def plain(value: Any) -> Any:
    """A value as JSON can say it: 722.210000 and 722.21 are one text, and so is a moment in any time zone."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return value
