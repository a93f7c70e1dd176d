"""A framework: its graph, bands and where it is used."""

from dataclasses import dataclass
from decimal import Decimal

from districts.models import Framework, Publication
from districts.queries.codebook_rows import BandRow, load_bands_of
from districts.queries.errors import NoSuchError, Thing
from districts.queries.measures import Graph, load_graph


@dataclass(frozen=True, slots=True)
class Use:
    """An authority that published by this framework, and the years."""

    slug: str
    authority: str
    year: int
    group: str


@dataclass(frozen=True)
class Method:
    """What the framework's page shows."""

    slug: str
    title: str
    note: str
    availability: Decimal
    graph: Graph
    bands: tuple[BandRow, ...]  # the best first
    uses: tuple[Use, ...]


def load_method(slug: str) -> Method:
    """A framework by its slug. Five queries."""
    framework = Framework.objects.filter(slug=slug).first()
    if framework is None:
        raise NoSuchError(Thing.FRAMEWORK, slug)
    return Method(
        slug=framework.slug,
        title=framework.title,
        note=framework.note,
        availability=framework.availability,
        graph=load_graph(framework.pk),
        bands=tuple(reversed(load_bands_of([framework.pk])[framework.pk])),
        uses=_uses(framework.pk),
    )


def _uses(framework_id: int) -> tuple[Use, ...]:
    rows = Publication.objects.filter(framework_id=framework_id, revision=1).order_by("-year", "authority_slug")
    return tuple(Use(row.authority_slug, row.authority_name, row.year, row.group) for row in rows)
