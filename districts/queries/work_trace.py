"""The history of one criterion of one scorecard: every change and every stage, by whom, when and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from districts.models import Event, FigureChange, Measure, Publication, Scorecard

# What brings the whole scorecard on; the other acts are told criterion by criterion.
STAGES = (
    Event.Verb.SUBMIT,
    Event.Verb.WITHDRAW,
    Event.Verb.RETURN,
    Event.Verb.EXTEND,
    Event.Verb.FINISH,
    Event.Verb.REOPEN,
)
OF_VERDICTS = frozenset({"state", "points", "margin", "appraisal_reason", "provenance", "source"})
Facts = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Step:
    """One act; `before` and `after` are of this criterion, and nothing where the act was not about it."""

    at: datetime
    who: str
    act: str
    reason: str
    by_form: bool
    file_name: str
    before: Facts = None
    after: Facts = None


def load_history(card: Scorecard, measure: Measure, subject: str, *, with_verdicts: bool) -> list[Step]:
    """Everything, the first first. Three queries; `subject` is what events call the scorecard."""
    steps = [*_changes(card, measure, with_verdicts), *_stages(subject), *_publications(card)]
    return sorted(steps, key=lambda step: step.at)


def _changes(card: Scorecard, measure: Measure, with_verdicts: bool) -> Iterator[Step]:
    changes = FigureChange.objects.filter(score__scorecard=card, score__measure=measure)
    for change in changes.select_related("event__by").order_by("event_id"):
        before, after = change.before, change.after
        if not with_verdicts:
            before, after = _without_verdict(before), _without_verdict(after)
        if before != after:
            yield _step(change.event, before, after)


def _without_verdict(facts: Facts) -> Facts:
    """A verdict is the unit's to know when the appraisal is finished."""
    return {name: value for name, value in (facts or {}).items() if name not in OF_VERDICTS}


def _stages(subject: str) -> Iterator[Step]:
    for event in Event.objects.filter(subject=subject, verb__in=STAGES).select_related("by").order_by("pk"):
        yield _step(event)


def _publications(card: Scorecard) -> Iterator[Step]:
    rows = Publication.objects.filter(round=card.round_id).select_related("published_by").order_by("revision")
    for row in rows:
        verb = Event.Verb.CORRECT if row.revision > 1 else Event.Verb.PUBLISH
        act = f"{verb.label} r{row.revision}"
        yield Step(row.published_at, name_of(row.published_by), act, row.reason, by_form=False, file_name="")


def _step(event: Event, before: Facts = None, after: Facts = None) -> Step:
    return Step(
        at=event.at,
        who=name_of(event.by),
        act=event.get_verb_display(),
        reason=event.reason,
        by_form=(event.after or {}).get("via") == "form",
        file_name=event.file_name,
        before=before,
        after=after,
    )


def name_of(user: User) -> str:
    """A person as colleagues know them."""
    return user.get_full_name() or user.get_username()
