"""Frameworks, their measures and their summaries, as programs read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from districts.models import Band, Framework, Measure, Part, Summary


class FrameworkRow(NamedTuple):
    """One framework without its measures."""

    id: int
    slug: str
    title_vi: str
    title_en: str
    note_vi: str
    note_en: str
    availability: Decimal


class BandRow(NamedTuple):
    """A band: shares of the maximum up to and including `upper`."""

    framework: int
    name_vi: str
    name_en: str
    upper: Decimal


def load_frameworks(slugs: Sequence[str] = ()) -> list[FrameworkRow]:
    """Those that were published by, of some addresses or all. One query."""
    rows = Framework.objects.filter(publications__isnull=False).order_by("slug").distinct()
    rows = rows.filter(slug__in=slugs) if slugs else rows
    return [FrameworkRow._make(row) for row in rows.values_list("pk", *FrameworkRow._fields[1:])]


def load_bands_of(frameworks: Sequence[int]) -> dict[int, list[BandRow]]:
    """The bands of each framework, the lowest first. One query."""
    found: dict[int, list[BandRow]] = {framework: [] for framework in frameworks}
    rows = Band.objects.filter(framework_id__in=frameworks).order_by("framework_id", "upper")
    for row in rows.values_list("framework_id", *BandRow._fields[1:]):
        found[row[0]].append(BandRow._make(row))
    return found


class MeasureRow(NamedTuple):
    """One measure of a framework."""

    id: int
    framework: str
    code: str
    name_vi: str
    name_en: str
    kind: str
    max_points: Decimal
    min_points: Decimal
    decimals: int
    rule: str
    evidence: str
    assessed_by: str
    not_applicable: str
    comparable_framework: str | None
    comparable_code: str | None


MEASURE_FIELDS = (
    "pk", "framework__slug", "code", "name_vi", "name_en", "kind", "max_points", "min_points", "decimals", "rule",
    "evidence", "assessed_by", "not_applicable", "comparable_to__framework__slug", "comparable_to__code",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """How many measures there are, those of one page, and the codes of their parts."""

    count: int
    rows: tuple[MeasureRow, ...]
    parts: dict[int, list[str]]


def load_measure_rows(
    frameworks: Sequence[int], start: int, stop: int, *, codes: Sequence[str] = (), kinds: Sequence[str] = ()
) -> MeasurePage:
    """Measures by framework and place. Three queries."""
    conditions = {"code__in": codes, "kind__in": kinds}
    rows = Measure.objects.filter(framework_id__in=frameworks)
    rows = rows.filter(**{name: values for name, values in conditions.items() if values})
    ordered = rows.order_by("framework__slug", "position", "pk").values_list(*MEASURE_FIELDS)[start:stop]
    found = tuple(MeasureRow._make(row) for row in ordered)
    parts: dict[int, list[str]] = {row.id: [] for row in found}
    edges = Part.objects.filter(whole_id__in=list(parts)).order_by("whole_id", "position")
    for whole, code in edges.values_list("whole_id", "part__code"):
        parts[whole].append(code)
    return MeasurePage(rows.count(), found, parts)


class SummaryRow(NamedTuple):
    """Mean, median and best of one measure of one publication."""

    publication: int
    measure_code: str
    measure_name: str
    measure_kind: str
    measure_max: Decimal
    decimals: int
    units: int
    mean: Decimal
    median: Decimal
    best: Decimal
    mean_share: Decimal | None
    provenance: str


SUMMARY_FIELDS = (
    "publication_id", "measure__code", "measure__name_vi", "measure__kind", "measure__max_points", "measure__decimals",
    "units", "mean", "median", "best", "mean_share", "provenance",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """How many summaries there are, and those of one page."""

    count: int
    rows: tuple[SummaryRow, ...]


def load_summary_rows(
    publications: Sequence[int], start: int, stop: int, *, codes: Sequence[str] = (), kinds: Sequence[str] = ()
) -> SummaryPage:
    """Summaries by authority, year, group, basis, revision and measure. Two queries."""
    rows = Summary.objects.filter(publication_id__in=publications)
    conditions = {"measure__code__in": codes, "measure__kind__in": kinds}
    rows = rows.filter(**{name: values for name, values in conditions.items() if values})
    of = ("authority_slug", "year", "group", "basis", "revision")
    order = [*(f"publication__{name}" for name in of), "publication_id", "measure__position", "pk"]
    found = rows.order_by(*order).values_list(*SUMMARY_FIELDS)[start:stop]
    return SummaryPage(rows.count(), tuple(SummaryRow._make(row) for row in found))
