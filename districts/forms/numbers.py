"""The field of a form for a number, read and written strictly (districts/typed_numbers.py)."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from districts.typed_numbers import NumberError, read_number, write_number


class NumberInput(forms.TextInput):
    """A text field with a phone's number keys; the browser's own number field would force its own mark."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "size": 8, **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """What was typed stays as it was typed."""
        return write_number(value) if isinstance(value, Decimal) else super().format_value(value)


class HiddenNumberInput(forms.HiddenInput):
    """What the field held when the page was made, written as in the visible one: both are read alike."""

    def format_value(self, value: Any) -> str | None:
        """A number in the language's own marks."""
        return write_number(value) if isinstance(value, Decimal) else super().format_value(value)


class StrictDecimalField(forms.Field):
    """A decimal, exactly as typed."""

    widget = NumberInput
    hidden_widget = HiddenNumberInput

    def to_python(self, value: Any) -> Decimal | None:
        """Text into a decimal; a decimal is one already."""
        if isinstance(value, Decimal):
            return value
        try:
            return read_number(str(value or ""))
        except NumberError as error:
            raise ValidationError(str(error), code="invalid") from None
