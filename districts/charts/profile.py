"""A unit's profile as charts: its indices against the others, and its total and ranks over the years."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from districts.charts.chart import Break, Category, Chart, Series, against, lines
from districts.charts.said import source_of, weakness
from districts.models import MeasureKind, Provenance, Standing
from districts.queries.history import History, Moment
from districts.queries.measures import Node
from districts.queries.profile import Profile, ProfileRow
from districts.tables.words import PROVENANCES
from districts.templatetags.portal import percent, points


def main_rows(profile: Profile) -> tuple[list[ProfileRow], list[Node]]:
    """The main indices; and the groups below which nothing was published, which stand for theirs."""
    found = {row.step.node.code: row for row in profile.rows}
    rows: list[ProfileRow] = []
    closed: list[Node] = []
    for node in profile.graph.bar_parts:
        inner = [found[code] for code in node.parts if found[code].step.node.kind == MeasureKind.INDEX]
        if any(row.figure.points is not None for row in inner):
            rows += inner
        else:
            rows.append(found[node.code])
            closed += [node] if inner else []
    return [row for row in rows if row.figure.max_points > 0], closed


def indices_chart(profile: Profile) -> Chart:
    """Each main index against its maximum, with the median and the best of the group."""
    rows, _closed = main_rows(profile)
    said = {weakness(row.figure.said_by) for row in rows}
    common = next(iter(said)) if len(said) == 1 else ""
    unit = _("points; the pale bar is the maximum")
    edition = profile.edition
    return against(
        "indices",
        _("%(unit)s: main indices, %(authority)s %(year)s")
        % {"unit": profile.unit.name, "authority": edition.authority, "year": edition.year},
        _measures(rows, common),
        _series(profile.unit.name, "0", rows, [row.figure.points for row in rows]),
        unit=f"{unit}; {common}" if common else unit,
        source=source_of(edition),
        maxima=[row.figure.max_points for row in rows],
        markers=_markers(rows),
        head=_("Measure"),
    )


def _markers(rows: Sequence[ProfileRow]) -> list[Series]:
    """Median and best, and of how many units they are."""
    units = {row.mean.units for row in rows if row.mean}
    over = f" ({_('of %(units)s') % {'units': units.pop()}})" if len(units) == 1 else ""
    medians = [row.mean.median if row.mean else None for row in rows]
    bests = [row.mean.best if row.mean else None for row in rows]
    return [
        _series(_("Median of the group") + over, "ink", rows, medians),
        _series(_("Best of the group") + over, "ink", rows, bests),
    ]


def _measures(rows: Sequence[ProfileRow], common: str) -> list[Category]:
    """Names with what is to be said of each figure alone: that it is derived, and where it comes from."""
    found = []
    for row in rows:
        derived = _("derived") if row.figure.origin == Standing.Origin.DERIVED else ""
        said = weakness(row.figure.said_by)
        notes = [derived, said if said != common else ""]
        found.append(Category(row.step.node.name, ", ".join(note for note in notes if note)))
    return found


def _series(name: str, tone: str, rows: Sequence[ProfileRow], values: Sequence[Decimal | None]) -> Series:
    texts = (
        points(value, row.step.node.decimals) or _("not published") for row, value in zip(rows, values, strict=True)
    )
    return Series(name, tone, tuple(values), tuple(texts))


def total_chart(profile: Profile, history: History) -> Chart:
    """The total over the years; as a share of the maximum where maxima differ."""
    found = history.of(profile.graph.total.code)
    maxima = {moment.max_points for moment in found if moment}
    by_share = len(maxima) != 1
    values = [None if moment is None else moment.share if by_share else moment.points for moment in found]
    places = profile.graph.total.decimals
    absent = [_("not in the ranking") if moment is None else _("not known") for moment in found]
    texts = [
        word if value is None else percent(value) if by_share else points(value, places)
        for value, word in zip(values, absent, strict=True)
    ]
    scaled = [value * 100 if value is not None and by_share else value for value in values]
    return lines(
        "history",
        _title(profile, _("%(unit)s: total over the years, %(authority)s")),
        _years(history, (moment for moment in found if moment)),
        [Series(profile.graph.total.name, "0", tuple(scaled), tuple(texts))],
        unit=_("percent of the maximum")
        if by_share
        else _("points of a maximum of %(maximum)s") % {"maximum": points(max(maxima))},
        source=source_of(profile.edition),
        low=Decimal(0),
        high=Decimal(100) if by_share else max(maxima),
        breaks=breaks(history),
        cut=True,
        head=_("Year"),
    )


def ranks_chart(profile: Profile, history: History) -> Chart:
    """The ranks of the total and the pillars over the years."""
    found = {code: history.of(code) for code in history.codes}
    most = max((moment.ranked_of or 1 for moments in found.values() for moment in moments if moment), default=1)
    series = []
    for place, moments in enumerate(found.values()):
        ranks = [Decimal(moment.rank) if moment and moment.rank else None for moment in moments]
        name = next(moment.name for moment in reversed(moments) if moment)
        series.append(Series.of(name, "ink" if place == 0 else str((place - 1) % 6), ranks, 0, _("not ranked")))
    return lines(
        "ranks",
        _title(profile, _("%(unit)s: ranks over the years, %(authority)s")),
        _years(history, (moment for moments in found.values() for moment in moments if moment)),
        series,
        unit=_("rank of %(most)s; the first on top") % {"most": most},
        source=source_of(profile.edition),
        low=Decimal(1),
        high=Decimal(most),
        falling=True,
        breaks=breaks(history),
        head=_("Year"),
    )


def breaks(history: History) -> list[Break]:
    """Years from which on the unit was assessed by another framework than before."""
    found: list[Break] = []
    before = ""
    for place, year in enumerate(history.years):
        framework = history.framework_of(year)
        if before and framework and framework != before:
            found.append(Break(place, _("new framework")))
        before = framework or before
    return found


def _title(profile: Profile, title: str) -> str:
    return title % {"unit": profile.unit.name, "authority": profile.edition.authority}


def _years(history: History, moments: Iterable[Moment]) -> list[Category]:
    """Each year, and whether what is shown of it is illustrative."""
    weak = {moment.year for moment in moments if Provenance.ILLUSTRATIVE in (moment.provenance, moment.rank_provenance)}
    note = str(PROVENANCES[Provenance.ILLUSTRATIVE])
    return [Category(str(year), note if year in weak else "") for year in history.years]
