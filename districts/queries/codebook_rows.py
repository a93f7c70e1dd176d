"""Frameworks, their measures and their summaries, in both languages: as programs and the data package read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from districts.models import Band, Framework, Measure, Part, Summary
from districts.models.base import localized


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
    """A level of achievement: above `lower`, up to and including `upper`, in shares of the maximum."""

    name_vi: str
    name_en: str
    lower: Decimal
    upper: Decimal

    @property
    def name(self) -> str:
        """In the reader's language."""
        return localized(self.name_vi, self.name_en)


def load_frameworks(slugs: Sequence[str] = ()) -> list[FrameworkRow]:
    """Those that were published by, of some addresses or all. One query."""
    rows = Framework.objects.filter(publications__isnull=False).order_by("slug").distinct()
    rows = rows.filter(slug__in=slugs) if slugs else rows
    return [FrameworkRow._make(row) for row in rows.values_list("pk", *FrameworkRow._fields[1:])]


def load_bands_of(frameworks: Sequence[int]) -> dict[int, list[BandRow]]:
    """The bands of each framework, the lowest first. One query."""
    found: dict[int, list[BandRow]] = {framework: [] for framework in frameworks}
    rows = Band.objects.filter(framework_id__in=frameworks).order_by("framework_id", "upper")
    for framework, name_vi, name_en, upper in rows.values_list("framework_id", "name_vi", "name_en", "upper"):
        below = found[framework]
        below.append(BandRow(name_vi, name_en, below[-1].upper if below else Decimal(0), upper))
    return found


class MeasureRow(NamedTuple):
    """One measure of a framework."""

    framework: str
    code: str
    position: int
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
    parts: tuple[str, ...]

    @property
    def comparable_to(self) -> str | None:
        """The earlier measure that changes are counted against, as framework:code."""
        return f"{self.comparable_framework}:{self.comparable_code}" if self.comparable_code else None


# The fields of MeasureRow without its parts, in the same order.
MEASURE_FIELDS = (
    "framework__slug", "code", "position", "name_vi", "name_en", "kind", "max_points", "min_points", "decimals", "rule",
    "evidence", "assessed_by", "not_applicable", "comparable_to__framework__slug", "comparable_to__code",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """How many measures there are, and those of one page."""

    count: int
    rows: tuple[MeasureRow, ...]


def load_measure_rows(
    frameworks: Sequence[int], start: int, stop: int, *, codes: Sequence[str] = (), kinds: Sequence[str] = ()
) -> MeasurePage:
    """Measures by framework and place. Three queries."""
    conditions = {"code__in": codes, "kind__in": kinds}
    rows = Measure.objects.filter(framework_id__in=frameworks)
    rows = rows.filter(**{name: values for name, values in conditions.items() if values})
    return MeasurePage(rows.count(), _with_parts(rows.order_by("framework__slug", "position", "pk")[start:stop]))


def load_measures_of(framework_id: int) -> tuple[MeasureRow, ...]:
    """All measures of one framework, in its order. Two queries."""
    return _with_parts(Measure.objects.filter(framework_id=framework_id).order_by("position"))


def _with_parts(measures: QuerySet[Measure]) -> tuple[MeasureRow, ...]:
    found = {key: fields for key, *fields in measures.values_list("pk", *MEASURE_FIELDS)}
    parts: dict[int, list[str]] = {key: [] for key in found}
    edges = Part.objects.filter(whole_id__in=list(parts)).order_by("whole_id", "position")
    for whole, code in edges.values_list("whole_id", "part__code"):
        parts[whole].append(code)
    return tuple(MeasureRow._make([*fields, tuple(parts[key])]) for key, fields in found.items())


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


# The fields of SummaryRow, in the same order.
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
    return SummaryPage(rows.count(), tuple(map(SummaryRow._make, found)))


def load_summaries_of(publication_id: int) -> tuple[SummaryRow, ...]:
    """All summaries of one publication, by measure. One query."""
    rows = Summary.objects.filter(publication_id=publication_id).order_by("measure__position")
    return tuple(map(SummaryRow._make, rows.values_list(*SUMMARY_FIELDS)))
