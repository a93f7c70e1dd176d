"""What is wrong with a file: each fault names its place, what stands there and what was expected."""

from dataclasses import dataclass, field
from typing import NoReturn

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SHOWN = 100  # faults printed at once; the rest are counted
WIDTH = 60  # characters of a value that are shown


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. Row 1 is the header, as a spreadsheet counts; row 0 means the file as a whole."""

    file: str
    row: int
    column: str
    value: str
    expected: str

    @property
    def place(self) -> str:
        """File, row and column, as far as they are known."""
        if not self.row:
            return self.file
        if not self.column:
            return _("%(file)s, row %(row)s") % {"file": self.file, "row": self.row}
        names = {"file": self.file, "row": self.row, "column": self.column}
        return _("%(file)s, row %(row)s, column %(column)s") % names

    def __str__(self) -> str:
        value = self.value if len(self.value) <= WIDTH else self.value[: WIDTH - 1] + "…"
        names = {"place": self.place, "value": value.replace("\n", " "), "expected": self.expected}
        if not value:
            return _("%(place)s: nothing stands there; expected %(expected)s") % names
        return _("%(place)s: found “%(value)s”; expected %(expected)s") % names


class RefusedError(Exception):
    """A load refused for a reason that lies outside the file; the message is for the user."""


class FileFaultsError(Exception):
    """A file with faults; nothing of it is used."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: fault.row)
        super().__init__(self.text())

    def text(self) -> str:
        """The first faults, a line each, and the count of the others."""
        count = len(self.faults)
        head = ngettext(
            "%(count)s fault was found, so nothing was changed.",
            "%(count)s faults were found, so nothing was changed.",
            count,
        )
        lines = [head % {"count": count}, *map(str, self.faults[:SHOWN])]
        if rest := count - SHOWN if count > SHOWN else 0:
            more = ngettext("and %(count)s more fault.", "and %(count)s more faults.", rest)
            lines.append(more % {"count": rest})
        return "\n".join(lines)


@dataclass(slots=True)
class Faults:
    """The faults of one file, gathered so that all are told at once."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def add(self, row: int, column: str, value: str, expected: str) -> None:
        self.found.append(Fault(self.file, row, column, value, expected))

    def stop(self, row: int, column: str, value: str, expected: str) -> NoReturn:
        """Add a fault after which the file cannot be read further."""
        self.add(row, column, value, expected)
        raise FileFaultsError(self.found)

    def check(self) -> None:
        """Refuse the file if anything was found."""
        if self.found:
            raise FileFaultsError(self.found)
