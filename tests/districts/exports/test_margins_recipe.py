"""The recipe of docs/margins.md, run as it stands there on a data package whose units have different maxima."""

import io
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User

from districts.actions.publish import publish
from districts.exports.package import write_package
from districts.models import Framework, Publication, RankMargin, Round, Scorecard, Unit
from tests.districts import world
from tests.recipes.reading import recipes

pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed(lao_cai: Unit, framework: Framework, author: User) -> Publication:
    """Close units: one to which a measure does not apply, one that lacks points, one that is not ranked."""
    round = world.make_round(lao_cai, framework, 2023)
    Round.objects.filter(pk=round.pk).update(availability=Decimal("0.5"))
    cards = [
        world.leaves("200", "100", "90", "60", "70.25"),
        world.leaves("100", "201", "90", "60", "69"),
        {**world.leaves("150", "151", "0", "60", "70"), "gov": "not_applicable"},
        {**world.leaves("230", "200", "0", "60", "70"), "gov": "missing"},
        world.leaves("150", "150", "90", "60", "70"),
        world.leaves("150", "150", "90", "60", "70"),
        world.leaves("250", "250", "200", "150", "150"),
    ]
    for number, points in enumerate(cards):
        world.make_card(round, world.make_district(lao_cai, f"{number:03}", f"Huyện {number}"), points, by=author)
    Scorecard.objects.filter(round=round, unit__code="006").update(ranked=False)
    return publish(round=Round.objects.get(pk=round.pk), by=author)


@pytest.mark.parametrize("varied", ["index", "criterion"])
def test_the_recipe_finds_what_is_stored(mixed: Publication, tmp_path: Path, varied: str) -> None:
    packed = io.BytesIO()
    write_package(packed, mixed.pk)
    ZipFile(packed).extractall(tmp_path)
    code = recipes("margins.md")["any-margins"].replace('.loc["index"]', f'.loc["{varied}"]')
    code = code.replace("print(found)", "print(found.to_csv(header=False))")
    said = subprocess.run([sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    rows = RankMargin.objects.filter(margins__publication=mixed, margins__varied=varied)
    stored = {f"{row.published_unit.unit.key},{row.low},{row.middle},{row.high}" for row in rows}
    assert set(said.stdout.split()) == stored
    assert len(stored) == 6
    assert rows.filter(low__lt=3, high__gt=3).exists()
