"""The codebook: frameworks with their bands, and their measures."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from ninja import Query

from districts.api.answers import page_of, what_it_says, window
from districts.api.choosing import refuse_unknown
from districts.api.headers import ROOT
from districts.api.interface import read
from districts.api.parameters import FrameworkPath, MeasuresAsked, Paged
from districts.api.refusals import JSON, nothing
from districts.api.schemas import Framework, Frameworks, Measures
from districts.exports.json_values import json_text, number
from districts.queries.codebook_rows import (
    BandRow,
    FrameworkRow,
    MeasureRow,
    load_bands_of,
    load_frameworks,
    load_measure_rows,
)
from districts.queries.errors import NoSuchError, Thing


@read("/frameworks", Frameworks, asked=Paged)
def frameworks(request: HttpRequest, asked: Query[Paged]) -> HttpResponse:
    """The methods that something was published by."""
    rows, (start, stop) = load_frameworks(), window(asked)
    texts = _texts(request, rows[start:stop])
    return what_it_says(request, page_of(request, asked, len(rows), texts))


@read("/frameworks/{framework}", Framework)
def framework(request: HttpRequest, framework: FrameworkPath) -> HttpResponse:
    """One method."""
    rows = load_frameworks([framework])
    if not rows:
        raise nothing(NoSuchError(Thing.FRAMEWORK, framework), [row.slug for row in load_frameworks()])
    return what_it_says(request, HttpResponse(_texts(request, rows)[0], content_type=JSON))


def _texts(request: HttpRequest, rows: Sequence[FrameworkRow]) -> list[str]:
    bands = load_bands_of([row.id for row in rows])
    return [_framework_text(request, row, bands[row.id]) for row in rows]


def _framework_text(request: HttpRequest, row: FrameworkRow, bands: Sequence[BandRow]) -> str:
    return json_text(
        {
            "slug": row.slug,
            "title_vi": row.title_vi,
            "title_en": row.title_en or None,
            "note_vi": row.note_vi or None,
            "note_en": row.note_en or None,
            "availability": number(row.availability, 0),
            "bands": [
                {"name_vi": band.name_vi, "name_en": band.name_en or None, "upper": number(band.upper, 0)}
                for band in bands
            ],
            "measures": request.build_absolute_uri(f"{ROOT}/measures?framework={row.slug}"),
        }
    )


@read("/measures", Measures, asked=MeasuresAsked)
def measures(request: HttpRequest, asked: Query[MeasuresAsked]) -> HttpResponse:
    """The measures of frameworks, in the order of each."""
    known = {row.slug: row.id for row in load_frameworks()}
    refuse_unknown("framework", asked.framework, known)
    keys = [known[slug] for slug in asked.framework or known]
    found = load_measure_rows(keys, *window(asked), codes=asked.measure, kinds=asked.measure_kind)
    texts = [_measure_text(row) for row in found.rows]
    return what_it_says(request, page_of(request, asked, found.count, texts))


def _measure_text(row: MeasureRow) -> str:
    return json_text(
        {
            "framework": row.framework,
            "measure_code": row.code,
            "name_vi": row.name_vi,
            "name_en": row.name_en or None,
            "measure_kind": row.kind,
            "max_points": number(row.max_points, row.decimals),
            "min_points": number(row.min_points, row.decimals),
            "decimals": row.decimals,
            "parts": row.parts,
            "rule": row.rule or None,
            "evidence": row.evidence or None,
            "assessed_by": row.assessed_by,
            "not_applicable": row.not_applicable,
            "comparable_to": row.comparable_to,
        }
    )
