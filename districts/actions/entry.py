"""The unit's self-assessment, saved criterion by criterion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from districts import answers
from districts.actions.figures import NO_VERDICT, Desk, SaveResult, clean, fault_of_points
from districts.actions.transitions import Act, hold, permit
from districts.coverage import Tied
from districts.models import Assessor, Document, Measure, Score, Scorecard, ScoreState
from scoring.rules import InputError, InputFaultKind, Rule


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form says of one criterion. `version` is the one that the form was opened with, 0 for none."""

    measure_code: str
    version: int
    state: str = ""  # of ScoreState; empty: nothing is said yet
    inputs: Mapping[str, Any] = field(default_factory=dict)  # of the rule: bool, Decimal or its text, a Timing
    points: Decimal | None = None  # where the rule does not compute them
    explanation: str = ""
    documents: tuple[int, ...] | None = None  # keys of the library; None leaves the citations as they are


@transaction.atomic
def save_self_assessment(
    *, scorecard: Scorecard, entries: Sequence[Entry], by: User, via: str = "form", now: datetime | None = None
) -> SaveResult:
    """Save each criterion by itself, or say why not; raises Forbidden, WrongStage or Late for all of them."""
    now = now or timezone.now()
    card = hold(scorecard)
    permit(card, Act.ENTER, by=by, now=now)
    desk = Desk.of(card, [entry.measure_code for entry in entries], by=by, now=now)
    library = library_of(card, entries)
    for entry in entries:
        enter(desk, entry, library)
    desk.close(Act.ENTER, via=via)
    return desk.result


def library_of(card: Scorecard, entries: Sequence[Entry]) -> dict[int, Document]:
    """The documents that the entries name, as far as they are in the library of the unit and round."""
    wanted = {key for entry in entries for key in entry.documents or ()}
    return documents_in(card, wanted) if wanted else {}


def documents_in(card: Scorecard, keys: set[int]) -> dict[int, Document]:
    return Document.objects.filter(unit=card.unit_id, round=card.round_id).in_bulk(list(keys))


def enter(desk: Desk, entry: Entry, library: Mapping[int, Document]) -> None:
    """Put one entry on the desk, or its fault."""
    measure = desk.measure(entry.measure_code)
    if measure is None or is_refused(desk, entry, measure, library):
        return
    try:
        answer = answer_of(measure, counted(entry, desk.tied.get(measure.pk)))
    except AnswerError as error:
        desk.refuse(entry.measure_code, error.field, error.message)
        return
    documents = None if entry.documents is None else [library[key] for key in entry.documents]
    values: dict[str, Any] = {
        "self_state": answer.state,
        "self_points": answer.points,
        "inputs": answer.inputs,
        "explanation": clean(entry.explanation),
    }
    score = desk.score(measure)
    if has_verdict(score) and desk.differs(score, values, documents):
        values |= NO_VERDICT  # it was about the answer before
    desk.put(measure, entry.version, values, stamp="saved", documents=documents, incomplete=answer.incomplete)


def is_refused(desk: Desk, entry: Entry, measure: Measure, library: Mapping[int, Document]) -> bool:
    """Whether the entry is not the unit's to make, or names what is not there."""
    if measure.assessed_by != Assessor.UNIT:
        desk.refuse(entry.measure_code, "measure_code", _("The province assesses this criterion."))
    elif entry.state not in ("", *ScoreState.values):
        desk.refuse(entry.measure_code, "state", _("Choose one of the answers."))
    elif any(key not in library for key in entry.documents or ()):
        desk.refuse(entry.measure_code, "documents", _("This document is not in the library."))
    else:
        return False
    return True


def has_verdict(score: Score) -> bool:
    return score.appraised_at is not None or score.points is not None


# From what was typed to an answer


def counted(entry: Entry, tied: Tied | None) -> Entry:
    """The entry with what an indicator counts as its inputs; typed otherwise it is refused."""
    if tied is None:
        return entry
    if not tied.agrees(entry.inputs):
        raise AnswerError("a", tied.told)
    return replace(entry, inputs=tied.inputs)


@dataclass(frozen=True, slots=True)
class AnswerOf:
    state: str
    points: Decimal | None
    inputs: dict[str, str | bool]
    incomplete: str = ""


class AnswerError(Exception):
    """What was typed is no answer: the field, and why."""

    def __init__(self, field: str, message: str) -> None:
        self.field, self.message = field, message


def answer_of(measure: Measure, entry: Entry) -> AnswerOf:
    """The points of an entry. What is not complete yet is kept, but says nothing."""
    rule = answers.rule_of(measure.rule)
    if rule:
        return computed(measure, entry, rule)
    if entry.state != ScoreState.SCORED:
        return AnswerOf(entry.state, None, {})
    if entry.points is None:
        return AnswerOf("", None, {}, _("This is not filled in yet."))
    if message := fault_of_points(measure, entry.points):
        raise AnswerError("points", message)
    return AnswerOf(ScoreState.SCORED, entry.points, {})


def computed(measure: Measure, entry: Entry, rule: Rule) -> AnswerOf:
    """By the rule, from its inputs."""
    try:
        inputs = answers.typed(rule, entry.inputs)
        stored = dict(answers.storable(inputs))
        if entry.state != ScoreState.SCORED:
            return AnswerOf(entry.state, None, stored)
        return AnswerOf(ScoreState.SCORED, rule.points(inputs, measure.max_points, measure.decimals), stored)
    except InputError as error:
        if error.kind is InputFaultKind.MISSING:
            return AnswerOf("", None, stored, answers.told(error))
        raise AnswerError(error.name, answers.told(error)) from error
