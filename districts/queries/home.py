"""The front page: what was published last, and where a unit is."""

from collections.abc import Iterable
from dataclasses import dataclass

from districts.models import Measure, PublishedUnit, Standing
from districts.models.base import localized
from districts.models.framework import MeasureKind
from districts.queries.editions import Catalogue, Edition, load_catalogue
from districts.text import fold

MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class Leader:
    """A unit that shares the first place."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The latest publication of one authority and group, and who leads it."""

    edition: Edition
    leaders: tuple[Leader, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A unit that a search found, in the latest publication that has it."""

    name: str
    kind: str
    slug: str
    edition: Edition
    rank: int | None
    ranked_of: int | None


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found; `count` may be more than are shown."""

    query: str
    found: tuple[Found, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Home:
    """What the front page shows."""

    listed: tuple[Listed, ...]
    search: Search | None


def load_home(query: str = "") -> Home:
    """The latest publications, and what `query` finds in them. Two queries, four with a search."""
    catalogue = load_catalogue()
    leaders = _leaders([edition.id for edition in catalogue.latest])
    listed = tuple(Listed(edition, tuple(leaders.get(edition.id, ()))) for edition in catalogue.latest)
    return Home(listed, _search(catalogue, query) if query else None)


def _leaders(publications: list[int]) -> dict[int, list[Leader]]:
    # A list of totals instead of a join: so that both databases go by the index of publication and measure.
    totals = Measure.objects.filter(kind=MeasureKind.TOTAL).values("pk")
    rows = Standing.objects.filter(publication_id__in=publications, measure_id__in=totals, rank=1)
    fields = ("publication_id", "published_unit__name_vi", "published_unit__name_en", "published_unit__slug")
    leaders: dict[int, list[Leader]] = {}
    for publication, vi, en, slug in rows.order_by("published_unit__sort_key").values_list(*fields):
        leaders.setdefault(publication, []).append(Leader(localized(vi, en), slug))
    return leaders


def _search(catalogue: Catalogue, query: str) -> Search:
    """Units whose name contains the words, accents or not; each in its latest year only."""
    key = fold(query)
    rows = PublishedUnit.objects.filter(publication_id__in=list(catalogue.current), search_key__contains=key)
    units: dict[int, PublishedUnit] = {}
    for row in rows.order_by("sort_key", "-publication__year", "pk") if key else ():
        units.setdefault(row.unit_id, row)
    exact = query.casefold()  # "bảo" finds Bảo Thắng before Bắc Bao
    order = sorted(units.values(), key=lambda row: exact not in row.name_vi.casefold())[:MOST_FOUND]
    ranks = _ranks(row.pk for row in order)
    found = (
        Found(
            localized(row.name_vi, row.name_en),
            row.kind,
            row.slug,
            catalogue.current[row.publication_id],
            *ranks.get(row.pk, (None, None)),
        )
        for row in order
    )
    return Search(query, tuple(found), len(units))


def _ranks(units: Iterable[int]) -> dict[int, tuple[int | None, int | None]]:
    rows = Standing.objects.filter(published_unit_id__in=list(units), measure__kind=MeasureKind.TOTAL)
    return {unit: (rank, of) for unit, rank, of in rows.values_list("published_unit_id", "rank", "ranked_of")}
