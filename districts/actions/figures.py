"""Writing figures by forms: criterion by criterion, each with its version, each before and after.

A desk is the part of one held scorecard that a form writes to. Nothing is written until it is closed.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from districts.actions.digest import plain
from districts.actions.events import record
from districts.actions.transitions import TRANSITIONS, Act, subject_of
from districts.checks.reading import criteria_of
from districts.coverage import tied_to, with_ties
from districts.models import Citation, Document, Event, FigureChange, Measure, Score, Scorecard, ScoreState
from districts.typed_numbers import wanted_places

RECORDED = (
    "state",
    "points",
    "margin",
    "printed_rank",
    "provenance",
    "source",
    "self_state",
    "self_points",
    "inputs",
    "explanation",
    "appraisal_reason",
    "return_reason",
    "reply_agrees",
    "reply_note",
)
STAMPS = ("version", "saved_by", "saved_at", "appraised_by", "appraised_at", "replied_by", "replied_at")
NO_VERDICT: dict[str, Any] = {
    "state": ScoreState.MISSING,
    "points": None,
    "margin": None,
    "appraisal_reason": "",
    "appraised_by": None,
    "appraised_at": None,
}
Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Saved:
    """Stored; `version` is what the form must send with its next change."""

    code: str
    version: int
    state: str
    points: Decimal | None
    incomplete: str = ""  # what is still to be filled in before it counts; kept all the same


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else was faster: nothing of this criterion was stored."""

    code: str
    version: int  # the one to send to write over it nevertheless
    theirs: Facts
    by: str
    at: datetime | None
    points: Decimal | None  # theirs


@dataclass(frozen=True, slots=True)
class Fault:
    """Refused, and nothing of this criterion was stored. `field` is that of the entry, or the name of an input."""

    code: str
    field: str
    message: str


@dataclass(slots=True)
class SaveResult:
    """What became of each criterion: it is in exactly one of the lists."""

    saved: list[Saved] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.conflicts and not self.faults


def facts_of(score: Score, documents: Collection[Document] = ()) -> Facts:
    """A figure for the record; what it does not say is left out."""
    facts = {name: plain(getattr(score, name)) for name in RECORDED}
    facts["documents"] = [str(document) for document in documents]
    return {name: value for name, value in facts.items() if value not in (None, "", {}, [])}


class Desk:
    """The criteria of a held scorecard that one form writes to, with what is stored of them."""

    def __init__(self, card: Scorecard, measures: Iterable[Measure], *, by: User, now: datetime) -> None:
        self.card, self.by, self.now = card, by, now
        self.measures = {measure.code: measure for measure in measures}
        stored = Score.objects.filter(scorecard=card, measure__in=self.measures.values()).prefetch_related(
            "citations__document"
        )
        self.scores = {score.measure_id: score for score in stored}
        self.tied = tied_to(card, self.measures.values())  # what their rules take from indicators
        self.before: dict[int, Facts | None] = {}
        self.result = SaveResult()
        self.citations = {
            measure.pk: list(self.scores[measure.pk].citations.all()) if measure.pk in self.scores else []
            for measure in self.measures.values()
        }
        self.cited = {measure: [citation.document for citation in stored] for measure, stored in self.citations.items()}

    @classmethod
    def of(cls, card: Scorecard, codes: Collection[str], *, by: User, now: datetime) -> "Desk":
        """The criteria with these codes."""
        return cls(card, with_ties(criteria_of(card).filter(code__in=codes)), by=by, now=now)

    # Looking

    def measure(self, code: str) -> Measure | None:
        """The criterion; one that is not there is a fault."""
        found = self.measures.get(code)
        if found is None:
            self.refuse(code, "measure_code", _("The framework has no such criterion."))
        return found

    def score(self, measure: Measure) -> Score:
        """What is stored of a criterion, or a new row for it."""
        found = self.scores.get(measure.pk)
        return found or Score(
            scorecard=self.card,
            measure=measure,
            state=ScoreState.MISSING,
            provenance=self.card.round.provenance,
            max_points=measure.max_points,
            min_points=measure.min_points,
        )

    def refuse(self, code: str, name: str, message: str) -> None:
        self.result.faults.append(Fault(code, name, message))

    # Writing

    def put(
        self,
        measure: Measure,
        version: int,
        values: Mapping[str, Any],
        *,
        stamp: str,
        documents: Collection[Document] | None = None,
        anew: bool = False,
        incomplete: str = "",
    ) -> None:
        """Set the values if the criterion is as the form saw it; the same values again are no change, unless `anew`."""
        score = self.score(measure)
        if anew or self.differs(score, values, documents):
            if score.version != version:
                self.result.conflicts.append(self.conflict(measure.code, score))
                return
            self.change(measure, score, values, stamp)
            if documents is not None:
                self.cited[measure.pk] = list(documents)
        points = score.self_points if stamp == "saved" else score.points
        state = score.self_state if stamp == "saved" else score.state
        self.result.saved.append(Saved(measure.code, score.version, state, points, incomplete))

    def differs(self, score: Score, values: Mapping[str, Any], documents: Collection[Document] | None) -> bool:
        """Whether the criterion would change; None leaves its documents."""
        if documents is not None and set(documents) != set(self.cited[score.measure_id]):
            return True
        return any(getattr(score, name) != value for name, value in values.items())

    def change(self, measure: Measure, score: Score, values: Mapping[str, Any], stamp: str) -> None:
        if measure.pk not in self.before:
            self.before[measure.pk] = facts_of(score, self.cited[measure.pk]) if score.pk else None
        if stamp:
            setattr(score, f"{stamp}_by", self.by)
            setattr(score, f"{stamp}_at", self.now)
        for name, value in values.items():
            setattr(score, name, value)
        score.version += 1
        self.scores[measure.pk] = score

    def conflict(self, code: str, score: Score) -> Conflict:
        """What is stored now, and who stored it."""
        last = FigureChange.objects.filter(score=score).select_related("event__by").order_by("-event_id").first()
        return Conflict(
            code=code,
            version=score.version,
            theirs=facts_of(score, self.cited[score.measure_id]),
            by=name_of(last.event.by) if last else "",
            at=last.event.at if last else None,
            points=score.points,
        )

    def close(self, act: Act, *, reason: str = "", via: str = "form", event: Event | None = None) -> Event | None:
        """Write what was changed, with its event; nothing at all where nothing was."""
        if not self.before:
            return None
        event = event or record(
            by=self.by,
            verb=TRANSITIONS[act].verb,
            subject=subject_of(self.card),
            after={"via": via, "figures": len(self.before)},
            reason=reason,
        )
        self.write()
        FigureChange.objects.bulk_create(
            FigureChange(
                event=event,
                score=self.scores[measure],
                before=before,
                after=facts_of(self.scores[measure], self.cited[measure]),
            )
            for measure, before in self.before.items()
        )
        return event

    def write(self) -> None:
        changed = [self.scores[measure] for measure in self.before]
        Score.objects.bulk_create([score for score in changed if score.pk is None])
        known = [self.scores[measure] for measure, before in self.before.items() if before is not None]
        Score.objects.bulk_update(known, [*RECORDED, *STAMPS])
        self.cite()

    def cite(self) -> None:
        """Make every changed score cite what it should."""
        gone, fresh = [], []
        for measure in self.before:
            stored, wanted = self.citations[measure], self.cited[measure]
            gone += [citation.pk for citation in stored if citation.document not in wanted]
            known = [citation.document for citation in stored]
            fresh += [Citation(score=self.scores[measure], document=each) for each in wanted if each not in known]
        if gone:
            Citation.objects.filter(pk__in=gone).delete()
        if fresh:
            Citation.objects.bulk_create(fresh)


def name_of(user: User) -> str:
    return user.get_full_name() or user.get_username()


def clean(text: str) -> str:
    """Text as it can be stored: PostgreSQL has no null character, and blanks around it say nothing."""
    return text.replace("\x00", "").strip()


def fault_of_points(measure: Measure, points: Decimal) -> str:
    """What is wrong with points typed for a criterion; empty where nothing is."""
    if not points.is_finite():
        return _("This is not a number.")
    if not measure.min_points <= points <= measure.max_points:
        bounds = {"least": plain(measure.min_points), "most": plain(measure.max_points)}
        return _("The points lie between %(least)s and %(most)s.") % bounds
    if points != points.quantize(Decimal(1).scaleb(-measure.decimals)):
        return _("Expected %(expected)s.") % {"expected": wanted_places(measure.decimals)}
    return ""
