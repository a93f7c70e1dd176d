"""The lines of the page of margins: where each interval is drawn, and how sure the next place is."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from districts.queries.margins import Line, MarginsPage
from districts.tables.bars import FULL


@dataclass(frozen=True, slots=True)
class Interval:
    """A bar from the first to the last rank on a scale of all ranks, in thousandths; a rank is as wide as its share."""

    start: int
    width: int
    middle: int  # the middle of the median rank
    official: int  # of the official rank


@dataclass(frozen=True, slots=True)
class MarginLine:
    """One unit as the template draws it."""

    line: Line
    interval: Interval
    next_share: Decimal | None  # of the draws in which it is ahead of the next
    is_first: bool  # of its group
    is_outside: bool  # its official rank lies outside the interval


def margin_lines(page: MarginsPage) -> Iterator[MarginLine]:
    """All lines in the official order."""
    last = max((line.margin.high for line in page.lines), default=1)
    last = max(last, *(line.total.rank or 0 for line in page.lines)) if page.lines else last
    group = 0
    for line, share in zip(page.lines, page.ahead_of_next(), strict=True):
        rank, margin = line.total.rank or 0, line.margin
        is_outside = not margin.low <= rank <= margin.high
        yield MarginLine(line, interval_of(line, last), share, margin.group != group, is_outside)
        group = margin.group


def interval_of(line: Line, last: int) -> Interval:
    """The place of a line's ranks among `last` of them."""
    start, end = ((rank * FULL) // last for rank in (line.margin.low - 1, line.margin.high))
    middle, official = ((2 * rank - 1) * FULL // (2 * last) for rank in (line.margin.middle, line.total.rank or 1))
    return Interval(start, max(1, end - start), middle, official)
