"""What the checks look at, read from the database in a few queries."""

from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, QuerySet

from districts.checks.answer import Answer
from districts.coverage import Tied, tied_to, with_ties
from districts.models import Assessor, Measure, Part, Publication, Score, Scorecard, Standing


def answers_of(scorecard: Scorecard) -> list[Answer]:
    """The criteria that the unit assesses, in the order of the framework, with its answers.

    Three queries, one more where an indicator counts.
    """
    scores = {
        score.measure_id: score
        for score in Score.objects.filter(scorecard=scorecard).annotate(documents=Count("citations")).order_by()
    }
    last = last_points(scorecard)
    measures = list(with_ties(criteria_of(scorecard).filter(assessed_by=Assessor.UNIT)))
    tied = tied_to(scorecard, measures)
    return [
        answer_of(measure, scores.get(measure.pk), last.get(measure.pk), tied.get(measure.pk)) for measure in measures
    ]


def criteria_of(scorecard: Scorecard) -> QuerySet[Measure]:
    """The measures that points are given in: those without parts that can give any."""
    leaves = Measure.objects.filter(~Exists(Part.objects.filter(whole=OuterRef("pk"))), max_points__gt=0)
    return leaves.filter(framework=scorecard.round.framework_id).order_by("position")


def answer_of(measure: Measure, score: Score | None, last: Decimal | None, tied: Tied | None = None) -> Answer:
    documents = getattr(score, "documents", 0)
    return Answer(
        code=measure.code,
        name=measure.name,
        max_points=measure.max_points,
        min_points=measure.min_points,
        needs_evidence=bool(measure.evidence.strip()),
        state=score.self_state if score else "",
        points=score.self_points if score else None,
        explanation=score.explanation.strip() if score else "",
        documents=documents,
        last_points=last,
        is_as_counted=tied is None or score is None or score.inputs == {} or is_as_counted(tied, score),
    )


def is_as_counted(tied: Tied, score: Score) -> bool:
    """Whether the stored inputs are the count, both of them."""
    return bool(tied.inputs) and tied.agrees(score.inputs)


def last_points(scorecard: Scorecard) -> dict[int, Decimal]:
    """By measure of this year: what was published for the unit the year before, out of the same maximum."""
    round = scorecard.round
    before = Publication.objects.filter(
        round__authority=round.authority_id, round__group=round.group, round__basis=round.basis, year=round.year - 1
    ).order_by("-revision")
    rows = Standing.objects.filter(
        publication=before.values("pk")[:1], published_unit__unit=scorecard.unit_id, points__isnull=False
    )
    found = {measure: (was, of) for measure, was, of in rows.values_list("measure", "points", "max_points")}
    points: dict[int, Decimal] = {}
    for measure in Measure.objects.filter(framework=round.framework_id):
        was, of = found.get(measure.pk) or found.get(measure.comparable_to_id or 0) or (None, None)
        if was is not None and of == measure.max_points:
            points[measure.pk] = was
    return points
