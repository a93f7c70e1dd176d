import factory
from factory.django import DjangoModelFactory

from districts.models import Unit, UnitKind
from districts.text import slugify


class UnitFactory(DjangoModelFactory[Unit]):
    """A district without a parent; the level follows from the kind."""

    class Meta:
        model = Unit

    code = factory.Sequence(lambda n: f"{n:04d}")
    kind = UnitKind.DISTRICT
    name_vi = factory.Sequence(lambda n: f"Huyện {n}")
    slug = factory.LazyAttribute(lambda unit: slugify(unit.name_vi))
