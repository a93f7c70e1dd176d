"""The appraisal: verdicts beside the self-assessment, returns, and the unit's replies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from districts import rights
from districts.actions.entry import documents_in
from districts.actions.errors import ActionError, Forbidden
from districts.actions.extensions import grant
from districts.actions.figures import NO_VERDICT, Desk, SaveResult, clean, fault_of_points
from districts.actions.transitions import Act, hold, move, permit, shift
from districts.deadlines import deadline_of
from districts.deadlines import said as told
from districts.models import Assessor, Document, Measure, Score, Scorecard, ScoreState

Stage = Scorecard.Stage
LEAST_TIME = timedelta(days=1)  # what a returned unit has at least, to correct


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an appraiser says of one criterion; an empty state takes an earlier verdict back."""

    measure_code: str
    version: int
    state: str
    points: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """Whether the unit agrees with a verdict, and why not; documents are cited besides those that are already."""

    measure_code: str
    version: int
    agrees: bool | None
    note: str = ""
    documents: tuple[int, ...] = ()


@transaction.atomic
def appraise(
    *, scorecard: Scorecard, verdicts: Sequence[Verdict], by: User, via: str = "form", now: datetime | None = None
) -> SaveResult:
    """Save each verdict by itself, or say why not; raises Forbidden where a criterion was not given to `by`."""
    desk = opened(scorecard, Act.APPRAISE, [verdict.measure_code for verdict in verdicts], by=by, now=now)
    refuse_others(desk)
    for verdict in verdicts:
        judge(desk, verdict)
    desk.close(Act.APPRAISE, via=via)
    return desk.result


def opened(scorecard: Scorecard, act: Act, codes: Sequence[str], *, by: User, now: datetime | None) -> Desk:
    """The scorecard held, the act permitted, its criteria on the desk."""
    now = now or timezone.now()
    card = hold(scorecard)
    permit(card, act, by=by, now=now)
    return Desk.of(card, codes, by=by, now=now)


def refuse_others(desk: Desk) -> None:
    """Each appraiser only what was given to them."""
    mine = rights.appraisable(desk.by, desk.card)
    refuse_codes([measure.code for measure in desk.measures.values() if measure.pk not in mine])


def refuse_codes(others: Sequence[str]) -> None:
    if others:
        raise Forbidden(_("These criteria are not yours to appraise: %(codes)s.") % {"codes": ", ".join(others)})


def judge(desk: Desk, verdict: Verdict) -> None:
    """Put one verdict on the desk, or its fault."""
    measure = desk.measure(verdict.measure_code)
    if measure is None:
        return
    score = desk.score(measure)
    fault = fault_of(desk, measure, score, verdict)
    if fault:
        desk.refuse(verdict.measure_code, *fault)
    elif not verdict.state:
        desk.put(measure, verdict.version, NO_VERDICT, stamp="appraised")
    else:
        decide(desk, measure, verdict)


def fault_of(desk: Desk, measure: Measure, score: Score, verdict: Verdict) -> tuple[str, str] | None:
    """The field and what is wrong with it."""
    if verdict.state not in ScoreState.values and (verdict.state or desk.card.stage == Stage.APPRAISED):
        return "state", _("Choose one of the verdicts.")
    if verdict.state == ScoreState.SCORED:
        if verdict.points is None:
            return "points", _("This is not filled in yet.")
        if message := fault_of_points(measure, verdict.points):
            return "points", message
    is_stale = verdict.version != score.version  # then the conflict is what has to be told
    if not is_stale and needs_reason(desk, score, verdict) and not clean(verdict.reason):
        return "reason", _("Give a reason for the difference.")
    return None


def needs_reason(desk: Desk, score: Score, verdict: Verdict) -> bool:
    """Where it differs from what the unit says of itself, or changes a verdict that the unit knows already."""
    said = (verdict.state, points_of(verdict))
    if not verdict.state:
        return False
    if desk.card.stage == Stage.APPRAISED and said != (score.state, score.points):
        return True
    return score.self_state != "" and said != (score.self_state, score.self_points)


def points_of(verdict: Verdict) -> Decimal | None:
    return verdict.points if verdict.state == ScoreState.SCORED else None


def decide(desk: Desk, measure: Measure, verdict: Verdict) -> None:
    """A verdict as it is stored. Agreement was with the one before, so a changed one asks for it again."""
    score = desk.score(measure)
    values: dict[str, Any] = {
        "state": verdict.state,
        "points": points_of(verdict),
        "appraisal_reason": clean(verdict.reason),
    }
    if (score.state, score.points) != (values["state"], values["points"]):
        values |= {"margin": None, "source": "", "provenance": desk.card.round.provenance}
        if score.reply_agrees:
            values |= {"reply_agrees": None, "reply_note": ""}
    desk.put(measure, verdict.version, values, stamp="appraised", anew=score.appraised_at is None)


@transaction.atomic
def accept_as_assessed(
    *, scorecard: Scorecard, versions: Mapping[str, int], by: User, via: str = "form", now: datetime | None = None
) -> SaveResult:
    """Give the criteria, by code with the version seen, the points that the unit gave itself; verdicts given stay."""
    desk = opened(scorecard, Act.APPRAISE, list(versions), by=by, now=now)
    refuse_others(desk)
    for code, version in versions.items():
        measure = desk.measure(code)
        if measure:
            accept(desk, measure, version)
    desk.close(Act.APPRAISE, via=via)
    return desk.result


def accept(desk: Desk, measure: Measure, version: int) -> None:
    score = desk.score(measure)
    if not score.self_state:
        desk.refuse(measure.code, "state", _("There is no self-assessment to accept."))
    elif score.appraised_at and (score.state, score.points) != (score.self_state, score.self_points):
        desk.refuse(measure.code, "state", _("It is appraised already."))
    else:
        reason = score.appraisal_reason
        decide(desk, measure, Verdict(measure.code, version, score.self_state, score.self_points, reason))


def finish(*, scorecard: Scorecard, by: User, now: datetime | None = None) -> Scorecard:
    """Every criterion has its verdict; the unit may reply from now on."""
    return move(scorecard=scorecard, act=Act.FINISH, by=by, now=now)


def reopen(*, scorecard: Scorecard, reason: str, by: User, now: datetime | None = None) -> Scorecard:
    """Appraise what is published once more; the public pages stay as they are until the round is corrected."""
    return move(scorecard=scorecard, act=Act.REOPEN, by=by, reason=reason, now=now)


# Returning


@transaction.atomic
def return_scorecard(
    *,
    scorecard: Scorecard,
    reasons: Mapping[str, str],
    by: User,
    until: datetime | None = None,
    now: datetime | None = None,
) -> Scorecard:
    """Give a scorecard back with a reason for each of some criteria, and time enough to correct them."""
    now = now or timezone.now()
    card = hold(scorecard)
    permit(card, Act.RETURN, by=by, now=now)
    desk = Desk.of(card, [*reasons, *returned_before(card)], by=by, now=now)
    refuse_return(desk, reasons)
    if until:
        grant(card, until=until, reason=_("The scorecard was returned."), by=by, now=now)
    else:
        refuse_without_time(card, now)
    event = shift(card, Act.RETURN, by=by, after={"reasons": dict(reasons), "until": until and until.isoformat()})
    for measure in desk.measures.values():
        version = desk.score(measure).version
        desk.put(measure, version, {"return_reason": clean(reasons.get(measure.code, ""))}, stamp="")
    desk.close(Act.RETURN, event=event)
    return card


def returned_before(card: Scorecard) -> list[str]:
    """Codes of the criteria that still carry the reason of an earlier return."""
    scores = Score.objects.filter(scorecard=card).exclude(return_reason="")
    return list(scores.values_list("measure__code", flat=True))


def refuse_return(desk: Desk, reasons: Mapping[str, str]) -> None:
    """A return names criteria of the unit, each with a reason, and only those that are the appraiser's."""
    if not reasons or not all(clean(reason) for reason in reasons.values()):
        raise ActionError(_("Give a reason for every criterion that is returned, and return at least one."))
    wrong = [code for code in reasons if code not in desk.measures or not is_units(desk.measures[code])]
    if wrong:
        raise ActionError(_("The unit does not assess these criteria: %(codes)s.") % {"codes": ", ".join(wrong)})
    if not rights.can_reopen(desk.by, desk.card):  # the publisher may return any
        mine = rights.appraisable(desk.by, desk.card)
        others = [code for code in reasons if desk.measures[code].pk not in mine]
        refuse_codes(others)


def is_units(measure: Measure) -> bool:
    return measure.assessed_by == Assessor.UNIT


def refuse_without_time(card: Scorecard, now: datetime) -> None:
    deadline = deadline_of(card)
    if deadline and deadline < now + LEAST_TIME:
        raise ActionError(
            _("The deadline is %(moment)s: say until when the unit may correct.") % {"moment": told(deadline)}
        )


# The unit's reply


@transaction.atomic
def reply(
    *, scorecard: Scorecard, replies: Sequence[Reply], by: User, via: str = "form", now: datetime | None = None
) -> SaveResult:
    """Save each reply by itself, or say why not; new documents are cited besides the old ones."""
    desk = opened(scorecard, Act.REPLY, [each.measure_code for each in replies], by=by, now=now)
    library = documents_in(desk.card, {key for each in replies for key in each.documents})
    for each in replies:
        answer(desk, each, library)
    desk.close(Act.REPLY, via=via)
    return desk.result


def answer(desk: Desk, given: Reply, library: Mapping[int, Document]) -> None:
    """Put one reply on the desk, or its fault."""
    measure = desk.measure(given.measure_code)
    if measure is None:
        return
    score = desk.score(measure)
    note = clean(given.note)
    if score.appraised_at is None:
        desk.refuse(given.measure_code, "measure_code", _("There is no verdict to reply to."))
    elif given.agrees is False and not note:
        desk.refuse(given.measure_code, "note", _("Say why you do not agree."))
    elif any(key not in library for key in given.documents):
        desk.refuse(given.measure_code, "documents", _("This document is not in the library."))
    else:
        cited = dict.fromkeys([*desk.cited[measure.pk], *(library[key] for key in given.documents)])
        values = {"reply_agrees": given.agrees, "reply_note": note}
        desk.put(measure, given.version, values, stamp="replied", documents=list(cited))
