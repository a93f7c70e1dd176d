"""The story of a year, on one page to print for the meeting."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from districts.queries.editions import Address
from districts.queries.report import MOST_NAMED, Place, YearReport, load_report
from districts.queries.targets import Line, PlanSummary
from districts.tables.targets import STATUSES, headline
from districts.tables.words import title_of
from districts.views.addresses import measure_url, page_url, tasks_url, unit_url
from districts.views.editions import edition_of
from districts.views.errors import says_what_there_is
from districts.views.heads import edition_context


@require_safe
@says_what_there_is
def report(request: HttpRequest, slug: str, year: int, revision: int | None = None) -> HttpResponse:
    """Sentences made of the publication's figures; of what is not known nothing is said."""
    edition = edition_of(request, slug, year, revision)
    return render(request, "pages/report.html", _context(load_report(edition, timezone.localdate())))


def report_url(address: Address) -> str:
    """The report of another year or group."""
    return page_url("report", address)


def _context(found: YearReport) -> dict[str, Any]:
    edition = found.edition

    def links(places: tuple[Place, ...]) -> list[tuple[Place, str]]:
        return [(place, unit_url(edition.address, place.unit.slug)) for place in places]

    changes = found.changes
    return {
        **edition_context(edition, link=report_url),
        "here": "report",
        "title": title_of(edition.group),
        "report": found,
        "graph": found.graph,
        "first": links(found.results.first),
        "last": links(found.results.last),
        "risen": links(changes.risen[:MOST_NAMED]) if changes else [],
        "fallen": links(changes.fallen[:MOST_NAMED]) if changes else [],
        "fields": [
            (
                field,
                measure_url(edition.address, field.node.code),
                unit_url(edition.address, field.last.unit.slug) if field.last else "",
            )
            for field in found.fields[:MOST_NAMED]
        ],
        "plans": [(plan, headline(plan.counts), _short(plan)) for plan in found.plans],
        "targets_url": reverse("targets", kwargs={"slug": edition.address.slug, "year": edition.year}),
        "work": [(work, tasks_url(edition.address, work.owner.slug), work.lines[:MOST_NAMED]) for work in found.work],
    }


def _short(plan: PlanSummary) -> list[tuple[str, list[tuple[Line, str]]]]:
    """What fell short by group: each target with its status in words."""
    return [(group, [(line, str(STATUSES[line.status])) for line in lines]) for group, lines in plan.short]
