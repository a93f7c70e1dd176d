"""Published rows one by one, for tests of the rows themselves; their digests are not true.

A publication as the portal makes it comes from `districts.actions.publish`.
"""

from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from districts.models import Level, Provenance, Publication, PublishedUnit, Standing, Summary, UnitKind
from tests.factories.framework import MeasureFactory
from tests.factories.round import RoundFactory
from tests.factories.unit import UnitFactory
from tests.factories.user import UserFactory

DIGEST = "0" * 64


class PublicationFactory(DjangoModelFactory[Publication]):
    class Meta:
        model = Publication

    round = factory.SubFactory(RoundFactory)
    revision = 1
    authority_slug = factory.SelfAttribute("round.authority.slug")
    authority_level = Level.PROVINCE
    authority_name_vi = factory.SelfAttribute("round.authority.name_vi")
    group = factory.SelfAttribute("round.group")
    year = factory.SelfAttribute("round.year")
    basis = factory.SelfAttribute("round.basis")
    framework = factory.SelfAttribute("round.framework")
    availability = Decimal(1)
    published_by = factory.SubFactory(UserFactory)
    published_at = factory.LazyFunction(timezone.now)
    office = "Ủy ban nhân dân tỉnh"
    unit_count = 1
    provenance = Provenance.OFFICIAL
    digest = DIGEST


class PublishedUnitFactory(DjangoModelFactory[PublishedUnit]):
    class Meta:
        model = PublishedUnit

    publication = factory.SubFactory(PublicationFactory)
    unit = factory.SubFactory(UnitFactory)
    code = factory.SelfAttribute("unit.code")
    slug = factory.SelfAttribute("unit.slug")
    kind = UnitKind.DISTRICT
    name_vi = factory.SelfAttribute("unit.name_vi")
    sort_key = factory.SelfAttribute("unit.sort_key")
    search_key = factory.SelfAttribute("unit.search_key")
    ranked = True
    standings_digest = DIGEST
    digest = DIGEST


class StandingFactory(DjangoModelFactory[Standing]):
    """First of one, with half of the points."""

    class Meta:
        model = Standing

    published_unit = factory.SubFactory(PublishedUnitFactory)
    publication = factory.SelfAttribute("published_unit.publication")
    measure = factory.SubFactory(MeasureFactory, framework=factory.SelfAttribute("..publication.framework"))
    state = Standing.State.SCORED
    origin = Standing.Origin.GIVEN
    points = Decimal(5)
    max_points = Decimal(10)
    share = Decimal("0.5")
    coverage = Decimal(1)
    rank = 1
    rank_origin = Standing.RankOrigin.COMPUTED
    tied = False
    ranked_of = 1
    provenance = Provenance.OFFICIAL
    rank_provenance = Provenance.OFFICIAL


class SummaryFactory(DjangoModelFactory[Summary]):
    class Meta:
        model = Summary

    publication = factory.SubFactory(PublicationFactory)
    measure = factory.SubFactory(MeasureFactory, framework=factory.SelfAttribute("..publication.framework"))
    units = 2
    mean = Decimal(5)
    median = Decimal(5)
    best = Decimal(6)
    mean_share = Decimal("0.5")
    provenance = Provenance.OFFICIAL
