"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.forms.public import SearchForm
from districts.queries.home import load_home
from districts.views.addresses import league_url, unit_url
from districts.views.errors import refuse_errors


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Latest publications; `?q=` finds units."""
    form = SearchForm(request.GET)
    refuse_errors(form, {})
    page = load_home(form.cleaned_data["q"])
    listed = [
        {
            "edition": item.edition,
            "url": league_url(item.edition.address),
            "years": [(choice, league_url(choice.address)) for choice in reversed(item.edition.years)],
            "leaders": [(leader.name, unit_url(item.edition.address, leader.slug)) for leader in item.leaders],
        }
        for item in page.listed
    ]
    search = page.search
    found = [(item, unit_url(item.edition.address, item.slug)) for item in search.found] if search else []
    context = {"listed": listed, "search": search, "found": found, "query": form.cleaned_data["q"]}
    return render(request, "pages/home.html", context)
