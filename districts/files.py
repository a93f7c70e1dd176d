"""What an uploaded file is, by its content; what its name says counts for nothing."""

import hashlib
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

import puremagic

HEAD = 8192  # bytes; what tells the kind of a file lies within
OPEN_XML = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class FileType:
    """One kind of file that is taken, with the endings that its name may have."""

    mime: str
    endings: tuple[str, ...]
    starts: bytes
    holds: Callable[[BinaryIO], bool] = lambda file: True


def packed(member: str) -> Callable[[BinaryIO], bool]:
    """An Office Open XML file with this part, and no macros in it."""

    def holds(file: BinaryIO) -> bool:
        names = names_in(file)
        return {"[Content_Types].xml", member} <= names and not any(name.endswith("vbaProject.bin") for name in names)

    return holds


def names_in(file: BinaryIO) -> set[str]:
    try:
        with zipfile.ZipFile(file) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return set()


def declares(mime: str) -> Callable[[BinaryIO], bool]:
    """An OpenDocument file: its first member, not compressed, is its type."""
    return lambda file: mime.encode() == head_of(file)[38 : 38 + len(mime)] and "content.xml" in names_in(file)


def has_stream(*names: str) -> Callable[[BinaryIO], bool]:
    """An old office file: a compound file with a stream of one of these names."""
    wanted = [name.encode("utf-16-le") for name in names]

    def holds(file: BinaryIO) -> bool:
        file.seek(0)
        content = file.read()
        return any(name in content for name in wanted)

    return holds


ZIP, COMPOUND = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
TYPES = (
    FileType("application/pdf", (".pdf",), b"%PDF-"),
    FileType("image/png", (".png",), b"\x89PNG\r\n\x1a\n"),
    FileType("image/jpeg", (".jpg", ".jpeg"), b"\xff\xd8\xff"),
    FileType("image/webp", (".webp",), b"RIFF", lambda file: head_of(file)[8:12] == b"WEBP"),
    FileType(f"{OPEN_XML}.wordprocessingml.document", (".docx",), ZIP, packed("word/document.xml")),
    FileType(f"{OPEN_XML}.spreadsheetml.sheet", (".xlsx",), ZIP, packed("xl/workbook.xml")),
    FileType(f"{OPEN_XML}.presentationml.presentation", (".pptx",), ZIP, packed("ppt/presentation.xml")),
    FileType(f"{OPEN_DOCUMENT}.text", (".odt",), ZIP, declares(f"{OPEN_DOCUMENT}.text")),
    FileType(f"{OPEN_DOCUMENT}.spreadsheet", (".ods",), ZIP, declares(f"{OPEN_DOCUMENT}.spreadsheet")),
    FileType("application/msword", (".doc",), COMPOUND, has_stream("WordDocument")),
    FileType("application/vnd.ms-excel", (".xls",), COMPOUND, has_stream("Workbook", "Book")),
)
KINDS_OF_PACKAGES = (ZIP, COMPOUND)  # puremagic tells these by their outside alone


def head_of(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(HEAD)


def type_of(file: BinaryIO) -> FileType | None:
    """The type of a file that may be evidence; None for everything else."""
    head = head_of(file)
    known = {match.mime_type for match in matches(head)}
    for kind in TYPES:
        is_told = kind.starts in KINDS_OF_PACKAGES or kind.mime in known
        if head.startswith(kind.starts) and is_told and kind.holds(file):
            return kind
    return None


def matches(head: bytes) -> list[puremagic.PureMagicWithConfidence]:
    try:
        return list(puremagic.magic_string(head))
    except (puremagic.PureError, ValueError):
        return []


def digest_of(file: BinaryIO) -> str:
    """The SHA-256 of the whole file."""
    file.seek(0)
    digest = hashlib.sha256()
    while block := file.read(HEAD):
        digest.update(block)
    return digest.hexdigest()


def safe_name(name: str, kind: FileType) -> str:
    """The name that a download is given: no folders, no control signs, and an ending that fits the content."""
    bare = PurePosixPath(name.replace("\\", "/")).name
    bare = re.sub(r"[\x00-\x1f\x7f\u2028-\u202e\u2066-\u2069\"]", "", bare).strip(" .") or "file"
    ending = PurePosixPath(bare).suffix.lower()
    if ending in kind.endings:
        return bare[: -len(ending)][:LONGEST_NAME] + ending
    return bare[:LONGEST_NAME] + kind.endings[0]
