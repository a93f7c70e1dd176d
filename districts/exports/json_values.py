"""Values as JSON text. Decimals keep every digit they have, 533.50 among them; a float is refused."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from json.encoder import encode_basestring

from django.utils import timezone

from districts.exports.numbers import plain

quoted = encode_basestring  # Vietnamese stays readable


class Number(str):
    """A number that is written already, with the places it is published with."""

    __slots__ = ()


def number(value: Decimal | None, places: int) -> Number | None:
    """With at least that many places; nothing stays nothing."""
    return None if value is None else Number(plain(value, places))


def moment(value: datetime) -> str:
    """Local time with its offset, to the second."""
    return timezone.localtime(value).isoformat(timespec="seconds")


def json_text(value: object) -> str:
    """One value as JSON, without spaces."""
    if value is None:
        return "null"
    if isinstance(value, Number):
        return value
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return f"{{{','.join(f'{quoted(str(key))}:{json_text(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(json_text, value))}]"
    return _plain_text(value)


def _plain_text(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value, 0)
    if isinstance(value, datetime):
        return quoted(moment(value))
    if isinstance(value, date):
        return quoted(value.isoformat())
    raise TypeError(f"{type(value).__name__} has no exact form in JSON")
