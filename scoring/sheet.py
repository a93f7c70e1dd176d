"""What is known of the units before scoring: figures, compiled to arrays."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

import numpy as np

from scoring.framework import Framework
from scoring.points import Bools, Ints
from scoring.words import State


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one unit in one measure, as entered or printed."""

    state: State = State.SCORED
    points: Decimal | None = None  # None: not published, perhaps only a rank was
    margin: Decimal | None = None  # half the last printed digit, in points; None: half the measure's last place
    printed_rank: int | None = None
    provenance: int = 0  # 0 is the strongest


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Figures as arrays of measures (rows) by units (columns). Made by `build`."""

    units: tuple[Hashable, ...]
    index: dict[Hashable, int]
    ranked: Bools  # by unit
    given: Bools  # has points
    points: Ints  # in finest units; zero where there are none
    margin: Ints  # of given points, in 1/grain of the finest unit
    grain: int
    not_applicable: Bools
    missing: Bools  # stated to be missing
    printed: Ints  # printed rank; zero where there is none
    provenance: Ints  # -1 where there is no figure

    @classmethod
    def build(
        cls,
        framework: Framework,
        units: Sequence[Hashable],
        figures: Iterable[tuple[Hashable, str, Figure]],
        *,
        unranked: Collection[Hashable] = (),
    ) -> "Sheet":
        """Compile `figures` of (unit, code, figure); refuses unknown units and codes and a figure given twice."""
        index = {unit: position for position, unit in enumerate(units)}
        if len(index) != len(units):
            raise ValueError("a unit is listed twice")
        shape = (len(framework.codes), len(units))
        sheet = cls(
            units=tuple(units),
            index=index,
            ranked=np.array([unit not in unranked for unit in units], dtype=np.bool_),
            given=np.zeros(shape, dtype=np.bool_),
            points=np.zeros(shape, dtype=np.int64),
            margin=np.zeros(shape, dtype=np.int64),
            grain=1,
            not_applicable=np.zeros(shape, dtype=np.bool_),
            missing=np.zeros(shape, dtype=np.bool_),
            printed=np.zeros(shape, dtype=np.int64),
            provenance=np.full(shape, -1, dtype=np.int64),
        )
        return sheet._with_margins(framework, sheet._fill(framework, figures))

    def _fill(
        self, framework: Framework, figures: Iterable[tuple[Hashable, str, Figure]]
    ) -> dict[tuple[int, int], Decimal]:
        """Write the figures into the arrays; the margins that they state are returned."""
        margins: dict[tuple[int, int], Decimal] = {}
        for unit, code, figure in figures:
            u, m = self._place(framework, unit, code)
            self.provenance[m, u] = figure.provenance
            self.printed[m, u] = figure.printed_rank or 0
            if figure.state is State.NOT_APPLICABLE:
                self.not_applicable[m, u] = True
            elif figure.state is State.MISSING:
                self.missing[m, u] = not figure.printed_rank  # who was ranked was assessed
            elif figure.points is not None:
                self.given[m, u] = True
                self.points[m, u] = framework.to_units(figure.points)
                if figure.margin is not None:
                    margins[m, u] = figure.margin
        return margins

    def _place(self, framework: Framework, unit: Hashable, code: str) -> tuple[int, int]:
        u, m = self.index.get(unit), framework.index.get(code)
        if u is None or m is None:
            raise ValueError(f"unknown {'unit' if u is None else 'measure'}: {unit} {code}")
        if self.provenance[m, u] >= 0:
            raise ValueError(f"a figure is given twice: {unit} {code}")
        return u, m

    def _with_margins(self, framework: Framework, stated: dict[tuple[int, int], Decimal]) -> "Sheet":
        """The sheet with every given figure's margin, in a grain fine enough to hold all of them exactly."""
        exact = {place: Fraction(margin) * 10**framework.places for place, margin in stated.items()}
        grain = lcm(2, *(margin.denominator for margin in exact.values()))
        margin = np.where(self.given, (framework.steps * grain // 2)[:, np.newaxis], 0)
        for place, value in exact.items():
            margin[place] = int(value * grain)
        fields = {name: getattr(self, name) for name in self.__slots__}
        return Sheet(**(fields | {"margin": margin, "grain": grain}))
