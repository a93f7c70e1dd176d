"""How sure the ranks of one publication are."""

from django.http import HttpRequest, HttpResponse
from ninja import Query

from districts.api.answers import of_publications, page_of, window
from districts.api.choosing import found_at
from districts.api.endpoints.league import identity
from districts.api.interface import read
from districts.api.parameters import AuthorityPath, MarginsAsked, RevisionPath, YearPath
from districts.api.schemas import Margins
from districts.exports.conditional import ASK_AGAIN, FOR_EVER, answer_if_changed
from districts.exports.json_values import json_text, number
from districts.queries.margins import MarginFileRow, Run, load_runs, margin_rows
from districts.queries.publications import Place


@read("/publications/{authority}/{year}/margins", Margins, asked=MarginsAsked)
def margins(request: HttpRequest, authority: AuthorityPath, year: YearPath, asked: Query[MarginsAsked]) -> HttpResponse:
    """Between which ranks each unit of the latest revision lies when the measures are weighed otherwise."""
    return _margins_of(request, found_at(authority, year, asked), asked, ASK_AGAIN)


@read("/publications/{authority}/{year}/{revision}/margins", Margins, asked=MarginsAsked)
def margins_revision(
    request: HttpRequest, authority: AuthorityPath, year: YearPath, revision: RevisionPath, asked: Query[MarginsAsked]
) -> HttpResponse:
    """Between which ranks each unit of one revision lies when the measures are weighed otherwise."""
    return _margins_of(request, found_at(authority, year, asked, revision), asked, FOR_EVER)


def _margins_of(request: HttpRequest, place: Place, asked: MarginsAsked, cache: str) -> HttpResponse:
    start, stop = window(asked)

    def build() -> HttpResponse:
        run = load_runs(place.id).get(asked.varied)
        rows = [row for row in margin_rows(place.id) if row.varied == asked.varied] if run else []
        head = [*identity(place), ("run", _run(run) if run else None)]
        return page_of(request, asked, len(rows), [_margin_text(row) for row in rows[start:stop]], head)

    return answer_if_changed(request, of_publications([place], cache=cache), build)


def _run(run: Run) -> dict[str, object]:
    return {
        "varied": run.varied,
        "seed": run.seed,
        "draws": run.draws,
        "spread": number(run.spread, 0),
        "measures": run.measures,
        "digest": run.digest,
    }


def _margin_text(row: MarginFileRow) -> str:
    return json_text(
        {"unit_id": row.unit_id, "low": row.low, "middle": row.middle, "high": row.high, "group": row.group}
    )
