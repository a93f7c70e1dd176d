"""A scenario as CSV. Every line says that it is one: a line copied elsewhere must not pass for a result."""

from collections.abc import Iterator

from districts.exports.csv_text import END, csv_line
from districts.exports.names import file_name as name_of
from districts.exports.numbers import exact
from districts.exports.tidy import Cell
from districts.queries.editions import Edition
from districts.queries.scenario import Line, Played

NOT_A_RESULT = "scenario, not a published result"
COLUMNS = (
    "kind", "scenario", "authority", "group", "year", "revision", "basis", "unit_code", "unit_name", "measure_code",
    "points_published", "points_scenario", "points_least", "points_most", "max_published",
    "max_scenario", "rank_published", "rank_scenario", "rank_scenario_worst", "tied_scenario", "ranked_of_scenario",
    "band_published", "band_scenario",
)  # fmt: skip


def file_name(edition: Edition) -> str:
    """What the file is called when it is saved: not to be taken for the ranking."""
    return f"{name_of(edition, 'scenario-not-a-result')}.csv"


def scenario_csv(played: Played, query: str) -> str:
    """A header and a line a unit and headline measure (RFC 4180)."""
    rows = (cells for line in played.lines for cells in _rows(played, line, query))
    return "".join(csv_line(cells) + END for cells in (COLUMNS, *rows))


def _rows(played: Played, line: Line, query: str) -> Iterator[list[Cell]]:
    """In the order of COLUMNS."""
    edition = played.stage.edition
    head: list[Cell] = [NOT_A_RESULT, query, edition.address.slug, edition.group, edition.year]
    head += [edition.revision, edition.basis, line.unit.code, line.unit.name_vi]
    for node, place in zip(played.stage.graph.headlines, line.places, strict=True):
        before, after = place.before, place.after
        yield [
            *head,
            node.code,
            exact(before.points, node.decimals),
            exact(after.points, node.decimals),
            exact(after.least, node.decimals),
            exact(after.most, node.decimals),
            exact(before.max_points, node.decimals),
            exact(after.max_points, node.decimals),
            before.rank,
            after.rank,
            after.worst_rank,
            after.tied if after.rank else None,
            after.ranked_of,
            *(None if band is None else played.bands[band].name_vi for band in (before.band, after.band)),
        ]
