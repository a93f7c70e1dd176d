"""What an account has to do: its scorecards, and how far each is."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet

from districts import rights
from districts.deadlines import deadline_of, said, with_extensions
from districts.models import (
    UNIT_ROLES,
    Assessor,
    Assignment,
    Measure,
    MeasureKind,
    Part,
    Role,
    Round,
    Score,
    Scorecard,
    ScoreState,
)
from districts.queries.work_sections import Section, sections_of


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the unit's criteria are answered."""

    answered: int
    of: int

    @property
    def is_done(self) -> bool:
        return self.answered == self.of


@dataclass(frozen=True, slots=True)
class Task:
    """One scorecard of the list."""

    card: Scorecard
    deadline: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class Work:
    """The scorecards of the account's own units, and those of its authorities' open rounds."""

    own: tuple[Task, ...]
    others: tuple[Task, ...]


def visible_cards(user: User) -> QuerySet[Scorecard]:
    """The scorecards that the account may see, with what their pages show."""
    cards = with_extensions(rights.scorecards_visible_to(user))
    return cards.select_related("unit", "round__authority", "round__framework")


def deadline_in_words(card: Scorecard) -> str:
    """Until when the unit may write; empty: there is no deadline."""
    until = deadline_of(card)
    return said(until) if until else ""


def load_work(user: User) -> Work:
    """Own scorecards of every year, the others only while their round is open; a fixed number of queries."""
    units = set(Assignment.objects.filter(user=user, role__in=UNIT_ROLES).values_list("unit_id", flat=True))
    entered = Q(round__opens__isnull=False, round__stage=Round.Stage.OPEN)
    cards = list(
        visible_cards(user)
        .filter(entered | Q(unit__in=units))
        .order_by("-round__year", "round__authority__sort_key", "round__group", "unit__sort_key", "pk")
    )
    tasks = tasks_of(cards)
    return Work(
        own=tuple(task for task in tasks if task.card.unit_id in units),
        others=tuple(task for task in tasks if task.card.unit_id not in units),
    )


def tasks_of(cards: list[Scorecard]) -> list[Task]:
    answered = answered_in(cards)
    to_answer = criteria_in({card.round.framework_id for card in cards})
    return [
        Task(
            card, deadline_in_words(card), Progress(answered.get(card.pk, 0), to_answer.get(card.round.framework_id, 0))
        )
        for card in cards
    ]


def answered_in(cards: Iterable[Scorecard]) -> dict[int, int]:
    """By scorecard: how many of the unit's criteria have an answer."""
    scores = Score.objects.filter(scorecard__in=[card.pk for card in cards], measure__assessed_by=Assessor.UNIT)
    counted = scores.exclude(self_state="").order_by().values_list("scorecard_id").annotate(Count("pk"))
    return dict(counted)


def criteria_in(frameworks: Collection[int]) -> dict[int, int]:
    """By framework: how many criteria the unit assesses."""
    wholes = Part.objects.filter(whole__framework__in=frameworks).values("whole")
    leaves = Measure.objects.filter(framework__in=frameworks, max_points__gt=0, assessed_by=Assessor.UNIT)
    return dict(leaves.exclude(pk__in=wholes).order_by().values_list("framework_id").annotate(Count("pk")))


# One scorecard


@dataclass(frozen=True, slots=True)
class Line:
    """One main index of a scorecard."""

    section: Section
    progress: Progress
    self_points: Decimal  # so far
    points: Decimal | None  # appraised, where everything is


@dataclass(frozen=True, slots=True)
class Returned:
    """A criterion that was sent back, and why."""

    section: str
    code: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Overview:
    """A scorecard: stage, deadline, progress and points by main index, and what was returned."""

    card: Scorecard
    deadline: str
    lines: tuple[Line, ...]
    progress: Progress
    self_points: Decimal
    max_points: Decimal
    returned: tuple[Returned, ...]


def load_overview(card: Scorecard) -> Overview:
    """Four queries."""
    sections = sections_of(card.round.framework_id)
    scores = {score.measure_id: score for score in Score.objects.filter(scorecard=card)}
    lines = tuple(line_of(section, scores) for section in sections)
    return Overview(
        card=card,
        deadline=deadline_in_words(card),
        lines=lines,
        progress=Progress(sum(line.progress.answered for line in lines), sum(line.progress.of for line in lines)),
        self_points=sum((line.self_points for line in lines), Decimal(0)),
        max_points=sum((section.max_points for section in sections), Decimal(0)),
        returned=tuple(returned_in(sections, scores)),
    )


def line_of(section: Section, scores: dict[int, Score]) -> Line:
    stored = [scores[measure.pk] for measure in section.criteria if measure.pk in scores]
    given = [score.points for score in stored if score.points is not None]
    return Line(
        section=section,
        progress=progress_of(section, scores),
        self_points=sum((score.self_points for score in stored if score.self_points is not None), Decimal(0)),
        points=sum(given, Decimal(0)) if is_appraised(section, scores) else None,
    )


def progress_of(section: Section, scores: dict[int, Score]) -> Progress:
    answered = [measure for measure in section.own if measure.pk in scores and scores[measure.pk].self_state]
    return Progress(len(answered), len(section.own))


def is_appraised(section: Section, scores: dict[int, Score]) -> bool:
    """Whether every criterion has its points, or does not apply."""
    found = [scores.get(measure.pk) for measure in section.criteria]
    return all(
        score and (score.points is not None or score.appraised_at or score.state == ScoreState.NOT_APPLICABLE)
        for score in found
    )


def returned_in(sections: Iterable[Section], scores: dict[int, Score]) -> Iterable[Returned]:
    for section in sections:
        for measure in section.criteria:
            score = scores.get(measure.pk)
            if score and score.return_reason:
                yield Returned(section.code, measure.code, measure.name, score.return_reason)


# Headline figures of history


@dataclass(frozen=True, slots=True)
class HeadlineRow:
    """The total or a pillar, with what is stored of it."""

    measure: Measure
    version: int
    points: Decimal | None
    printed_rank: int | None
    source: str
    provenance: str


def load_headline(card: Scorecard) -> list[HeadlineRow]:
    """The total first, then the pillars."""
    kinds = (MeasureKind.TOTAL, MeasureKind.PILLAR)
    measures = list(Measure.objects.filter(framework=card.round.framework_id, kind__in=kinds).order_by("position"))
    scores = {score.measure_id: score for score in Score.objects.filter(scorecard=card, measure__in=measures)}
    measures.sort(key=lambda measure: measure.kind != MeasureKind.TOTAL)
    return [headline_row(measure, scores.get(measure.pk)) for measure in measures]


def headline_row(measure: Measure, score: Score | None) -> HeadlineRow:
    if score is None:
        return HeadlineRow(measure, 0, None, None, "", "")
    return HeadlineRow(measure, score.version, score.points, score.printed_rank, score.source, score.provenance)


def heads_of(unit: int) -> list[str]:
    """Who approves at a unit, by name."""
    held = Assignment.objects.filter(unit=unit, role=Role.HEAD, user__is_active=True).select_related("user")
    return [one.user.get_full_name() or one.user.get_username() for one in held.order_by("user__username")]
