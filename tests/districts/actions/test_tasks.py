"""Agreements, tasks and reports: written by those who may, refused with the reason, and never without their event."""

from collections.abc import Callable
from datetime import date as day
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone, translation

from districts.actions import agreements, tasks
from districts.actions.agreements import Refused, save_agreement
from districts.actions.errors import Forbidden
from districts.actions.publish import publish
from districts.actions.tasks import report_task, save_task
from districts.actions.versions import Overtaken
from districts.models import Agreement, Event, Round, Task, TaskAim, TaskProgress, Unit
from districts.task_rules import AimSaid, said_of_task
from tests import factories as make
from tests.districts.task_world import agreement_said, aims, make_department, make_task, report_said, task_said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def round(round_2023: Round, author: User) -> Round:
    publish(round=round_2023, by=author, office="UBND tỉnh")
    return round_2023


@pytest.fixture
def department(lao_cai: Unit) -> Unit:
    return make_department(lao_cai)


def faults(round: Round, by: User, said: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        save_task(round=round, said=said, by=by)
    assert not Task.objects.exists()
    return [(fault.field, fault.expected) for fault in refusal.value.faults]


# What is stored


def test_a_task_is_stored_with_its_aims_and_its_event(
    round: Round, van_ban: Unit, department: Unit, administrator: User
) -> None:
    said = task_said(van_ban, helpers=(department,), aims=aims(round, ("gov", "10"), ("soc", "4.5")))
    task = save_task(round=round, said=said, by=administrator)

    assert said_of_task(task) == said
    assert (task.state, task.progress, task.is_public) == ("planned", 0, False)
    assert [aim.max_points for aim in task.aims.order_by("measure__position")] == [200, 150]
    event = Event.objects.get(verb="save_task")
    assert event.after
    assert event.subject == "lao-cai/2023/districts/tasks/N01"
    assert event.before is None
    assert event.after["aims"] == [["gov", 2024, "10"], ["soc", 2024, "4.5"]]


def test_a_change_replaces_the_aims_and_says_what_was(round: Round, van_ban: Unit, administrator: User) -> None:
    task = make_task(round, van_ban, administrator, aims=aims(round, ("gov", "10")))
    said = task_said(van_ban, title_vi="Khác", aims=aims(round, ("soc", "2")))
    save_task(round=round, said=said, by=administrator, task=task, version=task.version)

    assert list(task.aims.values_list("measure__code", flat=True)) == ["soc"]
    event = Event.objects.filter(verb="save_task").latest("pk")
    assert event.before
    assert event.after
    assert (event.before["title_vi"], event.after["title_vi"]) == ("Nâng tỷ lệ hồ sơ trực tuyến", "Khác")


def test_a_report_is_history_and_the_state_of_the_task(round: Round, van_ban: Unit, staff: User) -> None:
    task = make_task(round, van_ban, staff)
    for said in (report_said(), report_said(date=day(2024, 12, 1), state="done", progress=100)):
        report_task(task=task, said=said, by=staff, version=task.version)
        task.refresh_from_db()

    assert (task.state, task.progress) == ("done", 100)
    assert list(task.reports.values_list("progress", "office")) == [(40, "Văn Bàn"), (100, "Văn Bàn")]
    assert Event.objects.filter(verb="report_task").latest("pk").before == {"state": "under_way", "progress": 40}


def test_an_agreement_is_stored_with_its_event(round: Round, van_ban: Unit, department: Unit, publisher: User) -> None:
    made = save_agreement(round=round, said=agreement_said([van_ban, department]), by=publisher)

    assert set(made.parties.all()) == {van_ban, department}
    event = Event.objects.get(verb="save_agreement")
    assert event.after
    assert event.after["parties"] == ["089", "STTTT"]


# Nothing without its event


@pytest.mark.parametrize("act", ["task", "change", "report", "agreement"])
def test_where_the_event_fails_nothing_is_stored(
    round: Round, van_ban: Unit, sa_pa: Unit, administrator: User, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    task = make_task(round, van_ban, administrator, aims=aims(round, ("gov", "10")))

    def fail(**_said: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(tasks, "record", fail)
    monkeypatch.setattr(agreements, "record", fail)
    said = task_said(van_ban, code="N02", aims=aims(round, ("soc", "1")))
    acts: dict[str, Callable[[], object]] = {
        "task": lambda: save_task(round=round, said=said, by=administrator),
        "change": lambda: save_task(round=round, said=said, by=administrator, task=task, version=task.version),
        "report": lambda: report_task(task=task, said=report_said(), by=administrator, version=task.version),
        "agreement": lambda: save_agreement(round=round, said=agreement_said([van_ban, sa_pa]), by=administrator),
    }
    with pytest.raises(RuntimeError):
        acts[act]()

    assert list(Task.objects.values_list("code", "state")) == [("N01", "planned")]
    assert list(TaskAim.objects.values_list("measure__code", flat=True)) == ["gov"]
    assert not TaskProgress.objects.exists()
    assert not Agreement.objects.exists()


# Refused with the reason


@pytest.mark.parametrize(
    ("said", "field", "expected"),
    [
        ({"start": day(1, 1, 1)}, "start", "a day from 2000 to 2100"),
        ({"due": day(9999, 12, 31)}, "due", "a day from 2000 to 2100"),
        ({"due": day(2024, 5, 1)}, "due", "a day not before the start, 02/05/2024"),
        ({"title_vi": " "}, "title_vi", "a text"),
        ({"code": "N" * 41}, "code", "at most 40 characters, not 41"),
        ({"link": "javascript:alert(1)"}, "link", "a link that begins with https:// or http://"),
        ({"provenance": "rumour"}, "provenance", "one of: official, press, illustrative"),
    ],
)
def test_what_cannot_be_is_refused(
    round: Round, van_ban: Unit, administrator: User, said: dict[str, Any], field: str, expected: str
) -> None:
    assert faults(round, administrator, task_said(van_ban, **said)) == [(field, expected)]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("32.87", "points above 0 and at most 32.865, which can still be won on gov"),
        ("0", "points above 0 and at most 32.865, which can still be won on gov"),
        ("-1", "points above 0 and at most 32.865, which can still be won on gov"),
        ("1.001", "at most 2 decimals"),
    ],
)
def test_points_are_those_that_can_still_be_won(
    round: Round, van_ban: Unit, administrator: User, points: str, expected: str
) -> None:
    assert faults(round, administrator, task_said(van_ban, aims=aims(round, ("gov", points)))) == [("aims", expected)]


def test_where_no_points_are_known_all_of_the_maximum_can_be_won(
    round: Round, van_ban: Unit, administrator: User
) -> None:
    make_task(round, van_ban, administrator, aims=aims(round, ("awareness", "250")))

    assert TaskAim.objects.get().expected == 250


def test_a_department_wins_points_for_those_that_it_helps(
    round: Round, van_ban: Unit, department: Unit, administrator: User
) -> None:
    said = task_said(department, helpers=(van_ban,), aims=aims(round, ("gov", "33")))

    assert faults(round, administrator, said)[0][0] == "aims"


def test_a_measure_of_another_framework_is_refused(round: Round, van_ban: Unit, administrator: User) -> None:
    other = make.MeasureFactory.create(code="gov")
    said = task_said(van_ban, aims=(AimSaid(other, 2024, Decimal(1)),))

    assert faults(round, administrator, said) == [("aims", "a measure of the framework lao-cai-922")]


def test_aims_are_of_a_later_year_and_each_once(round: Round, van_ban: Unit, administrator: User) -> None:
    twice = aims(round, ("gov", "1"), ("gov", "2"))
    early = aims(round, ("gov", "1"), year=2023)

    assert faults(round, administrator, task_said(van_ban, aims=twice)) == [("aims", "each measure once a year")]
    assert faults(round, administrator, task_said(van_ban, aims=early)) == [
        ("aims", "a year after 2023, whose results are to show it")
    ]


def test_units_are_those_of_the_authority(round: Round, van_ban: Unit, administrator: User) -> None:
    elsewhere = make.UnitFactory.create()

    assert faults(round, administrator, task_said(van_ban, helpers=(elsewhere,))) == [
        ("helpers", "the authority or a unit below it")
    ]
    assert faults(round, administrator, task_said(van_ban, helpers=(van_ban,))) == [
        ("helpers", "other units than the owner")
    ]


def test_codes_are_given_once_a_round(round: Round, van_ban: Unit, administrator: User) -> None:
    make_task(round, van_ban, administrator)
    with pytest.raises(Refused, match="a code that no other task has"):
        make_task(round, van_ban, administrator)


def test_origins_are_of_the_same_ranking_and_one(round: Round, van_ban: Unit, administrator: User) -> None:
    other = make.PublicationFactory.create()
    gov = round.framework.measures.get(code="gov")
    found = faults(round, administrator, task_said(van_ban, lost_in=other, lost_on=gov))

    assert found == [("lost_in", "a publication of the same ranking")]
    assert faults(round, administrator, task_said(van_ban, lost_on=gov))[0][0] == "lost_on"
    target = make.TargetFactory.create()
    assert faults(round, administrator, task_said(van_ban, target=target)) == [
        ("target", "a target of the same authority")
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"progress": 140}, "a whole number from 0 to 100"),
        ({"progress": -1}, "a whole number from 0 to 100"),
        ({"state": "done"}, "100, since the task is done"),
        ({"state": "asleep"}, "one of: planned, under_way, blocked, done, dropped"),
        ({"date": day(2024, 8, 31)}, "a day not before the latest report, 01/09/2024"),
    ],
)
def test_reports_that_cannot_be_are_refused(
    round: Round, van_ban: Unit, staff: User, said: dict[str, Any], expected: str
) -> None:
    task = make_task(round, van_ban, staff, report_said(date=day(2024, 9, 1), progress=10))
    with pytest.raises(Refused) as refusal:
        report_task(task=task, said=report_said(**said), by=staff, version=task.version)

    assert [fault.expected for fault in refusal.value.faults] == [expected]
    assert TaskProgress.objects.get().progress == 10


def test_nothing_is_reported_before_the_start(round: Round, van_ban: Unit, staff: User) -> None:
    task = make_task(round, van_ban, staff)
    with pytest.raises(Refused, match="a day not before the start, 02/05/2024"):
        report_task(task=task, said=report_said(date=day(2024, 5, 1)), by=staff, version=task.version)
    report_task(task=task, said=report_said(date=day(2024, 5, 2)), by=staff, version=task.version)


def test_a_start_does_not_move_behind_a_report(round: Round, van_ban: Unit, staff: User) -> None:
    task = make_task(round, van_ban, staff, report_said(date=day(2024, 9, 1)))
    with pytest.raises(Refused, match="a day not after the first report, 01/09/2024"):
        save_task(
            round=round, said=task_said(van_ban, start=day(2024, 9, 2)), by=staff, task=task, version=task.version
        )
    save_task(round=round, said=task_said(van_ban, start=day(2024, 9, 1)), by=staff, task=task, version=task.version)


def test_the_future_is_not_reported(round: Round, van_ban: Unit, staff: User) -> None:
    task = make_task(round, van_ban, staff)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused, match="a day that is not in the future"):
        report_task(task=task, said=report_said(date=tomorrow), by=staff, version=task.version)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"code": " "}, "a text"),
        ({"period_from": day(2024, 5, 1), "period_to": day(2024, 4, 1)}, "a last day not before the first, 01/05/2024"),
    ],
)
def test_agreements_that_cannot_be_are_refused(
    round: Round, van_ban: Unit, sa_pa: Unit, publisher: User, said: dict[str, Any], expected: str
) -> None:
    with pytest.raises(Refused, match=expected):
        save_agreement(round=round, said=agreement_said([van_ban, sa_pa], **said), by=publisher)
    assert not Agreement.objects.exists()


def test_an_agreement_has_two_parties(round: Round, van_ban: Unit, publisher: User) -> None:
    with pytest.raises(Refused, match="at least two parties"):
        save_agreement(round=round, said=agreement_said([van_ban]), by=publisher)


# Nothing is written over


def test_whoever_was_slower_is_told_by_whom(round: Round, van_ban: Unit, staff: User, administrator: User) -> None:
    task = make_task(round, van_ban, staff)
    save_task(round=round, said=task_said(van_ban, title_vi="Mới"), by=administrator, task=task, version=task.version)
    with pytest.raises(Overtaken, match="quan-tri"):
        save_task(round=round, said=task_said(van_ban), by=staff, task=task, version=task.version)
    with pytest.raises(Overtaken):
        report_task(task=task, said=report_said(), by=staff, version=task.version)

    task.refresh_from_db()
    assert task.title_vi == "Mới"


# Who may


@pytest.mark.parametrize(
    ("who", "may_agree", "may_write"),
    [
        ("administrator", True, True),
        ("publisher", True, True),
        ("appraiser", True, True),
        ("superuser", True, True),
        ("staff", False, True),
        ("head", False, True),
        ("reader", False, False),
        ("outsider", False, False),
        ("stranger", False, False),
    ],
)
def test_who_writes_what(
    round: Round, van_ban: Unit, sa_pa: Unit, who: str, may_agree: bool, may_write: bool, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(who)
    acts: list[tuple[bool, Callable[[], object]]] = [
        (may_agree, lambda: save_agreement(round=round, said=agreement_said([van_ban, sa_pa]), by=by)),
        (may_write, lambda: save_task(round=round, said=task_said(van_ban), by=by)),
    ]
    for may, act in acts:
        if may:
            act()
        else:
            with pytest.raises(Forbidden):
                act()
    assert (Agreement.objects.exists(), Task.objects.exists()) == (may_agree, may_write)


def test_nobody_takes_a_task_to_another_unit_of_theirs(
    round: Round, van_ban: Unit, sa_pa: Unit, administrator: User, outsider: User
) -> None:
    task = make_task(round, van_ban, administrator)
    with pytest.raises(Forbidden):
        save_task(round=round, said=task_said(sa_pa), by=outsider, task=task, version=task.version)
