"""The lines of a reconciliation as CSV, the same bytes in every language."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from districts.exports.league import text
from districts.exports.numbers import plain
from districts.queries.editions import Edition
from districts.queries.reconciliation import Reconciliation, Sheet

COLUMNS = (
    "statement", "number", "date", "provenance", "source", "unit_code", "unit_name", "measure_code", "what", "stated",
    "computed", "difference", "verdict", "reason", "computed_provenance",
)  # fmt: skip


def file_name(edition: Edition, unit: str) -> str:
    """What the file is called when it is saved."""
    words = ["dti", edition.address.slug, str(edition.year), edition.group, edition.basis, f"r{edition.revision}"]
    return "-".join(word for word in [*words, "reconciliation", unit] if word) + ".csv"


def reconciliation_csv(found: Reconciliation) -> str:
    """A header and a line a printed number; an empty statement is the publication itself."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for sheet in found.sheets:
        writer.writerows(_rows(sheet))
    return out.getvalue()


def _rows(sheet: Sheet) -> Iterator[list[str]]:
    """In the order of COLUMNS."""
    day = sheet.date.isoformat() if sheet.date else ""
    head = [text(sheet.title), text(sheet.number), day]
    for line in sheet.lines:
        judgement, decimals = line.judgement, line.node.decimals if line.node and line.what == "points" else 0
        yield [
            *head,
            line.stated_by,
            text(sheet.source),
            text(line.unit_code),
            text(line.unit.name_vi if line.unit else line.unit_name),
            text(line.measure),
            line.what,
            plain(line.stated, line.places),
            _number(judgement.own, decimals),
            _number(judgement.difference, decimals),
            judgement.verdict.value,
            judgement.because.value,
            line.said_by,
        ]


def _number(value: Decimal | None, places: int) -> str:
    return "" if value is None else plain(value, places)
