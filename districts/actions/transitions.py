"""The stages of a scorecard: every act, from where to where, by whom and until when, in one table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeAlias

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from districts import rights
from districts.actions.completeness import unappraised
from districts.actions.errors import ActionError, Forbidden, Late, WrongStage
from districts.actions.events import record
from districts.checks import Finding, examine
from districts.checks.reading import answers_of
from districts.deadlines import deadline_of, replies_end, said, with_extensions
from districts.models import Event, Round, Scorecard

Stage = Scorecard.Stage
Who: TypeAlias = Callable[[User, Scorecard], bool]


class Act(StrEnum):
    """What may be done to a scorecard."""

    ENTER = "enter"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    APPRAISE = "appraise"
    FINISH = "finish"
    REPLY = "reply"
    RECORD = "record"
    PUBLISH = "publish"
    REOPEN = "reopen"
    EXTEND = "extend"


@dataclass(frozen=True, slots=True)
class Transition:
    """From which stages to which (None: it stays), by whom, and before which moment of the scorecard."""

    sources: tuple[Stage, ...]
    target: Stage | None
    who: Who
    verb: Event.Verb
    before: Callable[[Scorecard], datetime | None] | None = None


def runs_round(user: User, scorecard: Scorecard) -> bool:
    return rights.can_run(user, scorecard.round)


ENTRY = (Stage.DRAFT, Stage.RETURNED)
TRANSITIONS: dict[Act, Transition] = {
    Act.ENTER: Transition(ENTRY, None, rights.can_enter, Event.Verb.SAVE_SCORES, deadline_of),
    Act.SUBMIT: Transition(ENTRY, Stage.SUBMITTED, rights.can_submit, Event.Verb.SUBMIT, deadline_of),
    Act.WITHDRAW: Transition((Stage.SUBMITTED,), Stage.DRAFT, rights.can_submit, Event.Verb.WITHDRAW, deadline_of),
    Act.RETURN: Transition((Stage.SUBMITTED,), Stage.RETURNED, rights.can_return, Event.Verb.RETURN),
    Act.APPRAISE: Transition((Stage.SUBMITTED, Stage.APPRAISED), None, rights.may_appraise_any, Event.Verb.APPRAISE),
    Act.FINISH: Transition((Stage.SUBMITTED,), Stage.APPRAISED, rights.can_finish_appraisal, Event.Verb.FINISH),
    Act.REPLY: Transition((Stage.APPRAISED,), None, rights.can_reply, Event.Verb.REPLY, replies_end),
    Act.RECORD: Transition(
        (Stage.DRAFT, Stage.SUBMITTED, Stage.APPRAISED), Stage.APPRAISED, runs_round, Event.Verb.APPRAISE
    ),
    Act.PUBLISH: Transition((Stage.APPRAISED,), Stage.PUBLISHED, runs_round, Event.Verb.PUBLISH),
    Act.REOPEN: Transition((Stage.PUBLISHED,), Stage.SUBMITTED, rights.can_reopen, Event.Verb.REOPEN),
    Act.EXTEND: Transition((*ENTRY, Stage.SUBMITTED), None, runs_round, Event.Verb.EXTEND),
}


# Asking the table


def hold(scorecard: Scorecard) -> Scorecard:
    """The scorecard as it is now, locked until the transaction ends: whoever writes to it next waits, then looks."""
    cards = with_extensions(Scorecard.objects.select_for_update(of=("self",)))
    return cards.select_related("unit", "round__authority", "round__framework").get(pk=scorecard.pk)


def permit(card: Scorecard, act: Act, *, by: User, now: datetime) -> None:
    """Raise Forbidden, WrongStage or Late where the table does not allow it; `card` is held."""
    row = TRANSITIONS[act]
    if not row.who(by, card):
        raise Forbidden(_("You have no right to this."))
    # What was published and reopened is the authority's: the unit gets it back only by a return.
    is_reopened = act is Act.WITHDRAW and card.round.stage == Round.Stage.PUBLISHED
    if card.stage not in row.sources or is_reopened:
        raise WrongStage(
            _("The scorecard of %(unit)s is at the stage “%(stage)s”: this cannot be done now.")
            % {"unit": card.unit.name, "stage": card.get_stage_display()}
        )
    refuse_early(card, row, now)
    refuse_late(card, row, now)


def refuse_early(card: Scorecard, row: Transition, now: datetime) -> None:
    if row.before is deadline_of and card.round.opens and now < card.round.opens:
        raise WrongStage(_("The round opens at %(moment)s.") % {"moment": said(card.round.opens)})


def refuse_late(card: Scorecard, row: Transition, now: datetime) -> None:
    until = row.before(card) if row.before else None
    if until and now >= until:
        raise Late(_("Locked since %(moment)s.") % {"moment": said(until)})


def acts_open_to(*, scorecard: Scorecard, by: User, now: datetime | None = None) -> frozenset[Act]:
    """What this account may do to the scorecard at this moment; nothing is locked or written."""
    return frozenset(act for act in Act if is_open(scorecard, act, by=by, now=now))


def is_open(card: Scorecard, act: Act, *, by: User, now: datetime | None = None) -> bool:
    try:
        permit(card, act, by=by, now=now or timezone.now())
    except ActionError:
        return False
    return True


# Moving


@dataclass(frozen=True, slots=True)
class Covering:
    """The document by which the head hands the self-assessment in."""

    number: str
    date: date
    signer: str


class NotReady(ActionError):  # noqa: N818
    """The submission was examined and has errors."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__(_("The self-assessment cannot be submitted yet: errors were found."))


@transaction.atomic
def move(
    *,
    scorecard: Scorecard,
    act: Act,
    by: User,
    reason: str = "",
    covering: Covering | None = None,
    now: datetime | None = None,
) -> Scorecard:
    """Submit (with its covering document), withdraw, finish or reopen (with its reason)."""
    if act not in EFFECTS:
        raise ValueError(f"{act} has an action of its own")
    now = now or timezone.now()
    card = hold(scorecard)
    permit(card, act, by=by, now=now)
    after = EFFECTS[act](card, by, now, reason, covering)
    shift(card, act, by=by, reason=reason, after=after)
    return card


def shift(card: Scorecard, act: Act, *, by: User, reason: str = "", after: dict[str, Any] | None = None) -> Event:
    """Put a permitted scorecard to the stage that the table says, and record it."""
    row = TRANSITIONS[act]
    before = card.stage
    card.stage = row.target or card.stage
    card.save()
    return record(
        by=by,
        verb=row.verb,
        subject=subject_of(card),
        before={"stage": before},
        after={"stage": card.stage, **(after or {})},
        reason=reason.strip(),
    )


Effect: TypeAlias = Callable[[Scorecard, User, datetime, str, Covering | None], dict[str, Any]]


def submit(card: Scorecard, by: User, now: datetime, reason: str, covering: Covering | None) -> dict[str, Any]:
    """Examine everything again; errors stop, warnings are recorded."""
    if covering is None or not covering.number.strip() or not covering.signer.strip():
        raise ActionError(_("The covering document needs a number, a date and a signer."))
    findings = examine(answers_of(card))
    errors = [finding for finding in findings if finding.is_error]
    if errors:
        raise NotReady(errors)
    card.submitted_by, card.submitted_at = by, now
    card.covering_number, card.covering_date = covering.number.strip(), covering.date
    card.covering_signer = covering.signer.strip()
    return {
        "covering": [card.covering_number, covering.date.isoformat(), card.covering_signer],
        "warnings": [[finding.code, finding.kind] for finding in findings],
    }


def withdraw(card: Scorecard, by: User, now: datetime, reason: str, covering: Covering | None) -> dict[str, Any]:
    card.submitted_by = card.submitted_at = None
    return {}


def finish(card: Scorecard, by: User, now: datetime, reason: str, covering: Covering | None) -> dict[str, Any]:
    waiting = unappraised(card)
    if waiting:
        codes = ", ".join(measure.code for measure in waiting)
        raise ActionError(_("These criteria are not appraised yet: %(codes)s.") % {"codes": codes})
    card.appraised_by, card.appraised_at = by, now
    return {}


def reopen(card: Scorecard, by: User, now: datetime, reason: str, covering: Covering | None) -> dict[str, Any]:
    if not reason.strip():
        raise ActionError(_("Give a reason."))
    return {}


EFFECTS: dict[Act, Effect] = {Act.SUBMIT: submit, Act.WITHDRAW: withdraw, Act.FINISH: finish, Act.REOPEN: reopen}


# Publishing moves all scorecards of a round at once


def hold_all(round: Round) -> QuerySet[Scorecard]:
    """The scorecards of a round, locked in one order, so that nobody writes to them while they are published."""
    cards = Scorecard.objects.filter(round=round)
    list(cards.select_for_update().order_by("pk").values_list("pk"))
    return cards


def publish_all(cards: QuerySet[Scorecard]) -> None:
    """What is appraised is published now; its event is that of the publication."""
    row = TRANSITIONS[Act.PUBLISH]
    assert row.target
    cards.filter(stage__in=row.sources).update(stage=row.target)


def subject_of(card: Scorecard) -> str:
    """A scorecard in the words of an address, alike in every language: `lao-cai/2023/districts/van-ban`."""
    words = [card.round.authority.slug, str(card.round.year), card.round.group, card.round.basis, card.unit.slug]
    return "/".join(filter(None, words))
