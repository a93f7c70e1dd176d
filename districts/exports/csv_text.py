"""Standings as CSV, in pieces: the same bytes in every language and on both databases."""

from collections.abc import Iterator

from districts.queries.rows import Selection


def csv_chunks(selection: Selection, *, bom: bool = False) -> Iterator[str]:
    """A header and a line a row (RFC 4180), some thousand lines a piece."""
    raise NotImplementedError
