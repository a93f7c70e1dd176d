"""The words of a figure's path: what was entered into its rule, and what a change changed."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.models import Provenance, ScoreState
from districts.templatetags.portal import localize_number

TIMINGS = {"on_time": gettext_lazy("on time"), "late": gettext_lazy("late"), "none": gettext_lazy("not done")}
FIELDS = {
    "self_state": gettext_lazy("self-assessed state"),
    "inputs": gettext_lazy("inputs of the rule"),
    "self_points": gettext_lazy("self-assessed points"),
    "explanation": gettext_lazy("explanation"),
    "documents": gettext_lazy("documents"),
    "state": gettext_lazy("state"),
    "points": gettext_lazy("points"),
    "appraisal_reason": gettext_lazy("reason of the appraisal"),
    "return_reason": gettext_lazy("reason for the return"),
    "reply_agrees": gettext_lazy("agrees"),
    "reply_note": gettext_lazy("reply"),
    "margin": gettext_lazy("margin"),
    "printed_rank": gettext_lazy("printed rank"),
    "provenance": gettext_lazy("provenance"),
    "source": gettext_lazy("source"),
}
WORDS = {
    "state": dict(ScoreState.choices),
    "self_state": dict(ScoreState.choices),
    "provenance": dict(Provenance.choices),
}


def input_lines(inputs: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was entered into a rule, as label and value."""
    return [(input_label(name), input_value(value)) for name, value in inputs.items()]


def input_label(name: str) -> str:
    """In the words of the form: a, b, Count, Answer, Period 2; with its part where the rule has several."""
    part, _line, inner = name.rpartition("_")
    labels = {"yes": _("Answer"), "count": _("Count"), "a": _("a (what was reached)"), "b": _("b (out of how many)")}
    label = labels.get(inner, inner)
    if inner.startswith("period"):
        label = _("Period %(number)s") % {"number": inner.removeprefix("period")}
    if not part:
        return label
    return _("Part %(number)s: %(label)s") % {"number": part.removeprefix("part"), "label": label}


def input_value(value: Any) -> str:
    """Yes, no, a number, or when something was done."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(TIMINGS.get(value) or number_or_text(value))


def number_or_text(value: Any) -> str:
    try:
        return localize_number(format(Decimal(str(value)), "f"))
    except InvalidOperation:
        return str(value)


def changed_fields(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Iterator[tuple[str, str, str]]:
    """Label, before and after of everything that a change changed; empty text for what was not there."""
    old, new = before or {}, after or {}
    for name, label in FIELDS.items():
        if old.get(name) != new.get(name):
            yield str(label), told(name, old.get(name)), told(name, new.get(name))


def told(name: str, value: Any) -> str:
    """A recorded value in words."""
    if value in (None, "", {}, []):
        return ""
    if name == "inputs":
        return ", ".join(f"{label}: {text}" for label, text in input_lines(value))
    if name == "documents":
        return ", ".join(value)
    if name in WORDS:
        return str(WORDS[name].get(value, value))
    if isinstance(value, bool):
        return input_value(value)
    return number_or_text(value) if name in {"points", "self_points", "margin", "printed_rank"} else str(value)
