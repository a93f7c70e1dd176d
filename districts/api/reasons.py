"""What pydantic found wrong with a parameter, as a sentence with what would do."""

import re
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import ValidationError

from districts.api.parameters import FIRST_YEAR, LARGEST_PAGE, LAST_YEAR, MOST_PAGES
from districts.api.refusals import Refused, bad

BOUNDS = {"page": (1, MOST_PAGES), "page_size": (1, LARGEST_PAGE), "year": (FIRST_YEAR, LAST_YEAR)}
WHOLE = ("int_type", "int_parsing", "greater_than_equal", "less_than_equal")
# What a word of free choice looks like.
LOOKS = {
    "authority": ["lao-cai"],
    "group": ["districts", "communes"],
    "basis": ["merged"],
    "revision": ["latest", "all", "1"],
    "unit": ["van-ban", "district-089"],
    "measure": ["total", "1.1"],
    "slug": ["lao-cai-922"],
    "parent": ["province-10"],
}


def of_validation(request: HttpRequest, error: ValidationError) -> Refused:
    """The first thing that is wrong: 404 in the address itself, 400 behind the question mark."""
    first = error.errors[0]
    where, name, *rest = [part for part in first["loc"] if part != "asked"]  # the argument of the endpoint
    if where == "path":
        return in_address(request, name)
    value = value_of(request, name, rest)
    message, expected = reason(first, name, value)
    return bad(message, parameter=name, value=value, expected=expected)


def in_address(request: HttpRequest, name: str) -> Refused:
    """A part of the address that names nothing."""
    value = str(request.resolver_match.kwargs.get(name, "")) if request.resolver_match else ""
    message = _("“%(value)s” is in no address of this interface.") % {"value": value}
    return Refused(404, message, parameter=name, value=value, expected=looks(name))


def value_of(request: HttpRequest, name: str, rest: Sequence[Any]) -> str:
    """What was given, or the one that is wrong among several."""
    given = request.GET.getlist(name)
    place = rest[0] if rest and isinstance(rest[0], int) and rest[0] < len(given) else -1
    return given[place] if given else ""


def reason(found: dict[str, Any], name: str, value: str) -> tuple[str, list[str]]:
    """The sentence and what would do."""
    kind, told = found["type"], {"value": value[:100], "parameter": name}
    if kind in WHOLE:
        first, last = BOUNDS[name]
        message = _("“%(value)s” cannot be “%(parameter)s”: a whole number from %(first)s to %(last)s is meant.")
        return message % {**told, "first": first, "last": last}, [f"{first}–{last}"]
    if kind == "bool_type":
        return _("“%(parameter)s” is true or false, not “%(value)s”.") % told, ["true", "false"]
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", found["ctx"]["expected"])  # no word has a quote
        return _("“%(value)s” is not one of the values that “%(parameter)s” can have.") % told, choices
    if kind == "too_long":
        most = found["ctx"]["max_length"]
        message = _("“%(parameter)s” is given too often: %(most)s times at most.")
        return message % {**told, "most": most}, [f"1–{most}"]
    return _("“%(value)s” is nothing that “%(parameter)s” can be.") % told, looks(name)


def looks(name: str) -> list[str]:
    """Examples of what a parameter is like; a year by its bounds."""
    first, last = BOUNDS.get(name, (0, 0))
    return LOOKS.get(name) or ([f"{first}–{last}"] if last else [])


def of_unknown(name: str, known: Sequence[str]) -> Refused:
    """A parameter that this address does not have."""
    message = _("There is no parameter “%(parameter)s” here.") % {"parameter": name[:100]}
    return bad(message, parameter=name[:100], value="", expected=known)


def of_repeated(name: str, value: str) -> Refused:
    """A parameter that can be given once."""
    message = _("“%(parameter)s” is given more than once.") % {"parameter": name}
    return bad(message, parameter=name, value=value, expected=[_("once")])
