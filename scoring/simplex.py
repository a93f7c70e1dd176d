"""Exact answers about sums of bounded variables: can they all hold, and how far does one sum reach?"""

from collections.abc import Sequence
from fractions import Fraction

Number = int | Fraction
Bounds = tuple[Number, Number]


def ratio(a: Number, b: Number) -> Number:
    """a / b, kept a plain integer where it is one: these are many times faster than fractions."""
    quotient = Fraction(a) / b if type(a) is Fraction or type(b) is Fraction or a % b else a // b
    return quotient.numerator if quotient.denominator == 1 else quotient


class Simplex:
    """Variables x with bounds, and sums of them with bounds of their own.

    The general simplex of linear-arithmetic solvers: every sum is a variable too, kept as a row over the variables
    that currently stand at a bound. Always the first candidate is taken (Bland's rule), hence it ends.
    """

    def __init__(
        self, bounds: Sequence[Bounds], rows: Sequence[Sequence[int]], sums: Sequence[Bounds], aim: Sequence[int] = ()
    ) -> None:
        count = len(bounds)
        table = [*rows, aim] if aim else [*rows]
        self.low: list[Number | None] = [*(low for low, _ in bounds), *(low for low, _ in sums), None]
        self.high: list[Number | None] = [*(high for _, high in bounds), *(high for _, high in sums), None]
        self.value: list[Number] = [low for low, _ in bounds]
        self.value += [sum(a * x for a, x in zip(row, self.value[:count], strict=True)) for row in table]
        self.free = list(range(count))  # what each column stands for
        self.bound = list(range(count, count + len(table)))  # what each row stands for; the aim stays last
        self.table: list[list[Number]] = [list(row) for row in table]

    def feasible(self) -> bool:
        """Move to values inside all bounds; False where there are none."""
        while (broken := self._first_broken()) is not None:
            row, goal = broken
            up = goal > self.value[self.bound[row]]
            columns = [c for c, a in enumerate(self.table[row]) if a and self._can_move(c, (a > 0) == up)]
            if not columns:
                return False
            column = min(columns, key=self.free.__getitem__)
            step = ratio(goal - self.value[self.bound[row]], self.table[row][column])
            self._move(column, step)
            self._pivot(row, column)
        return True

    def most(self, sign: int = 1) -> Number:
        """The largest (sign 1) or smallest (sign -1) value of the aim; to be asked once values are feasible."""
        aim = len(self.table) - 1
        while True:
            columns = [c for c, a in enumerate(self.table[aim]) if a and self._can_move(c, a * sign > 0)]
            if not columns:
                return self.value[self.bound[aim]]
            column = min(columns, key=self.free.__getitem__)
            self._advance(column, self.table[aim][column] * sign > 0)

    def _first_broken(self) -> tuple[int, Number] | None:
        """The row of the first sum outside its bounds, and the bound that it breaks."""
        found: tuple[int, int, Number] | None = None
        for row, name in enumerate(self.bound):
            low, high, value = self.low[name], self.high[name], self.value[name]
            goal = low if low is not None and value < low else high if high is not None and value > high else None
            if goal is not None and (found is None or name < found[0]):
                found = (name, row, goal)
        return found and found[1:]

    def _can_move(self, column: int, up: bool) -> bool:
        name = self.free[column]
        limit = self.high[name] if up else self.low[name]
        return limit is None or (self.value[name] < limit if up else self.value[name] > limit)

    def _advance(self, column: int, up: bool) -> None:
        """Move a column's variable as far as all bounds allow; the row that stops it takes its place."""
        name = self.free[column]
        low, high = self.low[name], self.high[name]
        stops: list[tuple[Number, int, int]] = [] if low is None or high is None else [(high - low, name, -1)]
        for row, other in enumerate(self.bound):
            slope = self.table[row][column]
            limit = self.high[other] if (slope > 0) == up else self.low[other]
            if slope and limit is not None:
                room = ratio(limit - self.value[other], slope)
                stops.append((room if up else -room, other, row))
        step, _, row = min(stops)
        self._move(column, step if up else -step)
        if row >= 0:
            self._pivot(row, column)

    def _move(self, column: int, step: Number) -> None:
        self.value[self.free[column]] += step
        for row, name in enumerate(self.bound):
            if slope := self.table[row][column]:
                self.value[name] += slope * step

    def _pivot(self, row: int, column: int) -> None:
        """Exchange a sum with a column: solve its row for the column's variable, and put that into the others."""
        pivot = self.table[row][column]
        solved = [ratio(-a, pivot) if a else 0 for a in self.table[row]]
        solved[column] = ratio(1, pivot)
        for r, line in enumerate(self.table):
            slope = line[column]
            if r == row or not slope:
                continue
            line[column] = 0
            self.table[r] = [a + slope * s if s else a for a, s in zip(line, solved, strict=True)]
        self.table[row] = solved
        self.bound[row], self.free[column] = self.free[column], self.bound[row]
