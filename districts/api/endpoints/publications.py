"""Publications: every revision of every ranking, and one of them."""

from django.http import HttpRequest, HttpResponse
from ninja import Query

from districts.api.answers import of_publications, of_shelf, one, page_of, window
from districts.api.choosing import chosen, found_at
from districts.api.headers import publication_text
from districts.api.interface import read
from districts.api.parameters import AuthorityPath, PublicationsAsked, RevisionPath, Which, YearPath
from districts.api.schemas import Publication, Publications
from districts.exports.conditional import answer_if_changed
from districts.queries.publications import Place, load_shelf


@read("/publications", Publications, asked=PublicationsAsked)
def publications(request: HttpRequest, asked: Query[PublicationsAsked]) -> HttpResponse:
    """All publications, by authority, year, group, basis and revision."""
    shelf = load_shelf()
    found = chosen(shelf, asked)
    if asked.latest is not None:
        found = [row for row in found if (row.id in shelf.latest) is asked.latest]
    start, stop = window(asked)

    def build() -> HttpResponse:
        texts = [publication_text(request, row, latest=row.id in shelf.latest) for row in found[start:stop]]
        return page_of(request, asked, len(found), texts)

    return answer_if_changed(request, of_shelf(shelf), build)


@read("/publications/{authority}/{year}", Publication, asked=Which)
def publication(request: HttpRequest, authority: AuthorityPath, year: YearPath, asked: Query[Which]) -> HttpResponse:
    """The latest revision of one ranking."""
    return _header(request, found_at(authority, year, asked))


@read("/publications/{authority}/{year}/{revision}", Publication, asked=Which)
def publication_revision(
    request: HttpRequest, authority: AuthorityPath, year: YearPath, revision: RevisionPath, asked: Query[Which]
) -> HttpResponse:
    """One revision of one ranking."""
    return _header(request, found_at(authority, year, asked, revision))


def _header(request: HttpRequest, place: Place) -> HttpResponse:
    shelf = load_shelf(place.authority, place.year)
    row = next(row for row in shelf.all if row.id == place.id)
    state = of_publications(shelf.of_round(row))  # a newer one changes `latest`
    return one(request, state, lambda: publication_text(request, row, latest=row.id in shelf.latest))
