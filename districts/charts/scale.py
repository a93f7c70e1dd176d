"""Where figures stand: ticks of an axis, and places in hundredths of its length."""

from collections.abc import Iterator
from decimal import Decimal

from districts.charts.chart import Chart, Kind

# Pixels. The drawing and the interactive chart share them, so that one takes the place of the other without a jump.
TOP, FOOT = 6, 26
LINES_TOP, LINES_HEIGHT = 24, 240
LABEL = 20  # above a bar
GAP = 12  # below it
THICK = {Kind.STACKED: 18, Kind.GROUPED: 11, Kind.AGAINST: 14}
SIDES = {Kind.LINES: (44, 132)}  # room for what stands left and right of the axes
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))
MOST_TICKS = 5
ALL_RANKS = 10  # up to here every rank has its line


def row_height(chart: Chart) -> int:
    """One category of bars with its label."""
    bars = len(chart.series) if chart.kind is Kind.GROUPED else 1
    return LABEL + bars * THICK[chart.kind] + GAP


def height(chart: Chart) -> int:
    """The whole drawing."""
    if chart.kind is Kind.LINES:
        return LINES_TOP + LINES_HEIGHT + FOOT
    return TOP + len(chart.categories) * row_height(chart) + FOOT


def ticks(chart: Chart) -> list[Decimal]:
    """Round figures between the ends of the axis, five or six at most; ranks are whole and begin with the first."""
    span = chart.high - chart.low
    if span <= 0:
        return [chart.low]
    if chart.falling and chart.high <= ALL_RANKS:
        return [Decimal(rank) for rank in range(int(chart.low), int(chart.high) + 1)]
    step = next(step for step in _steps(span) if span / step <= MOST_TICKS and not (chart.falling and step % 1))
    inner = [chart.low + step * number for number in range(int(span / step) + 1)]
    if not chart.falling:
        return inner
    return [chart.low, *(tick for tick in (step * n for n in range(1, int(chart.high / step) + 1)) if tick > chart.low)]


def _steps(span: Decimal) -> Iterator[Decimal]:
    power = Decimal(1).scaleb(span.adjusted() - 2)
    while True:
        for step in STEPS:
            yield step * power
        power *= 10


def part(value: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """Where a value stands between two others: 0 to 1, kept inside."""
    if high <= low:
        return Decimal("0.5")
    return min(Decimal(1), max(Decimal(0), (value - low) / (high - low)))


def across(fraction: Decimal) -> str:
    """As a share of the width of the drawing."""
    return f"{(fraction * 100).quantize(Decimal('0.01')).normalize():f}%"


def category_part(chart: Chart, place: int | Decimal) -> Decimal:
    """Where a year stands on its axis."""
    return part(Decimal(place), Decimal(0), Decimal(len(chart.categories) - 1))


def depth(chart: Chart, value: Decimal) -> Decimal:
    """How far down a value of a line stands, in pixels."""
    fraction = part(value, chart.low, chart.high)
    down = fraction if chart.falling else 1 - fraction
    return (LINES_TOP + down * LINES_HEIGHT).quantize(Decimal("0.1"))
