"""What the charts of a profile show, a sentence each."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from districts.charts.profile import breaks, main_rows
from districts.models import Provenance
from districts.queries.history import History, Moment
from districts.queries.measures import Node
from districts.queries.profile import Profile, ProfileRow
from districts.tables.words import PROVENANCES
from districts.templatetags.portal import percent


def history_findings(profile: Profile, history: History) -> list[str]:
    """From which rank to which, in the total and each pillar, since the year before; and what changed in between."""
    return [*_rank_changes(profile, history), *_framework_changes(history)]


def index_findings(profile: Profile) -> list[str]:
    """What is not published, where most and least is reached, and how much lies above the median."""
    rows, closed = main_rows(profile)
    return [*_closed(closed, rows), *_highest_and_lowest(rows), *_against_the_median(rows)]


def _rank_changes(profile: Profile, history: History) -> Iterator[str]:
    year = profile.edition.year
    for code in history.codes:
        now = history.moments.get((code, year))
        earlier = [found for found in history.of(code) if found and found.rank and found.year < year]
        if now and now.rank and earlier:
            yield _rank_change(earlier[-1], now)


def _rank_change(before: Moment, now: Moment) -> str:
    words = {
        "measure": now.name,
        "before": before.rank,
        "then": before.year,
        "rank": now.rank,
        "of": now.ranked_of,
        "year": now.year,
    }
    if before.rank == now.rank:
        said = _("%(measure)s: rank %(rank)s of %(of)s in %(year)s, as in %(then)s.")
    else:
        said = _("%(measure)s: from rank %(before)s in %(then)s to rank %(rank)s of %(of)s in %(year)s.")
    weak = Provenance.ILLUSTRATIVE in (before.rank_provenance, now.rank_provenance)
    sentence = said % words
    return f"{sentence.rstrip('.')} ({PROVENANCES[Provenance.ILLUSTRATIVE]})." if weak else sentence


def _framework_changes(history: History) -> Iterator[str]:
    for change in breaks(history):
        year = history.years[change.before]
        yield _("A new framework from %(year)s on: points before and after are not comparable.") % {"year": year}


def _closed(closed: list[Node], rows: list[ProfileRow]) -> Iterator[str]:
    for node in closed:
        names = ", ".join(row.step.node.name for row in rows)
        yield _("Nothing is published below “%(group)s”. Shown is what is known: %(names)s.") % {
            "group": node.name,
            "names": names,
        }


def _highest_and_lowest(rows: list[ProfileRow]) -> Iterator[str]:
    known = [(row.figure.share, row.step.node.name) for row in rows if row.figure.share is not None]
    if len(known) < 2:
        return
    (low, last), (high, first) = min(known), max(known)
    yield _("Nearest to its maximum: %(first)s (%(high)s); farthest from it: %(last)s (%(low)s).") % {
        "first": first,
        "high": percent(high),
        "last": last,
        "low": percent(low),
    }


def _against_the_median(rows: list[ProfileRow]) -> Iterator[str]:
    both = [(row.figure.points, row.mean.median) for row in rows if row.figure.points is not None and row.mean]
    if both:
        above = sum(points > median for points, median in both)
        yield _("Above the median of the group in %(above)s of %(all)s.") % {"above": above, "all": len(both)}
