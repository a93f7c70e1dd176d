"""Where the points of one unit are, on one page for a meeting."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.forms.ledger import LABELS, LedgerForm
from districts.queries.editions import Edition, compared_label
from districts.queries.gaps import load_gaps
from districts.queries.ledger import Against, Ledger, load_ledger
from districts.queries.likeness import load_likeness
from districts.queries.moves import load_moves
from districts.tables.ledger import ledger_table
from districts.tables.moves import gap_sentences, move_sentences, move_table
from districts.tables.words import title_of
from districts.views.addresses import file_url, ledger_url, unit_url
from districts.views.editions import edition_of
from districts.views.errors import Option, refuse_errors, says_what_there_is
from districts.views.heads import edition_context
from districts.views.ledger_tasks import ledger_work


@require_safe
@says_what_there_is
def ledger(request: HttpRequest, slug: str, year: int, unit: str, revision: int | None = None) -> HttpResponse:
    """Points lost, the next rank, and why the rank changed."""
    edition, against = asked(request, slug, year, unit, revision)
    return render(request, "pages/ledger.html", _context(load_ledger(edition, unit), against))


def asked(request: HttpRequest, slug: str, year: int, unit: str, revision: int | None) -> tuple[Edition, Against]:
    """The publication, and what is asked of it; refused where no page offers that."""
    edition = edition_of(request, slug, year, revision)
    form = LedgerForm(request.GET)
    refuse_errors(form, {"by": [Option(label, url) for label, url, _current in _choices(edition, unit)]})
    return edition, form.against


def _context(found: Ledger, against: Against) -> dict[str, Any]:
    edition, headlines = found.edition, found.graph.headlines
    gaps = load_gaps(found, headlines)
    moves = load_moves(found, headlines)
    return {
        **edition_context(edition),
        "title": title_of(edition.group),
        "ledger": found,
        "graph": found.graph,
        "figure": found.total,
        "node": found.graph.total,
        "against": against,
        "choices": _choices(edition, found.unit.slug, against),
        "table": ledger_table(found, against),
        "gaps": gaps,
        "gap_sentences": gap_sentences(gaps[0]),
        "moves": moves,
        "since": compared_label(*moves.since) if moves.since else "",
        "move_sentences": move_sentences(moves, edition),
        "move_table": move_table(moves),
        "likeness": load_likeness(found),
        "files": [
            (ending.upper(), _file_url(found, against, ending, bom))
            for ending, bom in (("csv", "1"), ("xlsx", ""), ("json", ""))
        ],
        "unit_url": unit_url(edition.address, found.unit.slug),
        **ledger_work(found),
    }


def _choices(edition: Edition, unit: str, current: Against | None = None) -> list[tuple[str, str, bool]]:
    """Label, address, chosen; the maximum is left out of the address."""
    return [
        (
            str(label),
            ledger_url(edition.address, unit, by=_word(what)),
            what is current,
        )
        for what, label in LABELS.items()
    ]


def _file_url(found: Ledger, against: Against, ending: str, bom: str) -> str:
    address, unit = found.edition.address, found.unit.slug
    return file_url("ledger-file", address, ending=ending, unit=unit, by=_word(against), bom=bom)


def _word(what: Against) -> str:
    """As the address has it."""
    return "" if what is Against.MAXIMUM else what.value
