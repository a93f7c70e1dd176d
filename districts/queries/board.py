"""The province's board of a round: its units, how far each is in each index, who is late, who never logged in."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from districts import rights
from districts.deadlines import deadline_of, extended_until, with_extensions
from districts.models import (
    UNIT_ROLES,
    Assignment,
    Measure,
    Publication,
    Round,
    Score,
    Scorecard,
    ScoreState,
)
from districts.queries.appraisal import Progress
from districts.queries.work_sections import Section, sections_of
from districts.rights import Somebody

Stage = Scorecard.Stage
OWING = (Stage.DRAFT, Stage.RETURNED)  # what the unit still has to hand in
APPRAISED = Q(appraised_at__isnull=False) | Q(points__isnull=False) | Q(state=ScoreState.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Place:
    """One unit in one index."""

    section: Measure
    entered: Progress  # of the criteria that the unit assesses
    appraised: Progress  # of all


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One unit."""

    card: Scorecard
    deadline: datetime | None
    extended: bool
    late: bool
    entered: Progress
    appraised: Progress
    places: tuple[Place, ...]
    absent: tuple[str, ...]  # names of those who never logged in
    people: int


@dataclass(frozen=True, slots=True)
class Board:
    round: Round
    sections: tuple[Measure, ...]
    lines: tuple[BoardLine, ...]
    latest: Publication | None

    @property
    def stages(self) -> list[tuple[str, int]]:
        """How many units are at each stage."""
        count = Counter(line.card.stage for line in self.lines)
        return [(str(stage.label), count[stage]) for stage in Stage]

    @property
    def late(self) -> list[BoardLine]:
        return [line for line in self.lines if line.late]

    @property
    def absent(self) -> list[BoardLine]:
        """Units in which nobody has ever logged in."""
        return [line for line in self.lines if len(line.absent) == line.people]


@dataclass(frozen=True, slots=True)
class Marks:
    """Keys of the measures in which a scorecard has something."""

    entered: frozenset[int]
    appraised: frozenset[int]


NO_MARKS = Marks(frozenset(), frozenset())


def load_board(round: Round, *, now: datetime | None = None) -> Board:
    """Eight queries, however many units there are."""
    now = now or timezone.now()
    cards = with_extensions(Scorecard.objects.filter(round=round)).select_related("unit", "round")
    sections = sections_of(round.framework_id)
    marks, people = marks_of(round), people_of(round)
    lines = (
        line_of(card, sections, marks.get(card.pk, NO_MARKS), people[card.unit_id], now)
        for card in cards.order_by("unit__sort_key", "unit")
    )
    return Board(
        round=round,
        sections=tuple(section.index for section in sections),
        lines=tuple(lines),
        latest=Publication.objects.filter(round=round).order_by("-revision").first(),
    )


def marks_of(round: Round) -> dict[int, Marks]:
    """What is entered and appraised, by scorecard."""
    entered, appraised = defaultdict(set), defaultdict(set)
    scores = Score.objects.filter(scorecard__round=round).order_by()
    for card, measure in scores.exclude(self_state="").values_list("scorecard_id", "measure_id"):
        entered[card].add(measure)
    for card, measure in scores.filter(APPRAISED).values_list("scorecard_id", "measure_id"):
        appraised[card].add(measure)
    return {card: Marks(frozenset(entered[card]), frozenset(appraised[card])) for card in {*entered, *appraised}}


def people_of(round: Round) -> Mapping[int, list[tuple[str, bool]]]:
    """Names by unit of those who enter, each once, and whether they have ever logged in."""
    found: dict[int, dict[int, tuple[str, bool]]] = defaultdict(dict)
    held = Assignment.objects.filter(unit__scorecards__round=round, role__in=UNIT_ROLES, user__is_active=True)
    for one in held.select_related("user").order_by("user__username"):
        name = one.user.get_full_name() or one.user.get_username()
        found[one.unit_id][one.user_id] = (name, one.user.last_login is not None)
    return defaultdict(list, {unit: list(persons.values()) for unit, persons in found.items()})


def line_of(
    card: Scorecard, sections: list[Section], marks: Marks, people: list[tuple[str, bool]], now: datetime
) -> BoardLine:
    places = tuple(place_of(section, marks) for section in sections)
    deadline = deadline_of(card)
    return BoardLine(
        card=card,
        deadline=deadline,
        extended=extended_until(card) is not None,
        late=bool(deadline and now >= deadline and card.stage in OWING),
        entered=total([place.entered for place in places]),
        appraised=total([place.appraised for place in places]),
        places=places,
        absent=tuple(name for name, came in people if not came),
        people=len(people),
    )


def place_of(section: Section, marks: Marks) -> Place:
    every = {measure.pk for measure in section.criteria}
    own = {measure.pk for measure in section.own}
    return Place(
        section=section.index,
        entered=Progress(len(own & marks.entered), len(own)),
        appraised=Progress(len(every & marks.appraised), len(every)),
    )


def total(every: list[Progress]) -> Progress:
    return Progress(sum(one.done for one in every), sum(one.of for one in every))


def load_rounds(user: Somebody) -> QuerySet[Round]:
    """The rounds that an account may watch, latest first, with how many of its units are appraised."""
    counts = {
        f"{stage}_count": Count("scorecards", filter=Q(scorecards__stage=stage), distinct=True)
        for stage in Stage.values
    }
    rounds = rights.rounds_watched_by(user).annotate(unit_count=Count("scorecards", distinct=True), **counts)
    return rounds.select_related("authority", "framework").order_by("-year", "authority__sort_key", "group", "basis")
