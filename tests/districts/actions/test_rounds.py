"""Rounds opened without code, extended, previewed, published and corrected."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User

from districts.actions.appraisal import Verdict, appraise, finish, reopen
from districts.actions.errors import ActionError, Forbidden
from districts.actions.publish import Decision
from districts.actions.rounds import correct_round, extend_deadline, open_round, preview_round, publish_round
from districts.models import Event, Extension, Provenance, Round, Scorecard, Standing, Unit
from tests import factories as make
from tests.districts.entering import APPRAISAL, CLOSES, DURING, OPENS, REPLY_UNTIL, SCORED, Year
from tests.districts.world import make_district

Stage = Scorecard.Stage
YEAR = timedelta(days=365)


def open_next(given: Year, by: User | None = None, **rest: Any) -> Round:
    """The round of the year after."""
    said: dict[str, Any] = {
        "authority": given.province,
        "year": 2027,
        "opens": OPENS + YEAR,
        "closes": CLOSES + YEAR,
        "reply_until": REPLY_UNTIL + YEAR,
        "by": by or given.publisher,
    }
    return open_round(**(said | rest))


def units(round: Round) -> list[str]:
    return list(round.scorecards.order_by("unit__sort_key").values_list("unit__slug", flat=True))


# Opening


def test_a_round_takes_every_unit_of_its_group(year: Year) -> None:
    round = open_next(year, group="districts", framework=year.framework)
    assert units(round) == ["sa-pa", "van-ban"]
    assert set(round.scorecards.values_list("stage", flat=True)) == {Stage.DRAFT}
    assert (round.opens, round.closes, round.reply_until) == (OPENS + YEAR, CLOSES + YEAR, REPLY_UNTIL + YEAR)


def test_a_round_takes_the_units_that_are_chosen(year: Year) -> None:
    assert units(open_next(year, group="thi-diem", framework=year.framework, units=[year.card.unit])) == ["van-ban"]


def test_a_copied_round_takes_framework_group_and_units_that_still_exist(year: Year) -> None:
    gone = make_district(year.province, "085", "Bắc Hà")
    make.ScorecardFactory.create(round=year.round, unit=gone)
    gone.valid_to = date(2026, 6, 30)
    gone.save()
    make_district(year.province, "086", "Bảo Thắng")  # was not in the round
    Scorecard.objects.filter(pk=year.other.pk).update(ranked=False)
    round = open_next(year, copy_of=year.round)
    assert (round.framework, round.group, units(round)) == (year.framework, "districts", ["sa-pa", "van-ban"])
    assert list(round.scorecards.filter(ranked=False).values_list("unit__slug", flat=True)) == ["sa-pa"]


def test_a_round_takes_over_the_threshold_of_its_framework(year: Year) -> None:
    year.framework.availability = Decimal("0.5")
    year.framework.save()
    assert open_next(year, copy_of=year.round).availability == year.framework.availability


def test_an_opening_is_recorded(year: Year) -> None:
    open_next(year, copy_of=year.round, provenance=Provenance.ILLUSTRATIVE)
    event = Event.objects.get()
    assert (event.verb, event.subject) == (Event.Verb.OPEN_ROUND, "lao-cai/2027/districts")
    assert event.after == {
        "framework": "lao-cai-2026",
        "units": ["088", "089"],
        "copy_of": "lao-cai/2026/districts",
        "opens": (OPENS + YEAR).isoformat(),
        "closes": (CLOSES + YEAR).isoformat(),
        "reply_until": (REPLY_UNTIL + YEAR).isoformat(),
    }
    assert Round.objects.get(year=2027).provenance == "illustrative"


@pytest.mark.parametrize(
    "wrong",
    [
        {"year": 1999},
        {"group": ""},
        {"group": "Cấp huyện"},
        {"basis": "hợp nhất"},
        {"framework": None},
        {"closes": OPENS + YEAR},
        {"reply_until": CLOSES},
        {"year": 2026},  # there is one
        {"group": "communes"},  # there are none
        {"group": "thi-diem"},  # of which units?
        {"units": []},
    ],
    ids=str,
)
def test_a_round_that_makes_no_sense_is_refused(year: Year, wrong: dict[str, Any]) -> None:
    with pytest.raises(ActionError):
        open_next(year, None, **({"group": "districts", "framework": year.framework} | wrong))
    assert (Round.objects.count(), Event.objects.count()) == (1, 0)


def test_a_unit_of_another_province_is_refused(year: Year) -> None:
    elsewhere: Unit = make.UnitFactory.create()
    with pytest.raises(ActionError):
        open_next(year, group="districts", framework=year.framework, units=[year.card.unit, elsewhere])


def test_a_round_of_another_authority_is_not_copied(year: Year) -> None:
    with pytest.raises(ActionError):
        open_next(year, copy_of=make.RoundFactory.create())


@pytest.mark.parametrize("name", ["staff", "head", "appraiser", "reader", "stranger"])
def test_rounds_are_opened_by_who_runs_them(year: Year, name: str) -> None:
    with pytest.raises(Forbidden):
        open_next(year, by=getattr(year, name), copy_of=year.round)


# Extending


def extend(year: Year, until: datetime, reason: str = "Mất điện") -> Extension:
    return extend_deadline(scorecard=year.card, until=until, reason=reason, by=year.publisher, now=DURING)


def test_an_extension_is_recorded_with_its_reason(year: Year) -> None:
    extend(year, CLOSES + timedelta(days=1))
    event = Event.objects.get()
    assert (event.verb, event.subject, event.reason) == (
        Event.Verb.EXTEND,
        "lao-cai/2026/districts/van-ban",
        "Mất điện",
    )


def test_a_deadline_is_never_brought_forward(year: Year) -> None:
    extend(year, CLOSES + timedelta(days=2))
    for until in (DURING, CLOSES, CLOSES + timedelta(days=1), CLOSES + timedelta(days=2)):
        with pytest.raises(ActionError):
            extend(year, until)
    assert Extension.objects.count() == 1


def test_an_extension_needs_a_reason(year: Year) -> None:
    with pytest.raises(ActionError):
        extend(year, CLOSES + timedelta(days=1), " ")


def test_where_there_is_no_deadline_there_is_nothing_to_extend(year: Year) -> None:
    Round.objects.update(closes=None)
    with pytest.raises(ActionError):
        extend(year, CLOSES)


# Publishing and correcting


@pytest.fixture
def appraised(year: Year) -> Year:
    year.fill(appraised=True)
    year.set_stage(Stage.APPRAISED)
    return year


def points(year: Year, revision: int) -> str:
    standing = Standing.objects.get(publication__revision=revision, published_unit__slug="van-ban", measure__code="T")
    assert standing.points is not None
    return f"{standing.points:.1f}"


def test_a_preview_shows_the_round_as_it_stands(year: Year) -> None:
    year.fill(year.card, appraised=True)
    draft = preview_round(round=year.round, by=year.publisher).draft
    totals = {row.slug: draft.standings[unit][-1] for unit, row in draft.units.items()}
    assert (totals["van-ban"].points, totals["van-ban"].rank) == (Decimal(30), 1)
    assert (totals["sa-pa"].points, totals["sa-pa"].state) == (None, "missing")


def test_a_preview_counts_no_self_assessment(year: Year) -> None:
    year.fill()
    draft = preview_round(round=year.round, by=year.publisher).draft
    assert {rows[-1].state for rows in draft.standings.values()} == {"missing"}


def test_publishing_moves_every_scorecard(appraised: Year) -> None:
    publication = publish_round(round=appraised.round, by=appraised.publisher, decision=Decision("", "1/QĐ", None))
    assert set(Scorecard.objects.values_list("stage", flat=True)) == {Stage.PUBLISHED}
    assert (publication.decision_number, points(appraised, 1)) == ("1/QĐ", "30.0")


def test_what_is_not_appraised_is_not_published(appraised: Year) -> None:
    appraised.set_stage(Stage.SUBMITTED, appraised.other)
    with pytest.raises(ActionError, match="Sa Pa"):
        publish_round(round=appraised.round, by=appraised.publisher)


@pytest.mark.parametrize("provenance", list(Provenance))
def test_a_publication_is_as_official_as_its_round(year: Year, provenance: Provenance) -> None:
    Round.objects.update(provenance=provenance)
    for card in (year.card, year.other):
        year.set_stage(Stage.SUBMITTED, card)
        verdicts = [Verdict(code, 0, "scored", Decimal(5)) for code in SCORED]
        appraise(scorecard=card, verdicts=verdicts, by=year.appraiser, now=APPRAISAL)
        finish(scorecard=card, by=year.appraiser, now=APPRAISAL)
    publication = publish_round(round=year.round, by=year.publisher)
    assert publication.provenance == provenance
    assert set(publication.standings.exclude(provenance="").values_list("provenance", flat=True)) == {provenance}


def reopened(year: Year) -> Year:
    publish_round(round=year.round, by=year.publisher)
    reopen(scorecard=year.card, reason="Tính sai", by=year.publisher, now=APPRAISAL)
    return year


def test_a_correction_goes_by_reopening_and_appraising_again(appraised: Year) -> None:
    year = reopened(appraised)
    verdict = Verdict("1.3", 1, "scored", Decimal(3), "Tính lại")
    assert appraise(scorecard=year.card, verdicts=[verdict], by=year.appraiser, now=APPRAISAL).is_clean
    finish(scorecard=year.card, by=year.appraiser, now=APPRAISAL)
    publication = correct_round(
        publication=year.round.publications.get(), reason="Tính sai", by=year.publisher, decision=Decision("", "2/QĐ")
    )
    assert (publication.revision, publication.decision_number) == (2, "2/QĐ")
    assert (points(year, 1), points(year, 2)) == ("30.0", "28.0")
    assert set(Scorecard.objects.values_list("stage", flat=True)) == {Stage.PUBLISHED}


def test_nothing_is_corrected_while_a_scorecard_is_open(appraised: Year) -> None:
    year = reopened(appraised)
    with pytest.raises(ActionError, match="Văn Bàn"):
        correct_round(publication=year.round.publications.get(), reason="Tính sai", by=year.publisher)
    assert points(year, 1) == "30.0"


@pytest.mark.parametrize("name", ["staff", "head", "appraiser", "reader", "stranger"])
def test_preview_publication_and_correction_are_for_who_runs_the_round(appraised: Year, name: str) -> None:
    by: User = getattr(appraised, name)
    with pytest.raises(Forbidden):
        preview_round(round=appraised.round, by=by)
    with pytest.raises(Forbidden):
        publish_round(round=appraised.round, by=by)
    publication = publish_round(round=appraised.round, by=appraised.administrator)
    with pytest.raises(Forbidden):
        correct_round(publication=publication, reason="Tính sai", by=by)
