"""One page of the form: the criteria of a main index with what is stored of them, and of the year before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from districts import answers
from districts.coverage import Tied, tied_to
from districts.models import Citation, Document, Measure, Score, Scorecard
from districts.queries.work import Progress
from districts.queries.work_sections import Section
from districts.typed_numbers import write_number
from scoring.rules import InputKind, Rule


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the fields of a criterion, as it would be typed."""

    state: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    points: str = ""
    explanation: str = ""
    documents: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class LastYear:
    """What the unit answered the year before, and what it got; `filled` only where it can be taken over."""

    points: Decimal | None
    self_points: Decimal | None
    max_points: Decimal
    decimals: int
    state: str
    explanation: str
    filled: Filled | None


@dataclass(frozen=True, slots=True)
class Stored:
    """A criterion with what the database holds of it."""

    measure: Measure
    rule: Rule | None
    version: int
    filled: Filled
    self_points: Decimal | None
    saved_by: str
    saved_at: datetime | None
    return_reason: str
    last: LastYear | None
    tied: Tied | None = None  # its inputs are counted by an indicator and not typed


@dataclass(frozen=True, slots=True)
class Total:
    """Points so far, and how many of the unit's criteria are answered."""

    points: Decimal
    progress: Progress


@dataclass(frozen=True, slots=True)
class EntryPage:
    """A main index on one page."""

    section: Section
    rows: tuple[Stored, ...]
    library: tuple[Document, ...]


def load_entry(card: Scorecard, section: Section) -> EntryPage:
    """Four queries, however many criteria there are; one more where an indicator counts."""
    keys = [measure.pk for measure in section.criteria]
    cited = Prefetch("citations", Citation.objects.order_by("pk"))
    stored = Score.objects.filter(scorecard=card, measure__in=keys).select_related("saved_by")
    scores = {score.measure_id: score for score in stored.prefetch_related(cited)}
    last = last_year(card, section.criteria)
    tied = tied_to(card, section.criteria)
    rows = tuple(
        row_of(measure, scores.get(measure.pk), last.get(measure.pk), tied.get(measure.pk))
        for measure in section.criteria
    )
    return EntryPage(section, rows, tuple(library_of(card)))


def library_of(card: Scorecard) -> QuerySet[Document]:
    """The documents of the unit in the round."""
    return Document.objects.filter(unit=card.unit_id, round=card.round_id).order_by("pk")


def row_of(measure: Measure, score: Score | None, last: LastYear | None, tied: Tied | None = None) -> Stored:
    rule = answers.rule_of(measure.rule)
    if score is None:
        return Stored(measure, rule, 0, Filled(), None, "", None, "", last, tied)
    by = score.saved_by
    documents = frozenset(citation.document_id for citation in score.citations.all())
    return Stored(
        measure=measure,
        rule=rule,
        version=score.version,
        filled=filled(score, rule, documents),
        self_points=score.self_points,
        saved_by=(by.get_full_name() or by.get_username()) if by else "",
        saved_at=score.saved_at,
        return_reason=score.return_reason,
        last=last,
        tied=tied,
    )


def filled(score: Score, rule: Rule | None, documents: frozenset[int] = frozenset()) -> Filled:
    """A stored answer as it would be typed."""
    kinds = {asked.name: asked.kind for asked in rule.inputs} if rule else {}
    inputs = {name: typed(kinds[name], value) for name, value in score.inputs.items() if name in kinds}
    points = "" if rule else write_number(score.self_points)
    return Filled(score.self_state, inputs, points, score.explanation, documents)


def typed(kind: InputKind, value: object) -> str:
    """One stored input as its field holds it."""
    if kind is InputKind.YES:
        return "yes" if value else "no"
    return str(value) if kind is InputKind.TIMING else write_number(str(value))


# The year before


def last_year(card: Scorecard, criteria: Sequence[Measure]) -> dict[int, LastYear]:
    """By measure of this year; a criterion is the same one, or the one that it says it is comparable to."""
    round = card.round
    keys = {measure.pk for measure in criteria} | {measure.comparable_to_id for measure in criteria} - {None}
    before = Score.objects.filter(
        scorecard__unit=card.unit_id,
        scorecard__round__authority=round.authority_id,
        scorecard__round__group=round.group,
        scorecard__round__basis=round.basis,
        scorecard__round__year=round.year - 1,
        measure__in=keys,
    ).select_related("measure")
    scores = {score.measure_id: score for score in before}
    found = {measure: scores.get(measure.pk) or scores.get(measure.comparable_to_id or 0) for measure in criteria}
    return {measure.pk: last_of(measure, score) for measure, score in found.items() if score}


def last_of(measure: Measure, score: Score) -> LastYear:
    return LastYear(
        points=score.points,
        self_points=score.self_points,
        max_points=score.max_points,
        decimals=score.measure.decimals,
        state=score.self_state or score.state,
        explanation=score.explanation,
        filled=to_copy(measure, score),
    )


def to_copy(measure: Measure, score: Score) -> Filled | None:
    """Its answer as an answer of this year; none where the rule or the maximum is another."""
    rule = answers.rule_of(measure.rule)
    was = score.measure
    if (was.rule, was.max_points) != (measure.rule, measure.max_points):
        return None
    copied = filled(score, rule)
    if rule is None and not copied.points and not score.self_state:
        copied = Filled(score.state, {}, write_number(score.points), score.explanation)
    return copied if copied.inputs or copied.points or copied.state not in ("", "scored") else None


# After a save


def sum_of(card: Scorecard, section: Section) -> Total:
    """The running sum of a main index; one query."""
    own = [measure.pk for measure in section.own]
    found = Score.objects.filter(scorecard=card, measure__in=own).values_list("self_state", "self_points")
    told = [given for state, given in found if state]
    given = [points for points in told if points is not None]
    return Total(sum(given, Decimal(0)), Progress(len(told), len(own)))
