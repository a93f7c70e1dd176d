from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from districts.models import Margins, RankMargin
from tests.factories.publication import DIGEST, PublicationFactory, PublishedUnitFactory


class MarginsFactory(DjangoModelFactory[Margins]):
    """A run over two indices; its digest is not true."""

    class Meta:
        model = Margins

    publication = factory.SubFactory(PublicationFactory)
    varied = Margins.Varied.INDEX
    seed = 2023
    draws = 1000
    spread = Decimal("0.25")
    measures = factory.LazyFunction(lambda: ["awareness", "security"])
    digest = DIGEST


class RankMarginFactory(DjangoModelFactory[RankMargin]):
    """Third, between second and fourth."""

    class Meta:
        model = RankMargin

    margins = factory.SubFactory(MarginsFactory)
    published_unit = factory.SubFactory(
        PublishedUnitFactory, publication=factory.SelfAttribute("..margins.publication")
    )
    low = 2
    middle = 3
    high = 4
    group = 1
    ahead = factory.LazyFunction(lambda: [["088", 612, 380]])
