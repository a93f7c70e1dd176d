"""The small files of the package, row by row; its standings are those of `tidy`."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import TypeAlias

from django.utils import translation

import scoring
from districts.exports.codebook import FILES, column_rows, word_rows
from districts.exports.csv_text import END, csv_line
from districts.exports.numbers import plain
from districts.exports.tidy import Cell
from districts.queries.margins import margin_rows
from districts.queries.package import Package, PackageMeasure, PackageSummary, margin_pairs
from districts.rules import describe

Line: TypeAlias = tuple[Cell, ...]
LINES = 2_000  # written at a time
MARGINS = ("margins", "margin_runs", "margin_pairs")


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
        "bands": ((b.name_vi, b.name_en, number(b.lower), number(b.upper)) for b in package.bands),
        "margins": _margins(package),
        "margin_runs": _runs(package),
        "margin_pairs": _pairs(package),
        "columns": column_rows(there),
        "words": word_rows(there),
    }
    return {file: rows for file, rows in lines.items() if file in there}


def number(value: Decimal | None, places: int = 0) -> Decimal | None:
    """With at least that many places, and all that the value needs."""
    return None if value is None else Decimal(plain(value, places))


def _units(package: Package) -> Iterator[Line]:
    for unit in package.units:
        names = (unit.code, unit.name_vi, unit.name_en, unit.kind, unit.slug)
        yield unit.key, *names, unit.ranked


def _measure(measure: PackageMeasure) -> Line:
    bounds = (number(measure.max_points, measure.decimals), number(measure.min_points, measure.decimals))
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
        *_rule_in_words(measure.rule),
        measure.evidence,
        measure.assessed_by,
        measure.not_applicable,
        measure.comparable_to,
    )


def _rule_in_words(rule: str) -> tuple[str, str]:
    """In Vietnamese and in English; free words as they are."""
    with translation.override("vi"):
        vietnamese = describe(rule)
    with translation.override("en"):
        return vietnamese, describe(rule)


def _parts(package: Package) -> Iterator[Line]:
    for measure in package.measures:
        for position, part in enumerate(measure.parts, start=1):
            yield measure.code, part, position


def _summary(summary: PackageSummary) -> Line:
    points = (number(value, summary.decimals) for value in (summary.mean, summary.median, summary.best))
    share_places = scoring.share_places(summary.max_points, summary.decimals)
    return summary.code, summary.units, *points, number(summary.mean_share, share_places), summary.provenance


def _margins(package: Package) -> Iterator[Line]:
    for row in margin_rows(package.facts.id):
        yield row.varied, row.unit_id, row.low, row.middle, row.high, row.group


def _runs(package: Package) -> Iterator[Line]:
    for run in package.runs:
        yield run.varied, run.seed, run.draws, number(run.spread), " ".join(run.measures)


def _pairs(package: Package) -> Iterator[Line]:
    keys = {unit.code: unit.key for unit in package.units}
    for varied, code, other, ahead, behind in margin_pairs(package.facts.id):
        yield varied, keys[code], keys[other], ahead, behind
