"""The ledger of points lost as a file: a row a line, numbers exactly as published; read it in Vietnamese."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from districts.exports.numbers import exact
from districts.exports.tidy import Cell, Column, Text
from districts.queries.ledger import Against, Ledger, LedgerLine

SHARE_PLACES = 3

COLUMNS: tuple[Column, ...] = (
    Column("authority", gettext_lazy("Authority"), "text"),
    Column("group", gettext_lazy("Group"), "text"),
    Column("year", gettext_lazy("Year"), "integer"),
    Column("revision", gettext_lazy("Revision"), "integer"),
    Column("basis", gettext_lazy("Basis"), "text"),
    Column("unit_code", gettext_lazy("Unit code"), "text"),
    Column("unit_name", gettext_lazy("Unit"), "text"),
    Column("measure_code", gettext_lazy("Measure code"), "text"),
    Column("measure_name", gettext_lazy("Measure"), "text"),
    Column("line", gettext_lazy("What the line is"), "text"),
    Column("parts", gettext_lazy("Parts it stands for"), "text"),
    Column("points", gettext_lazy("Points"), "decimal"),
    Column("max_points", gettext_lazy("Maximum"), "decimal"),
    Column("lost", gettext_lazy("Lost"), "decimal"),
    Column("share_of_lost", gettext_lazy("Share of all lost"), "decimal", SHARE_PLACES),
    Column("best", gettext_lazy("Best"), "decimal"),
    Column("below_best", gettext_lazy("Below the best"), "decimal"),
    Column("median", gettext_lazy("Median"), "decimal"),
    Column("below_median", gettext_lazy("Below the median"), "decimal"),
    Column("units", gettext_lazy("Units of best and median"), "integer"),
    Column("state", gettext_lazy("State"), "text"),
    Column("origin", gettext_lazy("Origin"), "text"),
    Column("margin", gettext_lazy("Margin"), "decimal"),
    Column("provenance", gettext_lazy("Provenance"), "text"),
    Column("provenance_of_others", gettext_lazy("Provenance of best and median"), "text"),
    Column("source", gettext_lazy("Source"), "text"),
)


def ledger_rows(ledger: Ledger, against: Against) -> Iterator[list[Cell]]:
    """In the order of COLUMNS; the lines as on the page, then those without points."""
    edition = ledger.edition
    head: list[Cell] = [edition.address.slug, edition.group, edition.year, edition.revision, edition.basis]
    head += [ledger.unit.code, ledger.unit.name_vi]
    silent = [line for line in ledger.lines if line.points is None]
    for line in [*ledger.largest_first(against), *silent]:
        yield [*head, *_line(line)]


def _line(line: LedgerLine) -> list[Cell]:
    places, figure = line.node.decimals, line.figure
    mean = line.mean if line.is_measure else None
    return [
        line.node.code,
        line.node.name,
        line.kind.value,
        " ".join(node.code for node in line.of),
        exact(line.points, places),
        exact(line.maximum, places),
        exact(line.lost, places),
        line.share_of_lost,
        exact(mean.best if mean else None, places),
        exact(line.against(Against.BEST), places),
        exact(mean.median if mean else None, places),
        exact(line.against(Against.MEDIAN), places),
        mean.units if mean else None,
        figure.state,
        figure.origin if line.is_measure else "",
        exact(figure.margin if line.is_measure else None, places),
        figure.said_by,
        mean.provenance if mean else "",
        figure.source,
    ]


def order_of(against: Against) -> Text:
    """In which order the rows come."""
    return {
        Against.MAXIMUM: gettext_lazy("By points lost against the maximum, the most first; last what has no points."),
        Against.BEST: gettext_lazy("By points below the best, the most first; last what has no points."),
        Against.MEDIAN: gettext_lazy("By points below the median, the most first; last what has no points."),
    }[against]


SUM = (
    gettext_lazy("Sum"),
    gettext_lazy(
        "What is lost, not assessed and not published adds up to the maximum less the points of the total. A line is a"
        " criterion (points), a whole below which nothing is published (whole), what a whole has beside its known parts"
        " (rest), or what it shows beyond the sum of its parts (difference)."
    ),
)
