"""The register of units, and the units of one publication."""

from django.http import HttpRequest, HttpResponse
from ninja import Query

from districts.api.answers import of_publications, page_of, what_it_says, window
from districts.api.choosing import found_at
from districts.api.endpoints.league import identity
from districts.api.interface import read
from districts.api.parameters import AuthorityPath, RevisionPath, UnitsAsked, WhichPaged, YearPath
from districts.api.schemas import PublishedUnits, Units
from districts.exports.conditional import ASK_AGAIN, FOR_EVER, answer_if_changed
from districts.exports.json_values import json_text
from districts.queries.publications import Place
from districts.queries.register import RegisterRow, UnitRow, load_register, load_unit_rows


@read("/units", Units, asked=UnitsAsked)
def units(request: HttpRequest, asked: Query[UnitsAsked]) -> HttpResponse:
    """All units that there are or were, by name."""
    found = load_register(
        *window(asked), levels=asked.level, kinds=asked.kind, slugs=asked.slug, codes=asked.code, year=asked.year
    )
    return what_it_says(request, page_of(request, asked, found.count, [_register_text(row) for row in found.rows]))


def _register_text(row: RegisterRow) -> str:
    return json_text(
        {
            "unit_id": row.key,
            "unit_code": row.code,
            "name_vi": row.name_vi,
            "name_en": row.name_en or None,
            "level": row.level,
            "kind": row.kind,
            "slug": row.slug,
            "parent": row.parent,
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
        }
    )


@read("/publications/{authority}/{year}/units", PublishedUnits, asked=WhichPaged)
def published_units(
    request: HttpRequest, authority: AuthorityPath, year: YearPath, asked: Query[WhichPaged]
) -> HttpResponse:
    """The units of the latest revision, by name."""
    return _units_of(request, found_at(authority, year, asked), asked, ASK_AGAIN)


@read("/publications/{authority}/{year}/{revision}/units", PublishedUnits, asked=WhichPaged)
def published_units_revision(
    request: HttpRequest, authority: AuthorityPath, year: YearPath, revision: RevisionPath, asked: Query[WhichPaged]
) -> HttpResponse:
    """The units of one revision, by name."""
    return _units_of(request, found_at(authority, year, asked, revision), asked, FOR_EVER)


def _units_of(request: HttpRequest, place: Place, asked: WhichPaged, cache: str) -> HttpResponse:
    start, stop = window(asked)

    def build() -> HttpResponse:
        rows = load_unit_rows(place.id)
        return page_of(request, asked, len(rows), [_unit_text(row) for row in rows[start:stop]], identity(place))

    return answer_if_changed(request, of_publications([place], cache=cache), build)


def _unit_text(row: UnitRow) -> str:
    return json_text(
        {
            "unit_id": row.key,
            "unit_code": row.code,
            "name_vi": row.name_vi,
            "name_en": row.name_en or None,
            "kind": row.kind,
            "slug": row.slug,
            "ranked": row.ranked,
        }
    )
