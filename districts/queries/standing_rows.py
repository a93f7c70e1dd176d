"""Standings a page at a time, filtered and sorted by any column of the tidy row, in a total order."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Case, F, Func, OrderBy, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce, NullIf

from districts.models import Level, Measure, PublishedUnit, Standing
from districts.models.unit import unit_key

UNIT_KEY = re.compile(rf"({'|'.join(Level.values)})-(.+?)(?:-(\d{{4}}-\d\d-\d\d))?")


class Bytewise(Func):
    """Text in the order of its bytes, the same on both databases."""

    output_field = TextField()

    def as_sql(self, compiler: Any, connection: Any, **_options: Any) -> Any:  # type: ignore[override]
        """With the plainest collation that the database has."""
        sql, parameters = compiler.compile(self.get_source_expressions()[0])
        collation = '"C"' if connection.vendor == "postgresql" else "BINARY"
        return f"({sql}) COLLATE {collation}", parameters


SAID_BY = Coalesce(
    NullIf("provenance", Value("")), NullIf("printed_provenance", Value("")), NullIf("rank_provenance", Value(""))
)
TIED = Case(When(rank__isnull=True, then=None), default=F("tied"))
# The columns of the tidy row as the database knows them.
COLUMNS: dict[str, tuple[Any, ...]] = {
    "authority": (Bytewise("publication__authority_slug"),),
    "group": (Bytewise("publication__group"),),
    "year": (F("publication__year"),),
    "revision": (F("publication__revision"),),
    "basis": (Bytewise("publication__basis"),),
    "unit_id": (
        Bytewise("published_unit__unit__level"),
        Bytewise("published_unit__unit__code"),
        F("published_unit__unit__valid_from"),
    ),
    "unit_code": (Bytewise("published_unit__code"),),
    "unit_name": (Bytewise("published_unit__sort_key"),),
    "unit_kind": (Bytewise("published_unit__kind"),),
    "measure_code": (Bytewise("measure__code"),),
    "measure_name": (Bytewise("measure__name_vi"),),
    "measure_kind": (Bytewise("measure__kind"),),
    "points": (F("points"),),
    "max_points": (F("max_points"),),
    "share": (F("share"),),
    "coverage": (F("coverage"),),
    "rank": (F("rank"),),
    "tied": (TIED,),
    "ranked_of": (F("ranked_of"),),
    "band": (F("band__upper"),),
    "change_points": (F("change_points"),),
    "change_rank": (F("change_rank"),),
    "compared_with": (F("publication__compared_with__year"), F("publication__compared_with__revision")),
    "state": (Bytewise("state"),),
    "provenance": (Bytewise(SAID_BY),),
    "source": (Bytewise(NullIf("source", Value(""))),),
}
USUAL = ("authority", "year", "group", "basis", "revision", "unit_name")


class StandingRow(NamedTuple):
    """One standing with what names it; its publication is known by its key."""

    id: int
    publication: int
    level: str
    register_code: str
    valid_from: date | None
    unit_code: str
    unit_name: str
    unit_kind: str
    measure_code: str
    measure_name: str
    measure_kind: str
    measure_max: Decimal
    decimals: int
    points: Decimal | None
    max_points: Decimal
    share: Decimal | None
    coverage: Decimal | None
    rank: int | None
    tied: bool
    ranked_of: int | None
    band: str | None
    change_points: Decimal | None
    change_rank: int | None
    state: str
    said_by: str | None
    source: str

    @property
    def unit_id(self) -> str:
        """The same in every year, and of no other unit."""
        return unit_key(self.level, self.register_code, self.valid_from)


# The fields of StandingRow, in the same order.
FIELDS = (
    "pk", "publication_id", "published_unit__unit__level", "published_unit__unit__code",
    "published_unit__unit__valid_from", "published_unit__code", "published_unit__name_vi", "published_unit__kind",
    "measure__code", "measure__name_vi", "measure__kind", "measure__max_points", "measure__decimals", "points",
    "max_points", "share", "coverage", "rank", "tied", "ranked_of", "band__name_vi", "change_points", "change_rank",
    "state", "said_by", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which standings; what is empty does not narrow."""

    publications: Sequence[int]
    units: Sequence[str] = ()  # addresses or keys
    measures: Sequence[str] = ()
    kinds: Sequence[str] = ()  # of units
    measure_kinds: Sequence[str] = ()
    states: Sequence[str] = ()
    provenances: Sequence[str] = ()
    sort: Sequence[str] = ()  # columns, with a minus for the other way round


@dataclass(frozen=True, slots=True)
class RowsFound:
    """How many there are, and those of one page."""

    count: int
    rows: tuple[StandingRow, ...]


def load_standing_rows(wanted: Wanted, start: int, stop: int) -> RowsFound:
    """Some of them in their order. Three queries."""
    found = _filtered(wanted)
    keys = list(found.order_by(*_order(wanted.sort)).values_list("pk", flat=True)[start:stop])
    rows = Standing.objects.filter(pk__in=keys).order_by().annotate(said_by=SAID_BY).values_list(*FIELDS)
    by_key = {row[0]: StandingRow._make(row) for row in rows}
    return RowsFound(found.count(), tuple(by_key[key] for key in keys))


def _filtered(wanted: Wanted) -> QuerySet[Standing]:
    rows = Standing.objects.filter(publication_id__in=wanted.publications)
    if wanted.units:
        units = PublishedUnit.objects.filter(_named(wanted.units), publication_id__in=wanted.publications)
        rows = rows.filter(published_unit__in=units)
    if wanted.provenances:
        rows = rows.annotate(said_by=SAID_BY).filter(said_by__in=wanted.provenances)
    conditions = {
        "measure__code__in": wanted.measures,
        "published_unit__kind__in": wanted.kinds,
        "measure__kind__in": wanted.measure_kinds,
        "state__in": wanted.states,
    }
    return rows.filter(**{name: values for name, values in conditions.items() if values})


def _order(sort: Sequence[str]) -> list[OrderBy]:
    """As asked, then as files have it, then by key: no two rows are ever equal. What is not there comes last."""
    named = [(name.lstrip("-"), name.startswith("-")) for name in sort]
    names = [*named, *((name, False) for name in USUAL)]
    order = [OrderBy(column, descending=down, nulls_last=True) for name, down in names for column in COLUMNS[name]]
    return [*order, OrderBy(F("published_unit_id")), OrderBy(F("measure__position")), OrderBy(F("pk"))]


def _named(units: Sequence[str]) -> Q:
    """Units by their addresses or keys."""
    condition = Q(slug__in=list(units))
    for match in filter(None, map(UNIT_KEY.fullmatch, units)):
        level, code, since = match.groups()
        condition |= Q(unit__level=level, unit__code=code, unit__valid_from=_day(since))
    return condition


def _day(text: str | None) -> date | None:
    """A first day; one that no calendar has is no unit's."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return date.max


def unknown_units(publications: Collection[int], units: Sequence[str]) -> list[str]:
    """Those that name no unit of these publications. One query."""
    rows = PublishedUnit.objects.filter(_named(units), publication_id__in=publications)
    fields = rows.order_by().values_list("slug", "unit__level", "unit__code", "unit__valid_from").distinct()
    known = {name for slug, *key in map(list[Any], fields) for name in (slug, unit_key(*key))}
    return [unit for unit in units if unit not in known]


def slugs_of_units(publications: Collection[int]) -> list[str]:
    """The addresses of all units of these publications. One query."""
    rows = PublishedUnit.objects.filter(publication_id__in=publications)
    return sorted(rows.order_by().values_list("slug", flat=True).distinct())


def measure_codes(frameworks: Collection[int]) -> list[str]:
    """The codes of all measures of these frameworks. One query."""
    rows = Measure.objects.filter(framework_id__in=frameworks)
    return sorted(rows.order_by().values_list("code", flat=True).distinct())
