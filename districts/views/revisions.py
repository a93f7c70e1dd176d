"""The revisions of a ranking."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.queries.revisions import load_revisions
from districts.tables.words import title_of
from districts.views.addresses import league_url
from districts.views.editions import edition_of
from districts.views.errors import says_what_there_is
from districts.views.heads import edition_context


@require_safe
@says_what_there_is
def revisions(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Each revision, who published it and why, and what it changed."""
    edition = edition_of(request, slug, year)
    found = [
        (revision, league_url(replace(edition.address, revision=revision.revision)))
        for revision in load_revisions(edition)
    ]
    context = {**edition_context(edition), "title": title_of(edition.group), "revisions": found}
    return render(request, "pages/revisions.html", context)
