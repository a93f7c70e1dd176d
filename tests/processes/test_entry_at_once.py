"""Nine people enter while one appraises and one previews, each a process: nothing lost, nothing doubled.

PostgreSQL lets them work side by side, each scorecard a row to lock; SQLite lets writers wait for each other.
"""

import json
import subprocess
import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from districts.models import Role, Round, Scorecard, Unit
from tests import factories as make
from tests.districts.people import make_person
from tests.districts.world import make_district, make_province
from tests.processes.shared import environment_of, shared_database

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

STAFF, CRITERIA, INCREMENTS = 9, 6, 8
PATIENCE = 55  # seconds


@pytest.fixture
def round() -> Round:
    """Open now: six criteria in one index and a total."""
    province = make_province()
    framework = make.FrameworkFactory.create()
    parts = [
        make.MeasureFactory.create(framework=framework, code=f"1.{number}", position=number, max_points=Decimal(100))
        for number in range(CRITERIA)
    ]
    total = make.MeasureFactory.create(framework=framework, code="T", position=99, kind="total", max_points=600)
    for place, part in enumerate(parts):
        make.PartFactory.create(whole=total, part=part, position=place)
    now = timezone.now()
    return make.RoundFactory.create(
        authority=province, framework=framework, opens=now - timedelta(days=1), closes=now + timedelta(days=1)
    )


def make_card(round: Round, number: int, stage: str = "draft") -> Scorecard:
    unit = make_district(round.authority, f"{number:03d}", f"Huyện {number}")
    return make.ScorecardFactory.create(round=round, unit=unit, stage=stage, appraised_by=None, appraised_at=None)


def run_crowd(folder: Path) -> Any:
    command = [sys.executable, "-m", "tests.processes.crowd"]
    ended = subprocess.run(
        command,
        cwd=settings.BASE_DIR,
        env=environment_of(shared_database(folder)),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def entered(unit: Unit) -> list[list[Any]]:
    """What is stored of a unit in the end: the second of the two values that were entered everywhere."""
    return [[unit.code, f"1.{number}", f"{number + 1}.000000", "None", 2] for number in range(CRITERIA)]


def test_nine_people_enter_while_one_appraises_and_one_previews(round: Round, tmp_path: Path) -> None:
    cards = [make_card(round, number) for number in range(STAFF)]
    for number, card in enumerate(cards):
        make_person(f"can-bo-{number}", Role.STAFF, card.unit)
    submitted = make_card(round, 99, "submitted")
    for measure in round.framework.measures.filter(kind="criterion"):
        own = {"self_state": "scored", "self_points": Decimal(2), "state": "missing", "points": None, "version": 1}
        make.ScoreFactory.create(scorecard=submitted, measure=measure, **own)
    make_person("tham-dinh", Role.APPRAISER, round.authority)
    make_person("cong-bo", Role.PUBLISHER, round.authority)
    result = run_crowd(tmp_path)
    said, stored = result["said"], result["stored"]
    assert said.pop("cong-bo").items() >= {"partial": 0}.items()
    assert said.pop("tham-dinh") == {"saved": CRITERIA, "refused": 0}
    assert list(said.values()) == [{"saved": 2 * CRITERIA, "refused": 0}] * STAFF
    verdicts = [["099", f"1.{number}", "2.000000", "1.000000", 2] for number in range(CRITERIA)]
    expected = [figure for card in cards for figure in entered(card.unit)] + verdicts
    assert sorted(stored["figures"]) == sorted(expected)
    assert stored["events"] == {"save_scores": STAFF * 2 * CRITERIA, "appraise": CRITERIA}
    assert stored["changes"] == STAFF * 2 * CRITERIA + CRITERIA


def test_what_three_people_add_to_one_figure_adds_up(round: Round, tmp_path: Path) -> None:
    card = make_card(round, 1)
    for number in range(3):
        make_person(f"cung-nhap-{number}", Role.STAFF, card.unit)
    measure = round.framework.measures.get(code="1.0")
    make.ScoreFactory.create(scorecard=card, measure=measure, state="missing", points=None)
    result = run_crowd(tmp_path)
    assert {name: each["saved"] for name, each in result["said"].items()} == {
        f"cung-nhap-{number}": INCREMENTS for number in range(3)
    }
    assert result["stored"]["figures"] == [["001", "1.0", f"{3 * INCREMENTS}.000000", "None", 3 * INCREMENTS]]
    assert result["stored"]["changes"] == 3 * INCREMENTS
