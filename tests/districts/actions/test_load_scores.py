"""Writing the plan of a file of scores."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from districts.actions.errors import ActionError
from districts.actions.load_scores import contradictions, load_scores
from districts.actions.publish import publish
from districts.models import Event, FigureChange, Publication, Round, Score, Scorecard
from tests import factories as make
from tests.districts.imports import files
from tests.districts.imports.files import LONG

TEXT = f"{LONG}089,total,722.21\n089,F,366.36\n088,total,\n"
RANKED = "unit_code,measure_code,points,ranked\n"


@pytest.fixture
def loader(db: None) -> User:
    user = make.UserFactory.create(username="nguoi-nap")
    files.load_units(files.UNITS, user)
    files.load_framework(files.FRAMEWORK, "f960", user)
    return user


@pytest.fixture
def round(loader: User) -> Round:
    files.load_scores(TEXT, loader)
    return Round.objects.get()


def points(code: str, measure: str) -> Decimal | None:
    found: Decimal | None = Score.objects.get(scorecard__unit__code=code, measure__code=measure).points
    return found


def test_the_round_is_made(round: Round) -> None:
    assert (round.authority.code, round.year, round.group, round.basis) == ("10", 2023, "districts", "")
    assert (round.framework.slug, round.stage) == ("f960", Round.Stage.OPEN)


def test_the_round_takes_over_the_availability_of_its_framework(loader: User) -> None:
    framework = files.framework_plan(files.FRAMEWORK).stored
    assert framework is not None
    framework.availability = Decimal("0.8")
    framework.save()
    files.load_scores(TEXT, loader)
    assert Round.objects.get().availability == Decimal("0.8")


def test_scorecards_count_as_appraised(round: Round, loader: User) -> None:
    cards = Scorecard.objects.order_by("unit__code").values_list("unit__code", "stage", "appraised_by", "ranked")
    assert list(cards) == [("088", "appraised", loader.pk, True), ("089", "appraised", loader.pk, True)]
    assert not Scorecard.objects.filter(appraised_at=None).exists()


def test_figures_are_stored_with_their_bounds(round: Round) -> None:
    score = Score.objects.get(scorecard__unit__code="089", measure__code="total")
    assert (score.state, score.points, score.provenance) == ("scored", Decimal("722.21"), "official")
    assert (score.min_points, score.max_points) == (Decimal(-5), Decimal(960))


def test_missing_is_stored_as_missing(round: Round) -> None:
    score = Score.objects.get(scorecard__unit__code="088")
    assert (score.state, score.points) == ("missing", None)


def test_figures_of_the_file_replace_and_others_stay(round: Round, loader: User) -> None:
    files.load_scores(f"{LONG}089,total,700\n089,5,100\n", loader)
    assert [points("089", code) for code in ("total", "F", "5")] == [Decimal(700), Decimal("366.36"), Decimal(100)]


def test_a_self_assessment_stays(round: Round, loader: User) -> None:
    score = Score.objects.get(scorecard__unit__code="089", measure__code="total")
    score.self_state, score.self_points, score.explanation = "scored", Decimal(800), "giải trình"
    score.save()
    files.load_scores(f"{LONG}089,total,700\n", loader)
    score.refresh_from_db()
    assert (score.points, score.self_points, score.explanation) == (Decimal(700), Decimal(800), "giải trình")


def test_a_unit_leaves_the_ranking_and_comes_back(round: Round, loader: User) -> None:
    files.load_scores(f"{RANKED}089,total,722.21,no\n", loader)
    outside = Scorecard.objects.get(unit__code="089").ranked
    files.load_scores(f"{RANKED}089,total,722.21,yes\n", loader)
    assert (outside, Scorecard.objects.get(unit__code="089").ranked) == (False, True)


def test_a_file_that_does_not_speak_of_the_ranking_leaves_it(round: Round, loader: User) -> None:
    files.load_scores(f"{RANKED}089,total,722.21,no\n", loader)
    files.load_scores(f"{LONG}089,total,700\n", loader)
    assert not Scorecard.objects.get(unit__code="089").ranked


def test_one_event_with_the_digest(round: Round, loader: User) -> None:
    event = Event.objects.get(verb=Event.Verb.LOAD_SCORES)
    assert (event.by, event.subject, event.file_name) == (loader, "lao-cai/2023/districts", "file.csv")
    assert event.file_digest == files.source(TEXT).digest
    assert (event.after or {})["added"] == 3


def test_every_figure_before_and_after(round: Round, loader: User) -> None:
    files.load_scores(f"{LONG}089,total,700\n089,F,366.36\n089,5,100\n", loader)
    event = Event.objects.filter(verb=Event.Verb.LOAD_SCORES).latest("pk")
    changes = {change.score.measure.code: change for change in FigureChange.objects.filter(event=event)}
    assert set(changes) == {"total", "5"}
    assert changes["total"].before == {"state": "scored", "points": "722.21", "provenance": "official"}
    assert changes["total"].after == {"state": "scored", "points": "700", "provenance": "official"}
    assert changes["5"].before is None


def test_contradictions_are_told_before_anything_is_written(loader: User) -> None:
    plan = files.score_plan("unit_code,F,4,5,total\n089,366.36,100,100,722.21\n088,300,100,100,500\n")
    [found] = contradictions(plan=plan)
    assert (found.code, found.given, found.computed) == ("total", Decimal("722.21"), Decimal("566.36"))
    assert not Score.objects.exists()


def test_contradictions_with_what_is_stored(round: Round) -> None:
    plan = files.score_plan("unit_code,4,5\n089,100,100\n")
    assert [found.code for found in contradictions(plan=plan)] == ["total"]


def test_a_published_round_needs_a_reason(round: Round, loader: User) -> None:
    publish(round=round, by=loader)
    with pytest.raises(ActionError):
        files.load_scores(f"{LONG}089,total,700\n", loader)
    assert points("089", "total") == Decimal("722.21")


def test_a_correction_loads_and_publishes_the_next_revision(round: Round, loader: User) -> None:
    publish(round=round, by=loader, office="UBND tỉnh")
    files.load_scores(f"{LONG}089,total,700\n", loader, reason="Cộng nhầm")
    latest = Publication.objects.latest("revision")
    assert (latest.revision, latest.reason, latest.office) == (2, "Cộng nhầm", "UBND tỉnh")
    assert latest.standings.get(published_unit__code="089", measure__code="total").points == Decimal(700)


def test_nothing_to_correct_where_nothing_is_published(round: Round, loader: User) -> None:
    plan = files.score_plan(f"{LONG}089,total,700\n")
    with pytest.raises(ActionError):
        load_scores(plan=plan, by=loader, reason="Cộng nhầm")


def test_progress_counts_figures(loader: User) -> None:
    told: list[tuple[int, int]] = []
    load_scores(plan=files.score_plan(TEXT), by=loader, progress=lambda done, of: told.append((done, of)))
    assert told == [(3, 3)]
