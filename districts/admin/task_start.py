"""What the form of a task begins with: nothing, a stored task, a line of the points lost, or a target not met."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from districts import rights
from districts.models import Measure, Publication, Round, Target, Unit
from districts.queries.task_work import measures_of, publication_of, targets_to_begin_from
from districts.task_rules import TaskSaid, load_winnable

ORIGINS = ("lost_in", "lost_on", "target")


@dataclass(frozen=True, slots=True)
class Start:
    """The first values of the forms, and where the task comes from."""

    initial: dict[str, Any] = field(default_factory=dict)
    aims: list[dict[str, Any]] = field(default_factory=list)
    origin: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, said: TaskSaid, version: int) -> "Start":
        """A stored task as it is."""
        initial = {name: getattr(said, name) for name in said.__slots__ if name not in (*ORIGINS, "aims")}
        initial["helpers"] = [unit.pk for unit in said.helpers]
        aims = [{"measure": aim.measure.pk, "year": aim.year, "expected": aim.expected} for aim in said.aims]
        return cls(initial | {"version": version}, aims, {name: getattr(said, name) for name in ORIGINS})

    @property
    def target(self) -> Target | None:
        """The target not met that it comes from."""
        return self.origin.get("target")

    @property
    def lost_on(self) -> Measure | None:
        """The measure whose points were lost."""
        return self.origin.get("lost_on")

    @property
    def lost_in(self) -> Publication | None:
        """The publication that shows it."""
        return self.origin.get("lost_in")


def started(query: QueryDict, round: Round) -> Start:
    """From the words of an address; what is not there answers 404."""
    unit = unit_in(query, round)
    initial: dict[str, Any] = {"owner": unit.pk} if unit else {}
    if query.get("target"):
        return from_target(get_object_or_404(targets_to_begin_from(round), pk=key_in(query, "target")), round, initial)
    if query.get("measure"):
        measure = get_object_or_404(measures_of(round), code=query["measure"])
        return from_loss(query, round, measure, unit, initial)
    return Start(initial)


def key_in(query: QueryDict, name: str) -> int:
    """The key of a row; what is none answers 404."""
    text = query.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)


def unit_in(query: QueryDict, round: Round) -> Unit | None:
    if not query.get("unit"):
        return None
    return get_object_or_404(rights.units_of(round.authority), pk=key_in(query, "unit"))


def from_loss(query: QueryDict, round: Round, measure: Measure, unit: Unit | None, initial: dict[str, Any]) -> Start:
    """A line of the points lost: its measure, and all that was lost on it, to be lowered to what the task is worth."""
    publication = publication_of(round, key_in(query, "revision")) if query.get("revision") else None
    units = [unit.pk] if unit else []
    lost = load_winnable(round, units).most(measure, units)
    aims = [{"measure": measure.pk, "year": round.year + 1, "expected": lost or Decimal(0)}]
    return Start(initial, aims, {"lost_in": publication, "lost_on": measure} if publication else {})


def from_target(target: Target, round: Round, initial: dict[str, Any]) -> Start:
    """A target not met: its wording, its lead unit, and the measures of the framework that it serves."""
    initial = {"title_vi": target.wording_vi[:300], "title_en": target.wording_en[:300], **initial}
    if target.lead_unit_id:
        initial.setdefault("owner", target.lead_unit_id)
    measures = target.measures.filter(framework=round.framework_id).order_by("position")
    aims = [{"measure": measure.pk, "year": round.year + 1} for measure in measures]
    return Start(initial, aims, {"target": target})
