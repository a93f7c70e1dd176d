"""Standings as JSON, in pieces: numbers as JSON numbers with exactly the published decimals."""

from collections.abc import Iterator, Sequence

from districts.exports.tidy import Note
from districts.queries.rows import Selection


def json_chunks(selection: Selection, *, title: str, notes: Sequence[Note]) -> Iterator[str]:
    """An object of title, notes, columns and rows."""
    raise NotImplementedError
