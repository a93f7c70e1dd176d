"""How the units are spread over the maximum of one measure."""

from decimal import Decimal

from django.utils.translation import gettext as _

from districts.charts.chart import Category, Chart, Series, bars
from districts.charts.said import source_of
from districts.queries.measure_pages import MeasurePage
from districts.tables.bars import tone_of
from districts.tables.heat import steps


def spread_chart(page: MeasurePage) -> Chart | None:
    """A bar a tenth of the maximum, from the lowest to the highest that a unit is in; nothing without any share."""
    counts = page.distribution
    if not any(counts):
        return None
    filled = [number for number, count in enumerate(counts) if count]
    shown = range(filled[0], filled[-1] + 1)
    labels = [step.label for step in steps()]
    return bars(
        "spread",
        _("Units by share of the maximum: %(measure)s, %(authority)s %(year)s")
        % {"measure": page.node.name, "authority": page.edition.authority, "year": page.edition.year},
        [Category(labels[number]) for number in shown],
        [Series.of(_("Units"), tone_of(page.graph, page.node), [Decimal(counts[number]) for number in shown])],
        unit=_("number of units"),
        source=source_of(page.edition),
        maximum=Decimal(max(counts)),
        ends=[str(counts[number]) for number in shown],
        head=_("Share of the maximum"),
    )
