"""Files and forms on one round: a file never goes over the heads of those at work, and forms see what it changed."""

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from districts.actions.appraisal import Verdict, appraise
from districts.actions.rounds import publish_round
from districts.models import Event, Score, Scorecard
from tests.districts.entering import APPRAISAL, Year

Stage = Scorecard.Stage


def load(year: Year, folder: Path, points: str, *options: str) -> str:
    """Load one figure of Văn Bàn by the command line."""
    file = folder / "scores.csv"
    file.write_text(f"unit_code,measure_code,points\n089,1.3,{points}\n", encoding="utf-8")
    out = StringIO()
    where = ["--authority", "lao-cai", "--year", "2026", "--framework", "lao-cai-2026", "--group", "districts"]
    call_command("load_scores", str(file), *where, "--commit", *options, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.SUBMITTED, Stage.RETURNED])
def test_a_file_is_refused_while_units_are_at_work(year: Year, tmp_path: Path, stage: Stage) -> None:
    year.fill(appraised=True)
    year.set_stage(Stage.APPRAISED)
    year.set_stage(stage, year.card)
    with pytest.raises(CommandError, match="Văn Bàn"):
        load(year, tmp_path, "7")
    assert (year.score("1.3").points, Event.objects.count()) == (5, 0)


def test_a_file_of_other_units_is_taken(year: Year, tmp_path: Path) -> None:
    year.fill(appraised=True)
    year.set_stage(Stage.APPRAISED, year.card)
    load(year, tmp_path, "7")
    assert year.score("1.3").points == 7


def test_a_form_that_is_open_meanwhile_is_told_of_the_file(year: Year, tmp_path: Path) -> None:
    year.fill(appraised=True)
    year.set_stage(Stage.APPRAISED)
    load(year, tmp_path, "7")
    verdict = Verdict("1.3", 1, "scored", Decimal(6), "Tính lại")
    (conflict,) = appraise(scorecard=year.card, verdicts=[verdict], by=year.appraiser, now=APPRAISAL).conflicts
    assert (conflict.theirs["points"], conflict.by) == ("7", "command-line")


def test_a_correction_by_file_publishes_its_scorecards_again(year: Year, tmp_path: Path) -> None:
    year.fill(appraised=True)
    year.set_stage(Stage.APPRAISED)
    publish_round(round=year.round, by=year.publisher)
    load(year, tmp_path, "7", "--correct", "Tính sai")
    assert set(Scorecard.objects.values_list("stage", flat=True)) == {Stage.PUBLISHED}
    assert year.round.publications.count() == 2
    assert Score.objects.get(scorecard=year.card, measure__code="1.3").points == 7


def test_the_same_file_again_changes_nothing_in_a_published_round(year: Year, tmp_path: Path) -> None:
    year.fill(appraised=True)
    year.set_stage(Stage.APPRAISED)
    publish_round(round=year.round, by=year.publisher)
    before = Event.objects.count()
    load(year, tmp_path, "5")
    assert (Event.objects.count(), year.round.publications.count()) == (before, 1)
