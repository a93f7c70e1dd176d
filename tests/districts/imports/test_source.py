"""From a path to text."""

from pathlib import Path

import pytest
from pytest_django import Settings

from districts.imports.source import Source, decode, read_source
from tests.districts.imports.files import faults_of, source


def test_name_and_bytes_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"code\n")
    read = read_source(str(tmp_path / "a.csv"))
    assert (read.name, read.data) == ("a.csv", b"code\n")


def test_missing_file(tmp_path: Path) -> None:
    path = str(tmp_path / "none.csv")
    assert faults_of(lambda: read_source(path)) == [(0, "", path, "a file that exists")]


def test_directory(tmp_path: Path) -> None:
    assert faults_of(lambda: read_source(str(tmp_path))) == [(0, "", str(tmp_path), "a file, not a directory")]


def test_over_the_size_limit(tmp_path: Path, settings: Settings) -> None:
    settings.LOAD_SIZE_LIMIT = 4
    (tmp_path / "a.csv").write_bytes(b"12345")
    faults = faults_of(lambda: read_source(str(tmp_path / "a.csv")))
    assert faults == [(0, "", "a larger file", "at most 4 bytes")]


def test_at_the_size_limit(tmp_path: Path, settings: Settings) -> None:
    settings.LOAD_SIZE_LIMIT = 5
    (tmp_path / "a.csv").write_bytes(b"12345")
    assert read_source(str(tmp_path / "a.csv")).data == b"12345"


@pytest.mark.parametrize("data", ["Văn Bàn".encode(), "Văn Bàn".encode("utf-8-sig"), "Va\u0306n Ba\u0300n".encode()])
def test_utf_8_with_or_without_mark_composed_or_not(data: bytes) -> None:
    assert decode(source(data)) == "Văn Bàn"


WANTED = "a CSV file in UTF-8"


@pytest.mark.parametrize(
    ("data", "row", "value"),
    [
        ("code\n".encode("utf-16"), 0, "UTF-16"),
        ("code\n".encode("utf-16-be"), 1, "a NUL byte: UTF-16 or a binary file"),
        (b"code\n1\x002\n", 2, "a NUL byte: UTF-16 or a binary file"),
        (b"PK\x03\x04\x14\x00", 0, "an Excel workbook or an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", 0, "an Excel workbook or an archive"),
        (b"\xef\xbb\xbf <!DOCTYPE html>", 0, "HTML or XML"),
    ],
)
def test_what_is_no_csv_file(data: bytes, row: int, value: str) -> None:
    assert faults_of(lambda: decode(source(data))) == [(row, "", value, WANTED)]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\n"])
def test_empty_file(data: bytes) -> None:
    faults = faults_of(lambda: decode(source(data)))
    assert faults == [(0, "", "an empty file", "a header and at least one row below it")]


def test_invalid_utf_8_names_the_line() -> None:
    faults = faults_of(lambda: decode(source(b"code\n080\nV\xe3n\n")))
    assert faults == [(3, "", "0xe3", "text in UTF-8")]


@pytest.mark.parametrize("sign", ["\x1b", "\u200b", "\u202e", "\x85"])
def test_invisible_signs(sign: str) -> None:
    faults = faults_of(lambda: decode(source(f"code\n08{sign}0\n")))
    assert faults == [(2, "", f"U+{ord(sign):04X}", "text without invisible control characters")]


def test_digest_is_sha_256_of_the_bytes() -> None:
    assert Source("a", b"").digest == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
