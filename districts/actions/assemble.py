"""From stored rows to what `scoring` takes: a framework and a sheet of figures, in a few queries."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import scoring
from districts import models
from districts.models import Provenance

# Scoring knows only how strong a provenance is: 0 is the strongest.
PROVENANCES = list(Provenance)
STRENGTH = {provenance.value: number for number, provenance in enumerate(PROVENANCES)}


def framework_of(framework: models.Framework) -> scoring.Framework:
    """The stored graph of measures as scoring knows it, in two queries."""
    parts: dict[int, list[str]] = defaultdict(list)
    edges = models.Part.objects.filter(whole__framework=framework).order_by("whole", "position")
    for whole, code in edges.values_list("whole_id", "part__code"):
        parts[whole].append(code)
    measures = models.Measure.objects.filter(framework=framework).order_by("position")
    return scoring.Framework.build(measure_of(measure, tuple(parts[measure.pk])) for measure in measures)


def measure_of(measure: models.Measure, parts: tuple[str, ...]) -> scoring.Measure:
    return scoring.Measure(
        code=measure.code,
        kind=scoring.Kind(measure.kind),
        parts=parts,
        max_points=measure.max_points,
        min_points=measure.min_points,
        decimals=measure.decimals,
        not_applicable=scoring.NotApplicable(measure.not_applicable),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored figure, with the text of its source, which scoring has no use for."""

    unit: int
    code: str
    figure: scoring.Figure
    source: str


def sheet_of(round: models.Round) -> scoring.Sheet:
    """All figures of a round, its units named by their keys, in the order of the portal."""
    return sheet_from(round, framework_of(round.framework), list(entries_of(round)))


def sheet_from(round: models.Round, framework: scoring.Framework, entries: list[Entry]) -> scoring.Sheet:
    """The sheet over a framework and figures read already."""
    cards = list(
        models.Scorecard.objects.filter(round=round).order_by("unit__sort_key", "unit").values_list("unit_id", "ranked")
    )
    return scoring.Sheet.build(
        framework,
        [unit for unit, _ in cards],
        ((entry.unit, entry.code, entry.figure) for entry in entries),
        unranked={unit for unit, ranked in cards if not ranked},
    )


def entries_of(round: models.Round) -> Iterator[Entry]:
    """Every figure of a round in one query; plain values, since a round may hold a hundred thousand."""
    scores = models.Score.objects.filter(scorecard__round=round).order_by()
    rows = scores.values_list(
        "scorecard__unit_id", "measure__code", "state", "points", "margin", "printed_rank", "provenance", "source"
    )
    for unit, code, state, points, margin, rank, provenance, source in rows.iterator(chunk_size=5000):
        yield Entry(unit, code, figure(state, points, margin, rank, provenance), source)


def figure(
    state: str, points: Decimal | None, margin: Decimal | None, rank: int | None, provenance: str
) -> scoring.Figure:
    return scoring.Figure(
        state=scoring.State(state),
        points=points,
        margin=margin,
        printed_rank=rank,
        provenance=STRENGTH[provenance],
    )


def provenance_of(number: int | None) -> str:
    """The stored word for a strength; empty where there is no figure to have one."""
    return "" if number is None else PROVENANCES[number].value
