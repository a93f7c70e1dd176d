"""Standings, units and summaries as pages read them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from districts.models import Band, Provenance, PublishedUnit, Standing, Summary
from districts.models.base import localized
from districts.queries.errors import NoSuchError, Thing


@dataclass(frozen=True, slots=True)
class Figure:
    """One unit in one measure, as published."""

    band: str
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
    change_points: Decimal | None
    change_rank: int | None
    provenance: str
    rank_provenance: str
    printed_provenance: str
    source: str

    @property
    def before_points(self) -> Decimal | None:
        """The points of the publication it is compared with."""
        known = self.points is not None and self.change_points is not None
        return self.points - self.change_points if known else None  # type: ignore[operator]

    @property
    def before_rank(self) -> int | None:
        """The rank in the publication it is compared with; a rank that falls in number has risen."""
        known = self.rank is not None and self.change_rank is not None
        return self.rank + self.change_rank if known else None  # type: ignore[operator]

    @property
    def said_by(self) -> str:
        """Where what is shown comes from: the points, or the rank where only a rank was published."""
        return self.provenance or self.printed_provenance or self.rank_provenance

    @property
    def is_illustrative(self) -> bool:
        """Its points or its rank are made up."""
        return Provenance.ILLUSTRATIVE in (self.provenance, self.rank_provenance)

    @property
    def disagrees(self) -> bool:
        """The printed rank is another than the one shown."""
        return self.printed_rank is not None and self.rank is not None and self.printed_rank != self.rank


# The fields of Figure by the same names, in the same order; the band by its key.
FIGURE_FIELDS = [name for name in Figure.__slots__ if name != "band"]


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as it was called when it was published."""

    id: int
    unit_id: int
    code: str
    name_vi: str
    name: str
    slug: str
    kind: str
    sort_key: str
    search_key: str
    ranked: bool


@dataclass(frozen=True, slots=True)
class Mean:
    """Mean, median and best of one measure, and over how many units."""

    units: int
    mean: Decimal
    median: Decimal
    best: Decimal
    mean_share: Decimal | None
    provenance: str


UNIT_FIELDS = ("pk", "unit_id", "code", "name_vi", "name_en", "slug", "kind", "sort_key", "search_key", "ranked")


def load_units(publication_id: int, only: Collection[int] | None = None) -> list[UnitName]:
    """All units of a publication, or some of them, in the order of their names. One query."""
    rows = PublishedUnit.objects.filter(publication_id=publication_id).order_by("sort_key", "pk")
    if only is not None:
        rows = rows.filter(pk__in=list(only))
    return [_unit_name(*row) for row in rows.values_list(*UNIT_FIELDS)]


def load_unit(publication_id: int, slug: str) -> UnitName:
    """The one unit of an address; NoSuchError where there is none. One query."""
    rows = PublishedUnit.objects.filter(publication_id=publication_id, slug=slug)
    return unit_at(slug, (_unit_name(*row) for row in rows.values_list(*UNIT_FIELDS)))


def unit_at(slug: str, units: Iterable[UnitName]) -> UnitName:
    """The one of them that has the address; NoSuchError where none has."""
    for unit in units:
        if unit.slug == slug:
            return unit
    raise NoSuchError(Thing.UNIT, slug)


def load_units_of(publications: Collection[int]) -> dict[int, dict[int, UnitName]]:
    """The units of several publications: by publication and unit. One query."""
    found: dict[int, dict[int, UnitName]] = {publication: {} for publication in publications}
    rows = PublishedUnit.objects.filter(publication_id__in=list(publications)).order_by("sort_key", "pk")
    for publication, *fields in rows.values_list("publication_id", *UNIT_FIELDS):
        unit = _unit_name(*fields)
        found[publication][unit.unit_id] = unit
    return found


def _unit_name(pk: int, unit_id: int, code: str, name_vi: str, name_en: str, *rest: Any) -> UnitName:
    return UnitName(pk, unit_id, code, name_vi, localized(name_vi, name_en), *rest)


def load_bands(framework_id: int) -> dict[int, str]:
    """The names of a framework's bands by their keys. One query."""
    rows = Band.objects.filter(framework_id=framework_id).values_list("pk", "name_vi", "name_en")
    return {pk: localized(vi, en) for pk, vi, en in rows}


def load_figures(
    publication_id: int,
    bands: dict[int, str],
    *,
    measures: Iterable[int] | None = None,
    unit: int | None = None,
    units: Iterable[int] | None = None,
) -> dict[tuple[int, int], Figure]:
    """Figures by unit and measure, of some measures or of some units. One query."""
    rows = Standing.objects.filter(publication_id=publication_id)
    if measures is not None:
        rows = rows.filter(measure_id__in=list(measures))
    if unit is not None:
        rows = rows.filter(published_unit_id=unit)
    if units is not None:
        rows = rows.filter(published_unit_id__in=list(units))
    return _by_unit_and_measure(rows, bands)


def load_figures_where(publication_id: int, which: Q) -> dict[tuple[int, int], Figure]:
    """Figures that meet a condition, by unit and measure, without bands. One query."""
    return _by_unit_and_measure(Standing.objects.filter(which, publication_id=publication_id), {})


def load_figures_of(publications: Iterable[int], measures: Iterable[int]) -> dict[tuple[int, int], Figure]:
    """Figures of several publications by unit and measure, without bands. One query."""
    rows = Standing.objects.filter(publication_id__in=list(publications), measure_id__in=list(measures))
    return _by_unit_and_measure(rows, {})


def _by_unit_and_measure(rows: QuerySet[Standing], bands: dict[int, str]) -> dict[tuple[int, int], Figure]:
    values = rows.order_by().values_list("published_unit_id", "measure_id", "band_id", *FIGURE_FIELDS)
    return {
        (unit_id, measure_id): Figure(bands.get(band_id, ""), *fields)
        for unit_id, measure_id, band_id, *fields in values.iterator(chunk_size=5000)
    }


def load_means(publication_id: int) -> dict[int, Mean]:
    """The summaries of a publication by measure. One query."""
    rows = Summary.objects.filter(publication_id=publication_id).order_by()
    return {measure: Mean(*fields) for measure, *fields in rows.values_list("measure_id", *Mean.__slots__)}
