"""The revisions of one round, and what each changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from districts.models import Publication, PublishedUnit, Standing
from districts.models.base import localized
from districts.queries.editions import Edition
from districts.queries.measures import Graph, Node, load_graph

COMPARED = ("state", "origin", "points", "max_points", "rank", "printed_rank", "provenance", "source")


@dataclass(frozen=True, slots=True)
class Seen:
    """One figure in one revision."""

    state: str
    origin: str
    points: Decimal | None
    max_points: Decimal
    rank: int | None
    printed_rank: int | None
    provenance: str
    source: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of one unit that a revision changed; none where the unit was not there."""

    unit: str
    slug: str
    measure: Node
    before: Seen | None
    after: Seen | None


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision: who published it, why, and what it changed."""

    revision: int
    published_at: datetime
    office: str
    decision_number: str
    decision_date: date | None
    reason: str
    digest: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class _UnitState:
    pk: int
    unit: int
    name: str
    slug: str
    digest: str


def load_revisions(edition: Edition) -> tuple[Revision, ...]:
    """All revisions of the edition's round, the latest first. Five queries."""
    rows = list(Publication.objects.filter(round_id=edition.round_id).order_by("revision"))
    units = _units(row.pk for row in rows)
    graph = load_graph(edition.framework_id)
    pairs = list(zip([None, *rows], rows, strict=False))
    changed = {row.pk: _changed(units[before.pk], units[row.pk]) if before else [] for before, row in pairs}
    seen = _seen({state.pk for found in changed.values() for pair in found for state in pair if state})
    return tuple(_revision(row, _differences(graph, changed[row.pk], seen)) for row in reversed(rows))


Pair = tuple[_UnitState | None, _UnitState | None]


def _units(publications: Iterable[int]) -> dict[int, dict[int, _UnitState]]:
    """Each revision's units by unit."""
    found: dict[int, dict[int, _UnitState]] = {publication: {} for publication in publications}
    for row in PublishedUnit.objects.filter(publication_id__in=found).order_by("sort_key", "pk"):
        state = _UnitState(row.pk, row.unit_id, localized(row.name_vi, row.name_en), row.slug, row.digest)
        found[row.publication_id][row.unit_id] = state
    return found


def _changed(before: dict[int, _UnitState], after: dict[int, _UnitState]) -> list[Pair]:
    """Units whose digest differs: only their figures need to be read."""
    pairs = [(before.get(unit), after.get(unit)) for unit in {**after, **before}]
    return [(old, new) for old, new in pairs if not (old and new and old.digest == new.digest)]


def _seen(units: set[int]) -> dict[int, dict[int, Seen]]:
    """Figures by published unit and measure."""
    found: dict[int, dict[int, Seen]] = {}
    rows = Standing.objects.filter(published_unit_id__in=units).order_by()
    for unit, measure, *fields in rows.values_list("published_unit_id", "measure_id", *COMPARED):
        found.setdefault(unit, {})[measure] = Seen(*fields)
    return found


def _differences(graph: Graph, pairs: list[Pair], seen: dict[int, dict[int, Seen]]) -> tuple[Difference, ...]:
    found = []
    for old, new in pairs:
        shown = new or old
        assert shown is not None
        before = seen.get(old.pk, {}) if old else {}
        after = seen.get(new.pk, {}) if new else {}
        found += [
            Difference(shown.name, shown.slug, node, before.get(node.id), after.get(node.id))
            for node in graph.nodes.values()
            if before.get(node.id) != after.get(node.id)
        ]
    return tuple(found)


def _revision(row: Publication, differences: tuple[Difference, ...]) -> Revision:
    return Revision(
        row.revision,
        row.published_at,
        row.office,
        row.decision_number,
        row.decision_date,
        row.reason,
        row.digest,
        differences,
    )
