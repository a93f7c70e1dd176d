"""Charts around their pages: the policy they need, and their pictures and figures as files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from districts import charts
from districts.queries.editions import Edition
from districts.views.addresses import query_of
from districts.views.errors import NotFoundError, Option
from dti_portal.policy import CHART_POLICY

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
TYPES = {"svg": "image/svg+xml", "csv": "text/csv; charset=utf-8"}


def draws_charts(view: View[P]) -> View[P]:
    """A page with a chart: plotly.js may add its own style sheets, and nothing else is allowed that was not."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = CHART_POLICY
        return response

    return wrapped


def render_charts(
    request: HttpRequest, template: str, context: Mapping[str, Any], shown: Iterable[charts.Shown | None]
) -> HttpResponse:
    """A page that has charts only sometimes: the script and its policy come with them."""
    has_chart = any(shown)
    response = render(request, template, {**context, "has_chart": has_chart})
    if has_chart:
        response.headers["Content-Security-Policy"] = CHART_POLICY
    return response


def on_page(chart: charts.Chart | None, edition: Edition, **chosen: str | Sequence[str]) -> charts.Shown | None:
    """A chart with its files, whose addresses lie below the page's own."""
    if chart is None:
        return None
    query = query_of(edition.address, **chosen)
    files = {ending: f"charts/{chart.name}.{ending}{query}" for ending in TYPES}
    return charts.shown(chart, svg_url=files["svg"], csv_url=files["csv"])


def chart_file(
    found: Mapping[str, charts.Chart | None], name: str, ending: str, edition: Edition, unit: str = ""
) -> HttpResponse:
    """One chart of a page as a picture or as figures; a clear page where there is none."""
    chart = found.get(name)
    if chart is None or chart.is_empty or ending not in TYPES:
        known = [other for other in found.values() if other is not None and not other.is_empty]
        options = [
            Option(f"{other.title} ({kind.upper()})", f"{other.name}.{kind}{query_of(edition.address)}")
            for other in known
            for kind in TYPES
        ]
        message = _("There is no file called “%(name)s” here.") % {"name": f"{name}.{ending}"}
        raise NotFoundError(message, options)
    content = charts.render_svg(chart) if ending == "svg" else charts.render_csv(chart)
    response = HttpResponse(content, content_type=TYPES[ending])
    words = ["dti", edition.address.slug, str(edition.year), unit, f"r{edition.revision}", name]
    file_name = "-".join(word for word in words if word)
    response["Content-Disposition"] = f'attachment; filename="{file_name}.{ending}"'
    return response
