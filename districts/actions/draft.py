"""All that a publication of a round would hold, computed without writing anything."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import overload

from django.utils.translation import gettext as _

import scoring
from districts import models
from districts.actions import digest
from districts.actions.assemble import STRENGTH, entries_of, framework_of, provenance_of, sheet_from
from districts.actions.comparison import Comparison, compare
from districts.actions.errors import ActionError
from districts.actions.rows import StandingRow, SummaryRow, UnitRow
from districts.actions.sources import sources_of
from districts.models import Measure, Publication, Scorecard, Unit

POINTS_PLACES, SHARE_PLACES = 6, 9  # as districts/models/base.py declares them
READY = (Scorecard.Stage.APPRAISED, Scorecard.Stage.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Draft:
    """Rows as they would be published, by unit; `results` says what scoring found on the way."""

    round: models.Round
    framework: scoring.Framework
    results: scoring.Results
    compared_with: Publication | None
    units: dict[int, UnitRow]
    standings: dict[int, list[StandingRow]]
    summaries: list[SummaryRow]
    measures: dict[int, str]  # codes by key

    @property
    def provenance(self) -> str:
        """The weakest of all figures; a round without any has nothing weak in it."""
        words = {
            word
            for rows in self.standings.values()
            for row in rows
            for word in (row.provenance, row.rank_provenance, row.printed_provenance)
        } - {""}
        return max(words, key=STRENGTH.__getitem__, default=models.Provenance.OFFICIAL.value)

    @property
    def unit_digests(self) -> dict[str, str]:
        return {row.code: digest.digest_of_unit(row) for row in self.units.values()}


def draft_of(round: models.Round, *, as_it_stands: bool = False) -> Draft:
    """Score a round; raises ActionError where it cannot be published, be it appraised or, as it stands, not yet."""
    cards = list(Scorecard.objects.filter(round=round).select_related("unit").order_by("unit__sort_key", "unit"))
    refuse_unready(round, cards, as_it_stands)
    measures = list(Measure.objects.filter(framework=round.framework_id).order_by("position"))
    framework = sound_framework(round.framework)
    entries = list(entries_of(round))
    bands = list(models.Band.objects.filter(framework=round.framework_id).order_by("upper"))
    results = scoring.score(
        framework,
        sheet_from(round, framework, entries),
        availability=round.availability,
        bands=[band.upper for band in bands],
    )
    comparison = compare(round, measures)
    freezer = Freezer(
        measures={measure.code: measure.pk for measure in measures},
        bands=[band.pk for band in bands],
        sources=sources_of(framework, entries),
        comparison=comparison,
    )
    standings = freezer.standings(results)
    return Draft(
        round=round,
        framework=framework,
        results=results,
        compared_with=comparison.publication,
        units={card.unit_id: unit_row(card, standings[card.unit_id]) for card in cards},
        standings=standings,
        summaries=[freezer.summary(summary) for summary in results.summaries()],
        measures={measure.pk: measure.code for measure in measures},
    )


def sound_framework(framework: models.Framework) -> scoring.Framework:
    """The graph of the round; one that was altered past the loader may be none."""
    try:
        return framework_of(framework)
    except scoring.FrameworkError as error:
        text = _("The framework %(slug)s is at fault: %(faults)s")
        raise ActionError(text % {"slug": framework.slug, "faults": error}) from error


def refuse_unready(round: models.Round, cards: list[Scorecard], as_it_stands: bool) -> None:
    """A round is published whole: it has scorecards, all appraised, and each unit has an address of its own."""
    if not cards:
        raise ActionError(_("%(round)s has no scorecards: there is nothing to publish.") % {"round": round})
    waiting = [card.unit for card in cards if card.stage not in READY]
    if waiting and not as_it_stands:
        raise ActionError(_("These units are not appraised yet: %(units)s.") % {"units": names_of(waiting)})
    for what in ("slug", "code"):
        by_value: dict[str, list[Unit]] = defaultdict(list)
        for card in cards:
            by_value[getattr(card.unit, what)].append(card.unit)
        for value, units in by_value.items():
            if len(units) > 1:
                raise ActionError(
                    _("Several units of the round have the address or code %(value)s: %(units)s.")
                    % {"value": value, "units": names_of(units)}
                )


def names_of(units: list[Unit], most: int = 10) -> str:
    """Names in a row, the first ten of many."""
    return ", ".join(unit.name for unit in units[:most]) + (", ..." if len(units) > most else "")


def unit_row(card: Scorecard, standings: list[StandingRow]) -> UnitRow:
    unit = card.unit
    return UnitRow(
        unit_id=unit.pk,
        code=unit.code,
        slug=unit.slug,
        kind=unit.kind,
        name_vi=unit.name_vi,
        name_en=unit.name_en,
        sort_key=unit.sort_key,
        search_key=unit.search_key,
        ranked=card.ranked,
        standings_digest=digest.digest_of_standings(standings),
    )


@dataclass(frozen=True, slots=True)
class Freezer:
    """Turns what scoring says into rows, with the keys, sources and changes that scoring knows nothing of."""

    measures: dict[str, int]
    bands: list[int]
    sources: dict[int, dict[str, str]]
    comparison: Comparison

    def standings(self, results: scoring.Results) -> dict[int, list[StandingRow]]:
        rows: dict[int, list[StandingRow]] = defaultdict(list)
        for cell in results.cells():
            assert isinstance(cell.unit, int)
            rows[cell.unit].append(self.standing(cell.unit, cell))
        return rows

    def standing(self, unit: int, cell: scoring.Cell) -> StandingRow:
        measure = self.measures[cell.code]
        change = self.comparison.change(unit, measure, cell)
        return StandingRow(
            measure_id=measure,
            state=cell.status.value,
            origin=cell.origin.value,
            points=stored(cell.points),
            computed=stored(cell.computed),
            margin=stored(cell.margin),
            contradiction=stored(cell.contradiction),
            max_points=stored(cell.max_points),
            share=stored(cell.share, SHARE_PLACES),
            coverage=stored(cell.coverage, SHARE_PLACES),
            rank=cell.rank,
            rank_origin=cell.rank_origin,
            tied=cell.tied,
            ranked_of=cell.ranked_of,
            printed_rank=cell.printed_rank,
            band_id=None if cell.band is None else self.bands[cell.band],
            change_points=stored(change.points),
            change_rank=change.rank,
            provenance=provenance_of(cell.provenance),
            rank_provenance=provenance_of(cell.rank_provenance),
            printed_provenance=provenance_of(cell.printed_provenance),
            source=self.source(unit, cell),
        )

    def source(self, unit: int, cell: scoring.Cell) -> str:
        """The source of what is known, be it that the measure does not apply; of nothing there is none."""
        known = cell.provenance is not None or cell.printed_rank is not None
        return self.sources.get(unit, {}).get(cell.code, "") if known else ""

    def summary(self, summary: scoring.Summary) -> SummaryRow:
        return SummaryRow(
            measure_id=self.measures[summary.code],
            units=summary.units,
            mean=stored(summary.mean),
            median=stored(summary.median),
            best=stored(summary.best),
            mean_share=stored(summary.mean_share, SHARE_PLACES),
            provenance=provenance_of(summary.provenance),
        )


@overload
def stored(value: Decimal, places: int = ...) -> Decimal: ...
@overload
def stored(value: Decimal | None, places: int = ...) -> Decimal | None: ...
def stored(value: Decimal | None, places: int = POINTS_PLACES) -> Decimal | None:
    """As the column keeps it. SQLite does not round by itself, so the digest would not be that of the row read."""
    return None if value is None else value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
