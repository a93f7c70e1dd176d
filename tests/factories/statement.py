from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from districts.models import Provenance, StatedFigure, Statement
from tests.factories.framework import FrameworkFactory, MeasureFactory
from tests.factories.unit import UnitFactory


class StatementFactory(DjangoModelFactory[Statement]):
    class Meta:
        model = Statement

    authority = factory.SubFactory(UnitFactory)
    group = "districts"
    year = 2023
    framework = factory.SubFactory(FrameworkFactory)
    title = "Thông cáo báo chí"
    source = "Báo Lào Cai"
    provenance = Provenance.PRESS


class StatedFigureFactory(DjangoModelFactory[StatedFigure]):
    class Meta:
        model = StatedFigure

    statement = factory.SubFactory(StatementFactory)
    unit = factory.SubFactory(UnitFactory)
    measure = factory.SubFactory(MeasureFactory)
    points = Decimal("722.21")
    places = 2
    rank = 3
