"""Choosing units by name, with or without accents: boxes to tick, and addresses that keep what was ticked."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from districts.forms.public import PickForm
from districts.queries.figures import UnitName
from districts.text import SLUG, fold
from districts.views.errors import BadChoiceError, Option

MOST_LISTED = 80  # boxes; of more units only the chosen and the found are listed


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address asks for."""

    units: tuple[str, ...]
    year: int | None
    since: int | None
    q: str


@dataclass(frozen=True, slots=True)
class Picker:
    """The boxes of the form; `hidden` says how many units are not listed."""

    boxes: tuple[tuple[UnitName, bool], ...]
    query: str
    found: int
    hidden: int


def read_choice(data: QueryDict, most: int, path: str) -> Chosen:
    """The checked choice, or a page that says what can be chosen."""
    form = PickForm(data, most=most)
    for messages in form.errors.values():
        raise BadChoiceError(str(messages[0]), instead(data, path, most))
    asked = form.cleaned_data
    return Chosen(tuple(asked["units"]), asked["year"], asked["since"], asked["q"])


def instead(data: QueryDict, path: str, most: int) -> list[Option]:
    """What would do instead of too many units, or of the same one twice; and the form without any."""
    fitting = [slug for slug in dict.fromkeys(data.getlist("units")) if SLUG.fullmatch(slug)][:most]
    group = {name: data[name] for name in ("group", "basis") if data.get(name)}
    query = urlencode({**group, "units": fitting}, doseq=True)
    first = [Option(_("Only %(units)s") % {"units": ", ".join(fitting)}, f"{path}?{query}")] if fitting else []
    return [*first, Option(_("Choose units"), path)]


def picker(units: Sequence[UnitName], chosen: Sequence[str], query: str) -> Picker:
    """The chosen units first, then those whose name contains the words; all where there are few."""
    key = fold(query)
    by_slug = {unit.slug: unit for unit in units}
    ticked = [by_slug[slug] for slug in chosen]  # in their order: the first is what the others are compared with
    others = [unit for unit in units if unit.slug not in chosen]
    found = [unit for unit in others if key in unit.search_key] if key else [] if query else others
    if not query and len(others) > MOST_LISTED:
        found = []
    shown = found[:MOST_LISTED]
    boxes = (*((unit, True) for unit in ticked), *((unit, False) for unit in shown))
    return Picker(boxes, query, len(found), len(others) - len(shown))
