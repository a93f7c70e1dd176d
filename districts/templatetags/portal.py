"""Template tags of the portal, loaded everywhere (settings.TEMPLATES)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.formats import get_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from districts.deadlines import said
from districts.exports.numbers import plain
from districts.rules import describe
from districts.tables import words

register = template.Library()

MINUS = "\u2212"
GROUPED_FROM = 5  # digits: 1000 is read as it is, 10.000 is not


def localize_number(text: str) -> str:
    """A plain decimal with the reader's decimal mark; long numbers in groups of three."""
    whole, _point, fraction = text.lstrip("-").partition(".")
    if len(whole) >= GROUPED_FROM:
        whole = f"{int(whole):,}".replace(",", str(get_format("THOUSAND_SEPARATOR")))
    sign = MINUS if text.startswith("-") else ""
    return f"{sign}{whole}{get_format('DECIMAL_SEPARATOR')}{fraction}" if fraction else f"{sign}{whole}"


@register.filter
def points(value: Decimal | None, places: int = 0) -> str:
    """Points with their measure's places: 722,21."""
    return "" if value is None else localize_number(plain(value, places))


@register.filter
def signed(value: Decimal | int | None, places: int = 0) -> str:
    """A change with its sign: +18,40 or −1,20; no sign for none."""
    if value is None:
        return ""
    return f"{'+' if value > 0 else ''}{localize_number(plain(Decimal(value), places))}"


@register.filter
def percent(share: Decimal | None) -> str:
    """A share as percent with one place: 72,2 %."""
    if share is None:
        return ""
    text = plain((share * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP), 1)
    space = "" if (get_language() or "").startswith("en") else "\u00a0"
    return f"{localize_number(text)}{space}%"


@register.filter
def whole_percent(share: Decimal | None) -> str:
    """A share as percent, without a place where it has none: 60 %."""
    return percent(share).replace(f"{get_format('DECIMAL_SEPARATOR')}0", "")


@register.filter
def progress(hundredths: int) -> str:
    """How far a task is, of 100: 60 %."""
    return whole_percent(Decimal(hundredths) / 100)


@register.filter
def absolute(value: int) -> int:
    """Without its sign, for a number that stands beside an arrow."""
    return abs(value)


def label_of(known: Mapping[str, object]) -> Callable[[str], str]:
    """The filter that says stored values in words; what has none is said as it is."""
    return lambda value: str(known.get(value, value or ""))


register.filter("provenance_label", label_of(words.PROVENANCES))
register.filter("kind_label", label_of(words.KINDS))
register.filter("measure_kind_label", label_of(words.MEASURE_KINDS))
register.filter("state_label", label_of(words.STATES))
register.filter("assessor_label", label_of(words.ASSESSORS))
register.filter("not_applicable_label", label_of(words.NOT_APPLICABLE))


@register.filter
def rule_sentence(text: str) -> str:
    """A criterion's rule in words; free text as it is written."""
    return describe(text)


@register.filter
def group_label(value: str) -> str:
    """The name of a group of units."""
    return words.group_label(value)


@register.filter
def moment(value: datetime | None) -> str:
    """A deadline with its hour and zone: 17:00 31/12/2026 (Indochina time)."""
    return said(value) if value else ""


@register.filter
def is_link(source: str) -> bool:
    """A source that a browser can open; anything else is shown as text."""
    return source.startswith(("https://", "http://")) and " " not in source


@register.filter
def at(found: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds at a key that is a variable; nothing where it holds none."""
    return found.get(key)


@register.simple_tag(takes_context=True)
def in_language(context: template.Context, language: str) -> str:
    """The address of this same page in another language, its choices kept; the front page where there is none."""
    request: HttpRequest | None = context.get("request")
    path = request.get_full_path() if request else "/"
    if request is None or request.resolver_match is None:
        return "/" if language == "vi" else f"/{language}/"
    return translate_url(path, language)


@register.filter
def in_vietnamese(text: str) -> SafeString:
    """Text that is stored in Vietnamese alone, named as such to whoever reads the page aloud in English."""
    return format_html('<span lang="vi">{}</span>', text)
