"""What was printed of a ranking beside what the portal computes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.exports.csv_text import BOM
from districts.exports.reconciliation import file_name, reconciliation_csv
from districts.forms.reconciliation import ReconciliationForm
from districts.models import Provenance
from districts.queries.reconciliation import Line, Reconciliation, Sheet, Worked, load_reconciliation
from districts.tables.reconciliation import (
    REASONS,
    SIGNS,
    VERDICTS,
    count_words,
    difference,
    expression,
    in_names,
    own,
    stated,
    what_label,
)
from districts.tables.words import title_of
from districts.views.addresses import file_url, page_url, query_of, unit_url
from districts.views.editions import edition_of
from districts.views.errors import Option, refuse_errors, says_what_there_is
from districts.views.heads import edition_context
from districts.views.sending import check_query, is_one_of, wants_mark

MOST_LISTED = 400  # lines of a sheet on the page; the file has all


@require_safe
@says_what_there_is
def reconciliation(request: HttpRequest, slug: str, year: int, revision: int | None = None) -> HttpResponse:
    """Line by line: stated, computed, difference, verdict."""
    return render(request, "pages/reconciliation.html", _context(_load(request, slug, year, revision)))


@is_one_of("csv")
def reconciliation_file(
    request: HttpRequest, slug: str, year: int, ending: str, revision: int | None = None
) -> HttpResponse:
    """The same lines as a file."""
    check_query(request, once=("unit",))
    found = _load(request, slug, year, revision)
    name = file_name(found.edition, found.unit.slug if found.unit else "")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    text = (BOM if wants_mark(request) else "") + reconciliation_csv(found)
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _load(request: HttpRequest, slug: str, year: int, revision: int | None) -> Reconciliation:
    """All lines, or those of the unit that the address names."""
    edition = edition_of(request, slug, year, revision)
    every = page_url("reconciliation", edition.address)
    form = ReconciliationForm(request.GET)
    refuse_errors(form, {"unit": [Option(title_of(edition.group), every)]})
    return load_reconciliation(edition, form.cleaned_data["unit"])


def _context(found: Reconciliation) -> dict[str, Any]:
    edition, unit = found.edition, found.unit
    chosen = {"unit": unit.slug} if unit else {}
    return {
        **edition_context(edition, chosen, link=lambda address, **kept: page_url("reconciliation", address)),
        "title": title_of(edition.group),
        "found": found,
        "unit": unit,
        "units": _offered(found),
        "counts": count_words(found.counts),
        "sheets": [
            (sheet, count_words(sheet.counts), _rows(sheet), len(sheet.lines) - MOST_LISTED) for sheet in found.sheets
        ],
        "worked": [_worked(each) for each in found.worked],
        "has_illustrative": any(
            line.said_by == Provenance.ILLUSTRATIVE and line.judgement.own is not None
            for sheet in found.sheets
            for line in sheet.lines
        ),
        "form_url": page_url("reconciliation", edition.address).partition("?")[0],
        "every_url": page_url("reconciliation", edition.address),
        "unit_url": unit_url(edition.address, unit.slug) if unit else "",
        "csv_url": file_url("reconciliation-file", edition.address, ending="csv").partition("?")[0]
        + query_of(edition.address, **chosen),
    }


def _offered(found: Reconciliation) -> list[Any]:
    """Units of which something was printed, and the chosen one."""
    named = {line.unit.id for sheet in found.sheets for line in sheet.lines if line.unit}
    named |= {found.unit.id} if found.unit else set()
    return [unit for unit in found.units if unit.id in named or found.unit]


def _rows(sheet: Sheet) -> list[dict[str, Any]]:
    """The lines as the table shows them."""
    return [_row(line) for line in sheet.lines[:MOST_LISTED]]


def _row(line: Line) -> dict[str, Any]:
    verdict = line.judgement.verdict.value
    return {
        "line": line,
        "what": what_label(line),
        "stated": stated(line),
        "own": own(line),
        "difference": difference(line),
        "verdict": verdict,
        "sign": SIGNS[verdict],
        "word": VERDICTS[verdict],
        "reason": REASONS[line.judgement.because.value],
    }


def _worked(worked: Worked) -> dict[str, Any]:
    steps = [{"step": step, "names": in_names(step), "sum": expression(step)} for step in worked.steps]
    return {"unit": worked.unit, "first": steps[:1], "steps": steps}
