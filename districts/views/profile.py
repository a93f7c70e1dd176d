"""A unit's profile."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.models import Standing
from districts.queries.editions import Edition, find_edition
from districts.queries.errors import NoSuchError
from districts.queries.profile import Profile, load_profile
from districts.tables.arithmetic import arithmetic
from districts.tables.profile import profile_table
from districts.tables.words import title_of
from districts.views.addresses import league_url, query_of, unit_url
from districts.views.errors import NotFoundError, Option, says_what_there_is
from districts.views.heads import edition_context


@require_safe
@says_what_there_is
def unit(request: HttpRequest, slug: str, year: int, unit: str, revision: int | None = None) -> HttpResponse:
    """Every measure of one unit, down to the criterion."""
    group, basis = request.GET.get("group", ""), request.GET.get("basis", "")
    edition = find_edition(slug, year, group=group, basis=basis, revision=revision)
    profile = _profile(edition, unit)
    context = {
        **edition_context(edition),
        "title": title_of(edition.group),
        "profile": profile,
        "graph": profile.graph,
        "arithmetic": arithmetic(profile.graph),
        "has_derived": any(row.figure.origin == Standing.Origin.DERIVED for row in profile.rows),
        "unit_years": [
            (choice.value, unit_url(choice.address, profile.slugs[choice.address.year]), choice.current)
            for choice in edition.years
            if choice.address.year in profile.slugs
        ],
        "table": profile_table(profile),
        "query": query_of(edition.address),
    }
    return render(request, "pages/profile.html", context)


def _profile(edition: Edition, slug: str) -> Profile:
    """The profile, or a page that leads back to the ranking."""
    try:
        return load_profile(edition, slug)
    except NoSuchError as error:
        message = _("There is no unit called “%(unit)s” in the ranking of %(authority)s %(year)s.")
        words = {"unit": error.wanted, "authority": edition.authority, "year": edition.year}
        raise NotFoundError(message % words, [Option(_("All units"), league_url(edition.address))]) from error
