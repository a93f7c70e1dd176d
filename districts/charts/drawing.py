"""The drawing of a chart as SVG: on the page, and as a picture of its own with title, key and source in it.

Places across are shares of the width, places down are pixels: letters keep their size on a phone.
"""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from districts.charts import draw_bars, draw_lines
from districts.charts.chart import Chart, Kind
from districts.charts.palette import MARKS, shape_of
from districts.charts.pen import Pen
from districts.charts.scale import SIDES, height
from districts.charts.wrap import wrapped

WIDTH, MARGIN = 960, 24
LEADING = 20
KEY_LINE = 22
FONT = 'font-family="system-ui, Segoe UI, Roboto, Noto Sans, sans-serif"'


def draw(chart: Chart) -> SafeString:
    """The drawing that a page shows; its title, key and source are text of the page."""
    pen = Pen(f"p-{chart.name}")
    return mark_safe(  # noqa: S308 # every text passes through escape in Pen.text
        f'<svg class="drawing" width="100%" height="{height(chart)}" direction="ltr" role="img" '
        f'aria-label="{escape(chart.named)}">{_body(chart, pen)}</svg>'
    )


def render_svg(chart: Chart) -> str:
    """A picture that says by itself what it shows, of what, in what unit and who said so."""
    pen = Pen(f"p-{chart.name}", alone=True)
    title, unit, source = wrapped(chart.title, 82), wrapped(chart.unit, 110), wrapped(chart.source, 120)
    body = MARGIN + (len(title) + len(unit)) * LEADING + 12
    key = body + height(chart) + 16
    foot = key + (len(chart.series) + len(chart.markers)) * KEY_LINE + 16
    bottom = foot + len(source) * LEADING + MARGIN - 8
    parts = [
        *_text(pen, title, MARGIN + 12, bold=True),
        *_text(pen, unit, MARGIN + 12 + len(title) * LEADING, tone="soft"),
        _framed(chart, pen, body),
        *_key(chart, pen, key),
        *_text(pen, source, foot + 8, tone="soft"),
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{bottom}" viewBox="0 0 {WIDTH} {bottom}" '
        f'direction="ltr" role="img" aria-label="{escape(chart.title)}" {FONT} font-size="13">'
        f'<title>{escape(chart.title)}</title><rect width="{WIDTH}" height="{bottom}" {pen.fill("paper")}/>'
    )
    return f"{head}{''.join(parts)}</svg>"


def _text(pen: Pen, lines: list[str], top: int, *, tone: str = "ink", bold: bool = False) -> list[str]:
    places = (f'x="{MARGIN}" y="{top + number * LEADING}"' for number in range(len(lines)))
    return [pen.text(line, where, tone=tone, bold=bold) for line, where in zip(lines, places, strict=True)]


def _framed(chart: Chart, pen: Pen, top: int) -> str:
    left, right = SIDES.get(chart.kind, (0, 0))
    place = f'x="{MARGIN + left}" y="{top}" width="{WIDTH - 2 * MARGIN - left - right}" height="{height(chart)}"'
    return f'<svg {place} overflow="visible">{_body(chart, pen)}</svg>'


def swatch(chart: Chart, place: int, pen: Pen) -> str:
    """The sign of a series in the key, in a box of sixteen by sixteen."""
    series = chart.series[place]
    if chart.kind is Kind.LINES:
        shape = f'<path d="{shape_of(place)[1]}" transform="translate(8 8)" {pen.fill(series.tone)}/>'
        return f'<path d="M0 8H16" stroke-width="2" {pen.stroke(series.tone)}/>{shape}'
    box = 'width="16" height="16"'
    hatch = pen.hatch(series.tone, box) if len(chart.series) > 1 else ""
    return f"<rect {box} {pen.fill(series.tone)}/>{hatch}"


def mark(place: int, pen: Pen, at: str) -> str:
    """A marker on a bar: the stroke of a median, the diamond of a best."""
    return f'<path d="{MARKS[place][1]}" transform="translate({at})" stroke-width="2.5" {pen.stroke("ink")}/>'


def _body(chart: Chart, pen: Pen) -> str:
    tones = {series.tone for series in chart.series}
    draw_kind = draw_lines.draw if chart.kind is Kind.LINES else draw_bars.draw
    return pen.patterns(tones) + draw_kind(chart, pen)


def _key(chart: Chart, pen: Pen, top: int) -> list[str]:
    """What the signs mean, a line each."""
    signs = [(series.name, swatch(chart, place, pen)) for place, series in enumerate(chart.series)]
    signs += [(marker.name, mark(place, pen, "8 8")) for place, marker in enumerate(chart.markers)]
    return [
        f'<g transform="translate({MARGIN} {top + n * KEY_LINE})">{sign}{pen.text(name, _BESIDE)}</g>'
        for n, (name, sign) in enumerate(signs)
    ]


_BESIDE = 'x="24" y="13"'
