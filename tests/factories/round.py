from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from districts.models import Extension, Round, Score, Scorecard, ScoreState, UnitKind
from tests.factories.framework import FrameworkFactory, MeasureFactory
from tests.factories.unit import UnitFactory
from tests.factories.user import UserFactory


class RoundFactory(DjangoModelFactory[Round]):
    class Meta:
        model = Round

    authority = factory.SubFactory(UnitFactory, kind=UnitKind.PROVINCE)
    group = "districts"
    year = 2023
    framework = factory.SubFactory(FrameworkFactory)


class ScorecardFactory(DjangoModelFactory[Scorecard]):
    """Appraised, as a loaded one is."""

    class Meta:
        model = Scorecard

    round = factory.SubFactory(RoundFactory)
    unit = factory.SubFactory(UnitFactory)
    stage = Scorecard.Stage.APPRAISED
    appraised_by = factory.SubFactory(UserFactory)
    appraised_at = factory.LazyFunction(timezone.now)


class ScoreFactory(DjangoModelFactory[Score]):
    class Meta:
        model = Score

    scorecard = factory.SubFactory(ScorecardFactory)
    measure = factory.SubFactory(MeasureFactory, framework=factory.SelfAttribute("..scorecard.round.framework"))
    state = ScoreState.SCORED
    points = Decimal(5)
    max_points = factory.SelfAttribute("measure.max_points")
    min_points = factory.SelfAttribute("measure.min_points")


class ExtensionFactory(DjangoModelFactory[Extension]):
    class Meta:
        model = Extension

    scorecard = factory.SubFactory(ScorecardFactory)
    until = factory.LazyFunction(timezone.now)
    reason = "Mất điện"
    by = factory.SubFactory(UserFactory)
