"""How one published figure came about, as it stood when it was published: what was stored since is left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from districts.models import Document, Event, FigureChange, Standing
from districts.queries.editions import Edition
from districts.queries.errors import NoSuchError, Thing
from districts.queries.figures import Figure, UnitName, load_bands, load_figures, load_unit
from districts.queries.measures import Graph, Node, load_graph

# What a file says of a figure; the rest of it (self-assessment, reply) stays as it was.
OF_FILES = frozenset({"state", "points", "margin", "printed_rank", "provenance", "source"})
Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """A document cited as evidence: what it is called and its date, never the document."""

    number: str
    date: date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the unit, then its authority, then the unit again said of one criterion."""

    self_state: str
    self_points: Decimal | None
    inputs: Mapping[str, str | bool]
    evidence: tuple[Reference, ...]
    state: str
    points: Decimal | None
    appraisal_reason: str
    reply_agrees: bool | None
    reply_note: str

    @property
    def is_self_assessed(self) -> bool:
        """The unit said something; criteria that the province assesses have no such step."""
        return bool(self.self_state)

    @property
    def differs(self) -> bool:
        """The appraisal came to something else than the unit."""
        return self.is_self_assessed and (self.self_state, self.self_points) != (self.state, self.points)

    @property
    def has_reply(self) -> bool:
        """The unit used its right of reply."""
        return self.reply_agrees is not None or bool(self.reply_note)


@dataclass(frozen=True, slots=True)
class Line:
    """A measure with the unit's published figure."""

    node: Node
    figure: Figure


@dataclass(frozen=True)
class Trace:
    """One figure with all that it was made of, and all that was made of it."""

    edition: Edition
    unit: UnitName
    node: Node
    figure: Figure
    answer: Answer | None  # nothing where a file or a headline brought the figure
    parts: tuple[Line, ...]
    given: tuple[Line, ...]  # the published figures that determine a derived one
    wholes: tuple[Line, ...]  # the measures that it goes into, the nearest first


def load_trace(edition: Edition, slug: str, code: str) -> Trace:
    """The path of one figure. Seven queries, whatever the number of units, measures and changes."""
    unit = load_unit(edition.id, slug)
    graph = load_graph(edition.framework_id)
    if code not in graph.nodes:
        raise NoSuchError(Thing.MEASURE, code)
    node = graph.nodes[code]
    stored = load_figures(edition.id, load_bands(edition.framework_id), unit=unit.id)
    figures = {other.code: stored[unit.id, other.id] for other in graph.nodes.values()}

    def lines(codes: Iterable[str]) -> tuple[Line, ...]:
        return tuple(Line(graph.nodes[each], figures[each]) for each in codes)

    derived = figures[code].origin == Standing.Origin.DERIVED
    return Trace(
        edition=edition,
        unit=unit,
        node=node,
        figure=figures[code],
        answer=_answer(edition, unit, node),
        parts=lines(node.parts),
        given=lines(determining(graph, figures, code)) if derived else (),
        wholes=lines(wholes_of(graph, code)),
    )


# The graph around a figure


def wholes_of(graph: Graph, code: str) -> list[str]:
    """Every measure that this one goes into, the nearest first."""
    found: dict[str, None] = {}
    waiting = [code]
    while waiting:
        part = waiting.pop(0)
        above = [whole.code for whole in graph.nodes.values() if part in whole.parts and whole.code not in found]
        found.update(dict.fromkeys(above))
        waiting += above
    return list(found)


def determining(graph: Graph, figures: Mapping[str, Figure], code: str) -> list[str]:
    """The given figures that have a criterion in common with this one, or with one another."""
    leaves = {other: _leaves(graph, other) for other in graph.nodes}
    given = [other for other, figure in figures.items() if figure.origin == Standing.Origin.GIVEN]
    reached, found = set(leaves[code]), set[str]()
    while more := {other for other in given if other not in found and leaves[other] & reached}:
        found |= more
        reached = reached.union(*(leaves[other] for other in more))
    return [other for other in graph.nodes if other in found]


def _leaves(graph: Graph, code: str) -> set[str]:
    found, waiting = set[str](), [code]
    while waiting:
        node = graph.nodes[waiting.pop()]
        if node.is_leaf:
            found.add(node.code)
        waiting += node.parts
    return found


# What was said of it


def _answer(edition: Edition, unit: UnitName, node: Node) -> Answer | None:
    """What the record says until the moment of publication. Two queries."""
    changes = FigureChange.objects.filter(
        score__scorecard__round_id=edition.round_id,
        score__scorecard__unit_id=unit.unit_id,
        score__measure_id=node.id,
        event__at__lte=edition.published_at,
    )
    rows = list(changes.order_by("event_id").values_list("event__verb", "after"))
    documents = list(Document.objects.filter(round_id=edition.round_id, unit_id=unit.unit_id).order_by("pk"))
    facts = facts_after(rows)
    by_form = any(verb != Event.Verb.LOAD_SCORES for verb, _after in rows)
    was_assessed = "self_state" in facts or "source" not in facts  # a headline typed in by a form has its source
    return answer_of(facts, documents) if by_form and was_assessed else None


def facts_after(changes: Iterable[tuple[str, Facts | None]]) -> Facts:
    """A figure after all its changes; forms record it whole, files only what files say."""
    facts: Facts = {}
    for verb, after in changes:
        kept = {name: value for name, value in facts.items() if name not in OF_FILES}
        facts = {**(kept if verb == Event.Verb.LOAD_SCORES else {}), **(after or {})}
    return facts


def answer_of(facts: Facts, documents: Iterable[Document]) -> Answer:
    """A recorded figure in its own types."""
    return Answer(
        self_state=facts.get("self_state", ""),
        self_points=_number(facts.get("self_points")),
        inputs=facts.get("inputs", {}),
        evidence=_references(facts.get("documents", []), documents),
        state=facts.get("state", ""),
        points=_number(facts.get("points")),
        appraisal_reason=facts.get("appraisal_reason", ""),
        reply_agrees=facts.get("reply_agrees"),
        reply_note=facts.get("reply_note", ""),
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _references(cited: Iterable[str], documents: Iterable[Document]) -> tuple[Reference, ...]:
    """The documents as the record calls them; a date only where no two of them are called alike."""
    dates: dict[str, list[date | None]] = {}
    numbers = {str(document): document.number for document in documents}
    for document in documents:
        dates.setdefault(str(document), []).append(document.date)
    return tuple(
        Reference(numbers.get(name, name), dates[name][0] if len(dates.get(name, [])) == 1 else None) for name in cited
    )
