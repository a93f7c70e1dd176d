from datetime import date as day
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from districts.models import Agreement, Task, TaskAim, TaskArea, TaskProgress, TaskState
from tests.factories.framework import MeasureFactory
from tests.factories.round import RoundFactory
from tests.factories.unit import UnitFactory
from tests.factories.user import UserFactory


class AgreementFactory(DjangoModelFactory[Agreement]):
    class Meta:
        model = Agreement

    round = factory.SubFactory(RoundFactory)
    code = factory.Sequence(lambda n: f"thoa-thuan-{n}")
    title_vi = "Thỏa thuận nâng cao chỉ số chuyển đổi số"
    date = day(2024, 4, 25)


class TaskFactory(DjangoModelFactory[Task]):
    """Planned for the second half of 2024."""

    class Meta:
        model = Task

    round = factory.SubFactory(RoundFactory)
    code = factory.Sequence(lambda n: f"N{n}")
    title_vi = "Tập huấn kỹ năng số"
    area = TaskArea.HUMAN_RESOURCES
    owner = factory.SubFactory(UnitFactory)
    start = day(2024, 5, 2)
    due = day(2024, 12, 31)


class TaskAimFactory(DjangoModelFactory[TaskAim]):
    class Meta:
        model = TaskAim

    task = factory.SubFactory(TaskFactory)
    measure = factory.SubFactory(MeasureFactory, framework=factory.SelfAttribute("..task.round.framework"))
    year = 2024
    expected = Decimal(2)
    max_points = factory.SelfAttribute("measure.max_points")


class TaskProgressFactory(DjangoModelFactory[TaskProgress]):
    class Meta:
        model = TaskProgress

    task = factory.SubFactory(TaskFactory)
    date = day(2024, 9, 30)
    progress = 40
    state = TaskState.UNDER_WAY
    office = "Ủy ban nhân dân huyện"
    by = factory.SubFactory(UserFactory)
