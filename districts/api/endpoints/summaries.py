"""Mean, median and best of each measure."""

from django.http import HttpRequest, HttpResponse
from ninja import Query

from districts.api.answers import of_publications, page_of, window
from districts.api.choosing import chosen, of_revision, refuse_unknown_measures
from districts.api.endpoints.league import identity
from districts.api.interface import read
from districts.api.parameters import SummariesAsked
from districts.api.schemas import Summaries
from districts.exports.conditional import answer_if_changed
from districts.exports.figure_json import share_places
from districts.exports.json_values import json_text, number
from districts.queries.codebook_rows import SummaryRow, load_summary_rows
from districts.queries.publications import Published, load_shelf


@read("/summaries", Summaries, asked=SummariesAsked)
def summaries(request: HttpRequest, asked: Query[SummariesAsked]) -> HttpResponse:
    """Mean, median and best of each measure, with the number of units that they are taken over."""
    shelf = load_shelf()
    rows = of_revision(shelf, chosen(shelf, asked), asked.revision)
    refuse_unknown_measures(rows, asked.measure)

    def build() -> HttpResponse:
        keys = [row.id for row in rows]
        found = load_summary_rows(keys, *window(asked), codes=asked.measure, kinds=asked.measure_kind)
        by_key = {row.id: row for row in rows}
        return page_of(request, asked, found.count, [_summary_text(row, by_key[row.publication]) for row in found.rows])

    return answer_if_changed(request, of_publications(rows), build)


def _summary_text(row: SummaryRow, of: Published) -> str:
    return json_text(
        {
            **dict(identity(of)),
            "measure_code": row.measure_code,
            "measure_name": row.measure_name,
            "measure_kind": row.measure_kind,
            "units": row.units,
            "mean": number(row.mean, row.decimals),
            "median": number(row.median, row.decimals),
            "best": number(row.best, row.decimals),
            "mean_share": number(row.mean_share, share_places(row.measure_max, row.decimals)),
            "provenance": row.provenance,
        }
    )
