"""Ranks over the years: a line a unit, the first place on top."""

from decimal import Decimal

from django.utils.translation import gettext as _

from districts.charts.chart import Break, Category, Chart, Series, lines
from districts.charts.said import source_of
from districts.models import Provenance
from districts.queries.trends import Track, Trends
from districts.tables.bars import TONES
from districts.tables.words import PROVENANCES

FEWEST_YEARS = 2


def bump_chart(found: Trends) -> Chart | None:
    """Nothing where there is one year only: a point is no trend."""
    if len(found.years) < FEWEST_YEARS:
        return None
    figures = [figure for track in found.shown for figure in track.figures if figure]
    most = max((figure.ranked_of or 1 for figure in figures), default=1)
    return lines(
        "ranks",
        _("Rank of the total over the years, %(authority)s") % {"authority": found.edition.authority},
        [Category(str(year.edition.year), _note(found, place)) for place, year in enumerate(found.years)],
        [_series(track, place) for place, track in enumerate(found.shown)],
        unit=_("rank of %(most)s; the first on top") % {"most": most},
        source=source_of(found.years[-1].edition),
        low=Decimal(1),
        high=Decimal(most),
        falling=True,
        breaks=[Break(place, _("new framework")) for place, year in enumerate(found.years) if year.new_framework],
        head=_("Year"),
    )


def _series(track: Track, place: int) -> Series:
    ranks = tuple(Decimal(figure.rank) if figure and figure.rank else None for figure in track.figures)
    absent = (_("no rank") if figure else _("not in this round") for figure in track.figures)
    texts = (word if rank is None else str(rank) for rank, word in zip(ranks, absent, strict=True))
    return Series(track.unit.name, str(place % TONES), ranks, tuple(texts))


def _note(found: Trends, place: int) -> str:
    """Whether something shown of the year is illustrative."""
    figures = (track.figures[place] for track in found.shown)
    weak = any(figure.is_illustrative for figure in figures if figure)
    return str(PROVENANCES[Provenance.ILLUSTRATIVE]) if weak else ""
