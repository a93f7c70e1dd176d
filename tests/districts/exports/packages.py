"""Reading data packages in tests."""

import csv
import io
import json
from typing import Any
from zipfile import ZipFile

from districts.exports.package import write_package


def package_of(publication_id: int) -> bytes:
    out = io.BytesIO()
    write_package(out, publication_id)
    return out.getvalue()


def table(content: bytes, file: str) -> list[dict[str, str]]:
    with ZipFile(io.BytesIO(content)) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(f"{file}.csv").decode(), newline="")))


def described(content: bytes) -> Any:
    with ZipFile(io.BytesIO(content)) as archive:
        return json.loads(archive.read("datapackage.json"))


def read_me(content: bytes) -> str:
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read("README.md").decode()


def changed(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The same zip with something replaced in one of its files."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as source, ZipFile(out, "w") as target:
        for entry in source.namelist():
            data = source.read(entry)
            assert entry != name or old in data
            target.writestr(entry, data.replace(old, new) if entry == name else data)
    return out.getvalue()
