import factory
from factory.django import DjangoModelFactory

from districts.models import Event, FigureChange
from tests.factories.round import ScoreFactory
from tests.factories.user import UserFactory


class EventFactory(DjangoModelFactory[Event]):
    class Meta:
        model = Event

    by = factory.SubFactory(UserFactory)
    verb = Event.Verb.LOAD_SCORES
    subject = "lao-cai/2023/districts"


class FigureChangeFactory(DjangoModelFactory[FigureChange]):
    class Meta:
        model = FigureChange

    event = factory.SubFactory(EventFactory)
    score = factory.SubFactory(ScoreFactory)
    after = factory.LazyFunction(lambda: {"points": "5"})
