"""Everything that the data package of a publication holds besides its standings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from districts.models import MeasureKind, Provenance, Publication, RankMargin, Standing
from districts.queries import publications
from districts.queries.codebook_rows import (
    BandRow,
    MeasureRow,
    SummaryRow,
    load_bands_of,
    load_measures_of,
    load_summaries_of,
)
from districts.queries.margins import Run, load_runs
from districts.queries.publications import Published
from districts.queries.register import UnitRow, load_unit_rows

MOST_SOURCES = 100  # named in the description of the package; every row names its own


@dataclass(frozen=True, slots=True)
class Facts(Published):
    """What is said of the whole: who published it, when, by which decision and method."""

    framework_title_vi: str
    framework_title_en: str
    note_vi: str
    note_en: str


# The fields of Facts, in the same order.
FIELDS = (
    *publications.FIELDS, "framework__title_vi", "framework__title_en", "framework__note_vi", "framework__note_en",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Package:
    """One publication, without its standings."""

    facts: Facts
    units: tuple[UnitRow, ...]
    measures: tuple[MeasureRow, ...]
    summaries: tuple[SummaryRow, ...]
    bands: tuple[BandRow, ...]  # the lowest first
    provenances: tuple[str, ...]  # those that occur, the strongest first
    sources: tuple[str, ...]
    runs: tuple[Run, ...]  # margins of ranks, where they were computed
    summed: bool  # all totals are sums of what is published, out of one maximum: anybody can rank them again

    @property
    def total(self) -> MeasureRow:
        """The one total."""
        return next(measure for measure in self.measures if measure.kind == MeasureKind.TOTAL)


def load_package(publication_id: int) -> Package:
    """A publication by its key. Ten queries."""
    facts = load_facts([publication_id])[0]
    return Package(
        facts=facts,
        units=tuple(load_unit_rows(publication_id)),
        measures=load_measures_of(facts.framework_id),
        summaries=load_summaries_of(publication_id),
        bands=tuple(load_bands_of([facts.framework_id])[facts.framework_id]),
        provenances=_provenances(publication_id),
        sources=_sources(publication_id),
        runs=tuple(load_runs(publication_id).values()),
        summed=_summed(publication_id),
    )


def margin_pairs(publication_id: int) -> Iterator[tuple[str, str, str, int, int]]:
    """What was varied, the codes of a unit and of a neighbour, in how many draws it is ahead and behind. One query."""
    rows = RankMargin.objects.filter(margins__publication_id=publication_id).order_by("margins_id", "pk")
    columns = ("margins__varied", "published_unit__code", "ahead")
    for varied, code, neighbours in rows.values_list(*columns).iterator(chunk_size=2000):
        for other, ahead, behind in neighbours:
            yield varied, code, other, ahead, behind


def load_facts(keys: Sequence[int]) -> list[Facts]:
    """What is said of each whole, as they are named. One query."""
    rows = Publication.objects.filter(pk__in=keys).values_list(*FIELDS)
    found = {row[0]: Facts(*row) for row in rows}
    return [found[key] for key in keys]


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
