"""How sure the ranks of a publication are, computed from its figures as published when it is published.

docs/margins.md gives the recipe, which starts from the files: nothing enters here that these do not hold.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

import scoring
from districts.actions import digest
from districts.actions.rows import StandingRow
from districts.models import Margins, MarginsVaried, Publication, PublishedUnit, RankMargin, Standing
from scoring.cut import cut
from scoring.margins import DRAWS, SPREAD, TooFineError, margins, whole_numbers

BATCH = 1000
FEWEST = 2  # units, or measures, below which nothing can be varied
ADDED_UP = (Standing.Origin.SUMMED, Standing.Origin.NONE)
LACKING = (Standing.State.MISSING, Standing.State.INCOMPLETE)

Figures = Mapping[str, StandingRow]  # of one unit, by code


class RunRow(NamedTuple):
    """Margins without their keys and their digest."""

    varied: str
    seed: int
    draws: int
    spread: Decimal
    measures: list[str]


class MarginRow(NamedTuple):
    """A unit's margin, the unit by its code."""

    code: str
    low: int
    middle: int
    high: int
    group: int
    ahead: list[list[str | int]]


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what was varied, and what came of it."""

    row: RunRow
    margins: list[MarginRow]

    @property
    def digest(self) -> str:
        return digest_of_run(self.row, self.margins)


def write_margins(
    publication: Publication,
    units: Sequence[PublishedUnit],
    standings: Mapping[int, Sequence[StandingRow]],
    framework: scoring.Framework,
    measures: Mapping[int, str],
) -> None:
    """Insert the margins of a publication that is being written."""
    figures = {
        unit.code: {measures[row.measure_id]: row for row in standings[unit.unit_id]}
        for unit in sorted(units, key=lambda unit: (unit.sort_key, unit.pk))
    }
    by_code = {unit.code: unit for unit in units}
    for run in runs(figures, framework, seed_of(publication)):
        head = Margins.objects.create(publication=publication, **run.row._asdict(), digest=run.digest)
        rows = (RankMargin(margins=head, published_unit=by_code[row.code], **without_code(row)) for row in run.margins)
        while batch := list(islice(rows, BATCH)):
            RankMargin.objects.bulk_create(batch)


def without_code(row: MarginRow) -> dict[str, object]:
    return {name: value for name, value in row._asdict().items() if name != "code"}


def seed_of(publication: Publication) -> int:
    """The first eight digits of its digest: published, and nobody's choice."""
    return int(publication.digest[:8], 16)


def runs(figures: Mapping[str, Figures], framework: scoring.Framework, seed: int) -> Iterator[Run]:
    """By main index and by criterion, as far as the ranked units' figures go; `figures` come in the portal's order.

    Nothing where fewer than two units have a computed rank, where only the total is known of one of them, or where
    the points are too fine to be exact.
    """
    total = framework.codes[framework.total]
    ranked = {code: rows for code, rows in figures.items() if rows[total].rank is not None}
    if len(ranked) < FEWEST or any(rows[total].rank_origin != Standing.RankOrigin.COMPUTED for rows in ranked.values()):
        return
    official = sorted(ranked, key=lambda code: ranked[code][total].rank or 0)  # keeps the portal's order in a tie
    rows = [ranked[code] for code in official]
    opened = [framework.codes[whole] for whole in framework.wholes if is_open(framework, rows, whole)]
    for kind in (scoring.Kind.INDEX, scoring.Kind.CRITERION):
        codes = [code for code in cut(framework, opened, kind) if counts(code, rows)]
        if len(codes) >= FEWEST:
            row = RunRow(MarginsVaried(kind.value).value, seed, DRAWS, SPREAD, codes)
            try:
                yield Run(row, rank_margins(official, rows, row))
            except TooFineError:
                return


def is_open(framework: scoring.Framework, rows: Sequence[Figures], whole: int) -> bool:
    """Whether every unit's figures of the parts are there, and stand for the whole.

    A part that lacks points is as good as its points so far only where the whole is the sum of them too.
    """
    code, parts = framework.codes[whole], [framework.codes[part] for part in framework.parts[whole]]
    return all(
        row[part].state != Standing.State.NOT_PUBLISHED
        and (row[code].origin in ADDED_UP or row[part].state not in LACKING)
        for row in rows
        for part in parts
    )


def counts(code: str, rows: Sequence[Figures]) -> bool:
    """A measure of maximum 0 in which nobody has points changes nothing."""
    return any(row[code].max_points or row[code].points for row in rows)


def rank_margins(official: Sequence[str], rows: Sequence[Figures], run: RunRow) -> list[MarginRow]:
    """The margins of units given in their official order."""
    none = Decimal(0)
    points, maxima = whole_numbers(
        [[row[code].points or none for code in run.measures] for row in rows],
        [[row[code].max_points for code in run.measures] for row in rows],
    )
    alike = bool((maxima == maxima[0]).all())
    found = margins(points, None if alike else maxima, seed=run.seed, draws=run.draws, spread=run.spread)
    ends = zip(found.low.tolist(), found.middle.tolist(), found.high.tolist(), strict=True)
    return [
        MarginRow(code, low, middle, high, group, [[official[other], won, lost] for other, won, lost in nearest])
        for code, (low, middle, high), group, nearest in zip(
            official, ends, found.groups(), found.nearest(), strict=True
        )
    ]


def digest_of_run(row: RunRow, margins: Sequence[MarginRow]) -> str:
    """The digest over a run and, by code, every unit's margin."""
    texts = sorted((margin.code, digest.text_of(margin)) for margin in margins)
    return digest.digest_of_texts([digest.text_of(row), *(text for _, text in texts)])


def margin_digests(publication: Publication) -> dict[str, str]:
    """The digests that a publication's margins carry, by what was varied."""
    return dict(Margins.objects.filter(publication=publication).order_by("pk").values_list("varied", "digest"))


def digest_anew(head: Margins) -> str:
    """The digest of a stored run as its rows are now."""
    row = RunRow(*(getattr(head, name) for name in RunRow._fields))
    columns = ("published_unit__code", *MarginRow._fields[1:])
    rows = RankMargin.objects.filter(margins=head, published_unit__publication=head.publication_id).order_by()
    return digest_of_run(row, [MarginRow(*values) for values in rows.values_list(*columns)])
