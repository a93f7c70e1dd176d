"""From a path to text: everything that is not a text file in UTF-8 is named and refused here."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from districts.imports.faults import Faults

# Signs nobody sees: they break terminals, or make two codes differ that look alike.
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name and bytes."""

    name: str
    data: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def read_source(path: str) -> Source:
    """Read a file up to the size limit, or say why it cannot be read."""
    name, limit = Path(path).name or path, settings.LOAD_SIZE_LIMIT
    faults = Faults(name)
    try:
        with Path(path).open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        faults.stop(0, "", path, _("a file that exists"))
    except IsADirectoryError:
        faults.stop(0, "", path, _("a file, not a directory"))
    except OSError as error:
        faults.stop(0, "", path, _("a file that can be read (%(reason)s)") % {"reason": error.strerror})
    if len(data) > limit:
        faults.stop(0, "", _("a larger file"), _("at most %(limit)s bytes") % {"limit": limit})
    return Source(name, data)


def decode(source: Source) -> str:
    """The text of a source in UTF-8, with or without byte order mark, composed (NFC)."""
    faults = Faults(source.name)
    refuse_binary(source.data, faults)
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.data[: error.start].count(b"\n") + 1
        faults.stop(line, "", f"0x{source.data[error.start]:02x}", _("text in UTF-8"))
    if text.lstrip().startswith("<"):
        faults.stop(0, "", _("HTML or XML"), _("a CSV file in UTF-8"))
    for sign in INVISIBLE.finditer(text):
        row = text.count("\n", 0, sign.start()) + 1
        faults.add(row, "", f"U+{ord(sign[0]):04X}", _("text without invisible control characters"))
    faults.check()
    return unicodedata.normalize("NFC", text)


def refuse_binary(data: bytes, faults: Faults) -> None:
    """Name the kinds of file that people take for CSV."""
    wanted = _("a CSV file in UTF-8")
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        faults.stop(0, "", _("an empty file"), _("a header and at least one row below it"))
    if data.startswith(UTF_16):
        faults.stop(0, "", "UTF-16", wanted)
    if data.startswith(WORKBOOKS):
        faults.stop(0, "", _("an Excel workbook or an archive"), wanted)
    if b"\x00" in data:
        row = data[: data.index(b"\x00")].count(b"\n") + 1
        faults.stop(row, "", _("a NUL byte: UTF-16 or a binary file"), wanted)
