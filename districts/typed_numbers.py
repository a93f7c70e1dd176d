"""Numbers as people type them into forms: digits and one decimal mark, that of their language, and nothing else.

`722.210` is neither 722210 nor 722,21 to a Vietnamese reader: it is asked for again, never guessed.
"""

import re
from decimal import Decimal

from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONGEST = 40
DASHES = str.maketrans({"\u2212": "-", "\u2013": "-"})


class NumberError(ValueError):
    """What was typed is no number; the message is for who typed it."""


def mark() -> str:
    """The decimal mark of the reader's language."""
    return str(get_format("DECIMAL_SEPARATOR"))


def read_number(text: str) -> Decimal | None:
    """The number; None where nothing was typed; raises NumberError."""
    text = text.strip().translate(DASHES)
    if not text:
        return None
    if len(text) > LONGEST or not re.fullmatch(rf"-?[0-9]+(?:{re.escape(mark())}[0-9]+)?", text):
        wanted = _("Write digits, with “%(mark)s” before the decimals and nothing between thousands: 1234%(mark)s5.")
        raise NumberError(wanted % {"mark": mark()})
    return Decimal(text.replace(mark(), ".")) or Decimal(0)  # no minus zero


def write_number(number: Decimal | str | None) -> str:
    """A number as it would be typed: no grouping, no needless zeros."""
    if number is None or number == "":
        return ""
    text = f"{Decimal(number):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return (text if text not in ("", "-0") else "0").replace(".", mark())


def wanted_places(places: int) -> str:
    """How many decimals a number may have."""
    if not places:
        return _("a whole number")
    return ngettext("at most %(places)s decimal", "at most %(places)s decimals", places) % {"places": places}
