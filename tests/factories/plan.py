from datetime import date as day
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from districts.models import Indicator, IndicatorUse, IndicatorValue, Plan, Target, TargetGroup, TargetReport, UnitKind
from tests.factories.framework import MeasureFactory
from tests.factories.unit import UnitFactory
from tests.factories.user import UserFactory


class IndicatorFactory(DjangoModelFactory[Indicator]):
    class Meta:
        model = Indicator

    authority = factory.SubFactory(UnitFactory, kind=UnitKind.PROVINCE)
    code = factory.Sequence(lambda n: f"i-{n}")
    name_vi = "Tổ công nghệ số cộng đồng"
    numerator_vi = "Số xã có tổ"
    denominator_vi = "Số xã"


class IndicatorUseFactory(DjangoModelFactory[IndicatorUse]):
    class Meta:
        model = IndicatorUse

    indicator = factory.SubFactory(IndicatorFactory)
    measure = factory.SubFactory(MeasureFactory, rule="ratio")


class IndicatorValueFactory(DjangoModelFactory[IndicatorValue]):
    class Meta:
        model = IndicatorValue

    indicator = factory.SubFactory(IndicatorFactory)
    unit = factory.SelfAttribute("indicator.authority")
    as_of = day(2023, 12, 31)
    numerator = Decimal(99)
    denominator = Decimal(99)
    office = "Sở Thông tin và Truyền thông"
    by = factory.SubFactory(UserFactory)


class PlanFactory(DjangoModelFactory[Plan]):
    """A plan of 2023, counted at the end of the year."""

    class Meta:
        model = Plan

    authority = factory.SubFactory(UnitFactory, kind=UnitKind.PROVINCE)
    year = 2023
    code = factory.Sequence(lambda n: f"ke-hoach-{n}")
    title_vi = "Kế hoạch chuyển đổi số năm 2023"
    date = day(2023, 1, 15)
    cut_off = day(2023, 12, 31)


class TargetGroupFactory(DjangoModelFactory[TargetGroup]):
    class Meta:
        model = TargetGroup

    plan = factory.SubFactory(PlanFactory)
    name_vi = factory.Sequence(lambda n: f"Nhóm {n}")
    position = factory.Sequence(lambda n: n)


class TargetFactory(DjangoModelFactory[Target]):
    """At least 80 %."""

    class Meta:
        model = Target

    plan = factory.SubFactory(PlanFactory)
    group = factory.SubFactory(TargetGroupFactory, plan=factory.SelfAttribute("..plan"))
    code = factory.Sequence(lambda n: f"{n}")
    position = factory.Sequence(lambda n: n)
    wording_vi = "Tỷ lệ hồ sơ nộp trực tuyến"
    comparison = Target.Comparison.AT_LEAST
    planned = Decimal(80)
    measured_in_vi = "%"


class TargetReportFactory(DjangoModelFactory[TargetReport]):
    class Meta:
        model = TargetReport

    target = factory.SubFactory(TargetFactory)
    as_of = day(2023, 12, 31)
    value = Decimal(80)
    office = "Sở Thông tin và Truyền thông"
    by = factory.SubFactory(UserFactory)
