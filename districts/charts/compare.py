"""Units side by side as bars, and their ranks of two years as slopes."""

from decimal import Decimal

from django.utils.translation import gettext as _

from districts.charts.chart import Break, Category, Chart, Series, bars, lines
from districts.charts.said import source_of
from districts.models import Provenance
from districts.queries.compare import Comparison, Row
from districts.tables.bars import TONES
from districts.tables.words import PROVENANCES
from districts.templatetags.portal import percent


def side_chart(found: Comparison) -> Chart | None:
    """The share of the maximum in every measure that somebody has one in, a bar a unit; nothing without units."""
    if not found.rows:
        return None
    rows = [row for row in found.rows if any(cell.figure.share is not None for cell in row.cells)]
    return bars(
        "side",
        _("Share of the maximum, %(authority)s %(year)s") % _words(found),
        [Category(row.step.node.name) for row in rows],
        [_shares(unit.name, place, rows) for place, unit in enumerate(found.chosen)],
        unit=_("percent of the maximum"),
        source=_source(found),
        maximum=Decimal(100),
        head=_("Measure"),
    )


def _shares(name: str, place: int, rows: list[Row]) -> Series:
    shares = [row.cells[place].figure.share for row in rows]
    texts = (_("not published") if share is None else percent(share) for share in shares)
    return Series(name, str(place % TONES), tuple(s * 100 if s is not None else None for s in shares), tuple(texts))


def slope_chart(found: Comparison) -> Chart | None:
    """The rank of the total in two years, a line a unit; nothing without another year."""
    if found.since is None:
        return None
    pair = [(line.before, line.now) for line in found.then]
    most = max((figure.ranked_of or 1 for figures in pair for figure in figures if figure), default=1)
    new = found.since.framework_id != found.edition.framework_id
    years = sorted([found.since.year, found.edition.year])
    is_back = found.since.year > found.edition.year
    series = []
    for place, line in enumerate(found.then):
        figures = (line.now, line.before) if is_back else (line.before, line.now)
        ranks = [Decimal(figure.rank) if figure and figure.rank else None for figure in figures]
        series.append(Series.of(line.unit.name, str(place % TONES), ranks, 0, _("no rank")))
    return lines(
        "slope",
        _("Rank of the total, %(authority)s %(first)s and %(last)s")
        % {"authority": found.edition.authority, "first": years[0], "last": years[1]},
        [Category(str(year)) for year in years],
        series,
        unit=_("rank of %(most)s; the first on top") % {"most": most},
        source=_source(found),
        low=Decimal(1),
        high=Decimal(most),
        falling=True,
        breaks=[Break(1, _("new framework"))] if new else [],
        head=_("Year"),
    )


def _words(found: Comparison) -> dict[str, str | int]:
    return {"authority": found.edition.authority, "year": found.edition.year}


def _source(found: Comparison) -> str:
    """With a word on each unit whose figures are weaker than official."""
    weak = [
        f"{cell.unit.name}: {PROVENANCES[cell.figure.said_by]}"
        for cell in found.totals
        if cell.figure.said_by not in ("", Provenance.OFFICIAL)
    ]
    return " ".join([source_of(found.edition), "; ".join(weak)]).strip()
