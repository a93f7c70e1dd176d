"""The league table of one publication."""

from django.http import HttpRequest, HttpResponse
from ninja import Query

from districts.api.answers import of_publications, page_of, window
from districts.api.choosing import found_at
from districts.api.interface import read
from districts.api.keeping import kept
from districts.api.parameters import AuthorityPath, RevisionPath, WhichPaged, YearPath
from districts.api.schemas import League
from districts.exports.conditional import ASK_AGAIN, FOR_EVER, answer_if_changed
from districts.exports.figure_json import unit_text
from districts.queries.headlines import load_ranking
from districts.queries.publications import Place, Published


@read("/publications/{authority}/{year}/league", League, asked=WhichPaged)
def league(request: HttpRequest, authority: AuthorityPath, year: YearPath, asked: Query[WhichPaged]) -> HttpResponse:
    """The league table of the latest revision: total and pillars of every unit, by rank."""
    return _table(request, found_at(authority, year, asked), asked, ASK_AGAIN)


@read("/publications/{authority}/{year}/{revision}/league", League, asked=WhichPaged)
def league_revision(
    request: HttpRequest, authority: AuthorityPath, year: YearPath, revision: RevisionPath, asked: Query[WhichPaged]
) -> HttpResponse:
    """The league table of one revision."""
    return _table(request, found_at(authority, year, asked, revision), asked, FOR_EVER)


def _table(request: HttpRequest, row: Place, asked: WhichPaged, cache: str) -> HttpResponse:
    start, stop = window(asked)

    def build() -> HttpResponse:
        units = load_ranking(row.id, row.framework_id)
        texts = [unit_text(unit) for unit in units[start:stop]]
        return page_of(request, asked, len(units), texts, identity(row))

    return answer_if_changed(request, of_publications([row], cache=cache), lambda: kept(request, row.digest, build))


def identity(row: Place | Published) -> list[tuple[str, object]]:
    """Which publication it is."""
    names = ("authority", "group", "year", "revision", "basis")
    return [(name, getattr(row, name)) for name in names]
