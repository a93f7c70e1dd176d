"""From the text of one cell to a value: numbers, words, dates."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from districts.imports.faults import Faults
from districts.imports.table import Row, Table
from districts.text import fold

NUMBER = re.compile(r"-?[0-9]+(?:([.,])([0-9]+))?")
WHOLE = re.compile(r"[0-9]{1,9}")
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
DAY_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: its value, its decimals, and how many of them are left without trailing zeros."""

    value: Decimal
    places: int
    needed: int


def decimal_mark(table: Table, columns: Iterable[str]) -> str:
    """The decimal mark of most numbers in these columns; where both are equally many, the separator decides."""
    counts = {".": 0, ",": 0}
    wanted = [column for column in columns if column in table.columns]
    for row in table.rows:
        for column in wanted:
            match = NUMBER.fullmatch(row.cells[column])
            if match and match[1]:
                counts[match[1]] += 1
    if counts["."] == counts[","]:
        return "," if table.delimiter == ";" else "."
    return max(counts, key=lambda mark: counts[mark])


@dataclass(frozen=True, slots=True)
class Cells:
    """Reads the cells of one table, all with one decimal mark, and gathers their faults."""

    faults: Faults
    mark: str

    def number(self, row: Row, column: str) -> Number | None:
        """A plain decimal number; None where the cell is empty or faulty."""
        text = row.get(column)
        if not text:
            return None
        match = NUMBER.fullmatch(text)
        if match is None:
            wanted = _("a number such as 12%(mark)s5, in the digits 0 to 9") % {"mark": self.mark}
            self.faults.add(row.number, column, text, wanted)
            return None
        if match[1] not in (None, self.mark):
            wanted = _("“%(mark)s” before the decimals, as in most numbers of this file") % {"mark": self.mark}
            self.faults.add(row.number, column, text, wanted)
            return None
        value = Decimal(text.replace(",", ".")) or Decimal(0)  # no minus zero
        decimals = match[2] or ""
        return Number(value, len(decimals), len(decimals.rstrip("0")))

    def whole(self, row: Row, column: str, low: int, high: int) -> int | None:
        """A whole number between two bounds; None where the cell is empty or faulty."""
        text = row.get(column)
        if not text:
            return None
        if WHOLE.fullmatch(text) and low <= int(text) <= high:
            return int(text)
        wanted = _("a whole number from %(low)s to %(high)s") % {"low": low, "high": high}
        self.faults.add(row.number, column, text, wanted)
        return None

    def word(self, row: Row, column: str, words: Mapping[str, str], default: str) -> str:
        """One of the words, in either language; the default where the cell is empty or faulty."""
        text = row.get(column)
        if not text:
            return default
        if (meaning := words.get(fold(text))) is not None:
            return meaning
        choices = ", ".join(dict.fromkeys(words.values()))
        self.faults.add(row.number, column, text, _("one of: %(choices)s") % {"choices": choices})
        return default

    def text(self, row: Row, column: str, limit: int, *, required: bool = False) -> str:
        """A text on one line, not longer than can be stored."""
        text = " ".join(row.get(column).split())
        if required and not text:
            self.faults.add(row.number, column, "", _("a text"))
        if len(text) > limit:
            wanted = _("at most %(limit)s characters, not %(found)s") % {"limit": limit, "found": len(text)}
            self.faults.add(row.number, column, text, wanted)
        return text

    def day(self, row: Row, column: str) -> date | None:
        """A date as 2025-06-30 or 30/06/2025; None where the cell is empty or faulty."""
        text = row.get(column)
        if not text:
            return None
        day = day_of(text)
        if day is None:
            self.faults.add(row.number, column, text, _("a date such as 2025-06-30 or 30/06/2025"))
        return day


def day_of(text: str) -> date | None:
    """A date as 2025-06-30 or 30/06/2025; None where the text is none, or of no day in the calendar."""
    try:
        if match := ISO_DATE.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := DAY_FIRST.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        pass
    return None


def plain(number: Decimal | None) -> str:
    """A number as text without needless zeros."""
    if not number:
        return "0"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
