"""Change against the revision of the year before: same authority, group, basis and unit, comparable measure."""

from dataclasses import dataclass
from decimal import Decimal

import scoring
from districts import models
from districts.models import Measure, Publication, Standing


@dataclass(frozen=True, slots=True)
class Before:
    """One figure of the year before; points only where they stood for the whole of the maximum."""

    points: Decimal | None
    rank: int | None
    max_points: Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    """The publication compared with, and its figures by unit and by the measure of *this* year."""

    publication: Publication | None
    figures: dict[tuple[int, int], Before]

    def change(self, unit: int, measure: int, cell: scoring.Cell) -> scoring.Change:
        before = self.figures.get((unit, measure))
        if before is None:
            return scoring.Change(None, None)
        points = cell.points if cell.status is scoring.Status.SCORED else None
        return scoring.change(points, cell.rank, cell.max_points, before.points, before.rank, before.max_points)


def compare(round: models.Round, measures: list[Measure]) -> Comparison:
    """What `round` is compared with at this moment, in two queries."""
    publication = year_before(round)
    if publication is None:
        return Comparison(None, {})
    if publication.framework_id == round.framework_id:
        now_of = {measure.pk: measure.pk for measure in measures}
    else:
        now_of = {measure.comparable_to_id: measure.pk for measure in measures if measure.comparable_to_id}
    standings = Standing.objects.filter(publication=publication, measure__in=now_of).order_by()
    rows = standings.values_list("published_unit__unit_id", "measure_id", "state", "points", "rank", "max_points")
    figures = {
        (unit, now_of[measure]): Before(points if state == Standing.State.SCORED else None, rank, maximum)
        for unit, measure, state, points, rank, maximum in rows
    }
    return Comparison(publication, figures)


def year_before(round: models.Round) -> Publication | None:
    """The latest revision of the round of the year before."""
    publications = Publication.objects.filter(
        round__authority=round.authority_id, round__group=round.group, round__basis=round.basis, year=round.year - 1
    )
    return publications.order_by("-revision").first()
