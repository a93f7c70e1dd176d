"""A scenario as CSV. Every line says that it is one: a line copied elsewhere must not pass for a result."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from districts.exports.league import text
from districts.exports.numbers import plain
from districts.queries.editions import Edition
from districts.queries.measures import Node
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
    words = ["dti", edition.address.slug, str(edition.year), edition.group, edition.basis, f"r{edition.revision}"]
    return "-".join(word for word in [*words, "scenario-not-a-result"] if word) + ".csv"


def scenario_csv(played: Played, query: str) -> str:
    """A header and a line a unit and headline measure (RFC 4180)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in played.lines:
        writer.writerows(_rows(played, line, query))
    return out.getvalue()


def _rows(played: Played, line: Line, query: str) -> Iterator[list[str]]:
    """In the order of COLUMNS."""
    edition = played.stage.edition
    head = [NOT_A_RESULT, text(query), edition.address.slug, edition.group, str(edition.year)]
    head += [str(edition.revision), edition.basis, text(line.unit.code), text(line.unit.name_vi)]
    for node, place in zip(played.stage.graph.headlines, line.places, strict=True):
        before, after = place.before, place.after
        yield [
            *head,
            text(node.code),
            _number(before.points, node),
            _number(after.points, node),
            _number(after.least, node),
            _number(after.most, node),
            _number(before.max_points, node),
            _number(after.max_points, node),
            _whole(before.rank),
            _whole(after.rank),
            _whole(after.worst_rank),
            ("yes" if after.tied else "no") if after.rank else "",
            _whole(after.ranked_of),
            *("" if band is None else text(played.bands[band].name_vi) for band in (before.band, after.band)),
        ]


def _number(value: Decimal | None, node: Node) -> str:
    return "" if value is None else plain(value, node.decimals)


def _whole(value: int | None) -> str:
    return "" if value is None else str(value)
