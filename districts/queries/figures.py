"""Standings, units and summaries as pages read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from districts.models import Band, PublishedUnit, Standing, Summary
from districts.models.base import localized


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


def load_units(publication_id: int) -> list[UnitName]:
    """All units of a publication in the order of their names. One query."""
    rows = PublishedUnit.objects.filter(publication_id=publication_id).order_by("sort_key", "pk")
    fields = ("pk", "unit_id", "code", "name_vi", "name_en", "slug", "kind", "sort_key", "search_key", "ranked")
    return [
        UnitName(pk, unit_id, code, name_vi, localized(name_vi, name_en), *rest)
        for pk, unit_id, code, name_vi, name_en, *rest in rows.values_list(*fields)
    ]


def load_bands(framework_id: int) -> dict[int, str]:
    """The names of a framework's bands by their keys. One query."""
    rows = Band.objects.filter(framework_id=framework_id).values_list("pk", "name_vi", "name_en")
    return {pk: localized(vi, en) for pk, vi, en in rows}


def load_figures(
    publication_id: int, bands: dict[int, str], *, measures: Iterable[int] | None = None, unit: int | None = None
) -> dict[tuple[int, int], Figure]:
    """Figures by unit and measure, of some measures or of one unit. One query."""
    rows = Standing.objects.filter(publication_id=publication_id)
    if measures is not None:
        rows = rows.filter(measure_id__in=list(measures))
    if unit is not None:
        rows = rows.filter(published_unit_id=unit)
    values = rows.order_by().values_list("published_unit_id", "measure_id", "band_id", *FIGURE_FIELDS)
    return {
        (unit_id, measure_id): Figure(bands.get(band_id, ""), *fields)
        for unit_id, measure_id, band_id, *fields in values.iterator(chunk_size=5000)
    }


def load_means(publication_id: int) -> dict[int, Mean]:
    """The summaries of a publication by measure. One query."""
    rows = Summary.objects.filter(publication_id=publication_id).order_by()
    return {measure: Mean(*fields) for measure, *fields in rows.values_list("measure_id", *Mean.__slots__)}
