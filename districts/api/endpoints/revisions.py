"""The revisions of one ranking, and what each changed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Query

from districts.api.answers import of_publications, page_of, window
from districts.api.interface import read
from districts.api.parameters import AuthorityPath, WhichPaged, YearPath
from districts.api.schemas import Revisions
from districts.exports.conditional import answer_if_changed
from districts.exports.json_values import json_text, number
from districts.queries.editions import find_edition
from districts.queries.publications import load_shelf
from districts.queries.revisions import Difference, Revision, Seen, load_revisions


@read("/publications/{authority}/{year}/revisions", Revisions, asked=WhichPaged)
def revisions(request: HttpRequest, authority: AuthorityPath, year: YearPath, asked: Query[WhichPaged]) -> HttpResponse:
    """Every revision of one ranking, the latest first, with each figure that it changed."""
    edition = find_edition(authority, year, group=asked.group, basis=asked.basis)
    start, stop = window(asked)
    names = ("group", "year", "basis")
    head = [("authority", edition.address.slug), *((name, getattr(edition, name)) for name in names)]

    def build() -> HttpResponse:
        with translation.override(settings.LANGUAGE_CODE):  # names as in every other answer
            found = load_revisions(edition)
        return page_of(request, asked, len(found), [_revision_text(row) for row in found[start:stop]], head)

    rows = [row for row in load_shelf(authority, year).all if row.round_id == edition.round_id]
    return answer_if_changed(request, of_publications(rows), build)


def _revision_text(row: Revision) -> str:
    return json_text(
        {
            "revision": row.revision,
            "published_at": row.published_at,
            "office": row.office,
            "decision_number": row.decision_number or None,
            "decision_date": row.decision_date,
            "reason": row.reason or None,
            "digest": row.digest,
            "differences": [_difference(difference) for difference in row.differences],
        }
    )


def _difference(found: Difference) -> dict[str, object]:
    decimals = found.measure.decimals
    return {
        "unit_slug": found.slug,
        "unit_name": found.unit,
        "measure_code": found.measure.code,
        "before": _seen(found.before, decimals) if found.before else None,
        "after": _seen(found.after, decimals) if found.after else None,
    }


def _seen(seen: Seen, decimals: int) -> dict[str, object]:
    return {
        "points": number(seen.points, decimals),
        "max_points": number(seen.max_points, decimals),
        "rank": seen.rank,
        "printed_rank": seen.printed_rank,
        "state": seen.state,
        "origin": seen.origin,
        "provenance": seen.provenance or None,
        "source": seen.source or None,
    }
