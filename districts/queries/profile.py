"""One unit in one publication: every measure down to the criterion."""

from collections.abc import Iterable
from dataclasses import dataclass

from districts.models import PublishedUnit
from districts.queries.editions import Edition
from districts.queries.figures import Figure, Mean, UnitName, load_bands, load_figures, load_means, load_unit
from districts.queries.measures import Graph, Step, load_graph


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One measure: its place in the graph, the unit's figure, and the others' mean and best."""

    step: Step
    figure: Figure
    mean: Mean | None
    source: int | None  # the number of its source in the list below the table


@dataclass(frozen=True)
class Profile:
    """A unit's figures, in the order of the graph."""

    edition: Edition
    unit: UnitName
    graph: Graph
    rows: tuple[ProfileRow, ...]
    sources: tuple[str, ...]
    slugs: dict[int, str]  # the unit's address in each year that this authority published it

    @property
    def headlines(self) -> tuple[ProfileRow, ...]:
        """The total and the pillars."""
        found = {row.step.node.code: row for row in self.rows}
        return tuple(found[node.code] for node in self.graph.headlines)

    @property
    def total(self) -> Figure:
        """The unit's total."""
        return self.headlines[0].figure

    @property
    def disagreements(self) -> tuple[ProfileRow, ...]:
        """Measures whose printed rank is another than the computed one."""
        return tuple(row for row in self.rows if row.figure.disagrees)

    @property
    def contradictions(self) -> tuple[ProfileRow, ...]:
        """Measures whose figure no rounding can reconcile with the others."""
        return tuple(row for row in self.rows if row.figure.contradiction is not None)

    @property
    def has_illustrative(self) -> bool:
        """Some of its figures or ranks are illustrative."""
        return any(row.figure.is_illustrative for row in self.rows)


def load_profile(edition: Edition, slug: str) -> Profile:
    """The profile of one unit. Seven queries, whatever the number of units and measures."""
    unit = load_unit(edition.id, slug)
    graph = load_graph(edition.framework_id)
    figures = load_figures(edition.id, load_bands(edition.framework_id), unit=unit.id)
    means = load_means(edition.id)
    found = [(step, figures[unit.id, step.node.id], means.get(step.node.id)) for step in graph.steps()]
    sources = _sources(figure for _step, figure, _mean in found)
    rows = (ProfileRow(step, figure, mean, sources.get(figure.source)) for step, figure, mean in found)
    return Profile(edition, unit, graph, tuple(rows), tuple(sources), _slugs(edition, unit))


def _slugs(edition: Edition, unit: UnitName) -> dict[int, str]:
    rows = PublishedUnit.objects.filter(
        unit_id=unit.unit_id,
        publication__authority_slug=edition.address.slug,
        publication__group=edition.group,
        publication__basis=edition.basis,
    )
    return dict(rows.order_by("publication__revision").values_list("publication__year", "slug"))


def _sources(figures: Iterable[Figure]) -> dict[str, int]:
    """The sources in the order of their first mention, numbered from one."""
    found = dict.fromkeys(figure.source for figure in figures if figure.source)
    return {source: number for number, source in enumerate(found, start=1)}
