"""Everything that the data package of a publication holds besides its standings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from districts.models import (
    Band,
    Measure,
    MeasureKind,
    Part,
    Provenance,
    Publication,
    PublishedUnit,
    RankMargin,
    Standing,
    Summary,
)
from districts.queries.margins import Run, load_runs

MOST_SOURCES = 100  # named in the description of the package; every row names its own


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of the whole: who published it, when, by which decision and method."""

    id: int
    slug: str
    authority_vi: str
    authority_en: str
    group: str
    year: int
    basis: str
    revision: int
    office: str
    published_at: datetime
    decision_number: str
    decision_date: date | None
    reason: str
    compared_with: tuple[int, int] | None  # year and revision
    availability: Decimal
    provenance: str
    digest: str
    framework_slug: str
    framework_vi: str
    framework_en: str
    note_vi: str
    note_en: str


@dataclass(frozen=True, slots=True)
class PackageUnit:
    """A unit as it was called when it was published."""

    id: int
    key: str
    code: str
    name_vi: str
    name_en: str
    kind: str
    slug: str
    ranked: bool


@dataclass(frozen=True, slots=True)
class PackageMeasure:
    """A measure in both languages."""

    code: str
    position: int
    name_vi: str
    name_en: str
    kind: str
    max_points: Decimal
    min_points: Decimal
    decimals: int
    parts: tuple[str, ...]
    rule: str
    evidence: str
    assessed_by: str
    not_applicable: str
    comparable_to: str  # framework:code


@dataclass(frozen=True, slots=True)
class PackageSummary:
    """What the units have in common in one measure."""

    code: str
    decimals: int
    max_points: Decimal
    units: int
    mean: Decimal
    median: Decimal
    best: Decimal
    mean_share: Decimal | None
    provenance: str


@dataclass(frozen=True, slots=True)
class PackageBand:
    """A level of achievement: above `lower`, up to and including `upper`, in shares of the maximum."""

    name_vi: str
    name_en: str
    lower: Decimal
    upper: Decimal


@dataclass(frozen=True, slots=True)
class Package:
    """One publication, without its standings."""

    facts: Facts
    units: tuple[PackageUnit, ...]
    measures: tuple[PackageMeasure, ...]
    summaries: tuple[PackageSummary, ...]
    bands: tuple[PackageBand, ...]
    provenances: tuple[str, ...]  # those that occur, the strongest first
    sources: tuple[str, ...]
    runs: tuple[Run, ...]  # margins of ranks, where they were computed
    summed: bool  # all totals are sums of what is published, out of one maximum: anybody can rank them again

    @property
    def total(self) -> PackageMeasure:
        """The one total."""
        return next(measure for measure in self.measures if measure.kind == MeasureKind.TOTAL)


def load_package(publication_id: int) -> Package:
    """A publication by its key. Ten queries."""
    row = Publication.objects.select_related("framework", "compared_with").get(pk=publication_id)
    return Package(
        facts=_facts(row),
        units=_units(row.pk),
        measures=_measures(row.framework_id),
        summaries=_summaries(row.pk),
        bands=_bands(row.framework_id),
        provenances=_provenances(row.pk),
        sources=_sources(row.pk),
        runs=tuple(load_runs(row.pk).values()),
        summed=_summed(row.pk),
    )


def margin_pairs(publication_id: int) -> Iterator[tuple[str, str, str, int, int]]:
    """What was varied, the codes of a unit and of a neighbour, in how many draws it is ahead and behind. One query."""
    rows = RankMargin.objects.filter(margins__publication_id=publication_id).order_by("margins_id", "pk")
    columns = ("margins__varied", "published_unit__code", "ahead")
    for varied, code, neighbours in rows.values_list(*columns).iterator(chunk_size=2000):
        for other, ahead, behind in neighbours:
            yield varied, code, other, ahead, behind


def load_facts(publications: Sequence[int]) -> list[Facts]:
    """What is said of each whole, as they are named. One query."""
    rows = Publication.objects.select_related("framework", "compared_with").in_bulk(publications)
    return [_facts(rows[pk]) for pk in publications]


def _facts(row: Publication) -> Facts:
    compared = row.compared_with
    return Facts(
        id=row.pk,
        slug=row.authority_slug,
        authority_vi=row.authority_name_vi,
        authority_en=row.authority_name_en or row.authority_name_vi,
        group=row.group,
        year=row.year,
        basis=row.basis,
        revision=row.revision,
        office=row.office,
        published_at=row.published_at,
        decision_number=row.decision_number,
        decision_date=row.decision_date,
        reason=row.reason,
        compared_with=(compared.year, compared.revision) if compared else None,
        availability=row.availability,
        provenance=row.provenance,
        digest=row.digest,
        framework_slug=row.framework.slug,
        framework_vi=row.framework.title_vi,
        framework_en=row.framework.title_en or row.framework.title_vi,
        note_vi=row.framework.note_vi,
        note_en=row.framework.note_en or row.framework.note_vi,
    )


def _units(publication_id: int) -> tuple[PackageUnit, ...]:
    rows = PublishedUnit.objects.filter(publication_id=publication_id).select_related("unit")
    return tuple(
        PackageUnit(
            id=row.pk,
            key=row.unit.key,
            code=row.code,
            name_vi=row.name_vi,
            name_en=row.name_en,
            kind=row.kind,
            slug=row.slug,
            ranked=row.ranked,
        )
        for row in rows.order_by("sort_key", "pk")
    )


def _measures(framework_id: int) -> tuple[PackageMeasure, ...]:
    edges = Part.objects.filter(whole__framework_id=framework_id).order_by("whole_id", "position")
    parts: dict[int, list[str]] = {}
    for whole, code in edges.values_list("whole_id", "part__code"):
        parts.setdefault(whole, []).append(code)
    rows = Measure.objects.filter(framework_id=framework_id).select_related("comparable_to__framework")
    return tuple(_measure(row, tuple(parts.get(row.pk, ()))) for row in rows.order_by("position"))


def _measure(row: Measure, parts: tuple[str, ...]) -> PackageMeasure:
    like = row.comparable_to
    return PackageMeasure(
        code=row.code,
        position=row.position,
        name_vi=row.name_vi,
        name_en=row.name_en,
        kind=row.kind,
        max_points=row.max_points,
        min_points=row.min_points,
        decimals=row.decimals,
        parts=parts,
        rule=row.rule,
        evidence=row.evidence,
        assessed_by=row.assessed_by,
        not_applicable=row.not_applicable,
        comparable_to=f"{like.framework.slug}:{like.code}" if like else "",
    )


def _summaries(publication_id: int) -> tuple[PackageSummary, ...]:
    fields = ("measure__code", "measure__decimals", "measure__max_points", *list(PackageSummary.__slots__)[3:])
    rows = Summary.objects.filter(publication_id=publication_id).order_by("measure__position")
    return tuple(PackageSummary(*row) for row in rows.values_list(*fields))


def _bands(framework_id: int) -> tuple[PackageBand, ...]:
    """From the lowest on."""
    rows = list(Band.objects.filter(framework_id=framework_id).order_by("upper"))
    lowers = [Decimal(0), *(row.upper for row in rows)]
    return tuple(PackageBand(b.name_vi, b.name_en, low, b.upper) for b, low in zip(rows, lowers, strict=False))


def _provenances(publication_id: int) -> tuple[str, ...]:
    rows = Standing.objects.filter(publication_id=publication_id).order_by()
    kinds = ("provenance", "rank_provenance", "printed_provenance")
    found = {word for row in rows.values_list(*kinds).distinct() for word in row}
    return tuple(word for word in Provenance.values if word in found)


def _sources(publication_id: int) -> tuple[str, ...]:
    """Sorted here: databases sort text each in its own way."""
    rows = Standing.objects.filter(publication_id=publication_id).exclude(source="").order_by()
    return tuple(sorted(rows.values_list("source", flat=True).distinct())[:MOST_SOURCES])


def _summed(publication_id: int) -> bool:
    rows = Standing.objects.filter(publication_id=publication_id, measure__kind=MeasureKind.TOTAL).order_by()
    found = list(rows.values_list("state", "origin", "max_points").distinct())
    return len(found) == 1 and found[0][:2] == (Standing.State.SCORED, Standing.Origin.SUMMED)
