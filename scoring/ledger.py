"""Where a unit's points are: the finest measures of which something is known, each of them once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from scoring.points import decimal_of, half_up
from scoring.words import Origin, Status


class LineKind(StrEnum):
    """What is known of a line."""

    POINTS = "points"  # its own figure
    WHOLE = "whole"  # only this whole is known, nothing below it
    REST = "rest"  # what a whole has beside those of its parts that are known
    DIFFERENCE = "difference"  # what a whole shows beyond the sum of its parts: rounding, or a contradiction
    MISSING = "missing"  # not assessed: no points, and none lost
    NOT_PUBLISHED = "not_published"  # assessed, but neither it nor anything above it was published
    NOT_APPLICABLE = "not_applicable"  # left the unit's maximum
    NOT_SCORED = "not_scored"  # counts nothing for anybody


WITHOUT_POINTS = {
    Status.MISSING: LineKind.MISSING,
    Status.NOT_APPLICABLE: LineKind.NOT_APPLICABLE,
    Status.NOT_SCORED: LineKind.NOT_SCORED,
}
VOID = (LineKind.NOT_APPLICABLE, LineKind.NOT_SCORED)


@dataclass(frozen=True, slots=True)
class Entry:
    """What was published of one measure of the unit."""

    code: str
    parts: tuple[str, ...]
    status: Status
    origin: Origin
    points: Decimal | None
    maximum: Decimal  # the unit's own


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger."""

    code: str  # of a rest or a difference: the whole that it belongs to
    kind: LineKind
    points: Decimal | None
    maximum: Decimal
    of: tuple[str, ...] = ()  # the parts that a rest stands for

    @property
    def lost(self) -> Decimal | None:
        """Maximum less points; what was not assessed is not lost."""
        return None if self.points is None else self.maximum - self.points

    @property
    def open(self) -> Decimal:
        """Maximum less points, where what has no points has zero of them."""
        return self.maximum - (self.points or Decimal(0))


@dataclass(frozen=True, slots=True)
class Ledger:
    """The lines of one whole in the order of the graph. What is open of them adds up to what is open of the whole."""

    points: Decimal | None
    maximum: Decimal
    lines: tuple[Line, ...]

    @property
    def lost(self) -> Decimal:
        """Of everything that has points."""
        return sum((line.lost for line in self.lines if line.lost is not None), Decimal(0))

    @property
    def missing(self) -> Decimal:
        """The maximum of what was not assessed."""
        return sum((line.maximum for line in self.lines if line.kind is LineKind.MISSING), Decimal(0))

    @property
    def unknown(self) -> Decimal:
        """The maximum of what was assessed and is covered by no published figure."""
        return sum((line.maximum for line in self.lines if line.kind is LineKind.NOT_PUBLISHED), Decimal(0))


def ledger(entries: Mapping[str, Entry], root: str) -> Ledger:
    """The ledger of `root`: below it every measure is met once, since no whole counts a leaf twice."""
    whole = entries[root]
    lines, silent = _expand(entries, root)
    lines += [Line(code, LineKind.NOT_PUBLISHED, None, entries[code].maximum) for code in silent]
    if whole.points is not None:
        lines += _difference(whole, lines)
    return Ledger(whole.points, whole.maximum, tuple(lines))


def _expand(entries: Mapping[str, Entry], code: str) -> tuple[list[Line], list[str]]:
    """The lines at or below a measure, and the topmost measures of which nothing at all is known."""
    entry = entries[code]
    if not entry.parts:
        return _leaf(entry)
    lines: list[Line] = []
    silent: list[str] = []
    for part in entry.parts:
        below, quiet = _expand(entries, part)
        lines += below
        silent += quiet
    telling = any(line.kind not in VOID for line in lines)
    if entry.points is None:
        return lines, [code] if silent and not telling else silent
    if entry.origin is Origin.SUMMED:
        return lines, silent  # its parts say it all, and finer; the root's rounding is a line of its own
    if not silent:
        return lines + _difference(entry, lines), []
    kind = LineKind.REST if telling else LineKind.WHOLE
    points, maximum = _beside(entry, lines)
    return [*lines, Line(code, kind, points, maximum, tuple(silent) if telling else ())], []


def _leaf(entry: Entry) -> tuple[list[Line], list[str]]:
    if entry.points is not None:
        return [Line(entry.code, LineKind.POINTS, entry.points, entry.maximum)], []
    if entry.status in WITHOUT_POINTS:
        return [Line(entry.code, WITHOUT_POINTS[entry.status], None, entry.maximum)], []
    return [], [entry.code]


def _beside(entry: Entry, lines: Iterable[Line]) -> tuple[Decimal, Decimal]:
    """Points and maximum that a whole has beside some lines below it."""
    points, maximum = entry.points or Decimal(0), entry.maximum
    for line in lines:
        points -= line.points or Decimal(0)
        maximum -= line.maximum
    return points, maximum


def _difference(entry: Entry, lines: Iterable[Line]) -> list[Line]:
    points, maximum = _beside(entry, lines)
    return [Line(entry.code, LineKind.DIFFERENCE, points, maximum)] if points or maximum else []


def share_of(part: Decimal, whole: Decimal, places: int = 3) -> Decimal | None:
    """`part` of `whole`, rounded half up; none of nothing."""
    return None if whole <= 0 else decimal_of(half_up(Fraction(part) / Fraction(whole) * 10**places), places)
