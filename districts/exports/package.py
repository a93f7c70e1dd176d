"""A publication as one file: its data, its codebook, its description for programs, and how to cite it.

The same publication gives the same bytes: nothing in it depends on when, where or for whom it is made.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.utils import translation

from districts.exports.csv_text import csv_chunks
from districts.exports.descriptor import Written, descriptor
from districts.exports.package_tables import csv_text, small_files
from districts.exports.readme import readme
from districts.exports.zip_entries import entry
from districts.queries.package import Package, load_package
from districts.queries.rows import Selection

FORMAT = 1  # raised when the package changes for the same publication: part of its ETag
READABLE = 0o644 << 16


def write_package(out: BinaryIO, publication_id: int) -> None:
    """Write the zip of a publication. The memory it takes does not grow with the standings."""
    with translation.override(settings.LANGUAGE_CODE):
        package = load_package(publication_id)
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            written = [_write(archive, file, chunks) for file, chunks in files_of(package).items()]
            archive.writestr(_entry("datapackage.json"), descriptor(package, written))
            archive.writestr(_entry("README.md"), readme(package, written))


def files_of(package: Package) -> Mapping[str, Iterable[str]]:
    """The text of every table, by its name, in the order of the package."""
    small = {file: csv_text(file, lines) for file, lines in small_files(package).items()}
    return {"standings": csv_chunks(Selection((package.facts.id,))), **small}


def _entry(name: str) -> ZipInfo:
    found = entry(name)
    found.external_attr = READABLE
    return found


def _write(archive: ZipFile, file: str, chunks: Iterable[str]) -> Written:
    digest, size = sha256(), 0
    with archive.open(_entry(f"{file}.csv"), "w", force_zip64=file == "standings") as target:
        for chunk in chunks:
            content = chunk.encode()
            digest.update(content)
            size += len(content)
            target.write(content)
    return Written(file, size, digest.hexdigest())
