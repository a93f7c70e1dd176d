"""Files of agreements and tasks: a dry run, what is written, and faults by row and column."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from districts.actions import load_tasks as actions
from districts.actions.publish import publish
from districts.models import Agreement, Event, Round, Task, TaskProgress, Unit
from tests import factories as make
from tests.districts.task_world import make_department

pytestmark = pytest.mark.django_db

AGREEMENTS = """code,title_vi,date,parties,visibility,provenance,source
TT1,Thỏa thuận,25/04/2024,STTTT 089,public,press,Báo
"""
TASKS = """code,agreement,title_vi,area,owner,helpers,start,due,aims,state,progress,reported_on,visibility,lost_on
N1,TT1,Hồ sơ trực tuyến,Ứng dụng,089,STTTT,2024-05-02,31/12/2024,gov:10 soc@2025:2.5,under_way,40,2024-09-30,public,gov
N2,,Tập huấn,human_resources,STTTT,089,2024-05-02,2024-12-31,,,,,,
"""


@pytest.fixture
def round(round_2023: Round, lao_cai: Unit, author: User) -> Round:
    make_department(lao_cai)
    publish(round=round_2023, by=author, office="UBND tỉnh")
    return round_2023


@pytest.fixture
def load(tmp_path: Path, round: Round) -> Any:
    def run(tasks: str = TASKS, agreements: str = AGREEMENTS, *more: str) -> str:
        (tmp_path / "tasks.csv").write_text(tasks)
        (tmp_path / "agreements.csv").write_text(agreements)
        words = [str(tmp_path / "tasks.csv"), "--agreements", str(tmp_path / "agreements.csv")]
        out = StringIO()
        where = ("--authority", "lao-cai", "--year", "2023", "--language", "en")
        call_command("load_tasks", *words, *where, *more, stdout=out)
        return out.getvalue()

    return run


def test_a_dry_run_says_what_would_be_and_writes_nothing(load: Any) -> None:
    said = load()

    assert "agreements to write: 1; tasks: 2 new, 0 changed; new reports: 1" in said
    assert "dry run" in said
    assert not Task.objects.exists()
    assert not Agreement.objects.exists()


def test_everything_is_written_with_the_file_it_came_from(load: Any) -> None:
    load(TASKS, AGREEMENTS, "--commit")
    task = Task.objects.get(code="N1")

    assert (task.state, task.progress, task.is_public, task.area) == ("under_way", 40, True, "applications")
    assert (task.agreement.code, task.lost_on.code, task.lost_in.revision) == ("TT1", "gov", 1)  # type: ignore[union-attr]
    assert list(task.aims.values_list("measure__code", "year", "expected")) == [("gov", 2024, 10), ("soc", 2025, 2.5)]
    assert TaskProgress.objects.get().office == "Văn Bàn"
    assert Task.objects.get(code="N2").is_public is False
    events = Event.objects.filter(verb__in=["save_task", "save_agreement"])
    assert [event.file_name for event in events.order_by("pk")] == ["agreements.csv", "tasks.csv", "tasks.csv"]


def test_a_second_load_changes_nothing(load: Any) -> None:
    load(TASKS, AGREEMENTS, "--commit")
    before = Event.objects.count()

    assert "Nothing differs from what is stored." in load(TASKS, AGREEMENTS, "--commit")
    assert Event.objects.count() == before


def test_a_report_alone_changes_no_task(load: Any) -> None:
    load(TASKS, AGREEMENTS, "--commit")
    load(TASKS.replace("under_way,40,2024-09-30", "done,100,2024-12-01"), AGREEMENTS, "--commit")

    assert Task.objects.get(code="N1").state == "done"
    assert Event.objects.latest("pk").verb == "report_task"
    assert list(TaskProgress.objects.values_list("progress", flat=True)) == [40, 100]


def test_a_column_that_is_not_there_says_nothing(load: Any) -> None:
    load(TASKS, AGREEMENTS, "--commit")
    load("code,title_vi,area,owner,start,due\nN1,Khác,applications,089,2024-05-02,2024-12-31\n", AGREEMENTS, "--commit")
    task = Task.objects.get(code="N1")

    assert task.title_vi == "Khác"
    assert task.is_public is True
    assert task.aims.count() == 2
    assert task.lost_on is not None


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("under_way,40", "under_way,140", "column progress: found “140”; expected a whole number from 0 to 100"),
        ("under_way,40", "done,40", "column progress: found “40”; expected 100, since the task is done"),
        (
            "2024-05-02,31/12/2024",
            "2024-05-02,01/05/2024",
            "column due: found “01/05/2024”; expected a day not before the start, 02/05/2024",
        ),
        ("gov:10", "7.1:10", "column aims: found “7.1”; expected a measure of the framework lao-cai-922"),
        ("gov:10", "gov:33", "column aims: found “33”; expected points above 0 and at most 32.865"),
        ("gov:10", "gov:0", "column aims: found “0”; expected points above 0"),
        ("gov:10", "gov=10", "column aims: found “gov=10”; expected aims such as 7.1:2.5 or 7.1@2025:2.5"),
        ("gov:10", "gov@2023:10", "column aims: found “2023”; expected a year after 2023"),
        (
            ",089,STTTT,",
            ",077,STTTT,",
            "column owner: found “077”; expected the code of Tỉnh Lào Cai or of a unit below",
        ),
        (",089,STTTT,", ",,STTTT,", "column owner: nothing stands there"),
        (",089,STTTT,", ",089,089,", "column helpers: found “Văn Bàn”; expected other units than the owner"),
        ("N1,TT1", "N1,TT9", "column agreement: found “TT9”; expected the code of an agreement"),
        ("Ứng dụng", "làm vườn", "column area: found “làm vườn”; expected one of: index"),
        ("2024-09-30", "", "column reported_on: nothing stands there"),
        (
            "2024-09-30",
            "2024-05-01",
            "column reported_on: found “01/05/2024”; expected a day not before the start, 02/05/2024",
        ),
        (
            "2024-09-30",
            "2090-01-01",
            "column reported_on: found “01/01/2090”; expected a day that is not in the future",
        ),
        ("N2,", "N1,", "column code: found “N1”; expected each code once; row 2 has it too"),
        ("public,gov", "secret,gov", "column visibility: found “secret”; expected one of: public, internal"),
        ("public,gov", "public,zzz", "column lost_on: found “zzz”; expected a measure of the framework"),
    ],
)
def test_faults_name_row_column_value_and_what_was_expected(load: Any, old: str, new: str, fault: str) -> None:
    assert old in TASKS
    with pytest.raises(CommandError) as refusal:
        load(TASKS.replace(old, new), AGREEMENTS, "--commit")

    assert fault in str(refusal.value)
    assert "tasks.csv, row " in str(refusal.value)
    assert not Task.objects.exists()
    assert not Agreement.objects.exists()


def test_a_start_does_not_move_behind_a_report(load: Any) -> None:
    load(TASKS, AGREEMENTS, "--commit")
    with pytest.raises(CommandError, match="column start: found “01/10/2024”; expected a day not after the first"):
        load(TASKS.replace("2024-05-02,31/12/2024", "2024-10-01,31/12/2024"), AGREEMENTS)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("STTTT 089", "089", "column parties: nothing stands there; expected at least two parties"),
        ("STTTT 089", "STTTT 999", "column parties: found “999”"),
        ("25/04/2024", "hôm qua", "column date: found “hôm qua”"),
    ],
)
def test_faults_of_agreements(load: Any, old: str, new: str, fault: str) -> None:
    with pytest.raises(CommandError, match=r"agreements\.csv, row 2") as refusal:
        load(TASKS, AGREEMENTS.replace(old, new))
    assert fault in str(refusal.value)


def test_a_year_without_a_round_is_refused(load: Any, tmp_path: Path) -> None:
    load()
    with pytest.raises(CommandError, match="There is no such round"):
        call_command(
            "load_tasks", str(tmp_path / "tasks.csv"), "--authority", "lao-cai", "--year", "2022", "--language=en"
        )


def test_of_several_rounds_one_is_named(load: Any, round: Round) -> None:
    make.RoundFactory.create(authority=round.authority, year=2023, group="communes")
    with pytest.raises(CommandError, match="name one by --group and --basis: communes, districts"):
        load()

    assert "2 new" in load(TASKS, AGREEMENTS, "--group", "districts")


def test_where_an_event_fails_nothing_is_loaded(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**said: Any) -> None:
        if said["verb"] == Event.Verb.SAVE_TASK:
            raise RuntimeError

    monkeypatch.setattr(actions, "record", fail)
    with pytest.raises(RuntimeError):
        load(TASKS, AGREEMENTS, "--commit")

    assert not Agreement.objects.exists()
    assert not Task.objects.exists()
