"""Packages of the demo, made once for all recipes."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from districts.exports.package import write_package
from districts.models import Publication, RankMargin, Standing

Published = dict[str, tuple[int | None, bool]]


@dataclass(frozen=True)
class Demo:
    """Where the packages of the demo lie, under the names that the documentation uses, and what was published."""

    folder: Path
    ranks: dict[int, Published]  # by year: the rank of every unit in the total, and whether it is tied
    margins: dict[tuple[int, str], dict[str, tuple[int, int, int]]]  # by year and what was varied


@pytest.fixture(scope="package")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("packages")
    with django_db_blocker.unblock(), override_settings(VAR=tmp_path_factory.mktemp("var")), transaction.atomic():
        call_command("load_demo", stdout=StringIO())
        made = Demo(folder, {}, {})
        for publication in Publication.objects.filter(authority_slug="lao-cai", group="districts", revision=1):
            _export(publication, made)
        yield made
        transaction.set_rollback(True)


def _export(publication: Publication, made: Demo) -> None:
    year = publication.year
    with (made.folder / f"dti-lao-cai-{year}-districts-r1.zip").open("wb") as file:
        write_package(file, publication.pk)
    totals = Standing.objects.filter(publication=publication, measure__kind="total").select_related(
        "published_unit__unit"
    )
    made.ranks[year] = {row.published_unit.unit.key: (row.rank, row.tied) for row in totals}
    for row in RankMargin.objects.filter(margins__publication=publication).select_related(
        "margins", "published_unit__unit"
    ):
        found = made.margins.setdefault((year, row.margins.varied), {})
        found[row.published_unit.unit.key] = (row.low, row.middle, row.high)
