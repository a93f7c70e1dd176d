"""The league table, as a page and as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from districts.charts import Chart
from districts.charts.league import pillars_chart, total_chart, without_points
from districts.exports.csv_text import csv_table
from districts.exports.json_text import json_table
from districts.exports.league import MARGINS, league_columns, league_rows, with_margins
from districts.exports.names import file_name
from districts.exports.notes import MARGINS_NOTE, file_notes, note, title_in
from districts.exports.tidy import Note
from districts.forms.margins import VARIED
from districts.forms.paging import ALL
from districts.forms.public import LeagueForm
from districts.models import UnitKind
from districts.queries.editions import Edition, find_edition
from districts.queries.league import League, LeagueRow, load_league
from districts.queries.margins import load_margins
from districts.queries.package import load_facts
from districts.queries.rows import load_keys
from districts.tables.arithmetic import arithmetic
from districts.tables.league import (
    DEFAULT_SORT,
    FIXED,
    LeagueTable,
    has_bands,
    has_change,
    legend,
    mean_cells,
    sortable_columns,
)
from districts.tables.words import title_of
from districts.text import fold
from districts.views.addresses import league_url, margins_url, page_url, unit_url
from districts.views.drawn import chart_file, draws_charts, on_page
from districts.views.editions import edition_of, filed_edition
from districts.views.errors import Option, refuse_errors, says_what_there_is
from districts.views.file_links import file_links
from districts.views.headings import headings
from districts.views.heads import edition_context
from districts.views.margins import margin_choices
from districts.views.paging import Page, page_of
from districts.views.sending import Contents, check_query, is_a_file, send, wants_mark


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address asks of the table."""

    q: str = ""
    kind: str = ""
    sort: str = ""
    page: str = ""
    margins: str = ""

    @property
    def query(self) -> dict[str, str]:
        """As it is kept in the links of the page; the number of a page is not."""
        chosen = {"q": self.q, "kind": self.kind, "sort": self.sort, "margins": self.margins}
        return {**chosen, "page": ALL} if self.page == ALL else chosen


@require_safe
@says_what_there_is
def latest(request: HttpRequest, slug: str) -> HttpResponse:
    """An authority without a year: its latest ranking."""
    return HttpResponseRedirect(league_url(find_edition(slug).address))


@require_safe
@says_what_there_is
@draws_charts
def league(request: HttpRequest, slug: str, year: int, revision: int | None = None) -> HttpResponse:
    """The league table of one publication."""
    return render(request, "pages/league.html", _context(*_page(request, slug, year, revision)))


@require_safe
@says_what_there_is
def league_chart(
    request: HttpRequest, slug: str, year: int, chart: str, ending: str, revision: int | None = None
) -> HttpResponse:
    """A chart of the rows that the page shows, as a picture or as figures."""
    shown, _asked, _table, page = _page(request, slug, year, revision)
    return chart_file(_charts(shown, page.rows), chart, ending, shown.edition)


@is_a_file
def league_file(request: HttpRequest, slug: str, year: int, ending: str, revision: int | None = None) -> HttpResponse:
    """The league table as a file, a line a unit: the same bytes under every language."""
    check_query(request, once=("q", "kind", "sort", "page", "margins"))
    edition = filed_edition(request, slug, year, revision)
    return send(request, [edition], ending, lambda: _contents(request, edition))


def _contents(request: HttpRequest, edition: Edition) -> Contents:
    """The rows that the page's filters leave, in its order."""
    with translation.override(settings.LANGUAGE_CODE):
        shown = load_league(edition)
    chosen = _chosen(LeagueForm(request.GET, columns=sortable_columns(shown)), shown)
    ordered = _table(shown, chosen).ordered
    rows, columns = list(league_rows(shown, ordered, load_keys(edition.id))), league_columns(shown)
    if chosen.margins:
        varied = VARIED[chosen.margins]
        rows = list(with_margins(rows, ordered, load_margins(edition.id, varied), varied))
        columns += MARGINS
    chosen_by = [(name, value) for name, value in (("q", chosen.q), ("kind", chosen.kind)) if value]
    order = format_lazy(_lazy("As on the page: sorted by {column}."), column=chosen.sort or DEFAULT_SORT)

    def notes() -> list[Note]:
        said = file_notes(load_facts([edition.id]), chosen_by, order)
        return [*said, note(*MARGINS_NOTE)] if chosen.margins else said

    def as_json() -> str:
        said = notes()
        return json_table(columns, rows, title=title_in(said), notes=said)

    return Contents(
        name=file_name(
            edition,
            f"margins-{chosen.margins}" if chosen.margins else "",
            filtered=bool(chosen_by),
            sort="" if chosen.sort == DEFAULT_SORT else chosen.sort,
        ),
        notes=notes,
        columns=columns,
        rows=lambda: rows,
        csv=lambda: csv_table(columns, rows, bom=wants_mark(request)),
        json=as_json,
    )


def _page(
    request: HttpRequest, slug: str, year: int, revision: int | None
) -> tuple[League, Chosen, LeagueTable, Page[LeagueRow]]:
    """The ranking, what was chosen of it, its table, and the page of that."""
    shown = load_league(edition_of(request, slug, year, revision))
    chosen = _chosen(LeagueForm(request.GET, columns=sortable_columns(shown)), shown)
    table = _table(shown, chosen)

    def link(page: str) -> str:
        return league_url(shown.edition.address, **{**chosen.query, "page": page})

    return shown, chosen, table, page_of(table.ordered, chosen.page, link)


def _table(shown: League, chosen: Chosen) -> LeagueTable:
    return LeagueTable(shown, _filtered(shown, chosen), chosen.sort or DEFAULT_SORT)


def _charts(shown: League, rows: Sequence[LeagueRow]) -> dict[str, Chart | None]:
    """The charts of the rows on the page, by name; of more rows than a page has none could be read."""
    if len(rows) > settings.TABLE_PAGE_SIZE:
        return {"total": None, "pillars": None}
    return {"total": total_chart(shown, rows), "pillars": pillars_chart(shown, rows)}


def _chosen(form: LeagueForm, shown: League) -> Chosen:
    """The checked choices, or a page that says what can be chosen."""
    address = shown.edition.address
    columns = [Option(label, league_url(address, sort=name)) for name, label in _column_labels(shown)]
    kinds = [Option(str(UnitKind(kind).label), league_url(address, kind=kind)) for kind in shown.kinds]
    margins = [Option(label, url) for label, url, _current in _margin_links(shown, Chosen())]
    refuse_errors(
        form, {"sort": columns, "kind": kinds, "page": [Option("1", league_url(address))], "margins": margins}
    )
    data = form.cleaned_data
    return Chosen(data["q"], data["kind"], data["sort"], data["page"], data["margins"])


def _column_labels(shown: League) -> list[tuple[str, str]]:
    return [(bound.name, str(bound.header)) for bound in LeagueTable(shown, ()).columns]


def _filtered(shown: League, chosen: Chosen) -> list[LeagueRow]:
    """Rows of the chosen kind whose name contains the words, accents or not."""
    key = fold(chosen.q)
    rows = shown.rows if key or not chosen.q else ()  # words of signs alone are in no name
    return [row for row in rows if chosen.kind in ("", row.unit.kind) and key in row.unit.search_key]


def _context(shown: League, chosen: Chosen, table: LeagueTable, page: Page[LeagueRow]) -> dict[str, Any]:
    address = shown.edition.address
    kept = {name: value for name, value in chosen.query.items() if name != "sort" or value.lstrip("-") in FIXED[:3]}
    charts = _charts(shown, page.rows)
    margins = load_margins(shown.edition.id, VARIED[chosen.margins]) if chosen.margins else {}
    query = {**chosen.query, "page": chosen.page}
    return {
        **edition_context(shown.edition, kept),
        "here": "ranking",
        "title": title_of(shown.edition.group),
        "league": shown,
        "chosen": chosen,
        "page": page,
        "graph": shown.graph,
        "total_chart": on_page(charts["total"], shown.edition, **query),
        "pillars_chart": on_page(charts["pillars"], shown.edition, **query),
        "undrawn": without_points(page.rows),
        "rows": table.shown(page.rows, lambda unit: unit_url(address, unit.slug), margins),
        "margins": margins,
        "margin_links": _margin_links(shown, chosen),
        "margins_url": margins_url(address, margins=chosen.margins),
        "mixed": bool(shown.voices.published and shown.voices.illustrative),
        "has_change": has_change(shown),
        "has_bands": has_bands(shown),
        "mean_cells": mean_cells(shown),
        "legend": legend(shown),
        "arithmetic": arithmetic(shown.graph),
        "filtered": bool(chosen.q or chosen.kind),
        "hidden": _hidden(shown, chosen),
        "headings": headings(table, chosen.query),
        "kinds": _kind_links(shown, chosen),
        "form_url": page_url("league", address).partition("?")[0],
        "files": file_links(
            shown.edition, "league-file", q=chosen.q, kind=chosen.kind, sort=chosen.sort, margins=chosen.margins
        ),
        "clear_url": league_url(address, sort=chosen.sort, margins=chosen.margins),
    }


def _hidden(shown: League, chosen: Chosen) -> list[tuple[str, str]]:
    """What the filter's form keeps of the address."""
    address = shown.edition.address
    kept = {"group": address.group, "basis": address.basis, "kind": chosen.kind, "sort": chosen.sort}
    kept |= {"margins": chosen.margins, "page": chosen.query.get("page", "")}
    return [(name, value) for name, value in kept.items() if value]


def _margin_links(shown: League, chosen: Chosen) -> list[tuple[str, str, bool]]:
    """The official rank alone, or with its margin: label, address, chosen."""
    address, query = shown.edition.address, chosen.query
    urls = {name: league_url(address, **{**query, "margins": name}) for name in VARIED}
    return margin_choices(league_url(address, **{**query, "margins": ""}), urls, chosen.margins)


def _kind_links(shown: League, chosen: Chosen) -> list[tuple[str, str, bool]]:
    """All, then each kind: kind, address, chosen. Nothing where there is only one."""
    if len(shown.kinds) < 2 and not chosen.kind:
        return []
    query = chosen.query
    kinds = ["", *dict.fromkeys([*shown.kinds, *([chosen.kind] if chosen.kind else [])])]
    return [(kind, league_url(shown.edition.address, **{**query, "kind": kind}), kind == chosen.kind) for kind in kinds]
