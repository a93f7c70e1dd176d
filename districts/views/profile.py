"""A unit's profile."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.charts import Chart
from districts.charts.findings import history_findings, index_findings
from districts.charts.profile import indices_chart, ranks_chart, total_chart
from districts.forms.margins import VARIED
from districts.models import Standing
from districts.queries.history import History, load_history
from districts.queries.margins import load_margins
from districts.queries.profile import Profile, load_profile
from districts.queries.story import load_story
from districts.queries.tasks import load_tally
from districts.tables.arithmetic import arithmetic
from districts.tables.moves import gap_sentences, move_sentences
from districts.tables.profile import profile_table
from districts.tables.words import title_of
from districts.views.addresses import (
    compare_url,
    ledger_url,
    margins_url,
    page_url,
    query_of,
    tasks_url,
    unit_url,
)
from districts.views.drawn import chart_file, draws_charts, on_page
from districts.views.editions import edition_of
from districts.views.errors import says_what_there_is
from districts.views.file_links import file_links
from districts.views.heads import edition_context
from districts.views.margins import asked_margins, margin_choices


@require_safe
@says_what_there_is
@draws_charts
def unit(request: HttpRequest, slug: str, year: int, unit: str, revision: int | None = None) -> HttpResponse:
    """Every measure of one unit, down to the criterion."""
    profile, history = _load(request, slug, year, unit, revision)
    edition = profile.edition
    story = load_story(profile)
    asked = asked_margins(request, edition)
    context = {
        **edition_context(edition),
        "title": title_of(edition.group),
        "compare_url": compare_url(replace(edition.address, revision=None), [unit]),
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
        "charts": {name: on_page(chart, edition) for name, chart in _charts(profile, history).items()},
        "index_findings": index_findings(profile),
        "history_findings": history_findings(profile, history),
        "story": [*move_sentences(story.moves, edition), *gap_sentences(story.gap)],
        "ledger_url": ledger_url(edition.address, profile.unit.slug),
        "unit_tasks_url": tasks_url(edition.address, profile.unit.slug),
        "tally": load_tally(edition, profile.unit.unit_id),
        "files": file_links(edition, "unit-file", unit=unit),
        "query": query_of(edition.address),
        **_margins(profile, asked),
    }
    return render(request, "pages/profile.html", context)


def _margins(profile: Profile, asked: str) -> dict[str, Any]:
    """The margin of the rank, where it was asked for, and how to ask for it."""
    address, slug = profile.edition.address, profile.unit.slug
    found = load_margins(profile.edition.id, VARIED[asked], profile.unit.id) if asked else {}
    urls = {name: page_url("unit", address, unit=slug, margins=name) for name in VARIED}
    return {
        "margins": found,
        "margin": found.get(profile.unit.id),
        "margin_links": margin_choices(unit_url(address, slug), urls, asked),
        "chosen_margins": asked,
        "margins_url": margins_url(address, margins=asked, unit=slug if found else ""),
    }


@require_safe
@says_what_there_is
def unit_chart(
    request: HttpRequest, slug: str, year: int, unit: str, chart: str, ending: str, revision: int | None = None
) -> HttpResponse:
    """A chart of a profile, as a picture or as figures."""
    profile, history = _load(request, slug, year, unit, revision)
    return chart_file(_charts(profile, history), chart, ending, profile.edition, unit)


def _load(request: HttpRequest, slug: str, year: int, unit: str, revision: int | None) -> tuple[Profile, History]:
    profile = load_profile(edition_of(request, slug, year, revision), unit)
    return profile, load_history(profile.edition, profile.unit.unit_id)


def _charts(profile: Profile, history: History) -> dict[str, Chart]:
    """Against the group, and over the years where there are several."""
    found = {"indices": indices_chart(profile)}
    if len(history.years) > 1:
        found |= {"history": total_chart(profile, history), "ranks": ranks_chart(profile, history)}
    return found
