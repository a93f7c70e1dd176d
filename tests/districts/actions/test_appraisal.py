"""Verdicts beside the self-assessment, acceptance in bulk, returns, replies."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from districts.actions.appraisal import (
    Reply,
    Verdict,
    accept_as_assessed,
    appraise,
    finish,
    reply,
    return_scorecard,
)
from districts.actions.entry import Entry, save_self_assessment
from districts.actions.errors import ActionError, Forbidden
from districts.actions.figures import SaveResult
from districts.deadlines import deadline_of
from districts.models import Event, Extension, FigureChange, Provenance, Round, Score, Scorecard
from tests import factories as make
from tests.districts.entering import APPRAISAL, CLOSES, DURING, OF_UNIT, Year

Stage = Scorecard.Stage


@pytest.fixture
def submitted(year: Year) -> Year:
    """Everything of the unit entered with half of the maximum; the province's 2.1 still waits."""
    year.fill()
    year.set_stage(Stage.SUBMITTED)
    return year


@pytest.fixture
def appraised(year: Year) -> Year:
    year.fill(appraised=True)
    year.set_stage(Stage.APPRAISED)
    return year


def judge(year: Year, *verdicts: Verdict, by: User | None = None) -> SaveResult:
    return appraise(scorecard=year.card, verdicts=verdicts, by=by or year.appraiser, now=APPRAISAL)


def verdict(
    points: str | None, version: int = 1, reason: str = "", code: str = "1.3", state: str = "scored"
) -> Verdict:
    return Verdict(code, version, state, None if points is None else Decimal(points), reason)


# Verdicts


def test_a_verdict_stands_beside_the_self_assessment(submitted: Year) -> None:
    (saved,) = judge(submitted, verdict("4", reason="Thiếu số liệu")).saved
    score = submitted.score("1.3")
    assert (score.self_points, score.points, score.appraisal_reason) == (5, 4, "Thiếu số liệu")
    assert (score.appraised_by, score.appraised_at, score.version) == (submitted.appraiser, APPRAISAL, 2)
    assert (saved.version, saved.state, saved.points) == (2, "scored", Decimal(4))


@pytest.mark.parametrize(
    "given",
    [verdict("4"), verdict("4", reason="  "), verdict(None, state="missing"), verdict(None, state="not_applicable")],
)
def test_a_difference_needs_a_reason(submitted: Year, given: Verdict) -> None:
    assert [(fault.code, fault.field) for fault in judge(submitted, given).faults] == [("1.3", "reason")]
    assert submitted.score("1.3").appraised_at is None


def test_agreement_needs_no_reason(submitted: Year) -> None:
    assert judge(submitted, verdict("5.00")).is_clean
    assert submitted.score("1.3").points == 5


def test_what_the_province_assesses_needs_no_reason(submitted: Year) -> None:
    assert judge(submitted, verdict("3", 0, code="2.1"), by=submitted.surveyor).is_clean
    score = submitted.score("2.1")
    assert (score.state, score.points, score.self_state) == ("scored", 3, "")


def test_a_criterion_can_be_settled_as_not_assessed(submitted: Year) -> None:
    judge(submitted, verdict(None, 0, code="2.1", state="missing"))
    score = submitted.score("2.1")
    assert (score.state, score.points, score.appraised_at) == ("missing", None, APPRAISAL)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (verdict("10.01", reason="r"), "points"),
        (verdict("1.005", reason="r"), "points"),
        (verdict(None, reason="r"), "points"),
        (verdict("5", state="perhaps"), "state"),
        (verdict("5", code="1"), "measure_code"),
        (verdict("5", code="9.9"), "measure_code"),
    ],
)
def test_a_fault_names_its_field_and_nothing_is_stored(submitted: Year, given: Verdict, name: str) -> None:
    result = judge(submitted, given)
    assert [(fault.code, fault.field) for fault in result.faults] == [(given.measure_code, name)]
    assert not Score.objects.filter(appraised_at__isnull=False).exists()


def test_an_appraiser_keeps_to_what_was_given(submitted: Year) -> None:
    with pytest.raises(Forbidden, match=r"1\.3"):
        judge(submitted, verdict("3", 0, code="2.1"), verdict("5"), by=submitted.surveyor)
    assert not Score.objects.filter(appraised_at__isnull=False).exists()


def test_two_appraisers_do_not_overwrite_each_other_silently(submitted: Year) -> None:
    judge(submitted, verdict("4", reason="Thiếu"))
    result = judge(submitted, verdict("3", reason="Thiếu nhiều"))
    (conflict,) = result.conflicts
    assert (conflict.by, conflict.theirs["points"], conflict.theirs["appraisal_reason"]) == ("tham-dinh", "4", "Thiếu")
    assert submitted.score("1.3").points == 4


def test_a_verdict_on_an_answer_that_changed_meanwhile_is_a_conflict(submitted: Year) -> None:
    submitted.set_stage(Stage.DRAFT)
    entry = Entry("1.3", 1, "scored", points=Decimal(9))
    save_self_assessment(scorecard=submitted.card, entries=[entry], by=submitted.staff, now=DURING)
    submitted.set_stage(Stage.SUBMITTED)
    assert [conflict.code for conflict in judge(submitted, verdict("5")).conflicts] == ["1.3"]


def test_a_verdict_can_be_taken_back_before_the_appraisal_is_finished(submitted: Year) -> None:
    judge(submitted, verdict("4", reason="Thiếu"))
    judge(submitted, verdict(None, 2, state=""))
    score = submitted.score("1.3")
    assert (score.state, score.points, score.appraised_at, score.appraised_by) == ("missing", None, None, None)


def test_a_verdict_is_not_taken_back_any_more_when_it_is_finished(appraised: Year) -> None:
    assert [fault.field for fault in judge(appraised, verdict(None, state="")).faults] == ["state"]


def test_a_finished_verdict_is_changed_with_a_reason(appraised: Year) -> None:
    Score.objects.filter(measure__code="2.1").update(points=5)
    assert [fault.field for fault in judge(appraised, verdict("4", 0, code="2.1")).faults] == ["reason"]
    assert judge(appraised, verdict("4", 0, "Khảo sát lại", "2.1")).is_clean


def test_agreement_was_with_the_verdict_before(appraised: Year) -> None:
    answer(appraised, Reply("1.3", 1, agrees=True))
    judge(appraised, verdict("4", 2, "Tính lại"))
    assert appraised.score("1.3").reply_agrees is None


def test_an_objection_stays_when_the_verdict_follows_it(appraised: Year) -> None:
    answer(appraised, Reply("1.3", 1, agrees=False, note="Đã nộp"))
    judge(appraised, verdict("6", 2, "Theo giải trình"))
    score = appraised.score("1.3")
    assert (score.reply_agrees, score.reply_note, score.points) == (False, "Đã nộp", 6)


def test_a_verdict_is_as_official_as_the_round_and_not_as_the_file_before(submitted: Year) -> None:
    Round.objects.update(provenance=Provenance.ILLUSTRATIVE)
    Score.objects.update(provenance=Provenance.PRESS, source="Báo Lào Cai")
    judge(submitted, verdict("5"))
    assert (submitted.score("1.3").provenance, submitted.score("1.3").source) == ("illustrative", "")


def test_every_verdict_is_kept_before_and_after(submitted: Year) -> None:
    judge(submitted, verdict("4", reason="Thiếu"))
    change = FigureChange.objects.get()
    assert change.event.verb == Event.Verb.APPRAISE
    assert change.before == {
        "state": "missing",
        "provenance": "official",
        "self_state": "scored",
        "self_points": "5",
        "explanation": "Theo báo cáo",
    }
    assert change.after == change.before | {"state": "scored", "points": "4", "appraisal_reason": "Thiếu"}


def test_verdicts_cost_the_same_however_many(submitted: Year) -> None:
    with CaptureQueriesContext(connection) as one:
        judge(submitted, verdict("5"))
    with CaptureQueriesContext(connection) as three:
        judge(submitted, *(verdict(str(points), code=code) for code, points in [("1.1", 5), ("1.2", 10), ("1.4", 5)]))
    assert len(one) == len(three) <= 20


# Accepting


def test_self_assessed_points_are_accepted_in_bulk(submitted: Year) -> None:
    result = accept_as_assessed(
        scorecard=submitted.card, versions=dict.fromkeys(OF_UNIT, 1), by=submitted.appraiser, now=APPRAISAL
    )
    assert [saved.code for saved in result.saved] == list(OF_UNIT)
    scores = Score.objects.filter(scorecard=submitted.card)
    assert all((score.points, score.state) == (score.self_points, score.self_state) for score in scores)
    assert Event.objects.get().changes.count() == 4


def test_a_verdict_given_is_not_accepted_away(submitted: Year) -> None:
    judge(submitted, verdict("4", reason="Thiếu"))
    result = accept_as_assessed(scorecard=submitted.card, versions={"1.3": 2}, by=submitted.appraiser, now=APPRAISAL)
    assert [fault.code for fault in result.faults] == ["1.3"]
    assert submitted.score("1.3").points == 4


def test_an_answer_that_nobody_saw_is_not_accepted(submitted: Year) -> None:
    result = accept_as_assessed(scorecard=submitted.card, versions={"1.3": 0}, by=submitted.appraiser, now=APPRAISAL)
    assert [conflict.code for conflict in result.conflicts] == ["1.3"]


def test_there_is_nothing_to_accept_where_the_unit_says_nothing(submitted: Year) -> None:
    result = accept_as_assessed(scorecard=submitted.card, versions={"2.1": 0}, by=submitted.appraiser, now=APPRAISAL)
    assert [fault.code for fault in result.faults] == ["2.1"]


def test_only_what_was_given_is_accepted(submitted: Year) -> None:
    with pytest.raises(Forbidden):
        accept_as_assessed(scorecard=submitted.card, versions={"1.3": 1}, by=submitted.surveyor, now=APPRAISAL)


def test_what_does_not_apply_is_accepted_as_such(submitted: Year) -> None:
    Score.objects.filter(measure__code="1.3").update(self_state="not_applicable", self_points=None)
    accept_as_assessed(scorecard=submitted.card, versions={"1.3": 1}, by=submitted.appraiser, now=APPRAISAL)
    score = submitted.score("1.3")
    assert (score.state, score.points) == ("not_applicable", None)


# Finishing


def test_a_finished_appraisal_says_who_and_when(submitted: Year) -> None:
    accept_as_assessed(scorecard=submitted.card, versions=dict.fromkeys(OF_UNIT, 1), by=submitted.appraiser)
    judge(submitted, verdict("3", 0, code="2.1"))
    card = finish(scorecard=submitted.card, by=submitted.publisher, now=APPRAISAL)
    assert (card.stage, card.appraised_by, card.appraised_at) == (Stage.APPRAISED, submitted.publisher, APPRAISAL)


# Returning


def give_back(
    year: Year,
    reasons: dict[str, str],
    *,
    now: datetime = DURING,
    until: datetime | None = None,
    by: User | None = None,
) -> Scorecard:
    return return_scorecard(scorecard=year.card, reasons=reasons, by=by or year.appraiser, now=now, until=until)


def test_a_return_gives_each_criterion_its_reason(submitted: Year) -> None:
    card = give_back(submitted, {"1.1": "Thiếu tài liệu", "1.3": "Sai số liệu"})
    assert card.stage == Stage.RETURNED
    assert submitted.score("1.1").return_reason == "Thiếu tài liệu"
    assert submitted.score("1.2").return_reason == ""
    assert Event.objects.get().changes.count() == 2


def test_the_next_return_speaks_only_of_its_own_criteria(submitted: Year) -> None:
    give_back(submitted, {"1.1": "Thiếu tài liệu"})
    submitted.set_stage(Stage.SUBMITTED)
    give_back(submitted, {"1.3": "Sai số liệu"})
    reasons = {code: submitted.score(code).return_reason for code in ("1.1", "1.3")}
    assert reasons == {"1.1": "", "1.3": "Sai số liệu"}


@pytest.mark.parametrize("reasons", [{}, {"1.1": " "}, {"1.1": "Thiếu", "1.2": ""}, {"2.1": "Thiếu"}, {"9": "Thiếu"}])
def test_a_return_names_criteria_of_the_unit_with_reasons(submitted: Year, reasons: dict[str, str]) -> None:
    with pytest.raises(ActionError):
        give_back(submitted, reasons)
    submitted.card.refresh_from_db()
    assert (submitted.card.stage, Event.objects.count()) == (Stage.SUBMITTED, 0)


def test_an_appraiser_returns_only_what_was_given(submitted: Year) -> None:
    with pytest.raises(Forbidden):
        give_back(submitted, {"1.1": "Thiếu"}, by=submitted.surveyor)
    give_back(submitted, {"1.1": "Thiếu"}, by=submitted.publisher)


@pytest.mark.parametrize("now", [CLOSES, CLOSES - timedelta(hours=1)])
def test_a_return_without_time_to_correct_asks_for_some(submitted: Year, now: datetime) -> None:
    with pytest.raises(ActionError, match="17:00 31/01/2026"):
        give_back(submitted, {"1.1": "Thiếu"}, now=now)


def test_a_return_gives_the_time_that_it_says(submitted: Year) -> None:
    until = APPRAISAL + timedelta(days=3)
    card = give_back(submitted, {"1.1": "Thiếu"}, now=APPRAISAL, until=until)
    assert deadline_of(Scorecard.objects.get(pk=card.pk)) == until
    entry = Entry("1.1", 2, "scored", {"yes": False}, explanation="Chưa có")
    result = save_self_assessment(scorecard=card, entries=[entry], by=submitted.staff, now=until - timedelta(minutes=1))
    assert result.is_clean


@pytest.mark.parametrize("until", [DURING, CLOSES, APPRAISAL])
def test_a_return_gives_no_time_that_is_over(submitted: Year, until: datetime) -> None:
    with pytest.raises(ActionError):
        give_back(submitted, {"1.1": "Thiếu"}, now=APPRAISAL, until=until)
    assert Extension.objects.count() == 0


# Replying


def answer(year: Year, *replies: Reply) -> SaveResult:
    return reply(scorecard=year.card, replies=replies, by=year.staff, now=APPRAISAL)


def test_the_unit_agrees_or_not_with_each_verdict(appraised: Year) -> None:
    answer(appraised, Reply("1.1", 1, agrees=True), Reply("1.3", 1, agrees=False, note="Đã nộp ngày 5/1"))
    agreed, refused = appraised.score("1.1"), appraised.score("1.3")
    assert (agreed.reply_agrees, agreed.replied_by, agreed.replied_at) == (True, appraised.staff, APPRAISAL)
    assert (refused.reply_agrees, refused.reply_note, refused.points) == (False, "Đã nộp ngày 5/1", 5)


def test_an_objection_needs_a_note(appraised: Year) -> None:
    result = answer(appraised, Reply("1.3", 1, agrees=False, note=" "))
    assert [(fault.code, fault.field) for fault in result.faults] == [("1.3", "note")]


def test_a_reply_brings_new_evidence_and_keeps_the_old(appraised: Year) -> None:
    old, new = (make.DocumentFactory.create(unit=appraised.card.unit, round=appraised.round) for _ in range(2))
    make.CitationFactory.create(score=appraised.score("1.3"), document=old)
    answer(appraised, Reply("1.3", 1, agrees=False, note="Bổ sung", documents=(new.pk,)))
    cited = appraised.score("1.3").citations.order_by("pk").values_list("document", flat=True)
    assert list(cited) == [old.pk, new.pk]


def test_a_reply_cites_nothing_of_another_library(appraised: Year) -> None:
    foreign = make.DocumentFactory.create(unit=appraised.other.unit, round=appraised.round)
    result = answer(appraised, Reply("1.3", 1, agrees=True, documents=(foreign.pk,)))
    assert [fault.field for fault in result.faults] == ["documents"]


def test_a_reply_to_a_verdict_that_changed_meanwhile_is_a_conflict(appraised: Year) -> None:
    judge(appraised, verdict("4", 1, "Tính lại"))
    (conflict,) = answer(appraised, Reply("1.3", 1, agrees=True)).conflicts
    assert conflict.theirs["points"] == "4"


def test_there_is_no_reply_where_there_is_no_verdict(appraised: Year) -> None:
    Score.objects.filter(measure__code="1.3").update(appraised_at=None, appraised_by=None)
    assert [fault.code for fault in answer(appraised, Reply("1.3", 1, agrees=True)).faults] == ["1.3"]


def test_a_reply_is_kept_before_and_after(appraised: Year) -> None:
    answer(appraised, Reply("1.3", 1, agrees=False, note="Đã nộp"))
    change = FigureChange.objects.get()
    assert change.before is not None
    assert change.after == change.before | {"reply_agrees": False, "reply_note": "Đã nộp"}
