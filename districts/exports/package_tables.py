"""The small files of the package, row by row; its standings are those of `tidy`."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeAlias

from django.utils.functional import lazy

import scoring
from districts.exports.codebook import FILES, column_rows, word_rows
from districts.exports.csv_text import END, csv_line
from districts.exports.languages import in_both
from districts.exports.numbers import exact
from districts.exports.tidy import Cell
from districts.queries.codebook_rows import MeasureRow, SummaryRow
from districts.queries.margins import margin_rows
from districts.queries.package import Package, margin_pairs
from districts.rules import describe

Line: TypeAlias = tuple[Cell, ...]
LINES = 2_000  # written at a time
MARGINS = ("margins", "margin_runs", "margin_pairs")
lazy_rule = lazy(describe, str)


def csv_text(file: str, lines: Iterable[Line]) -> Iterator[str]:
    """A header and a line a row (RFC 4180), as the columns of `file` are named in the codebook."""
    yield ",".join(field.name for field in FILES[file]) + END
    waiting = iter(lines)
    while some := list(islice(waiting, LINES)):
        yield "".join(csv_line(line) + END for line in some)


def small_files(package: Package) -> dict[str, Iterable[Line]]:
    """The lines of every file but the standings, by its name, in the order of the package."""
    there = [file for file in FILES if package.runs or file not in MARGINS]
    lines: dict[str, Iterable[Line]] = {
        "units": _units(package),
        "measures": map(_measure, package.measures),
        "parts": _parts(package),
        "summaries": map(_summary, package.summaries),
        "bands": ((b.name_vi, b.name_en, exact(b.lower, 0), exact(b.upper, 0)) for b in package.bands),
        "margins": _margins(package),
        "margin_runs": _runs(package),
        "margin_pairs": _pairs(package),
        "columns": column_rows(there),
        "words": word_rows(there),
    }
    return {file: rows for file, rows in lines.items() if file in there}


def _units(package: Package) -> Iterator[Line]:
    for unit in package.units:
        names = (unit.code, unit.name_vi, unit.name_en, unit.kind, unit.slug)
        yield unit.key, *names, unit.ranked


def _measure(measure: MeasureRow) -> Line:
    bounds = (exact(measure.max_points, measure.decimals), exact(measure.min_points, measure.decimals))
    return (
        measure.code,
        measure.position,
        measure.name_vi,
        measure.name_en,
        measure.kind,
        "points",
        *bounds,
        measure.decimals,
        " ".join(measure.parts),
        measure.rule,
        *in_both(lazy_rule(measure.rule)),
        measure.evidence,
        measure.assessed_by,
        measure.not_applicable,
        measure.comparable_to,
    )


def _parts(package: Package) -> Iterator[Line]:
    for measure in package.measures:
        for position, part in enumerate(measure.parts, start=1):
            yield measure.code, part, position


def _summary(summary: SummaryRow) -> Line:
    points = (exact(value, summary.decimals) for value in (summary.mean, summary.median, summary.best))
    share_places = scoring.share_places(summary.measure_max, summary.decimals)
    return summary.measure_code, summary.units, *points, exact(summary.mean_share, share_places), summary.provenance


def _margins(package: Package) -> Iterator[Line]:
    for row in margin_rows(package.facts.id):
        yield row.varied, row.unit_id, row.low, row.middle, row.high, row.group


def _runs(package: Package) -> Iterator[Line]:
    for run in package.runs:
        yield run.varied, run.seed, run.draws, exact(run.spread, 0), " ".join(run.measures)


def _pairs(package: Package) -> Iterator[Line]:
    keys = {unit.code: unit.key for unit in package.units}
    for varied, code, other, ahead, behind in margin_pairs(package.facts.id):
        yield varied, keys[code], keys[other], ahead, behind
