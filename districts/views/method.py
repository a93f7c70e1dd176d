"""A framework's page: the method."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.queries.editions import Address
from districts.queries.method import Method, load_method
from districts.tables.arithmetic import arithmetic
from districts.views.addresses import league_url, measure_url
from districts.views.errors import says_what_there_is


@require_safe
@says_what_there_is
def framework(request: HttpRequest, slug: str) -> HttpResponse:
    """The graph with its maxima, and the rules of the house."""
    method = load_method(slug)
    uses = [(use, league_url(Address(use.slug, use.year, use.group))) for use in method.uses]
    latest = _latest(method)
    context = {
        "method": method,
        "graph": method.graph,
        "steps": [(step, measure_url(latest, step.node.code) if latest else "") for step in method.graph.steps()],
        "arithmetic": arithmetic(method.graph),
        "uses": uses,
    }
    return render(request, "pages/framework.html", context)


def _latest(method: Method) -> Address | None:
    """The newest ranking by this framework."""
    use = next(iter(method.uses), None)
    return Address(use.slug, use.year, use.group) if use else None
