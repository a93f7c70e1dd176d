"""Inputs of a criterion's rule: as a form or the database holds them, and as `scoring` takes them."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from scoring import rule_inputs, rules
from scoring.rules import InputError, InputFaultKind, InputKind

Stored = dict[str, str | bool]  # as JSON keeps it: numbers as plain text


def rule_of(text: str) -> rules.Rule | None:
    """The rule that computes; None where points are entered directly."""
    try:
        return rules.parse(text)
    except rules.RuleError:
        return None


READERS: dict[InputKind, Callable[[Mapping[str, object], str], object]] = {
    InputKind.AMOUNT: rule_inputs.amount,
    InputKind.COUNT: rule_inputs.count,
    InputKind.YES: rule_inputs.yes,
    InputKind.TIMING: rule_inputs.timing,
}
NUMBERS = (InputKind.AMOUNT, InputKind.COUNT)


def typed(rule: rules.Rule, given: Mapping[str, Any]) -> dict[str, object]:
    """What `rule` takes, from what a form or the database holds; blanks are left out. Raises InputError."""
    kinds = {asked.name: asked.kind for asked in rule.inputs}
    values: dict[str, object] = {}
    for name, value in given.items():
        if name not in kinds:
            raise InputError(InputFaultKind.UNEXPECTED, name)
        if value not in ("", None):
            values[name] = number(name, value) if kinds[name] in NUMBERS else value
            READERS[kinds[name]](values, name)
    return values


def number(name: str, value: Any) -> Any:
    """Decimals out of text; anything else is for the rule to refuse."""
    if not isinstance(value, str):
        return value
    try:
        return Decimal(value)
    except InvalidOperation:
        raise InputError(InputFaultKind.NOT_A_NUMBER, name) from None


def storable(inputs: Mapping[str, object]) -> Stored:
    """Typed inputs as JSON keeps them."""
    return {name: value if isinstance(value, bool) else as_text(value) for name, value in inputs.items()}


def as_text(value: object) -> str:
    return format(Decimal(value), "f") if isinstance(value, int | Decimal) else str(value)


def told(error: InputError) -> str:
    """What is wrong with an input, in the reader's language."""
    texts = {
        InputFaultKind.MISSING: _("This is not filled in yet."),
        InputFaultKind.UNEXPECTED: _("The rule does not ask for this."),
        InputFaultKind.NOT_YES_OR_NO: _("Answer yes or no."),
        InputFaultKind.NOT_A_NUMBER: _("This is not a number."),
        InputFaultKind.TOO_LONG: _("This number has too many digits."),
        InputFaultKind.NOT_WHOLE: _("This must be a whole number."),
        InputFaultKind.NEGATIVE: _("This cannot be negative."),
        InputFaultKind.ZERO: _("b is zero: mark the criterion as not applicable where there was nothing to do."),
        InputFaultKind.EXCEEDS: _("a cannot be more than b."),
        InputFaultKind.NOT_A_TIMING: _("Choose on time, late or not done."),
    }
    return texts[error.kind]
