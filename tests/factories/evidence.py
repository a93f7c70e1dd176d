import factory
from factory.django import DjangoModelFactory

from districts.models import Citation, Document
from tests.factories.round import RoundFactory, ScoreFactory
from tests.factories.unit import UnitFactory
from tests.factories.user import UserFactory


class DocumentFactory(DjangoModelFactory[Document]):
    """A document known by its number, without a file."""

    class Meta:
        model = Document

    unit = factory.SubFactory(UnitFactory)
    round = factory.SubFactory(RoundFactory)
    number = factory.Sequence(lambda n: f"{n}/KH-UBND")
    summary = "Kế hoạch chuyển đổi số"
    added_by = factory.SubFactory(UserFactory)


class CitationFactory(DjangoModelFactory[Citation]):
    class Meta:
        model = Citation

    score = factory.SubFactory(ScoreFactory)
    document = factory.SubFactory(DocumentFactory)
