"""Tasks behind the log-in: who sees and writes which, from the outside, with forms that say why they refuse."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.actions.agreements import save_agreement
from districts.actions.publish import publish
from districts.models import Event, Role, Round, Task, TaskProgress, Unit
from tests import factories as make
from tests.districts.people import log_in, make_person
from tests.districts.task_world import agreement_said, aims, make_department, make_task, report_said
from tests.districts.views.reading import rows_of, text_of

pytestmark = pytest.mark.django_db
TASKS, NEW = "/en/admin/tasks/", "/en/admin/tasks/new/"


@pytest.fixture
def round(round_2023: Round, author: User) -> Round:
    publish(round=round_2023, by=author, office="UBND tỉnh")
    return round_2023


@pytest.fixture
def task(round: Round, van_ban: Unit, administrator: User) -> Task:
    """Internal, of Văn Bàn."""
    return make_task(round, van_ban, administrator, is_public=False, aims=aims(round, ("gov", "10")))


def fields(round: Round, owner: Unit, *aimed: tuple[str, str], **said: Any) -> dict[str, Any]:
    """The form of a task as a browser sends it."""
    sent: dict[str, Any] = {
        "version": "0",
        "code": "N07",
        "title_vi": "Số hóa hồ sơ",
        "area": "applications",
        "owner": owner.pk,
        "start": "02/05/2024",
        "due": "31/12/2024",
        "provenance": "official",
        "aims-TOTAL_FORMS": len(aimed) + 1,
        "aims-INITIAL_FORMS": 0,
        f"aims-{len(aimed)}-measure": "",
        **said,
    }
    for number, (code, points) in enumerate(aimed):
        measure = round.framework.measures.filter(code=code).first() or make.MeasureFactory.create(code=code)
        sent |= {f"aims-{number}-measure": measure.pk, f"aims-{number}-expected": points, f"aims-{number}-year": ""}
    return sent


def report_fields(task: Task, **said: Any) -> dict[str, Any]:
    return {"version": task.version, "date": "30/09/2024", "progress": "40", "state": "under_way", **said}


# Who sees what


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("staff", 200),
        ("head", 200),
        ("administrator", 200),
        ("publisher", 200),
        ("appraiser", 200),
        ("reader", 200),
        ("superuser", 200),
        ("outsider", 404),
        ("stranger", 404),
    ],
)
def test_an_internal_task_is_for_its_unit_and_its_authority(
    task: Task, who: str, status: int, request: pytest.FixtureRequest
) -> None:
    browser = log_in(request.getfixturevalue(who))

    assert browser.get(f"{TASKS}{task.pk}/").status_code == status
    assert ("Nâng tỷ lệ" in browser.get(TASKS).content.decode()) is (status == 200)


def test_who_helps_sees_it_too(round: Round, van_ban: Unit, sa_pa: Unit, administrator: User, outsider: User) -> None:
    helped = make_task(round, van_ban, administrator, is_public=False, helpers=(sa_pa,))
    browser = log_in(outsider)

    assert browser.get(f"{TASKS}{helped.pk}/").status_code == 200
    assert browser.post(f"{TASKS}{helped.pk}/report/", report_fields(helped)).status_code == 403


@pytest.mark.parametrize("path", ["", "new/", "1/", "1/report/"])
def test_nobody_is_let_in_without_a_log_in(client: Client, task: Task, path: str) -> None:
    answer = client.get(TASKS + path)

    assert answer.status_code == 302
    assert "/admin/login/" in answer.headers["Location"]


def test_the_reader_reads_and_has_no_form(task: Task, reader: User) -> None:
    page = log_in(reader).get(f"{TASKS}{task.pk}/").content.decode()

    assert "Save the task" not in page
    assert "Save the report" not in page
    assert "+10.00 by the results of 2024" in text_of(page)


@pytest.mark.parametrize("who", ["reader", "outsider"])
def test_who_may_not_write_is_refused(
    task: Task, round: Round, van_ban: Unit, who: str, request: pytest.FixtureRequest
) -> None:
    browser = log_in(request.getfixturevalue(who))
    expected = 403 if who == "reader" else 404

    assert browser.post(f"{TASKS}{task.pk}/report/", report_fields(task)).status_code == expected
    assert browser.post(f"{TASKS}{task.pk}/", fields(round, van_ban)).status_code == expected
    assert browser.post(f"{TASKS}{task.pk}/report/", {}).status_code == expected  # refused before it is read
    assert browser.get("/en/admin/agreements/new/").status_code == 403
    assert Task.objects.get().title_vi == task.title_vi
    assert not TaskProgress.objects.exists()


def test_who_works_nowhere_begins_nothing(round: Round, reader: User, stranger: User) -> None:
    for user in (reader, stranger):
        assert log_in(user).get(NEW).status_code == 403
        assert log_in(user).get(f"{NEW}?round={round.pk}").status_code == 403


@pytest.mark.parametrize(("path", "wrong"), [("", "post"), ("1/report/", "get"), ("1/", "put"), ("new/", "delete")])
def test_wrong_methods_are_refused(task: Task, administrator: User, path: str, wrong: str) -> None:
    assert getattr(log_in(administrator), wrong)(TASKS + path.replace("1/", f"{task.pk}/")).status_code == 405


# Writing


def test_a_task_is_made(round: Round, van_ban: Unit, sa_pa: Unit, staff: User) -> None:
    sent = fields(round, van_ban, ("gov", "2.5"), ("soc", "1"), helpers=[sa_pa.pk], is_public="on")
    answer = log_in(staff).post(f"{NEW}?round={round.pk}", sent)
    task = Task.objects.get()

    assert answer.headers["Location"] == f"{TASKS}{task.pk}/"
    assert (task.owner, list(task.helpers.all()), task.is_public) == (van_ban, [sa_pa], True)
    assert list(task.aims.values_list("measure__code", "year", "expected")) == [("gov", 2024, 2.5), ("soc", 2024, 1)]
    assert Event.objects.get(verb="save_task").by == staff


def test_staff_are_offered_their_own_unit_alone(round: Round, van_ban: Unit, sa_pa: Unit, staff: User) -> None:
    answer = log_in(staff).post(f"{NEW}?round={round.pk}", fields(round, sa_pa))

    assert answer.status_code == 200
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("said", "aimed", "reason"),
    [
        ({"due": "01/05/2024"}, [], "Found “01/05/2024”; expected: a day not before the start, 02/05/2024."),
        ({"link": "nowhere"}, [], "expected: a link that begins with https:// or http://."),
        ({}, [("other", "1")], "Expected: a measure of the framework lao-cai-922."),
        ({}, [("gov", "33")], "expected: points above 0 and at most 32.865, which can still be won on gov."),
        ({}, [("soc", "1"), ("gov", "99")], "expected: points above 0 and at most 32.865"),
        ({}, [("gov", "")], "Say both: the measure and the points."),
        ({"start": "02-2024"}, [], "Write the day like this: 31/12/2026."),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason_and_kept_in_the_form(
    round: Round, van_ban: Unit, administrator: User, said: dict[str, Any], aimed: list[tuple[str, str]], reason: str
) -> None:
    sent = fields(round, van_ban, *aimed, **said)
    answer = log_in(administrator).post(f"{NEW}?round={round.pk}", sent)

    assert answer.status_code == 200
    assert reason in text_of(answer.content.decode())
    assert 'value="Số hóa hồ sơ"' in answer.content.decode()
    assert not Task.objects.exists()


def test_a_change_over_a_colleague_is_refused(task: Task, round: Round, van_ban: Unit, staff: User, head: User) -> None:
    sent = fields(round, van_ban, code="N01", version=task.version)
    assert log_in(head).post(f"{TASKS}{task.pk}/", sent | {"title_vi": "Của lãnh đạo"}).status_code == 302
    answer = log_in(staff).post(f"{TASKS}{task.pk}/", sent)

    assert answer.status_code == 409
    assert "lanh-dao changed this at" in text_of(answer.content.decode())
    assert Task.objects.get().title_vi == "Của lãnh đạo"


# Reports


def test_a_report_joins_the_history(task: Task, staff: User) -> None:
    browser = log_in(staff)
    browser.post(f"{TASKS}{task.pk}/report/", report_fields(task, note="Xong phần đầu"))
    rows = rows_of(browser.get(f"{TASKS}{task.pk}/").content.decode())

    assert rows[0] == "30/09/2024 40% under way Xong phần đầu Văn Bàn can-bo"
    assert Task.objects.get().progress == 40


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"progress": "140"}, "Found “140”; expected: a whole number from 0 to 100."),
        ({"progress": "99", "state": "done"}, "expected: 100, since the task is done."),
        ({"date": "01/01/2090"}, "expected: a day that is not in the future."),
        ({"date": "01/05/2024"}, "Found “01/05/2024”; expected: a day not before the start, 02/05/2024."),
    ],
)
def test_a_faulty_report_is_refused_with_the_reason(task: Task, staff: User, said: dict[str, Any], reason: str) -> None:
    answer = log_in(staff).post(f"{TASKS}{task.pk}/report/", report_fields(task, **said))

    assert answer.status_code == 200
    assert reason in text_of(answer.content.decode())
    assert not TaskProgress.objects.exists()


def test_a_report_over_a_colleagues_is_refused(task: Task, staff: User, head: User) -> None:
    sent, address = report_fields(task), f"{TASKS}{task.pk}/report/"
    assert log_in(head).post(address, sent).status_code == 302
    answer = log_in(staff).post(address, sent | {"progress": "50"})

    assert answer.status_code == 409
    assert "Nothing was saved" in text_of(answer.content.decode())
    assert TaskProgress.objects.get().progress == 40


def test_who_changed_a_task_is_told(task: Task, round: Round, van_ban: Unit, staff: User) -> None:
    browser, address = log_in(staff), f"{TASKS}{task.pk}/"
    browser.post(address, fields(round, van_ban, code="N01", version=task.version, title_vi="Tên khác"))
    text = text_of(browser.get(address).content.decode())

    assert "Who changed what (2)" in text
    assert "→ Tên khác" in text


# Where a task begins


def test_a_line_of_points_lost_fills_the_form(round: Round, van_ban: Unit, staff: User) -> None:
    econ = round.framework.measures.get(code="econ")
    address = f"{NEW}?round={round.pk}&unit={van_ban.pk}&revision=1&measure=econ"
    browser = log_in(staff)
    page = browser.get(address).content.decode()

    assert f'<option value="{econ.pk}" selected>' in page
    assert 'value="69.755"' in page  # all that was lost
    assert "From the points lost on econ" in text_of(page)
    browser.post(address, fields(round, van_ban, ("econ", "5")))
    task = Task.objects.get()
    assert (task.lost_on, task.lost_in.revision) == (econ, 1)  # type: ignore[union-attr]


def test_a_target_not_met_fills_the_form(round: Round, van_ban: Unit, staff: User) -> None:
    plan = make.PlanFactory.create(authority=round.authority)
    target = make.TargetFactory.create(plan=plan, lead_unit=van_ban)
    target.measures.add(round.framework.measures.get(code="gov"))
    address = f"{NEW}?target={target.pk}"
    browser = log_in(staff)
    page = browser.get(address).content.decode()

    assert 'value="Tỷ lệ hồ sơ nộp trực tuyến"' in page
    assert "From a target: Tỷ lệ hồ sơ nộp trực tuyến" in text_of(page)
    browser.post(address, fields(round, van_ban, ("gov", "1")))
    assert Task.objects.get().target == target


@pytest.mark.parametrize(
    "query",
    ["measure=zzz", "unit=zzz", "unit=999999", "target=999999", "round=zzz", "round=999999", "round=" + "9" * 40],
)
def test_a_start_that_is_not_there_is_not_found(round: Round, administrator: User, query: str) -> None:
    assert log_in(administrator).get(f"{NEW}?{query}").status_code == 404


# Queries


@pytest.mark.parametrize("more", [0, 12])
def test_queries_are_pinned(
    task: Task, round: Round, van_ban: Unit, staff: User, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = log_in(staff)
    for number in range(more):
        make_task(round, van_ban, staff, report_said(), code=f"M{number}", aims=aims(round, ("soc", "1")))
    with django_assert_num_queries(9):
        browser.get(TASKS)
    for number in range(more):
        task.refresh_from_db()
        browser.post(f"{TASKS}{task.pk}/report/", report_fields(task, progress=str(number)))
    with django_assert_num_queries(19):
        browser.get(f"{TASKS}{task.pk}/")


def test_points_are_typed_as_in_the_reader_s_language(round: Round, van_ban: Unit, staff: User) -> None:
    log_in(staff).post(f"/admin/tasks/new/?round={round.pk}", fields(round, van_ban, ("gov", "2,5")))

    assert Task.objects.get().aims.get().expected == Decimal("2.5")


def test_a_target_of_another_authority_begins_nothing_here(round: Round, staff: User) -> None:
    target = make.TargetFactory.create()

    assert log_in(staff).get(f"{NEW}?target={target.pk}").status_code == 403
    assert log_in(staff).get(f"{NEW}?round={round.pk}&target={target.pk}").status_code == 404


def test_a_department_that_is_not_assessed_has_tasks_of_its_own(round: Round, lao_cai: Unit, van_ban: Unit) -> None:
    department = make_department(lao_cai)
    browser = log_in(make_person("so-tttt", Role.STAFF, department))
    browser.post(f"{NEW}?round={round.pk}", fields(round, department, ("gov", "2"), helpers=[van_ban.pk]))

    assert Task.objects.get().owner == department


def test_agreements_of_others_are_not_offered(
    round: Round, van_ban: Unit, sa_pa: Unit, bac_ha: Unit, publisher: User, staff: User
) -> None:
    save_agreement(round=round, said=agreement_said([sa_pa, bac_ha], title_vi="Chuyện người khác"), by=publisher)
    save_agreement(
        round=round, said=agreement_said([van_ban, bac_ha], code="own", title_vi="Chuyện mình"), by=publisher
    )
    page = log_in(staff).get(f"{NEW}?round={round.pk}").content.decode()

    assert "Chuyện mình" in page
    assert "Chuyện người khác" not in page


def test_a_form_without_its_rows_is_refused(round: Round, van_ban: Unit, staff: User) -> None:
    sent = {name: value for name, value in fields(round, van_ban).items() if not name.startswith("aims")}

    assert log_in(staff).post(f"{NEW}?round={round.pk}", sent).status_code == 200
    assert not Task.objects.exists()
