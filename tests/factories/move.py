from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from districts.models import Provenance, RankMove
from tests.factories.framework import MeasureFactory
from tests.factories.publication import PublishedUnitFactory


class RankMoveFactory(DjangoModelFactory[RankMove]):
    """From third to second by its own gain of five points."""

    class Meta:
        model = RankMove

    published_unit = factory.SubFactory(PublishedUnitFactory)
    measure = factory.SubFactory(
        MeasureFactory, framework=factory.SelfAttribute("..published_unit.publication.framework")
    )
    before = 3
    after = 2
    exits = 0
    own = 1
    others = 0
    maxima = 0
    entries = 0
    rounding = 0
    own_points = Decimal(5)
    maxima_points = Decimal(0)
    rounding_points = Decimal(0)
    shared_then = 0
    shared_now = 0
    provenance = Provenance.OFFICIAL
