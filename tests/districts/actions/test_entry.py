"""The self-assessment: what is stored of it, what is refused, and two people on one scorecard."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from districts.actions.entry import Entry, save_self_assessment
from districts.actions.figures import SaveResult
from districts.models import Citation, Document, Event, FigureChange, Provenance, Round, Score, Scorecard
from tests import factories as make
from tests.districts.entering import DURING, Year


def save(year: Year, *entries: Entry, by: User | None = None) -> SaveResult:
    return save_self_assessment(scorecard=year.card, entries=entries, by=by or year.staff, now=DURING)


def free(points: str | None, version: int = 0, **rest: Any) -> Entry:
    """An entry of the criterion whose points are typed."""
    return Entry("1.3", version, "scored", points=None if points is None else Decimal(points), **rest)


def document(year: Year, **fields: Any) -> Document:
    return make.DocumentFactory.create(**{"unit": year.card.unit, "round": year.round, **fields})


# What is stored


@pytest.mark.parametrize(
    ("code", "inputs", "points"),
    [
        ("1.1", {"yes": True}, "10"),
        ("1.1", {"yes": False}, "0"),
        ("1.2", {"a": Decimal(2), "b": Decimal(3)}, "13.33"),
        ("1.2", {"a": "2.5", "b": "5"}, "10"),
        ("1.4", {"count": "20"}, "5"),
    ],
)
def test_the_rule_computes_the_points(year: Year, code: str, inputs: dict[str, Any], points: str) -> None:
    result = save(year, Entry(code, 0, "scored", inputs))
    score = year.score(code)
    assert (score.self_state, score.self_points) == ("scored", Decimal(points))
    assert [(saved.code, saved.version, saved.points) for saved in result.saved] == [(code, 1, Decimal(points))]


def test_points_that_are_sent_beside_a_rule_count_for_nothing(year: Year) -> None:
    save(year, Entry("1.1", 0, "scored", {"yes": False}, points=Decimal(10)))
    assert year.score("1.1").self_points == 0


def test_points_are_stored_as_typed_where_the_rule_is_free(year: Year) -> None:
    save(year, free("7.25", explanation="  Theo báo cáo \x00"))
    score = year.score("1.3")
    assert (score.self_points, score.explanation) == (Decimal("7.25"), "Theo báo cáo")
    assert (score.saved_by, score.saved_at, score.version) == (year.staff, DURING, 1)


def test_what_the_unit_says_is_no_verdict(year: Year) -> None:
    save(year, free("7.25"))
    score = year.score("1.3")
    assert (score.state, score.points, score.appraised_at) == ("missing", None, None)


@pytest.mark.parametrize("state", ["missing", "not_applicable", ""])
def test_what_is_not_scored_has_no_points(year: Year, state: str) -> None:
    save(year, Entry("1.3", 0, state, points=Decimal(3), explanation="Chưa có"))
    score = year.score("1.3")
    assert (score.self_state, score.self_points, score.explanation) == (state, None, "Chưa có")


def test_inputs_are_kept_as_they_were_typed_and_read_back(year: Year) -> None:
    save(year, Entry("1.2", 0, "scored", {"a": Decimal("2.50"), "b": "3"}))
    assert year.score("1.2").inputs == {"a": "2.50", "b": "3"}


def test_half_an_answer_is_kept_and_says_nothing_yet(year: Year) -> None:
    (saved,) = save(year, Entry("1.2", 0, "scored", {"a": "2", "b": ""}, explanation="b sau")).saved
    score = year.score("1.2")
    assert (score.self_state, score.self_points, score.inputs, score.explanation) == ("", None, {"a": "2"}, "b sau")
    assert (saved.version, saved.state) == (1, "")
    assert saved.incomplete


def test_a_figure_is_as_official_as_its_round(year: Year) -> None:
    Round.objects.update(provenance=Provenance.ILLUSTRATIVE)
    save(year, free("7"))
    assert year.score("1.3").provenance == "illustrative"


# Documents


def test_one_document_proves_several_criteria(year: Year) -> None:
    proof = document(year)
    save(year, free("7", documents=(proof.pk,)), Entry("1.1", 0, "scored", {"yes": True}, documents=(proof.pk,)))
    assert Citation.objects.filter(document=proof).count() == 2


def test_documents_are_those_that_are_sent(year: Year) -> None:
    first, second = document(year), document(year)
    save(year, free("7", documents=(first.pk,)))
    save(year, free("7", 1, documents=(second.pk,)))
    assert [citation.document for citation in year.score("1.3").citations.all()] == [second]


def test_documents_that_are_not_spoken_of_stay(year: Year) -> None:
    proof = document(year)
    save(year, free("7", documents=(proof.pk,)))
    save(year, free("8", 1))
    assert year.score("1.3").citations.count() == 1


def test_a_document_of_another_library_is_refused(year: Year) -> None:
    others = [document(year, unit=year.other.unit), document(year, round=make.RoundFactory.create(group="communes"))]
    for other in others:
        result = save(year, free("7", documents=(other.pk,)))
        assert [(fault.code, fault.field) for fault in result.faults] == [("1.3", "documents")]
    assert Score.objects.count() == 0


# What is refused


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        (free("10.01"), "points"),
        (free("-0.01"), "points"),
        (free("1.234"), "points"),
        (free("NaN"), "points"),
        (free("Infinity"), "points"),
        (free("1e400"), "points"),
        (Entry("1.3", 0, "perhaps"), "state"),
        (Entry("1.2", 0, "scored", {"a": "3", "b": "2"}), "a"),
        (Entry("1.2", 0, "scored", {"a": "0", "b": "0"}), "b"),
        (Entry("1.2", 0, "scored", {"a": "viele", "b": "2"}), "a"),
        (Entry("1.2", 0, "scored", {"a": ["1"], "b": "2"}), "a"),
        (Entry("1.2", 0, "scored", {"b": "NaN"}), "b"),
        (Entry("1.2", 0, "missing", {"b": "NaN"}), "b"),
        (Entry("1.2", 0, "scored", {"c": "1"}), "c"),
        (Entry("1.4", 0, "scored", {"count": "1.5"}), "count"),
        (Entry("1.1", 0, "scored", {"yes": "yes"}), "yes"),
        (Entry("2.1", 0, "scored", points=Decimal(5)), "measure_code"),  # the province's
        (Entry("2.2", 0, "scored", points=Decimal(0)), "measure_code"),  # gives no points
        (Entry("1", 0, "scored", points=Decimal(5)), "measure_code"),  # a sum
        (Entry("9.9", 0, "scored", points=Decimal(5)), "measure_code"),
    ],
)
def test_a_fault_names_its_field_and_nothing_is_stored(year: Year, entry: Entry, name: str) -> None:
    result = save(year, entry)
    assert [(fault.code, fault.field) for fault in result.faults] == [(entry.measure_code, name)]
    assert (result.saved, Score.objects.count(), Event.objects.count()) == ([], 0, 0)


def test_each_criterion_is_saved_or_refused_by_itself(year: Year) -> None:
    result = save(year, free("11"), Entry("1.1", 0, "scored", {"yes": True}))
    assert [saved.code for saved in result.saved] == ["1.1"]
    assert [fault.code for fault in result.faults] == ["1.3"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(points=st.decimals(min_value=-20, max_value=20, places=3))
def test_points_are_stored_exactly_or_refused(year: Year, points: Decimal) -> None:
    Citation.objects.all().delete()
    version = Score.objects.filter(measure__code="1.3").values_list("version", flat=True).first() or 0
    result = save(year, free(str(points), version))
    takes = 0 <= points <= 10 and points == round(points, 2)
    assert bool(result.saved) is takes
    if takes:
        assert year.score("1.3").self_points == points


# Two people


def test_the_later_of_two_is_told_what_changed_by_whom_and_when(year: Year) -> None:
    save(year, free("7", explanation="Bản đầu"))
    save(year, free("8", 1, explanation="Bản của đồng nghiệp"), by=year.colleague)
    result = save(year, free("9", 1))
    (conflict,) = result.conflicts
    assert (conflict.code, conflict.version, conflict.by) == ("1.3", 2, "dong-nghiep")
    assert conflict.at == Event.objects.order_by("-pk")[0].at
    assert (conflict.theirs["self_points"], conflict.theirs["explanation"]) == ("8", "Bản của đồng nghiệp")
    assert year.score("1.3").self_points == 8


def test_the_later_of_two_may_write_over_it_knowingly(year: Year) -> None:
    save(year, free("7"))
    save(year, free("8", 1), by=year.colleague)
    (conflict,) = save(year, free("9", 1)).conflicts
    result = save(year, free("9", conflict.version))
    assert (result.is_clean, year.score("1.3").self_points) == (True, 9)


def test_two_first_answers_are_a_conflict_too(year: Year) -> None:
    save(year, free("7"))
    assert [conflict.code for conflict in save(year, free("8"), by=year.colleague).conflicts] == ["1.3"]


def test_two_people_on_two_criteria_do_not_disturb_each_other(year: Year) -> None:
    save(year, free("7"))
    assert save(year, Entry("1.1", 0, "scored", {"yes": True}), by=year.colleague).is_clean


def test_the_same_answer_again_is_no_change_whatever_its_version(year: Year) -> None:
    save(year, free("7"))
    (saved,) = save(year, free("7")).saved
    assert (saved.version, Event.objects.count()) == (1, 1)


def test_nothing_typed_leaves_nothing(year: Year) -> None:
    assert save(year, Entry("1.3", 0)).is_clean
    assert (Score.objects.count(), Event.objects.count()) == (0, 0)


# History


def test_every_change_is_kept_before_and_after(year: Year) -> None:
    proof = document(year, number="15/KH-UBND")
    save(year, Entry("1.1", 0, "scored", {"yes": True}))
    save(year, Entry("1.1", 1, "scored", {"yes": False}, explanation="Chưa ban hành", documents=(proof.pk,)))
    first, second = FigureChange.objects.order_by("pk")
    assert first.before is None
    assert first.after == second.before
    assert second.after == {
        "state": "missing",
        "provenance": "official",
        "self_state": "scored",
        "self_points": "0",
        "inputs": {"yes": False},
        "explanation": "Chưa ban hành",
        "documents": ["15/KH-UBND"],
    }


def test_one_save_is_one_event_that_says_by_which_way(year: Year) -> None:
    entries = [free("7"), Entry("1.1", 0, "scored", {"yes": True})]
    save_self_assessment(scorecard=year.card, entries=entries, by=year.staff, via="autosave", now=DURING)
    event = Event.objects.get()
    assert (event.subject, event.after) == ("lao-cai/2026/districts/van-ban", {"via": "autosave", "figures": 2})
    assert event.changes.count() == 2


def test_a_new_answer_needs_a_new_verdict(year: Year) -> None:
    year.fill(year.card, appraised=True)
    year.set_stage(Scorecard.Stage.RETURNED)
    save(year, free("7", 1))
    score = year.score("1.3")
    assert (score.state, score.points, score.appraised_by, score.appraised_at) == ("missing", None, None, None)
    assert FigureChange.objects.filter(before__points="5").exists()


def test_the_same_answer_keeps_its_verdict(year: Year) -> None:
    year.fill(year.card, appraised=True)
    year.set_stage(Scorecard.Stage.RETURNED)
    save(year, free("5", 1, explanation="Theo báo cáo"))
    assert year.score("1.3").points == 5


# Cost


def queries(year: Year, *entries: Entry) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        save(year, *entries)
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])


def test_one_autosave_costs_a_handful_of_queries(year: Year) -> None:
    assert queries(year, free("7")) == 7
    assert queries(year, free("8", 1)) == 8  # also looks for documents


def test_a_page_costs_as_much_as_one_criterion(year: Year) -> None:
    entries = [free("7"), Entry("1.1", 0, "scored", {"yes": True}), Entry("1.4", 0, "scored", {"count": "3"})]
    assert queries(year, *entries) == 7
