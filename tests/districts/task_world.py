"""What tests of agreements and tasks say: a task of Văn Bàn about the points lost in 2023, all of it right."""

from collections.abc import Iterable
from datetime import date as day
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User

from districts.actions.tasks import report_task, save_task
from districts.models import Measure, Round, Task, Unit, UnitKind
from districts.task_rules import AgreementSaid, AimSaid, ReportSaid, TaskSaid
from tests import factories as make


def make_department(lao_cai: Unit) -> Unit:
    """A unit of the authority that is not assessed."""
    return make.UnitFactory.create(
        code="STTTT", kind=UnitKind.DEPARTMENT, name_vi="Sở Thông tin và Truyền thông", slug="so-tttt", parent=lao_cai
    )


def measure(round: Round, code: str) -> Measure:
    return round.framework.measures.get(code=code)


def aims(round: Round, *said: tuple[str, str], year: int = 2024) -> tuple[AimSaid, ...]:
    found = [AimSaid(measure(round, code), year, Decimal(points)) for code, points in said]
    return tuple(sorted(found, key=lambda aim: aim.measure.position))


def task_said(owner: Unit, **said: Any) -> TaskSaid:
    usual: dict[str, Any] = {
        "code": "N01",
        "title_vi": "Nâng tỷ lệ hồ sơ trực tuyến",
        "area": "applications",
        "owner": owner,
        "start": day(2024, 5, 2),
        "due": day(2024, 12, 31),
    }
    return TaskSaid(**{**usual, **said})


def agreement_said(parties: Iterable[Unit], **said: Any) -> AgreementSaid:
    usual: dict[str, Any] = {
        "code": "thoa-thuan",
        "title_vi": "Thỏa thuận",
        "date": day(2024, 4, 25),
        "parties": tuple(sorted(parties, key=lambda unit: unit.pk)),
    }
    return AgreementSaid(**{**usual, **said})


def report_said(**said: Any) -> ReportSaid:
    usual: dict[str, Any] = {"date": day(2024, 9, 30), "progress": 40, "state": "under_way"}
    return ReportSaid(**{**usual, **said})


def make_task(round: Round, owner: Unit, by: User, report: ReportSaid | None = None, **said: Any) -> Task:
    """As the portal makes it; public unless said otherwise."""
    task = save_task(round=round, said=task_said(owner, **{"is_public": True, **said}), by=by)
    if report:
        report_task(task=task, said=report, by=by, version=task.version)
        task.refresh_from_db()
    return task
