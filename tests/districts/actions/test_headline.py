"""Headline figures of history: total, pillars and printed ranks."""

from decimal import Decimal
from typing import Any

import pytest

from districts.actions.appraisal import finish, reopen
from districts.actions.errors import ActionError
from districts.actions.figures import SaveResult
from districts.actions.headline import Headline, save_headline
from districts.actions.rounds import correct_round, publish_round
from districts.models import Event, FigureChange, Score, Scorecard, Standing
from tests.districts.entering import Year


def save(year: Year, *figures: Headline, **rest: Any) -> SaveResult:
    said: dict[str, Any] = {"scorecard": year.card, "source": "Báo Lào Cai", "provenance": "press"}
    return save_headline(figures=figures, **(said | {"by": year.publisher} | rest))


def test_total_and_pillars_are_stored_with_their_ranks_and_source(year: Year) -> None:
    result = save(year, Headline("T", 0, Decimal("40.25"), 3), Headline("P", 0, None, 2))
    assert [saved.code for saved in result.saved] == ["T", "P"]
    total, pillar = year.score("T"), year.score("P")
    assert (total.points, total.printed_rank, total.source, total.provenance) == (
        Decimal("40.25"),
        3,
        "Báo Lào Cai",
        "press",
    )
    assert (pillar.points, pillar.printed_rank) == (None, 2)


def test_the_scorecard_is_appraised_by_it(year: Year) -> None:
    save(year, Headline("T", 0, Decimal("40.25")))
    year.card.refresh_from_db()
    assert (year.card.stage, year.card.appraised_by) == (Scorecard.Stage.APPRAISED, year.publisher)
    assert Event.objects.get().changes.count() == 1


def test_a_figure_is_taken_back_by_leaving_it_empty(year: Year) -> None:
    save(year, Headline("T", 0, Decimal("40.25"), 3))
    save(year, Headline("T", 1))
    total = year.score("T")
    assert (total.state, total.points, total.printed_rank, total.source) == ("missing", None, None, "")
    assert FigureChange.objects.count() == 2


@pytest.mark.parametrize(
    ("figure", "name"),
    [
        (Headline("T", 0, Decimal("60.01")), "points"),
        (Headline("T", 0, Decimal(40), 0), "printed_rank"),
        (Headline("1", 0, Decimal(40)), "measure_code"),
        (Headline("1.1", 0, Decimal(5)), "measure_code"),
    ],
)
def test_with_one_fault_nothing_is_stored(year: Year, figure: Headline, name: str) -> None:
    result = save(year, Headline("P", 0, Decimal(30)), figure)
    assert ([fault.field for fault in result.faults], result.saved) == ([name], [])
    year.card.refresh_from_db()
    assert (year.card.stage, Score.objects.count()) == (Scorecard.Stage.DRAFT, 0)


def test_two_people_do_not_overwrite_each_other_silently(year: Year) -> None:
    save(year, Headline("T", 0, Decimal(40)))
    result = save(year, Headline("T", 0, Decimal(41)), by=year.administrator)
    assert [(conflict.code, conflict.by) for conflict in result.conflicts] == [("T", "cong-bo")]


@pytest.mark.parametrize("wrong", [{"source": " "}, {"provenance": "rumour"}])
def test_it_is_said_where_the_figures_come_from(year: Year, wrong: dict[str, str]) -> None:
    with pytest.raises(ActionError):
        save(year, Headline("T", 0, Decimal(40)), **wrong)


@pytest.mark.parametrize("appraised", [False, True])
def test_criteria_are_not_overruled_from_above(year: Year, appraised: bool) -> None:
    year.fill(year.card, appraised=appraised)
    with pytest.raises(ActionError):
        save(year, Headline("T", 0, Decimal(40)))


def test_headline_figures_are_published_and_corrected(year: Year) -> None:
    save(year, Headline("T", 0, Decimal("40.25")))
    save(year, Headline("T", 0, Decimal("50.5")), scorecard=year.other)
    first = publish_round(round=year.round, by=year.publisher)
    reopen(scorecard=year.card, reason="In sai", by=year.publisher)
    save(year, Headline("T", 1, Decimal("51.25")))
    second = correct_round(publication=first, reason="In sai", by=year.publisher)
    ranks = Standing.objects.filter(published_unit__slug="van-ban", measure__code="T")
    assert [(s.publication, s.rank, s.provenance) for s in ranks.order_by("publication__revision")] == [
        (first, 2, "press"),
        (second, 1, "press"),
    ]


def test_reopened_headline_figures_can_be_finished_as_they_are(year: Year) -> None:
    save(year, Headline("T", 0, Decimal("40.25")))
    save(year, Headline("T", 0, Decimal("50.5")), scorecard=year.other)
    publish_round(round=year.round, by=year.publisher)
    reopen(scorecard=year.card, reason="Kiểm tra lại", by=year.publisher)
    assert finish(scorecard=year.card, by=year.appraiser).stage == Scorecard.Stage.APPRAISED
