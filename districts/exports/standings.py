"""All standings of a publication, written to a file: what the address of the whole publication gives, byte for byte."""

from collections.abc import Callable, Iterable
from typing import BinaryIO

from districts.exports import tidy, workbook
from districts.exports.csv_text import csv_chunks
from districts.exports.json_text import json_chunks
from districts.exports.names import file_name
from districts.exports.notes import file_notes, title_in
from districts.exports.package import write_package
from districts.queries.editions import Edition
from districts.queries.package import load_facts

Writer = Callable[[BinaryIO, Edition], None]


def name_of(edition: Edition, ending: str) -> str:
    """What a browser would save it under: the package is the whole, the others are its standings."""
    return f"{file_name(edition)}.zip" if ending == "zip" else f"{_standings(edition)}.{ending}"


def _standings(edition: Edition) -> str:
    return file_name(edition, "standings")


def _notes(edition: Edition) -> list[tidy.Note]:
    return file_notes(load_facts([edition.id]), ())


def _write_text(out: BinaryIO, pieces: Iterable[str]) -> None:
    for piece in pieces:
        out.write(piece.encode("utf-8", "replace"))


def _csv(out: BinaryIO, edition: Edition) -> None:
    _write_text(out, csv_chunks(tidy.Selection((edition.id,))))


def _json(out: BinaryIO, edition: Edition) -> None:
    notes = _notes(edition)
    _write_text(out, json_chunks(tidy.Selection((edition.id,)), title=title_in(notes), notes=notes))


def _xlsx(out: BinaryIO, edition: Edition) -> None:
    rows = tidy.rows(tidy.Selection((edition.id,)))
    workbook.write(out, sheet=_standings(edition), columns=tidy.COLUMNS, rows=rows, notes=_notes(edition))


def _zip(out: BinaryIO, edition: Edition) -> None:
    write_package(out, edition.id)


WRITERS: dict[str, Writer] = {"csv": _csv, "xlsx": _xlsx, "json": _json, "zip": _zip}
