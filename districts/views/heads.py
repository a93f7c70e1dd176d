"""What every page of a publication shows around its table."""

from dataclasses import replace
from typing import Any

from districts.queries.editions import Choice, Edition
from districts.tables.words import basis_label, group_label
from districts.views.addresses import league_url, revisions_url


def edition_context(edition: Edition, kept: dict[str, str] | None = None) -> dict[str, Any]:
    """Years, groups and bases as links that keep the choices, and where the revisions are."""
    latest = replace(edition.address, revision=None)
    return {
        "edition": edition,
        "years": _links(edition.years, str, kept or {}),
        "groups": _links(edition.groups, group_label, {}),
        "bases": _links(edition.bases, basis_label, kept or {}),
        "ranking_url": league_url(edition.address),
        "latest_url": league_url(latest),
        "revisions_url": revisions_url(edition.address),
    }


def _links(choices: tuple[Choice, ...], label: Any, kept: dict[str, str]) -> list[tuple[str, str, bool]]:
    """Label, address, current; nothing where there is no choice."""
    if len(choices) < 2:
        return []
    return [(label(choice.value), league_url(choice.address, **kept), choice.current) for choice in choices]
