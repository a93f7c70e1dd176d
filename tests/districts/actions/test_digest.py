from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from hashlib import sha256

import pytest
from django.contrib.auth.models import User
from django.db import models

from districts.actions import digest
from districts.actions.publish import publish
from districts.actions.rows import HeaderRow, StandingRow, SummaryRow, UnitRow
from districts.models import Publication, PublishedUnit, Round, Standing, Summary

KEYS = {"id", "digest", "publication_id", "published_unit_id"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("722.210000"), "722.21"),
        (Decimal("100"), "100"),
        (Decimal("1E+2"), "100"),
        (Decimal("-0.00"), "0"),
        (Decimal("0.000001"), "0.000001"),
        (date(2024, 4, 3), "2024-04-03"),
        (datetime(2024, 4, 3, 7, tzinfo=timezone(timedelta(hours=7))), "2024-04-03T00:00:00.000000+00:00"),
        ("Văn Bàn", "Văn Bàn"),
        (None, None),
        (True, True),
    ],
)
def test_a_value_has_one_text(value: object, text: object) -> None:
    assert digest.plain(value) == text


def test_nothing_and_an_empty_text_are_two_things() -> None:
    assert digest.text_of([None]) != digest.text_of([""])


def test_a_comma_in_a_name_is_not_another_column() -> None:
    assert digest.text_of(['a","b']) != digest.text_of(["a", "b"])


def test_the_order_of_summaries_does_not_matter() -> None:
    one = SummaryRow(1, 2, Decimal(1), Decimal(1), Decimal(1), None, "official")
    two = one._replace(measure_id=2)
    assert digest.digest_of_summaries([one, two]) == digest.digest_of_summaries([two, one])


def test_a_digest_never_changes_its_form() -> None:
    row = UnitRow(1, "089", "van-ban", "district", "Văn Bàn", "", "0", "van ban", True, "f" * 64)
    text = '[1,"089","van-ban","district","Văn Bàn","","0","van ban",true,"' + "f" * 64 + '"]'
    assert digest.digest_of_unit(row) == sha256(text.encode()).hexdigest()


def test_the_digest_of_a_moment_is_the_same_in_every_zone() -> None:
    now = datetime(2024, 4, 3, tzinfo=UTC)
    assert digest.plain(now) == digest.plain(now.astimezone(timezone(timedelta(hours=7))))


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        (Publication, HeaderRow._fields),
        (PublishedUnit, UnitRow._fields),
        (Standing, StandingRow._fields),
        (Summary, SummaryRow._fields),
    ],
)
def test_no_column_is_left_out_of_the_digest(model: type[models.Model], columns: tuple[str, ...]) -> None:
    assert {field.attname for field in model._meta.concrete_fields} - KEYS == set(columns)


@pytest.mark.django_db
def test_the_digests_stored_are_those_of_the_rows_read_back(round_2023: Round, author: User) -> None:
    publication = publish(round=round_2023, by=author)
    units = {}
    for unit in publication.units.all():
        rows = [StandingRow(*row) for row in unit.standings.values_list(*StandingRow._fields)]
        assert digest.digest_of_standings(rows) == unit.standings_digest
        row = UnitRow(*PublishedUnit.objects.filter(pk=unit.pk).values_list(*UnitRow._fields).get())
        assert digest.digest_of_unit(row) == unit.digest
        units[unit.code] = unit.digest
    header = HeaderRow(*Publication.objects.values_list(*HeaderRow._fields).get())
    summaries = [SummaryRow(*row) for row in publication.summaries.values_list(*SummaryRow._fields)]
    whole = digest.digest_of_publication(digest.digest_of_header(header), digest.digest_of_summaries(summaries), units)
    assert whole == publication.digest
