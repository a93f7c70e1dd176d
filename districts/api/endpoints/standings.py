"""Standings: the tidy rows of any publications, units and measures."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from ninja import Query

from districts.api.answers import of_publications, page_of, window
from districts.api.choosing import chosen, of_revision, refuse_unknown_measures, refuse_unknown_units
from districts.api.interface import read
from districts.api.parameters import StandingsAsked
from districts.api.schemas import Standings
from districts.exports.conditional import answer_if_changed
from districts.exports.figure_json import standing_text
from districts.queries.publications import Published, load_shelf
from districts.queries.standing_rows import Wanted, load_standing_rows


@read("/standings", Standings, asked=StandingsAsked)
def standings(request: HttpRequest, asked: Query[StandingsAsked]) -> HttpResponse:
    """Figures of units in measures: the rows of the long files, filtered and sorted."""
    shelf = load_shelf()
    rows = of_revision(shelf, chosen(shelf, asked), asked.revision)
    refuse_unknown_measures(rows, asked.measure)
    refuse_unknown_units(rows, asked.unit)

    def build() -> HttpResponse:
        found = load_standing_rows(_wanted(rows, asked), *window(asked))
        by_key = {row.id: row for row in rows}
        return page_of(request, asked, found.count, [standing_text(row, by_key[row.publication]) for row in found.rows])

    return answer_if_changed(request, of_publications(rows), build)


def _wanted(rows: Sequence[Published], asked: StandingsAsked) -> Wanted:
    return Wanted(
        publications=[row.id for row in rows],
        units=asked.unit,
        measures=asked.measure,
        kinds=asked.kind,
        measure_kinds=asked.measure_kind,
        states=asked.state,
        provenances=asked.provenance,
        sort=asked.sort,
    )
