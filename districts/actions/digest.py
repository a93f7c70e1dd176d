"""Digests of what is published: the same rows give the same digest in every database, for ever.

A row's text is a JSON list of its columns in the order given here. Rows are referred to by the keys that
the portal gave them; the keys of the published rows themselves stay outside, so that a digest can be
computed before they are inserted.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

HEADER = (
    "round_id",
    "revision",
    "authority_slug",
    "authority_level",
    "authority_name_vi",
    "authority_name_en",
    "group",
    "year",
    "basis",
    "framework_id",
    "availability",
    "published_by_id",
    "published_at",
    "office",
    "decision_number",
    "decision_date",
    "reason",
    "compared_with_id",
    "unit_count",
    "provenance",
)
UNIT = ("unit_id", "code", "slug", "kind", "name_vi", "name_en", "sort_key", "search_key", "ranked", "standings_digest")
STANDING = (
    "measure_id",
    "state",
    "origin",
    "points",
    "computed",
    "margin",
    "contradiction",
    "max_points",
    "share",
    "coverage",
    "rank",
    "rank_origin",
    "tied",
    "ranked_of",
    "printed_rank",
    "band_id",
    "change_points",
    "change_rank",
    "provenance",
    "rank_provenance",
    "printed_provenance",
    "source",
)
SUMMARY = ("measure_id", "units", "mean", "median", "best", "mean_share", "provenance")


def digest_of_row(row: Sequence[Any]) -> str:
    """The digest of one row, its columns in the order above."""
    return digest_of_texts([text_of(row)])


def digest_of_rows(rows: Iterable[Sequence[Any]]) -> str:
    """The digest of rows that start with their key; their order does not matter."""
    return digest_of_texts(text_of(row) for row in sorted(rows, key=lambda row: row[0]))


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
