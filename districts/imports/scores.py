"""Files of scores, long (a row a figure) and wide (a row a unit): cells to figures, each checked by itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from districts.imports.cells import Cells, Number, plain
from districts.imports.table import Row, Table, check_columns
from districts.models import Measure, Provenance, ScoreState
from districts.text import fold
from districts.typed_numbers import wanted_places

LONG = ("unit_code", "measure_code", "points", "share", "state", "rank", "ranked", "provenance", "source")
SIGNS_OF_LONG = {"measure_code", "points", "share"}
SAYING = ("points", "share", "state", "rank")  # a long file has at least one of them
HIGHEST_RANK = 1_000_000
MOST_SHARE_PLACES = 9
WIDEST_MARGIN = Decimal(100)
SCORED, MISSING, NOT_APPLICABLE = ScoreState.SCORED.value, ScoreState.MISSING.value, ScoreState.NOT_APPLICABLE.value
STATES = {"scored": SCORED, "missing": MISSING, "not applicable": NOT_APPLICABLE} | {
    fold("đã chấm"): SCORED,
    fold("chưa đánh giá"): MISSING,
    fold("thiếu"): MISSING,
    fold("không áp dụng"): NOT_APPLICABLE,
}
PROVENANCES = {word: word for word in Provenance.values} | {
    fold("chính thức"): Provenance.OFFICIAL.value,
    fold("báo chí"): Provenance.PRESS.value,
    fold("minh họa"): Provenance.ILLUSTRATIVE.value,
}
YES_NO = {"yes": "yes", "no": "no", fold("có"): "yes", fold("không"): "no"}


@dataclass(frozen=True, slots=True)
class Content:
    """What one figure says."""

    state: str
    points: Decimal | None = None
    margin: Decimal | None = None
    printed_rank: int | None = None
    provenance: str = Provenance.OFFICIAL.value
    source: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of the file, with its place; the unit is still a code."""

    row: int
    column: str
    unit_code: str
    measure: Measure
    content: Content


def is_long(table: Table) -> bool:
    return bool(SIGNS_OF_LONG & set(table.columns))


def check_long(table: Table) -> None:
    """Refuse a long file that lacks a column or has none that says anything."""
    needed = () if set(SAYING) & set(table.columns) else ("points",)
    check_columns(table, ("unit_code", "measure_code", *needed), LONG)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads figures of one framework; `is_leaf` says which measures have no parts."""

    cells: Cells
    is_leaf: Callable[[Measure], bool]

    def long(self, row: Row, measure: Measure) -> Content | None:
        """The figure of a row of a long file; None where a cell is faulty."""
        before = len(self.cells.faults.found)
        points = self.points(row, "points", measure)
        shared, margin = self.share(row, measure)
        rank = self.cells.whole(row, "rank", 1, HIGHEST_RANK)
        content = Content(
            state=self.state(row, measure),
            points=shared if points is None else points,
            margin=margin,
            printed_rank=rank,
            provenance=self.cells.word(row, "provenance", PROVENANCES, Provenance.OFFICIAL.value),
            source=self.cells.text(row, "source", 500),
        )
        self.check(row, content)
        return content if len(self.cells.faults.found) == before else None

    def wide(self, row: Row, measure: Measure) -> Content | None:
        """The figure of one cell of a wide file; None where it says nothing or is faulty."""
        column = measure.code
        text = row.get(column)
        if not text:
            return None
        if state := STATES.get(fold(text)):
            if state == SCORED:
                self.cells.faults.add(row.number, column, text, _("points, or one of the words for none"))
                return None
            return Content(state) if self.may_be(row, column, state, measure) else None
        points = self.points(row, column, measure)
        return None if points is None else Content(SCORED, points)

    def points(self, row: Row, column: str, measure: Measure) -> Decimal | None:
        number = self.cells.number(row, column)
        if number is None:
            return None
        if number.needed > measure.decimals:
            names = {"places": wanted_places(measure.decimals), "code": measure.code}
            wanted = _("%(places)s, as measure %(code)s declares") % names
        elif not measure.min_points <= number.value <= measure.max_points:
            wanted = self.bounds(measure)
        else:
            return number.value
        self.cells.faults.add(row.number, column, row.get(column), wanted)
        return None

    def share(self, row: Row, measure: Measure) -> tuple[Decimal | None, Decimal | None]:
        """The points that a share of the maximum stands for, and half its last printed digit in points.

        A share without decimals is a whole or nothing, and exact.
        """
        number = self.cells.number(row, "share")
        if number is None:
            return None, None
        if not abs(number.value) <= 1 or number.value * measure.max_points < measure.min_points:
            wanted = _("a share of the maximum from 0 to 1")
        elif number.needed > MOST_SHARE_PLACES or (self.margin(number, measure) or 0) >= WIDEST_MARGIN:
            wanted = _("a share with as many decimals as were printed, at most %(count)s")
            wanted %= {"count": MOST_SHARE_PLACES}
        else:
            place = Decimal(1).scaleb(-measure.decimals)
            return (number.value * measure.max_points).quantize(place, ROUND_HALF_UP), self.margin(number, measure)
        self.cells.faults.add(row.number, "share", row.get("share"), wanted)
        return None, None

    def margin(self, number: Number, measure: Measure) -> Decimal | None:
        if not number.places:
            return None
        margin: Decimal = Decimal(5).scaleb(-number.places - 1) * measure.max_points
        return margin.quantize(Decimal(1).scaleb(-12), ROUND_HALF_UP)

    def bounds(self, measure: Measure) -> str:
        bounds = (measure.min_points, measure.max_points)
        low, high = (plain(bound).replace(".", self.cells.mark) for bound in bounds)
        names = {"low": low, "high": high, "code": measure.code}
        return _("from %(low)s to %(high)s, the bounds of measure %(code)s") % names

    def state(self, row: Row, measure: Measure) -> str:
        """What the row states, else scored where it holds a figure, else missing."""
        says = any(row.get(column) for column in ("points", "share", "rank"))
        state = self.cells.word(row, "state", STATES, SCORED if says else MISSING)
        self.may_be(row, "state", state, measure)
        return state

    def may_be(self, row: Row, column: str, state: str, measure: Measure) -> bool:
        """Only a leaf may be not applicable."""
        if state == NOT_APPLICABLE and not self.is_leaf(measure):
            wanted = _("another state: only a measure without parts may be not applicable")
            self.cells.faults.add(row.number, column, row.get(column), wanted)
            return False
        return True

    def check(self, row: Row, content: Content) -> None:
        """The cells of a row must not contradict each other."""
        faults = self.cells.faults
        if row.get("points") and row.get("share"):
            faults.add(row.number, "share", row.get("share"), _("either points or a share, not both"))
        filled = next((column for column in ("points", "share", "rank") if row.get(column)), None)
        if content.state != SCORED and filled:
            wanted = _("nothing, since the state of the row is %(state)s") % {"state": row.get("state")}
            faults.add(row.number, filled, row.get(filled), wanted)
        if content.state == SCORED and not filled:
            faults.add(row.number, "points", "", _("points, a share or a rank, since the state of the row is scored"))


def figures(table: Table, measures: dict[str, Measure], reader: Reader) -> Iterator[FigureRow]:
    """The figures of a table without fault; rows of unknown measures are passed over."""
    if is_long(table):
        for row in table.rows:
            measure = measures.get(row.get("measure_code"))
            content = reader.long(row, measure) if measure else None
            if measure and content:
                yield FigureRow(row.number, "measure_code", row.get("unit_code"), measure, content)
        return
    columns = [measures[column] for column in table.columns if column in measures]
    for row in table.rows:
        for measure in columns:
            if content := reader.wide(row, measure):
                yield FigureRow(row.number, measure.code, row.get("unit_code"), measure, content)
