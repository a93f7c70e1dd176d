"""What every page of a publication shows around its table."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from districts.queries.editions import Choice, Edition
from districts.tables.words import basis_label, group_label
from districts.views.addresses import (
    compare_url,
    league_url,
    measures_url,
    page_url,
    query_of,
    revisions_url,
    tasks_url,
    trends_url,
)

Link = Callable[..., str]


def edition_context(edition: Edition, kept: dict[str, str] | None = None, link: Link = league_url) -> dict[str, Any]:
    """Years, groups and bases as links that keep the choices, and where the other pages are."""
    latest = replace(edition.address, revision=None)
    return {
        "edition": edition,
        "years": _links(edition.years, str, kept or {}, link),
        "groups": _links(edition.groups, group_label, {}, link),
        "bases": _links(edition.bases, basis_label, kept or {}, link),
        "ranking_url": league_url(edition.address),
        "latest_url": league_url(latest),
        "revisions_url": revisions_url(edition.address),
        "compare_url": compare_url(latest),
        "trends_url": trends_url(latest),
        "measures_url": measures_url(edition.address),
        "tasks_url": tasks_url(latest),
        "report_url": page_url("report", edition.address),
        "what_if_url": page_url("what-if", edition.address),
        "reconciliation_url": page_url("reconciliation", edition.address),
        "query": query_of(edition.address),
    }


def _links(choices: tuple[Choice, ...], label: Any, kept: dict[str, str], link: Link) -> list[tuple[str, str, bool]]:
    """Label, address, current; nothing where there is no choice."""
    if len(choices) < 2:
        return []
    return [(label(choice.value), link(choice.address, **kept), choice.current) for choice in choices]
