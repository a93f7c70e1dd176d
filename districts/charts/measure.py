"""How the units are spread over the maximum of one measure."""

from decimal import Decimal

from django.utils.translation import gettext as _

from districts.charts.chart import Category, Chart, Series, bars
from districts.charts.said import source_of
from districts.queries.measure_pages import MeasurePage
from districts.tables.bars import tone_of
from districts.tables.heat import steps


def spread_chart(page: MeasurePage) -> Chart | None:
    """A bar a fifth of the maximum; nothing where no unit has a share of it."""
    counts = page.distribution
    if not any(counts):
        return None
    return bars(
        "spread",
        _("Units by share of the maximum: %(measure)s, %(authority)s %(year)s")
        % {"measure": page.node.name, "authority": page.edition.authority, "year": page.edition.year},
        [Category(step.label) for step in steps()],
        [Series.of(_("Units"), tone_of(page.graph, page.node), [Decimal(count) for count in counts])],
        unit=_("number of units"),
        source=source_of(page.edition),
        maximum=Decimal(max(counts)),
        ends=[str(count) for count in counts],
        head=_("Share of the maximum"),
    )
