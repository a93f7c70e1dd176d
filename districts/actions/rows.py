"""What a publication freezes, as typed rows: computed, compared, digested and inserted in this one form.

The names and the order of the columns are part of every digest: add new ones at the end, and give rows
published before them the digest that they have.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple


class HeaderRow(NamedTuple):
    """A publication without its key and its digest."""

    round_id: int
    revision: int
    authority_slug: str
    authority_level: str
    authority_name_vi: str
    authority_name_en: str
    group: str
    year: int
    basis: str
    framework_id: int
    availability: Decimal
    published_by_id: int
    published_at: datetime
    office: str
    decision_number: str
    decision_date: date | None
    reason: str
    compared_with_id: int | None
    unit_count: int
    provenance: str


class UnitRow(NamedTuple):
    """A published unit without its keys and its digest."""

    unit_id: int
    code: str
    slug: str
    kind: str
    name_vi: str
    name_en: str
    sort_key: str
    search_key: str
    ranked: bool
    standings_digest: str


class StandingRow(NamedTuple):
    """A standing without its keys."""

    measure_id: int
    state: str
    origin: str
    points: Decimal | None
    computed: Decimal | None
    margin: Decimal | None
    contradiction: Decimal | None
    max_points: Decimal
    share: Decimal | None
    coverage: Decimal | None
    rank: int | None
    rank_origin: str
    tied: bool
    ranked_of: int | None
    printed_rank: int | None
    band_id: int | None
    change_points: Decimal | None
    change_rank: int | None
    provenance: str
    rank_provenance: str
    printed_provenance: str
    source: str


class SummaryRow(NamedTuple):
    """A summary without its keys."""

    measure_id: int
    units: int
    mean: Decimal
    median: Decimal
    best: Decimal
    mean_share: Decimal | None
    provenance: str
