"""A framework's page: the method."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.queries.editions import Address
from districts.queries.method import load_method
from districts.tables.arithmetic import arithmetic
from districts.views.addresses import league_url
from districts.views.errors import says_what_there_is


@require_safe
@says_what_there_is
def framework(request: HttpRequest, slug: str) -> HttpResponse:
    """The graph with its maxima, and the rules of the house."""
    method = load_method(slug)
    uses = [(use, league_url(Address(use.slug, use.year, use.group))) for use in method.uses]
    context = {
        "method": method,
        "graph": method.graph,
        "steps": list(method.graph.steps()),
        "arithmetic": arithmetic(method.graph),
        "uses": uses,
    }
    return render(request, "pages/framework.html", context)
