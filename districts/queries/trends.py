"""Totals and ranks of one group of units over the years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from districts.queries.comparable import Total, load_totals
from districts.queries.editions import Edition, Series
from districts.queries.errors import NoSuchError, Thing
from districts.queries.figures import Figure, UnitName, load_figures_of, load_units_of

MOST = 12  # lines that can be told apart


@dataclass(frozen=True, slots=True)
class Year:
    """One edition, and whether its total counts the same as that of the year before it."""

    edition: Edition
    total: Total
    new_framework: bool
    is_like: bool


@dataclass(frozen=True, slots=True)
class Track:
    """One unit through the years; nothing in a year in which it was in no round."""

    unit: UnitName  # as it was called last
    figures: tuple[Figure | None, ...]

    @property
    def latest(self) -> Figure | None:
        """Its figure in the last year."""
        return self.figures[-1]


@dataclass(frozen=True)
class Trends:
    """What the page of the years shows."""

    edition: Edition
    years: tuple[Year, ...]
    tracks: tuple[Track, ...]  # all, the best of the last year first
    shown: tuple[Track, ...]
    chosen: tuple[str, ...]

    @property
    def has_illustrative(self) -> bool:
        """Some of the figures or ranks shown are illustrative."""
        return any(figure.is_illustrative for track in self.shown for figure in track.figures if figure)

    @property
    def breaks(self) -> tuple[Year, ...]:
        """The years in which another framework began."""
        return tuple(year for year in self.years if year.new_framework)


def load_trends(series: Series, slugs: Sequence[str] = ()) -> Trends:
    """Three queries, whatever the number of units and years."""
    editions = series.editions
    totals = load_totals(edition.framework_id for edition in editions)
    units = load_units_of([edition.id for edition in editions])
    figures = load_figures_of([edition.id for edition in editions], [total.id for total in totals.values()])
    tracks = _tracks(editions, totals, units, figures)
    return Trends(
        edition=series.edition,
        years=_years(editions, totals),
        tracks=tracks,
        shown=_chosen(tracks, units, slugs) if slugs else tracks[:MOST],
        chosen=tuple(slugs),
    )


def _years(editions: Sequence[Edition], totals: Mapping[int, Total]) -> tuple[Year, ...]:
    found: list[Year] = []
    for edition in editions:
        total = totals[edition.framework_id]
        before = found[-1] if found else None
        new = before is not None and before.edition.framework_id != edition.framework_id
        found.append(Year(edition, total, new, before is None or total.is_like(before.total)))
    return tuple(found)


def _tracks(
    editions: Sequence[Edition],
    totals: Mapping[int, Total],
    units: Mapping[int, Mapping[int, UnitName]],
    figures: Mapping[tuple[int, int], Figure],
) -> tuple[Track, ...]:
    """Every unit of any year; those of the last year by rank, then those that are no more."""
    names: dict[int, UnitName] = {}
    for edition in editions:
        names.update(units[edition.id])
    found = []
    for unit_id, name in names.items():
        of_years = [(units[edition.id].get(unit_id), totals[edition.framework_id].id) for edition in editions]
        found.append(Track(name, tuple(figures[unit.id, total] if unit else None for unit, total in of_years)))
    return tuple(sorted(found, key=_place))


def _place(track: Track) -> tuple[bool, bool, int, str, str]:
    latest = track.latest
    rank = latest.rank if latest else None
    return (latest is None, rank is None, rank or 0, track.unit.sort_key, track.unit.code)


def _chosen(
    tracks: Sequence[Track], units: Mapping[int, Mapping[int, UnitName]], slugs: Sequence[str]
) -> tuple[Track, ...]:
    """The tracks by the address of any year, the newest first: a unit renamed is found by its old address too."""
    ids = {unit.slug: unit.unit_id for named in units.values() for unit in named.values()}
    by_unit = {track.unit.unit_id: track for track in tracks}
    for slug in slugs:
        if slug not in ids:
            raise NoSuchError(Thing.UNIT, slug)
    return tuple(dict.fromkeys(by_unit[ids[slug]] for slug in slugs))
