from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from districts.models import Band, Framework, Measure, MeasureKind, Part


class FrameworkFactory(DjangoModelFactory[Framework]):
    class Meta:
        model = Framework

    slug = factory.Sequence(lambda n: f"framework-{n}")
    title_vi = factory.Sequence(lambda n: f"Bộ chỉ số {n}")


class MeasureFactory(DjangoModelFactory[Measure]):
    class Meta:
        model = Measure

    framework = factory.SubFactory(FrameworkFactory)
    code = factory.Sequence(lambda n: f"M{n}")
    position = factory.Sequence(lambda n: n)
    kind = MeasureKind.CRITERION
    name_vi = factory.LazyAttribute(lambda measure: f"Chỉ số {measure.code}")
    max_points = Decimal(10)
    decimals = 2


class PartFactory(DjangoModelFactory[Part]):
    class Meta:
        model = Part

    whole = factory.SubFactory(MeasureFactory)
    part = factory.SubFactory(MeasureFactory, framework=factory.SelfAttribute("..whole.framework"))
    position = factory.Sequence(lambda n: n)


class BandFactory(DjangoModelFactory[Band]):
    class Meta:
        model = Band

    framework = factory.SubFactory(FrameworkFactory)
    name_vi = "Dẫn dắt"
    upper = Decimal(1)
