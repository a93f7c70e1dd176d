"""From the fields of an entry page to entries, and from what is stored or typed to fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from districts import answers
from districts.actions.entry import Entry
from districts.actions.figures import Conflict, Saved, SaveResult
from districts.models import Assessor, Measure, ScoreState
from districts.queries.work_entry import Filled, Stored
from districts.queries.work_sections import Section
from districts.tables.trace import input_label
from districts.typed_numbers import NumberError, read_number, write_number
from scoring.rules import Input, InputKind, Rule

MOST_DIGITS = 9  # of a key or a version in a form
YES_NO = {"yes": True, "no": False}


def prefix_of(measure: Measure) -> str:
    """What the names of a criterion's fields begin with."""
    return f"c{measure.pk}"


# Reading


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form says of one criterion, as it was typed; without `entry` it cannot be saved."""

    measure: Measure
    version: int
    filled: Filled
    faults: Mapping[str, str]
    entry: Entry | None


def read_section(section: Section, data: QueryDict) -> list[Typed]:
    """Every criterion of the page that the form has and the unit assesses."""
    return [read(measure, data) for measure in section.own if f"{prefix_of(measure)}-version" in data]


def read(measure: Measure, data: QueryDict) -> Typed:
    prefix = prefix_of(measure)
    rule = answers.rule_of(measure.rule)
    names = [asked.name for asked in rule.inputs] if rule else []
    filled = Filled(
        state=data.get(f"{prefix}-state", ""),
        inputs={name: data.get(f"{prefix}-in-{name}", "") for name in names},
        points=data.get(f"{prefix}-points", ""),
        explanation=data.get(f"{prefix}-explanation", ""),
        documents=frozenset(whole(text) for text in data.getlist(f"{prefix}-documents")),
    )
    version = whole(data.get(f"{prefix}-version", ""))
    return interpret(measure, rule, version, filled)


def whole(text: str) -> int:
    """A key or a version; what is none stands for nothing that is stored."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else -1


def interpret(measure: Measure, rule: Rule | None, version: int, filled: Filled) -> Typed:
    """The entry that was meant, or what cannot be read of it."""
    faults: dict[str, str] = {}
    inputs: dict[str, Any] = {}
    for asked in rule.inputs if rule else ():
        text = filled.inputs.get(asked.name, "").strip()
        if text:
            inputs[asked.name] = taken(faults, f"in-{asked.name}", asked.kind, text)
    points = None if rule else taken(faults, "points", InputKind.AMOUNT, filled.points)
    entry = Entry(
        measure_code=measure.code,
        version=version,
        state=filled.state,
        inputs=inputs,
        points=points,
        explanation=filled.explanation,
        documents=tuple(sorted(filled.documents)),
    )
    return Typed(measure, version, filled, faults, None if faults else entry)


def taken(faults: dict[str, str], name: str, kind: InputKind, text: str) -> Any:
    """What an input's text means; what it does not is a fault."""
    if kind is InputKind.TIMING:
        return text
    if kind is InputKind.YES:
        if text not in YES_NO:
            faults[name] = _("Answer yes or no.")
        return YES_NO.get(text)
    try:
        return read_number(text)
    except NumberError as error:
        faults[name] = str(error)
        return None


# Showing


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One input of the rule, or the points themselves."""

    name: str  # within the criterion: in-a, points
    label: str
    value: str
    choices: tuple[Choice, ...] = ()
    fault: str = ""
    is_counted: bool = False  # by an indicator: shown, not typed


@dataclass(frozen=True, slots=True)
class Theirs:
    """What a colleague saved meanwhile."""

    version: int
    by: str
    at: datetime | None
    state: str
    fields: tuple[Field, ...]
    filled: Filled
    points: Decimal | None
    copy: Mapping[str, str]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion of the page."""

    stored: Stored
    version: int
    filled: Filled
    fields: tuple[Field, ...]
    states: tuple[Choice, ...]
    faults: Mapping[str, str] = field(default_factory=dict)
    theirs: Theirs | None = None
    note: str = ""

    @property
    def measure(self) -> Measure:
        return self.stored.measure

    @property
    def prefix(self) -> str:
        return prefix_of(self.measure)

    @property
    def is_locked(self) -> bool:
        return self.measure.assessed_by != Assessor.UNIT

    @property
    def copy(self) -> Mapping[str, str] | None:
        """Last year's answer by field, where it can be taken over."""
        last = self.stored.last
        return by_field(last.filled) if last and last.filled and self.stored.tied is None else None


def row_of(
    stored: Stored,
    *,
    filled: Filled | None = None,
    version: int | None = None,
    faults: Mapping[str, str] | None = None,
    theirs: Theirs | None = None,
    note: str = "",
) -> Row:
    """A criterion as it is stored, or as it was typed."""
    shown = as_counted(stored, stored.filled if filled is None else filled)
    faults = faults or {}
    return Row(
        stored=stored,
        version=stored.version if version is None else version,
        filled=shown,
        fields=fields_of(stored, shown, faults),
        states=states_of(shown.state),
        faults=faults,
        theirs=theirs,
        note=note,
    )


def fields_of(stored: Stored, filled: Filled, faults: Mapping[str, str]) -> tuple[Field, ...]:
    if stored.rule is None:
        return (Field("points", _("Points"), filled.points, fault=faults.get("points", "")),)
    return tuple(field_of(asked, filled, faults, is_counted=bool(stored.tied)) for asked in stored.rule.inputs)


def as_counted(stored: Stored, filled: Filled) -> Filled:
    """With what the indicator counts, whatever was typed or stored before."""
    if stored.tied is None:
        return filled
    return replace(filled, inputs={name: write_number(value) for name, value in stored.tied.inputs.items()})


def field_of(asked: Input, filled: Filled, faults: Mapping[str, str], *, is_counted: bool) -> Field:
    name, value = f"in-{asked.name}", filled.inputs.get(asked.name, "")
    choices = tuple(Choice(word, label, word == value) for word, label in choices_of(asked.kind))
    return Field(name, input_label(asked.name), value, choices, faults.get(name, ""), is_counted)


def choices_of(kind: InputKind) -> list[tuple[str, str]]:
    if kind is InputKind.YES:
        return [("yes", _("Yes")), ("no", _("No"))]
    if kind is InputKind.TIMING:
        return [("on_time", _("on time")), ("late", _("late")), ("none", _("not done"))]
    return []


def states_of(state: str) -> tuple[Choice, ...]:
    """What may be said of a criterion; it is taken as assessed until something else is said."""
    chosen = state if state in ScoreState.values else ScoreState.SCORED
    return tuple(Choice(value, state_label(value), value == chosen) for value in ScoreState.values)


def state_label(state: str) -> str:
    """What an answer says of its criterion."""
    labels = {
        ScoreState.SCORED.value: _("assessed"),
        ScoreState.MISSING.value: _("not assessed"),
        ScoreState.NOT_APPLICABLE.value: _("not applicable"),
    }
    return labels.get(state, _("not complete"))


def by_field(filled: Filled) -> dict[str, str]:
    """Values by field name, for a button that fills them in."""
    inputs = {f"in-{name}": value for name, value in filled.inputs.items()}
    state = filled.state or ScoreState.SCORED.value
    return {"state": state, **inputs, "points": filled.points, "explanation": filled.explanation}


# What became of a save


def fault_field(stored: Stored, name: str) -> str:
    """The field of the page that a fault of the action belongs to."""
    inputs = {asked.name for asked in stored.rule.inputs} if stored.rule else set()
    return f"in-{name}" if name in inputs else name


def theirs_of(stored: Stored, conflict: Conflict, titles: Mapping[int, str]) -> Theirs:
    """What is stored now, beside what was typed."""
    copy = by_field(stored.filled) | {"documents": " ".join(str(key) for key in sorted(stored.filled.documents))}
    return Theirs(
        version=conflict.version,
        by=conflict.by,
        at=conflict.at,
        state=state_label(stored.filled.state),
        fields=fields_of(stored, stored.filled, {}),
        filled=stored.filled,
        points=stored.self_points,
        copy=copy,
        documents=tuple(titles[key] for key in sorted(stored.filled.documents) if key in titles),
    )


def outcome(stored: Stored, typed: Typed, result: SaveResult, titles: Mapping[int, str]) -> Row:
    """A criterion after a save: stored, refused, or overtaken by a colleague."""
    code = stored.measure.code
    saved: Saved | None = next((one for one in result.saved if one.code == code), None)
    if saved:
        return row_of(stored, note=saved.incomplete)
    conflict = next((one for one in result.conflicts if one.code == code), None)
    theirs = theirs_of(stored, conflict, titles) if conflict else None
    refused = {fault_field(stored, one.field): one.message for one in result.faults if one.code == code}
    faults = {**refused, **typed.faults}
    return row_of(stored, filled=typed.filled, version=typed.version, faults=faults, theirs=theirs)
