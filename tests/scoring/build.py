"""Short ways to write frameworks and sheets in tests."""

from collections.abc import Collection, Hashable, Mapping
from decimal import Decimal

from scoring import Cell, Figure, Framework, Kind, Measure, NotApplicable, Results, Sheet, State, score

Given = str | int | Figure | None
MISSING = Figure(State.MISSING)
NOT_APPLICABLE = Figure(State.NOT_APPLICABLE)


def leaf(
    code: str,
    maximum: str | None = "10",
    *,
    minimum: str | None = None,
    decimals: int = 2,
    kind: Kind = Kind.CRITERION,
    policy: NotApplicable = NotApplicable.LEAVE,
) -> Measure:
    most = None if maximum is None else Decimal(maximum)
    least = None if minimum is None else Decimal(minimum)
    return Measure(code, kind, (), most, least, decimals, policy)


def whole(
    code: str,
    parts: str,
    kind: Kind = Kind.GROUP,
    *,
    maximum: str | None = None,
    minimum: str | None = None,
    decimals: int = 2,
    policy: NotApplicable = NotApplicable.LEAVE,
) -> Measure:
    most = None if maximum is None else Decimal(maximum)
    least = None if minimum is None else Decimal(minimum)
    return Measure(code, kind, tuple(parts.split()), most, least, decimals, policy)


def total(parts: str, *, decimals: int = 2) -> Measure:
    return whole("total", parts, Kind.TOTAL, decimals=decimals)


def framework(*measures: Measure) -> Framework:
    return Framework.build(measures)


def pair(*, decimals: int = 2, minimum: str | None = None) -> Framework:
    """A total of two leaves of ten points each; the first may go below zero."""
    return framework(
        total("a b", decimals=decimals), leaf("a", decimals=decimals, minimum=minimum), leaf("b", decimals=decimals)
    )


def figure(given: Given) -> Figure:
    if isinstance(given, Figure):
        return given
    return Figure() if given is None else Figure(points=Decimal(given))


def scored(
    frame: Framework,
    units: Mapping[str, Mapping[str, Given]],
    *,
    unranked: Collection[str] = (),
    availability: str = "1",
    bands: Collection[str] = (),
) -> Results:
    figures = [(unit, code, figure(given)) for unit, row in units.items() for code, given in row.items()]
    sheet = Sheet.build(frame, list(units), figures, unranked=unranked)
    return score(frame, sheet, availability=Decimal(availability), bands=[Decimal(upper) for upper in bands])


def one(frame: Framework, code: str, **row: Given) -> Cell:
    """The cell of `code` for a single unit of these figures."""
    return scored(frame, {"u": row}).cell("u", code)


def facts(of: object, names: str) -> list[object]:
    """What `of` says under each of `names`."""
    return [getattr(of, name) for name in names.split()]


def ranks(results: Results, code: str) -> list[int | None]:
    return [cell.rank for cell in results.cells() if cell.code == code]


def rank_in(known: Mapping[Hashable, int], unit: Hashable) -> int:
    """1, 2, 2, 4: one more than the number of those who are better."""
    return 1 + sum(key > known[unit] for key in known.values())
