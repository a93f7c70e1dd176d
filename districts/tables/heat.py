"""The heat table: every cell in one of ten shades, by its share of the maximum."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from districts.queries.figures import Figure
from districts.queries.measure_pages import STEPS, Heat, UnitRow, step_of
from districts.queries.measures import Node
from districts.templatetags.portal import whole_percent


@dataclass(frozen=True, slots=True)
class Step:
    """One shade and what it stands for."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One figure with its shade; no shade where there is no share."""

    node: Node
    figure: Figure
    step: int | None


@dataclass(frozen=True, slots=True)
class HeatLine:
    """One unit."""

    row: UnitRow
    cells: tuple[HeatCell, ...]


def steps() -> list[Step]:
    """The shades from the lightest on."""
    return [Step(number, _label(number)) for number in range(STEPS)]


def _label(number: int) -> str:
    lower, upper = (whole_percent(Decimal(edge) / STEPS) for edge in (number, number + 1))
    if number == 0:
        return _("below %(upper)s") % {"upper": upper}
    if number == STEPS - 1:
        return _("%(lower)s and more") % {"lower": lower}
    return _("%(lower)s to below %(upper)s") % {"lower": lower, "upper": upper}


def heat_lines(heat: Heat, rows: Iterable[UnitRow]) -> Iterator[HeatLine]:
    """Rows with their shades."""
    for row in rows:
        cells = zip(heat.columns, row.figures, strict=True)
        yield HeatLine(row, tuple(HeatCell(node, figure, _step(figure)) for node, figure in cells))


def _step(figure: Figure) -> int | None:
    return None if figure.share is None else step_of(figure.share)
