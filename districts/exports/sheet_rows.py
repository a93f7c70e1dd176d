"""Rows of a spreadsheet's file, written one by one: exact numbers, and text that is never a formula."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from districts.exports.csv_text import FORMULA_SIGNS
from districts.exports.numbers import plain

if TYPE_CHECKING:
    from districts.exports.tidy import Cell, Column

MOST_SIGNS = 32_767  # in a cell
MOST_DECIMALS = 9
# What XML cannot say: control characters, halves of surrogate pairs, two that are none.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MARKUP = re.compile("[&<>\r]")
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}  # a bare carriage return would be read as a line feed


@dataclass(frozen=True, slots=True)
class Styles:
    """The numbers that a workbook gave to its styles."""

    text: int
    quoted: int  # text that looks like a formula
    places: Sequence[int]  # numbers, by their decimals


def clean(text: str) -> str:
    """The text with what a workbook cannot hold replaced or, past the most signs of a cell, cut off."""
    return UNWRITABLE.sub("\ufffd", text)[:MOST_SIGNS]


def looks_like_a_formula(text: str) -> bool:
    """A spreadsheet would compute it if it were typed in."""
    return text.startswith(FORMULA_SIGNS)


class RowWriter:
    """Writes the cells of one sheet; `letters` are the names of its columns."""

    def __init__(self, columns: Sequence["Column"], letters: Sequence[str], styles: Styles) -> None:
        self.letters = letters
        self.styles = styles
        self.places = [column.places for column in columns]
        # Names, codes and words come again and again, so each is escaped once.
        self.text = lru_cache(maxsize=10_000)(self._text)

    def line(self, number: int, row: Sequence["Cell"]) -> bytes:
        """One row; an empty cell is not written at all."""
        cells = [
            f'<c r="{letter}{number}"{self._cell(value, places)}'
            for letter, value, places in zip(self.letters, row, self.places, strict=True)
            if value is not None and value != ""
        ]
        return f'<row r="{number}">{"".join(cells)}</row>'.encode()

    def _cell(self, value: "Cell", places: int | None) -> str:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Decimal):
            return self._number(f"{value:f}" if places is None else plain(value, places))
        return self.text("yes" if value else "no") if isinstance(value, bool) else self._number(str(value))

    def _number(self, text: str) -> str:
        decimals = len(text.partition(".")[2])
        return f' s="{self.styles.places[min(decimals, MOST_DECIMALS)]}"><v>{text}</v></c>'

    def _text(self, text: str) -> str:
        style = self.styles.quoted if looks_like_a_formula(text) else self.styles.text
        written = MARKUP.sub(lambda found: ESCAPES[found[0]], clean(text))
        kept = ' xml:space="preserve"' if text != text.strip() else ""
        return f' s="{style}" t="inlineStr"><is><t{kept}>{written}</t></is></c>'
