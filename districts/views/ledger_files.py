"""The ledger of one unit's points as a file."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from districts.exports.csv_text import csv_table
from districts.exports.json_text import json_table
from districts.exports.ledger import COLUMNS, SUM, ledger_rows, order_of
from districts.exports.names import file_name
from districts.exports.notes import file_notes, note, title_in
from districts.queries.ledger import Against, load_ledger
from districts.queries.package import load_facts
from districts.queries.rows import find_units
from districts.views.ledger import asked
from districts.views.sending import Contents, check_query, is_a_file, send, wants_mark


@is_a_file
def ledger_file(
    request: HttpRequest, slug: str, year: int, unit: str, ending: str, revision: int | None = None
) -> HttpResponse:
    """The lines in the order of what is lost, the same under every language."""
    check_query(request, once=("by",))
    edition, against = asked(request, slug, year, unit, revision)
    find_units(edition.id, [unit])

    def contents() -> Contents:
        with translation.override(settings.LANGUAGE_CODE):
            rows = list(ledger_rows(load_ledger(edition, unit), against))
        chosen = [("unit", unit), *([] if against is Against.MAXIMUM else [("by", against.value)])]
        notes = [
            *file_notes(load_facts([edition.id]), chosen, order_of(against)),
            note(*SUM),
        ]
        return Contents(
            name=file_name(edition, unit, "points-lost", *([] if against is Against.MAXIMUM else [against.value])),
            notes=lambda: notes,
            columns=COLUMNS,
            rows=lambda: rows,
            csv=lambda: csv_table(COLUMNS, rows, bom=wants_mark(request)),
            json=lambda: json_table(COLUMNS, rows, title=title_in(notes), notes=notes),
        )

    return send(request, [edition], ending, contents)
