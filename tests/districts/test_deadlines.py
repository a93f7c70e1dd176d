"""Deadlines: the latest moment counts, and it is told in Vietnam's own time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from districts.deadlines import deadline_of, said, with_extensions
from districts.models import Scorecard
from tests import factories as make

MOMENT = datetime(2026, 12, 31, 10, 0, tzinfo=UTC)


def card_with(closes: datetime | None, *extensions: datetime) -> Scorecard:
    card = make.ScorecardFactory.create(round__closes=closes)
    for until in extensions:
        make.ExtensionFactory.create(scorecard=card, until=until)
    return card


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("closes", "extensions", "deadline"),
    [
        (MOMENT, [], MOMENT),
        (MOMENT, [MOMENT + timedelta(days=2), MOMENT + timedelta(days=1)], MOMENT + timedelta(days=2)),
        (MOMENT, [MOMENT - timedelta(days=1)], MOMENT),
        (None, [], None),
        (None, [MOMENT], None),
    ],
)
def test_the_latest_moment_counts(
    closes: datetime | None, extensions: list[datetime], deadline: datetime | None
) -> None:
    card = card_with(closes, *extensions)
    assert deadline_of(card) == deadline
    assert deadline_of(with_extensions(Scorecard.objects.all()).get(pk=card.pk)) == deadline


@pytest.mark.django_db
def test_many_deadlines_are_read_in_one_query() -> None:
    for _ in range(3):
        card_with(MOMENT, MOMENT + timedelta(days=1))
    with CaptureQueriesContext(connection) as captured:
        cards = with_extensions(Scorecard.objects.select_related("round"))
        assert {deadline_of(card) for card in cards} == {MOMENT + timedelta(days=1)}
    assert len(captured) == 1


def test_a_moment_is_told_with_its_hour_and_zone_wherever_the_server_stands() -> None:
    with translation.override("en"), timezone.override(UTC):
        assert said(MOMENT) == "17:00 31/12/2026 (Indochina time)"
