"""The check page, submitting and withdrawing, from the outside."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from tests import factories as make
from tests.districts.admin.entry_world import close, open_year, url
from tests.districts.entering import Year
from tests.districts.people import log_in
from tests.districts.views.reading import text_of

COVERING = {"number": "15/BC-UBND", "date": "20/01/2026", "signer": "Chủ tịch", "approved": "on"}


@pytest.fixture
def year(db: None) -> Year:
    return open_year()


@pytest.fixture
def filled(year: Year) -> Year:
    """Everything of the unit is answered, so that nothing stops the submission."""
    year.fill(year.card)
    return year


def submit(user: User, year: Year, **changed: str) -> Any:
    typed = {name: value for name, value in (COVERING | changed).items() if value}
    return log_in(user).post(url(year.card, "submit/"), typed)


def stage(year: Year) -> str:
    year.card.refresh_from_db()
    return year.card.stage


def test_what_is_missing_stops_it_with_a_link(year: Year) -> None:
    html = log_in(year.head).get(url(year.card, "submit/")).content.decode()

    assert "4 errors stop the submission" in html
    assert f'href="{url(year.card, "enter/1/")}#m-1.1"' in html


def test_the_head_submits_with_the_covering_document(filled: Year) -> None:
    assert submit(filled.head, filled).status_code == 302
    assert stage(filled) == "submitted"
    assert filled.card.covering_number == "15/BC-UBND"
    assert "15/BC-UBND, 20/01/2026" in text_of(log_in(filled.head).get(url(filled.card)).content.decode())


@pytest.mark.parametrize("field", list(COVERING))
def test_nothing_of_it_may_be_left_out(filled: Year, field: str) -> None:
    assert submit(filled.head, filled, **{field: ""}).status_code == 409
    assert stage(filled) == "draft"


def test_errors_stop_a_direct_post_too(year: Year) -> None:
    answer = submit(year.head, year)

    assert answer.status_code == 409
    assert "cannot be submitted yet" in answer.content.decode()
    assert stage(year) == "draft"


def test_warnings_only_inform(year: Year) -> None:
    for code in ("1.1", "1.2", "1.3", "1.4"):
        measure = year.measure(code)
        make.ScoreFactory.create(
            scorecard=year.card, measure=measure, state="missing", points=None, self_state="scored",
            self_points=measure.max_points, explanation="Theo báo cáo",
        )  # fmt: skip
    html = log_in(year.head).get(url(year.card, "submit/")).content.decode()

    assert "Every criterion has full points" in html
    assert submit(year.head, year).status_code == 302


@pytest.mark.parametrize("who", ["staff", "appraiser", "publisher", "administrator", "reader"])
@pytest.mark.parametrize("number", ["15/BC-UBND", ""])
def test_only_the_head_submits(filled: Year, who: str, number: str) -> None:
    assert submit(getattr(filled, who), filled, number=number).status_code == 403
    assert stage(filled) == "draft"


@pytest.mark.parametrize("path", ["submit/", "withdraw/", ""])
def test_others_find_nothing(filled: Year, path: str) -> None:
    client = log_in(filled.neighbour)

    assert client.get(url(filled.card, path)).status_code in (404, 405)
    assert client.post(url(filled.card, path), COVERING).status_code in (404, 405)
    assert stage(filled) == "draft"


def test_late_is_late(filled: Year) -> None:
    close(filled)
    answer = submit(filled.head, filled)

    assert answer.status_code == 409
    assert "Locked since " in answer.content.decode()
    assert stage(filled) == "draft"


def test_staff_may_look_at_the_check(filled: Year) -> None:
    text = text_of(log_in(filled.staff).get(url(filled.card, "submit/")).content.decode())

    assert "Nothing stops the submission." in text
    assert "The head of the unit submits, before the deadline." in text


# Withdrawing


def test_the_head_withdraws(filled: Year) -> None:
    submit(filled.head, filled)

    assert log_in(filled.head).post(url(filled.card, "withdraw/")).status_code == 302
    assert stage(filled) == "draft"


@pytest.mark.parametrize("who", ["staff", "appraiser", "publisher", "reader"])
def test_only_the_head_withdraws(filled: Year, who: str) -> None:
    submit(filled.head, filled)

    assert log_in(getattr(filled, who)).post(url(filled.card, "withdraw/")).status_code == 403
    assert stage(filled) == "submitted"


def test_nobody_withdraws_late(filled: Year) -> None:
    submit(filled.head, filled)
    close(filled)
    answer = log_in(filled.head).post(url(filled.card, "withdraw/"), follow=True)

    assert "Locked since " in answer.content.decode()
    assert stage(filled) == "submitted"


def test_withdrawing_is_a_post(filled: Year) -> None:
    assert log_in(filled.head).get(url(filled.card, "withdraw/")).status_code == 405
