"""Every act at every stage, by every role, before and after its time; from the outside of the actions."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import translation

from districts.actions import appraisal, entry, headline, rounds
from districts.actions.appraisal import Reply, Verdict
from districts.actions.entry import Entry
from districts.actions.errors import ActionError, Forbidden, Late, WrongStage
from districts.actions.transitions import TRANSITIONS, Act, Covering, NotReady, acts_open_to, move
from districts.models import Event, Extension, FigureChange, Round, Score, Scorecard
from tests import factories as make
from tests.districts.entering import APPRAISAL, CLOSES, DURING, OPENS, REPLY_UNTIL, Year

Stage = Scorecard.Stage
COVERING = Covering("12/BC-UBND", date(2026, 1, 30), "Nguyễn Thị Mẫu")
MOMENT = timedelta(microseconds=1)

Do = Callable[[Year, User, datetime], Any]


def version(year: Year, code: str) -> int:
    return year.score(code).version


def enter(year: Year, by: User, now: datetime) -> Any:
    given = Entry("1.3", version(year, "1.3"), "scored", points=Decimal(7))
    return entry.save_self_assessment(scorecard=year.card, entries=[given], by=by, now=now)


def submit(year: Year, by: User, now: datetime) -> Any:
    return move(scorecard=year.card, act=Act.SUBMIT, by=by, covering=COVERING, now=now)


def withdraw(year: Year, by: User, now: datetime) -> Any:
    return move(scorecard=year.card, act=Act.WITHDRAW, by=by, now=now)


def give_back(year: Year, by: User, now: datetime) -> Any:
    reasons = {"1.3": "Thiếu số liệu"}
    return appraisal.return_scorecard(
        scorecard=year.card, reasons=reasons, by=by, until=now + timedelta(days=60), now=now
    )


def appraise(year: Year, by: User, now: datetime) -> Any:
    verdict = Verdict("2.1", version(year, "2.1"), "scored", Decimal(3), "Theo khảo sát")
    return appraisal.appraise(scorecard=year.card, verdicts=[verdict], by=by, now=now)


def finish(year: Year, by: User, now: datetime) -> Any:
    return appraisal.finish(scorecard=year.card, by=by, now=now)


def reply(year: Year, by: User, now: datetime) -> Any:
    given = Reply("1.3", version(year, "1.3"), agrees=True)
    return appraisal.reply(scorecard=year.card, replies=[given], by=by, now=now)


def publish(year: Year, by: User, now: datetime) -> Any:
    return rounds.publish_round(round=year.round, by=by)


def reopen(year: Year, by: User, now: datetime) -> Any:
    return appraisal.reopen(scorecard=year.card, reason="Tính sai", by=by, now=now)


def extend(year: Year, by: User, now: datetime) -> Any:
    until = now + timedelta(days=60)
    return rounds.extend_deadline(scorecard=year.card, until=until, reason="Mất điện", by=by, now=now)


def record(year: Year, by: User, now: datetime) -> Any:
    Score.objects.filter(scorecard=year.card).update(
        state="missing", self_state="", points=None, self_points=None, appraised_at=None, appraised_by=None
    )
    figures = [headline.Headline("T", 0, Decimal("40.5"), 2)]
    return headline.save_headline(
        scorecard=year.card, figures=figures, source="Báo Lào Cai", provenance="press", by=by, now=now
    )


DO: dict[Act, Do] = {
    Act.ENTER: enter,
    Act.SUBMIT: submit,
    Act.WITHDRAW: withdraw,
    Act.RETURN: give_back,
    Act.APPRAISE: appraise,
    Act.FINISH: finish,
    Act.REPLY: reply,
    Act.RECORD: record,
    Act.PUBLISH: publish,
    Act.REOPEN: reopen,
    Act.EXTEND: extend,
}

# At which stages each act is right, and to which it leads; written here once more, not read from the code.
STAGES: dict[Act, dict[Stage, Stage]] = {
    Act.ENTER: {Stage.DRAFT: Stage.DRAFT, Stage.RETURNED: Stage.RETURNED},
    Act.SUBMIT: {Stage.DRAFT: Stage.SUBMITTED, Stage.RETURNED: Stage.SUBMITTED},
    Act.WITHDRAW: {Stage.SUBMITTED: Stage.DRAFT},
    Act.RETURN: {Stage.SUBMITTED: Stage.RETURNED},
    Act.APPRAISE: {Stage.SUBMITTED: Stage.SUBMITTED, Stage.APPRAISED: Stage.APPRAISED},
    Act.FINISH: {Stage.SUBMITTED: Stage.APPRAISED},
    Act.REPLY: {Stage.APPRAISED: Stage.APPRAISED},
    Act.RECORD: {
        Stage.DRAFT: Stage.APPRAISED,
        Stage.SUBMITTED: Stage.APPRAISED,
        Stage.APPRAISED: Stage.APPRAISED,
    },
    Act.PUBLISH: {Stage.APPRAISED: Stage.PUBLISHED},
    Act.REOPEN: {Stage.PUBLISHED: Stage.SUBMITTED},
    Act.EXTEND: {Stage.DRAFT: Stage.DRAFT, Stage.RETURNED: Stage.RETURNED, Stage.SUBMITTED: Stage.SUBMITTED},
}
ROLES: dict[Act, set[str]] = {
    Act.ENTER: {"staff", "colleague", "head"},
    Act.SUBMIT: {"head"},
    Act.WITHDRAW: {"head"},
    Act.RETURN: {"appraiser", "publisher", "superuser"},
    Act.APPRAISE: {"appraiser", "surveyor"},
    Act.FINISH: {"appraiser", "publisher", "superuser"},
    Act.REPLY: {"staff", "colleague", "head"},
    Act.RECORD: {"publisher", "administrator", "superuser"},
    Act.PUBLISH: {"publisher", "administrator", "superuser"},
    Act.REOPEN: {"publisher", "superuser"},
    Act.EXTEND: {"publisher", "administrator", "superuser"},
}
EVERYBODY = (
    "staff",
    "colleague",
    "head",
    "neighbour",
    "appraiser",
    "surveyor",
    "publisher",
    "administrator",
    "reader",
    "superuser",
    "stranger",
)
TIME: dict[Act, datetime] = {act: APPRAISAL if act in (Act.REPLY, Act.PUBLISH, Act.REOPEN) else DURING for act in Act}

ACTS = pytest.mark.parametrize("act", list(Act))


@pytest.fixture
def full(year: Year) -> Year:
    """Everything entered and appraised, so that only stage, role and time can be wrong."""
    year.fill(appraised=True)
    return year


def prepared(year: Year, act: Act, stage: Stage | None = None) -> User:
    """The scorecards put to a stage; who may do the act."""
    stage = stage or next(iter(STAGES[act]))
    year.set_stage(stage)
    if stage == Stage.PUBLISHED and not year.round.publications.exists():
        make.PublicationFactory.create(round=year.round)
    return person(year, sorted(ROLES[act])[0])


def person(year: Year, name: str) -> User:
    found = getattr(year, name)
    assert isinstance(found, User)
    return found


def written() -> list[list[Any]]:
    """Everything that an act could leave behind."""
    return [list(model.objects.order_by("pk").values()) for model in (Event, FigureChange, Extension, Score)]


RIGHT_STAGES = [(act, stage) for act, stages in STAGES.items() for stage in stages]
RIGHT_ROLES = [(act, name) for act, names in ROLES.items() for name in sorted(names)]


def test_both_tables_speak_of_every_act() -> None:
    assert set(TRANSITIONS) == set(Act) == set(STAGES) == set(ROLES) == set(DO)


@pytest.mark.parametrize(("act", "stage"), RIGHT_STAGES)
def test_an_act_leads_to_its_stage(full: Year, act: Act, stage: Stage) -> None:
    by = prepared(full, act, stage)
    DO[act](full, by, TIME[act])
    full.card.refresh_from_db()
    assert full.card.stage == STAGES[act][stage]


@ACTS
def test_an_act_is_refused_at_every_other_stage(full: Year, act: Act) -> None:
    for stage in set(Stage) - set(STAGES[act]):
        by = prepared(full, act, stage)
        before = written()
        with pytest.raises(ActionError) as refusal, transaction.atomic():
            DO[act](full, by, TIME[act])
        assert not isinstance(refusal.value, Forbidden | Late)
        full.card.refresh_from_db()
        assert (full.card.stage, written()) == (stage, before)


@pytest.mark.parametrize(("act", "name"), RIGHT_ROLES)
def test_an_act_is_done_by_those_entitled_and_leaves_its_event(full: Year, act: Act, name: str) -> None:
    prepared(full, act)
    DO[act](full, person(full, name), TIME[act])
    event = Event.objects.get()
    assert (event.by, event.verb) == (person(full, name), TRANSITIONS[act].verb)


@ACTS
def test_an_act_is_refused_to_everybody_else(full: Year, act: Act) -> None:
    prepared(full, act)
    before = written()
    for name in set(EVERYBODY) - ROLES[act]:
        with pytest.raises(Forbidden), transaction.atomic():
            DO[act](full, person(full, name), TIME[act])
    assert written() == before


@ACTS
def test_an_account_that_was_closed_may_do_nothing(full: Year, act: Act) -> None:
    by = prepared(full, act)
    by.is_active = False
    by.save()
    with pytest.raises(Forbidden), transaction.atomic():
        DO[act](full, by, TIME[act])


# Time

LIMITED = {Act.ENTER: CLOSES, Act.SUBMIT: CLOSES, Act.WITHDRAW: CLOSES, Act.REPLY: REPLY_UNTIL}
TIMED = pytest.mark.parametrize("act", list(LIMITED))


@TIMED
def test_an_act_is_done_until_the_last_moment(full: Year, act: Act) -> None:
    by = prepared(full, act)
    DO[act](full, by, LIMITED[act] - MOMENT)
    assert Event.objects.count() == 1


@TIMED
def test_an_act_is_late_from_its_deadline_on(full: Year, act: Act) -> None:
    by = prepared(full, act)
    before = written()
    with pytest.raises(Late), transaction.atomic():
        DO[act](full, by, LIMITED[act])
    assert written() == before


@pytest.mark.parametrize("act", [Act.ENTER, Act.SUBMIT, Act.WITHDRAW])
def test_an_act_of_the_unit_is_early_before_the_round_opens(full: Year, act: Act) -> None:
    by = prepared(full, act)
    with pytest.raises(WrongStage, match="08:00 05/01/2026"):
        DO[act](full, by, OPENS - MOMENT)


@pytest.mark.parametrize("act", [Act.ENTER, Act.SUBMIT, Act.WITHDRAW])
def test_an_extension_gives_time_to_its_unit_alone(full: Year, act: Act) -> None:
    by = prepared(full, act)
    make.ExtensionFactory.create(scorecard=full.other, until=CLOSES + timedelta(days=3))
    with pytest.raises(Late):
        DO[act](full, by, CLOSES)
    make.ExtensionFactory.create(scorecard=full.card, until=CLOSES + timedelta(days=3))
    make.ExtensionFactory.create(scorecard=full.card, until=CLOSES + timedelta(days=1))  # the latest counts
    DO[act](full, by, CLOSES + timedelta(days=2))
    assert Event.objects.count() == 1


def test_a_late_save_is_told_since_when_with_hour_and_zone(full: Year) -> None:
    with translation.override("en"), pytest.raises(Late) as refusal:
        enter(full, full.staff, APPRAISAL)
    assert str(refusal.value) == "Locked since 17:00 31/01/2026 (Indochina time)."


def test_a_round_without_a_deadline_never_locks(full: Year) -> None:
    Round.objects.update(opens=None, closes=None, reply_until=None)
    assert enter(full, full.staff, datetime(2100, 1, 1, tzinfo=UTC)).is_clean


# What may be done now

OPEN = [
    ("staff", Stage.DRAFT, DURING, {Act.ENTER}),
    ("head", Stage.DRAFT, DURING, {Act.ENTER, Act.SUBMIT}),
    ("head", Stage.RETURNED, CLOSES, set()),
    ("head", Stage.SUBMITTED, DURING, {Act.WITHDRAW}),
    ("appraiser", Stage.SUBMITTED, DURING, {Act.APPRAISE, Act.RETURN, Act.FINISH}),
    ("surveyor", Stage.SUBMITTED, DURING, {Act.APPRAISE, Act.RETURN}),
    ("staff", Stage.APPRAISED, APPRAISAL, {Act.REPLY}),
    ("publisher", Stage.APPRAISED, APPRAISAL, {Act.PUBLISH, Act.RECORD}),
    ("publisher", Stage.PUBLISHED, APPRAISAL, {Act.REOPEN}),
    ("neighbour", Stage.DRAFT, DURING, set()),
    ("reader", Stage.SUBMITTED, DURING, set()),
]


@pytest.mark.parametrize(("name", "stage", "now", "acts"), OPEN)
def test_what_is_open_to_somebody(year: Year, name: str, stage: Stage, now: datetime, acts: set[Act]) -> None:
    year.set_stage(stage)
    assert acts_open_to(scorecard=year.card, by=person(year, name), now=now) == acts


# Submitting


def test_a_submission_keeps_who_when_and_the_covering_document(full: Year) -> None:
    prepared(full, Act.SUBMIT)
    card = submit(full, full.head, DURING)
    assert (card.submitted_by, card.submitted_at) == (full.head, DURING)
    assert (card.covering_number, card.covering_date, card.covering_signer) == (
        "12/BC-UBND",
        date(2026, 1, 30),
        "Nguyễn Thị Mẫu",
    )


@pytest.mark.parametrize(
    "covering", [None, Covering(" ", date(2026, 1, 30), "A"), Covering("1", date(2026, 1, 30), " ")]
)
def test_a_submission_needs_its_covering_document(full: Year, covering: Covering | None) -> None:
    prepared(full, Act.SUBMIT)
    with pytest.raises(ActionError):
        move(scorecard=full.card, act=Act.SUBMIT, by=full.head, covering=covering, now=DURING)


def test_a_submission_with_errors_is_refused_with_all_of_them(year: Year) -> None:
    with pytest.raises(NotReady) as refusal:
        submit(year, year.head, DURING)
    assert [finding.code for finding in refusal.value.findings] == ["1.1", "1.2", "1.3", "1.4"]
    year.card.refresh_from_db()
    assert year.card.stage == Stage.DRAFT


def test_warnings_do_not_stop_a_submission_and_are_recorded(full: Year) -> None:
    Score.objects.filter(measure__assessed_by="unit").update(self_points=F("max_points"))
    prepared(full, Act.SUBMIT)
    submit(full, full.head, DURING)
    assert Event.objects.filter(after__warnings=[["", "all_maximum"]]).exists()


def test_a_withdrawn_scorecard_is_not_submitted_any_more(full: Year) -> None:
    prepared(full, Act.SUBMIT)
    submit(full, full.head, DURING)
    card = withdraw(full, full.head, DURING)
    assert (card.submitted_by, card.submitted_at) == (None, None)


def test_what_was_published_and_reopened_is_not_withdrawn(full: Year) -> None:
    prepared(full, Act.WITHDRAW)
    Round.objects.update(stage=Round.Stage.PUBLISHED, opens=None, closes=None, reply_until=None)
    with pytest.raises(WrongStage):
        withdraw(full, full.head, DURING)


def test_the_appraisal_is_not_finished_while_a_criterion_waits(full: Year) -> None:
    prepared(full, Act.FINISH)
    Score.objects.filter(scorecard=full.card, measure__code__in=["1.2", "2.1"]).update(
        state="missing", points=None, appraised_by=None, appraised_at=None
    )
    with pytest.raises(ActionError, match=r"1\.2, 2\.1"):
        finish(full, full.appraiser, DURING)


def test_reopening_needs_a_reason(full: Year) -> None:
    prepared(full, Act.REOPEN)
    with pytest.raises(ActionError):
        appraisal.reopen(scorecard=full.card, reason=" ", by=full.publisher)


@pytest.mark.parametrize("act", sorted(set(Act) - {Act.SUBMIT, Act.WITHDRAW, Act.FINISH, Act.REOPEN}))
def test_what_has_an_action_of_its_own_does_not_go_by_the_bare_move(full: Year, act: Act) -> None:
    by = prepared(full, act)
    with pytest.raises(ValueError, match=act.value):
        move(scorecard=full.card, act=act, by=by, now=TIME[act])
