"""Where points were won or lost since another year: the finest parts that are known of both."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoring.ledger import Entry
from scoring.words import Status


@dataclass(frozen=True, slots=True)
class Then:
    """The same measure in the other year."""

    status: Status
    points: Decimal | None
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class Gain:
    """The change of one measure out of one and the same maximum."""

    code: str
    points: Decimal


def gains(
    now: Mapping[str, Entry], then: Mapping[str, Then], root: str, floor: Collection[str]
) -> tuple[tuple[Gain, ...], Decimal] | None:
    """The gains below `root`, no deeper than the measures of `floor`, and what they leave of the change of `root`.

    None where `root` itself cannot be compared. A whole is taken apart only where all its parts can be.
    """
    if not _is_known(now, then, root):
        return None
    found = tuple(_gain(now, then, code) for code in _cut(now, then, root, floor))
    return found, _gain(now, then, root).points - sum((gain.points for gain in found), Decimal(0))


def _cut(now: Mapping[str, Entry], then: Mapping[str, Then], code: str, floor: Collection[str]) -> list[str]:
    parts = [part for part in now[code].parts if not _is_void(now, then, part)]
    if code in floor or not parts or not all(_is_known(now, then, part) for part in parts):
        return [code]
    return [below for part in parts for below in _cut(now, then, part, floor)]


def _is_known(now: Mapping[str, Entry], then: Mapping[str, Then], code: str) -> bool:
    """Both figures stand for the whole of the same maximum."""
    entry, other = now[code], then.get(code)
    if other is None or entry.points is None or other.points is None or entry.maximum != other.maximum:
        return False
    return Status.INCOMPLETE not in (entry.status, other.status)


def _is_void(now: Mapping[str, Entry], then: Mapping[str, Then], code: str) -> bool:
    """It counts nothing in either year."""
    other = then.get(code)
    nothing = now[code].points is None and not now[code].maximum
    return nothing and (other is None or (other.points is None and not other.maximum))


def _gain(now: Mapping[str, Entry], then: Mapping[str, Then], code: str) -> Gain:
    after, before = now[code].points, then[code].points
    assert after is not None
    assert before is not None
    return Gain(code, after - before)
