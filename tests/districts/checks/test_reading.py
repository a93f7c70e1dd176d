"""What the checks are given to look at."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from districts.actions.rounds import publish_round
from districts.checks.reading import answers_of, last_points
from districts.models import Measure, Round, Scorecard
from tests import factories as make
from tests.districts.entering import OF_UNIT, Year, make_framework, make_year


@pytest.fixture
def year(db: None) -> Year:
    return make_year()


def test_the_criteria_of_the_unit_are_read_in_their_order(year: Year) -> None:
    assert [answer.code for answer in answers_of(year.card)] == list(OF_UNIT)


def test_an_answer_is_read_with_its_evidence(year: Year) -> None:
    year.fill(year.card)
    make.CitationFactory.create(score=year.score("1.1"))
    first, second, *_ = answers_of(year.card)
    assert (first.state, first.points, first.explanation, first.documents) == ("scored", Decimal(5), "Theo báo cáo", 1)
    assert (first.needs_evidence, second.needs_evidence, second.documents) == (True, False, 0)


def test_where_nothing_is_entered_there_is_nothing_to_read(year: Year) -> None:
    assert {(answer.state, answer.points) for answer in answers_of(year.card)} == {("", None)}


def publish_before(year: Year) -> Round:
    """The year before, published with half of every maximum."""
    year.fill(appraised=True)
    year.set_stage(Scorecard.Stage.APPRAISED)
    publish_round(round=year.round, by=year.publisher)
    return make.RoundFactory.create(authority=year.province, framework=year.framework, year=2027)


def test_last_year_is_what_was_published_for_the_unit(year: Year) -> None:
    card = make.ScorecardFactory.create(round=publish_before(year), unit=year.card.unit)
    found = {answer.code: answer.last_points for answer in answers_of(card)}
    assert found == {"1.1": 5, "1.2": 10, "1.3": 5, "1.4": 5}


def test_last_year_is_found_by_comparable_criteria_of_the_same_maximum(year: Year) -> None:
    publish_before(year)
    framework = make_framework("lao-cai-2027")
    for code in ("1.1", "1.2"):
        framework.measures.filter(code=code).update(comparable_to=year.measure(code))
    framework.measures.filter(code="1.2").update(max_points=Decimal(21))
    Round.objects.filter(year=2027).update(framework=framework)
    card = make.ScorecardFactory.create(round=Round.objects.get(year=2027), unit=year.card.unit)
    assert last_points(card) == {Measure.objects.get(framework=framework, code="1.1").pk: 5}


def test_a_new_unit_has_no_last_year(year: Year) -> None:
    assert last_points(make.ScorecardFactory.create(round=publish_before(year))) == {}


def test_reading_costs_the_same_however_much_is_entered(year: Year) -> None:
    year.fill(year.card)
    with CaptureQueriesContext(connection) as captured:
        answers_of(year.card)
    assert len(captured) == 4
