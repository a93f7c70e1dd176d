"""Charts: one description, from which the drawing, the interactive figure and the table of figures are made.

Nothing here computes a score: positions of what was published, and the words around them. Neither plotly nor pandas is
imported; that the figures are what plotly takes is checked in the tests.

    chart = charts.bars("total", _("Total"), categories, series, unit=..., source=..., maximum=..., stacked=True)
    charts.shown(chart, svg_url=..., csv_url=...)   # for templates/components/chart.html
    charts.render_svg(chart)                        # a picture of its own, to keep
    charts.render_csv(chart)                        # its figures, exact
"""

from districts.charts.chart import Break, Category, Chart, Kind, Series, against, bars, lines
from districts.charts.drawing import draw, render_svg
from districts.charts.figure import figure
from districts.charts.files import render_csv
from districts.charts.shown import Shown, shown

__all__ = [
    "Break",
    "Category",
    "Chart",
    "Kind",
    "Series",
    "Shown",
    "against",
    "bars",
    "draw",
    "figure",
    "lines",
    "render_csv",
    "render_svg",
    "shown",
]
