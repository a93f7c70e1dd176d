"""Numbers as they are typed: digits with one decimal mark of the reader's language, never grouped.

Django's own field would read the Vietnamese "722.210" as 722210. Here it is refused, so that nobody enters
a thousand times what was meant.
"""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.translation import gettext as _

LONGEST = 20  # digits and mark


def written(value: Decimal) -> str:
    """As it would be typed: all its places without idle zeros, the language's mark."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", decimal_mark())


def decimal_mark() -> str:
    return str(get_format("DECIMAL_SEPARATOR"))


def parse(text: str) -> Decimal | None:
    """The number that was typed, None for nothing; raises ValidationError for anything else."""
    text = text.strip()
    if not text:
        return None
    mark = decimal_mark()
    if len(text) > LONGEST or not re.fullmatch(rf"[-\u2212]?[0-9]+({re.escape(mark)}[0-9]+)?", text):
        raise ValidationError(
            _("Write the number with digits and at most one “%(mark)s”, for instance %(example)s.")
            % {"mark": mark, "example": f"7{mark}25"},
            code="invalid",
        )
    return Decimal(text.replace("\u2212", "-").replace(mark, "."))


class NumberInput(forms.TextInput):
    """A text field with a phone's number keys; the browser's own number field would force its own mark."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "size": 8, **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """What was typed stays as it was typed."""
        return written(value) if isinstance(value, Decimal) else super().format_value(value)


class HiddenNumberInput(forms.HiddenInput):
    """What the field held when the page was made."""

    def format_value(self, value: Any) -> str | None:
        """Written as in the visible field, for it is read by the same rules."""
        return written(value) if isinstance(value, Decimal) else super().format_value(value)


class StrictDecimalField(forms.Field):
    """A decimal, exactly as typed."""

    widget = NumberInput
    hidden_widget = HiddenNumberInput

    def to_python(self, value: Any) -> Decimal | None:
        """Text into a decimal; a decimal is one already."""
        return value if isinstance(value, Decimal) else parse(str(value or ""))
