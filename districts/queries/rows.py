"""Standings in the tidy form of files: one row a unit and measure, read in batches so that memory stays flat."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db.models import F, Func, TextField

import scoring
from districts.models import Band, Measure, Publication, PublishedUnit, Standing
from districts.models.unit import unit_key
from districts.queries.editions import compared_label
from districts.queries.errors import NoSuchError, Thing

LINES = 2_000  # rows read at a time, as far as units can be read whole
MOST_UNITS = 500  # read at a time: databases take only so many parameters


@dataclass(frozen=True, slots=True)
class Selection:
    """Which standings. A publication's units and measures are all of them unless some are named.

    The order is always total: publications as named, units by name, measures by position.
    """

    publications: tuple[int, ...]
    units: frozenset[int] | None = None  # keys of Unit, not of PublishedUnit: a unit is the same in every year
    measures: frozenset[int] | None = None
    kinds: frozenset[str] | None = None  # of units


@dataclass(frozen=True, slots=True)
class RowUnit:
    """A unit as its rows name it."""

    id: int  # of PublishedUnit
    key: str
    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class RowMeasure:
    """A measure as its rows name it, and with how many decimals."""

    id: int
    code: str
    name: str
    kind: str
    places: int
    share_places: int


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one publication: everything that is not said by each of them."""

    publication: int
    authority: str
    group: str
    year: int
    revision: int
    basis: str
    compared_with: str
    units: tuple[RowUnit, ...]
    measures: tuple[RowMeasure, ...]
    bands: dict[int, str]

    @property
    def size(self) -> int:
        """How many rows it has: every unit has a standing in every measure."""
        return len(self.units) * len(self.measures)


class Bare(Func):
    """A column as the driver gives it, unconverted: a decimal as text on PostgreSQL, as a number on SQLite."""

    output_field = TextField()

    def as_sql(self, compiler: Any, connection: Any, **_options: Any) -> Any:  # type: ignore[override]
        """The column alone; its text where the driver would convert it by itself."""
        sql, parameters = compiler.compile(self.get_source_expressions()[0])
        return (f"({sql})::text" if connection.vendor == "postgresql" else sql), parameters


DECIMALS = ("points", "max_points", "share", "coverage", "change_points")
BARE = {f"bare_{name}": Bare(F(name)) for name in (*DECIMALS, "tied")}
# A standing as it is read, in this order: decimals and `tied` bare.
FIELDS = (
    "published_unit_id", "measure_id", "bare_points", "bare_max_points", "bare_share", "bare_coverage", "rank",
    "bare_tied", "ranked_of", "band_id", "bare_change_points", "change_rank", "state", "provenance",
    "printed_provenance", "rank_provenance", "source",
)  # fmt: skip
Raw: TypeAlias = tuple[Any, ...]


def load_blocks(selection: Selection) -> list[Block]:
    """What the rows of each publication share. Four queries, however many publications, units and measures."""
    found = {row.pk: row for row in _publications(selection)}
    frameworks = {row.framework_id for row in found.values()}
    measures, bands, units = _measures(selection, frameworks), _bands(frameworks), _units(selection)
    return [
        Block(
            publication=row.pk,
            authority=row.authority_slug,
            group=row.group,
            year=row.year,
            revision=row.revision,
            basis=row.basis,
            compared_with=compared_label(since.year, since.revision) if (since := row.compared_with) else "",
            units=tuple(units[row.pk]),
            measures=tuple(measures[row.framework_id]),
            bands=bands[row.framework_id],
        )
        for row in (found[publication] for publication in selection.publications)
    ]


def _publications(selection: Selection) -> Iterable[Publication]:
    return Publication.objects.filter(pk__in=selection.publications).select_related("compared_with")


def _measures(selection: Selection, frameworks: Iterable[int]) -> dict[int, list[RowMeasure]]:
    """By framework, in its order."""
    rows = Measure.objects.filter(framework_id__in=frameworks).order_by("position", "pk")
    fields = ("framework_id", "max_points", "decimals", "pk", "code", "name_vi", "kind")
    found = defaultdict[int, list[RowMeasure]](list)
    for framework, maximum, places, pk, code, name, kind in rows.values_list(*fields):
        if selection.measures is None or pk in selection.measures:
            share_places = scoring.share_places(maximum, places)
            found[framework].append(RowMeasure(pk, code, name, kind, places, share_places))
    return found


def _bands(frameworks: Iterable[int]) -> dict[int, dict[int, str]]:
    found = defaultdict[int, dict[int, str]](dict)
    for framework, pk, name in Band.objects.filter(framework_id__in=frameworks).values_list(
        "framework_id", "pk", "name_vi"
    ):
        found[framework][pk] = name
    return found


def _units(selection: Selection) -> dict[int, list[RowUnit]]:
    """By publication, in the order of their names."""
    rows = PublishedUnit.objects.filter(publication_id__in=selection.publications).order_by("sort_key", "pk")
    if selection.kinds is not None:
        rows = rows.filter(kind__in=selection.kinds)
    fields = ("publication_id", "unit_id", "pk", "unit__level", "unit__code", "unit__valid_from")
    found = defaultdict[int, list[RowUnit]](list)
    for publication, unit, pk, level, code, since, *names in rows.values_list(*fields, "code", "name_vi", "kind"):
        if selection.units is None or unit in selection.units:
            found[publication].append(RowUnit(pk, unit_key(level, code, since), *names))
    return found


def batches(block: Block, selection: Selection) -> Iterator[tuple[Sequence[RowUnit], list[Raw]]]:
    """Some units at a time with their standings in no order. One query each."""
    for units in batches_of(block, LINES):
        rows = Standing.objects.filter(published_unit_id__in=[unit.id for unit in units])
        if selection.measures is not None:
            rows = rows.filter(measure_id__in=[measure.id for measure in block.measures])
        yield units, list(rows.order_by().annotate(**BARE).values_list(*FIELDS))


def batches_of(block: Block, lines: int) -> Iterator[Sequence[RowUnit]]:
    """The units in their order, so many at a time that their rows are about as many as these lines."""
    size = min(max(lines // max(len(block.measures), 1), 1), MOST_UNITS)
    return (block.units[start : start + size] for start in range(0, len(block.units), size))


def load_keys(publication: int) -> dict[int, str]:
    """The keys of a publication's units as files write them, by Unit. One query."""
    rows = PublishedUnit.objects.filter(publication_id=publication).order_by()
    fields = rows.values_list("unit_id", "unit__level", "unit__code", "unit__valid_from")
    return {unit: unit_key(level, code, since) for unit, level, code, since in fields}


def find_units(publication: int, slugs: Iterable[str]) -> frozenset[int]:
    """The units of these addresses, as keys of Unit. One query."""
    wanted = list(slugs)
    rows = PublishedUnit.objects.filter(publication_id=publication, slug__in=wanted).order_by()
    found = dict(rows.values_list("slug", "unit_id"))
    for slug in wanted:
        if slug not in found:
            raise NoSuchError(Thing.UNIT, slug)
    return frozenset(found.values())


def find_measures(framework: int, codes: Iterable[str]) -> frozenset[int]:
    """The measures of these codes. One query."""
    wanted = list(codes)
    found = dict(Measure.objects.filter(framework_id=framework, code__in=wanted).order_by().values_list("code", "pk"))
    for code in wanted:
        if code not in found:
            raise NoSuchError(Thing.MEASURE, code)
    return frozenset(found.values())
