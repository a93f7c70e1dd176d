"""What appraisers, publishers and replying units look at: one main index of a scorecard, criterion by criterion."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from districts.checks.reading import last_points
from districts.models import Assessor, Citation, Document, Measure, Score, Scorecard, ScoreState
from districts.queries.work_sections import Section, sections_of
from districts.tables.trace import input_lines


@dataclass(frozen=True, slots=True)
class Progress:
    """How many criteria of how many."""

    done: int
    of: int

    @property
    def is_complete(self) -> bool:
        return self.done == self.of


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of one scorecard."""

    measure: Measure
    score: Score
    documents: tuple[Document, ...]
    last_points: Decimal | None  # published the year before, out of the same maximum
    mine: bool  # given to this appraiser

    @property
    def is_units(self) -> bool:
        return self.measure.assessed_by == Assessor.UNIT

    @property
    def inputs(self) -> list[tuple[str, str]]:
        """What the unit entered into the rule, as labels and values."""
        return input_lines(self.score.inputs)

    @property
    def differs(self) -> bool:
        """Whether the verdict is another than what the unit said of itself."""
        score = self.score
        said = (score.self_state, score.self_points)
        return bool(score.appraised_at and score.self_state) and said != (score.state, score.points)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One section of a scorecard, and how far all of them are."""

    section: Section
    sections: tuple[tuple[Section, Progress], ...]
    lines: tuple[Line, ...]

    @property
    def progress(self) -> Progress:
        """Of the whole scorecard."""
        every = [progress for _section, progress in self.sections]
        return Progress(sum(one.done for one in every), sum(one.of for one in every))

    @property
    def self_points(self) -> Decimal:
        return sum((line.score.self_points or Decimal(0) for line in self.lines), Decimal(0))

    @property
    def points(self) -> Decimal:
        return sum((line.score.points or Decimal(0) for line in self.lines), Decimal(0))

    @property
    def maximum(self) -> Decimal:
        return sum((line.measure.max_points for line in self.lines), Decimal(0))


def load_sheet(card: Scorecard, index: str, mine: Collection[int] = ()) -> Sheet | None:
    """The section of this code, None where there is none; the same number of queries whatever is in it."""
    sections = sections_of(card.round.framework_id)
    section = next((one for one in sections if one.code == index), None)
    if section is None:
        return None
    scores = scores_of(card)
    return Sheet(
        section=section,
        sections=tuple((one, appraised_in(one, scores)) for one in sections),
        lines=lines_of(section.criteria, scores, last_points(card), mine),
    )


def load_lines(card: Scorecard, mine: Collection[int] = ()) -> list[tuple[Section, tuple[Line, ...]]]:
    """All sections with their criteria."""
    scores, last = scores_of(card), last_points(card)
    sections = sections_of(card.round.framework_id)
    return [(section, lines_of(section.criteria, scores, last, mine)) for section in sections]


def scores_of(card: Scorecard) -> dict[int, Score]:
    """By measure, with who wrote them and the documents that they cite; two queries."""
    cited = Prefetch("citations", queryset=Citation.objects.select_related("document").order_by("pk"))
    scores = Score.objects.filter(scorecard=card).select_related("appraised_by", "saved_by", "replied_by")
    return {score.measure_id: score for score in scores.prefetch_related(cited)}


def lines_of(
    criteria: tuple[Measure, ...], scores: Mapping[int, Score], last: Mapping[int, Decimal], mine: Collection[int]
) -> tuple[Line, ...]:
    return tuple(line_of(one, scores.get(one.pk), last.get(one.pk), one.pk in mine) for one in criteria)


def line_of(measure: Measure, score: Score | None, last: Decimal | None, mine: bool) -> Line:
    documents = tuple(citation.document for citation in score.citations.all()) if score else ()
    return Line(measure, score or Score(measure=measure, state=ScoreState.MISSING), documents, last, mine)


def appraised_in(section: Section, scores: Mapping[int, Score]) -> Progress:
    """How many criteria have their verdict."""
    keys = [measure.pk for measure in section.criteria]
    return Progress(sum(key in scores and is_appraised(scores[key]) for key in keys), len(keys))


def is_appraised(score: Score) -> bool:
    """With a verdict, or with a figure that a file brought."""
    return bool(score.appraised_at) or score.points is not None or score.state == ScoreState.NOT_APPLICABLE


def load_library(card: Scorecard) -> list[Document]:
    """The documents that the unit has collected in the round."""
    return list(Document.objects.filter(unit=card.unit_id, round=card.round_id).order_by("pk"))
