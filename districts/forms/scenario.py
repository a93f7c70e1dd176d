"""A scenario as an address says it: `unit=van-ban&points.1.1=3.5`, or `maximum.awareness=120`.

Numbers have one decimal mark, a point or a comma, and nothing between thousands. What is as published is no change.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.http import QueryDict
from django.utils.translation import gettext as _

from districts.queries.scenario import Slot, Stage
from districts.templatetags.portal import points as written
from districts.text import SLUG
from districts.typed_numbers import wanted_places

POINTS, MAXIMUM, UNIT, KEEP_TOTAL = "points.", "maximum.", "unit", "keep-total"
MOST_PARAMETERS = 300
LONGEST = 40
NUMBER = re.compile(r"-?[0-9]+(?:[.,]([0-9]+))?")
THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")


class ScenarioError(ValueError):
    """The address asks for no scenario that can be worked out; the message is for the reader."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says, word by word."""

    unit: str
    points: Mapping[str, str] = field(default_factory=dict)
    maxima: Mapping[str, str] = field(default_factory=dict)
    keep_total: bool = False


def refuse_too_many(query: str) -> None:
    """Before anything is read: an address of thousands of parameters is nobody's form."""
    if query.count("&") + query.count(";") >= MOST_PARAMETERS:
        raise ScenarioError(_("A scenario has at most %(most)s parameters.") % {"most": MOST_PARAMETERS})


def read_asked(data: QueryDict) -> Asked:
    """The words of an address; refuses what is said twice, and both kinds of scenario in one."""
    for name in data:
        if is_ours(name) and len(data.getlist(name)) > 1:
            raise ScenarioError(_("“%(name)s” is given more than once.") % {"name": shortened(name)})
    unit, keep = data.get(UNIT, ""), data.get(KEEP_TOTAL, "")
    if unit and not SLUG.fullmatch(unit):
        raise ScenarioError(_("A unit is named by its address, in small letters: van-ban."))
    if keep not in ("", "yes"):
        raise ScenarioError(_("%(name)s is “yes”, or it is left out.") % {"name": KEEP_TOTAL})
    points, maxima = starting(data, POINTS), starting(data, MAXIMUM)
    if (points or unit) and (maxima or keep):
        raise ScenarioError(
            _("A scenario changes the points of one unit or the maxima of main indices, not both at once.")
        )
    if points and not unit:
        raise ScenarioError(_("Whose points are changed? Name the unit: unit=van-ban."))
    return Asked(unit, points, maxima, bool(keep))


def is_ours(name: str) -> bool:
    return name in (UNIT, KEEP_TOTAL) or name.startswith((POINTS, MAXIMUM))


def starting(data: QueryDict, prefix: str) -> dict[str, str]:
    """Code and text of the parameters of one kind; an empty field says nothing."""
    found = {name.removeprefix(prefix): (data.get(name) or "").strip() for name in data if name.startswith(prefix)}
    return {code: text for code, text in found.items() if text}


@dataclass(frozen=True, slots=True)
class Changes:
    """The numbers that differ from what was published, by code."""

    points: dict[str, Decimal]
    maxima: dict[str, Decimal]
    keep_total: bool

    def __bool__(self) -> bool:
        return bool(self.points or self.maxima)

    def query(self, unit: str) -> dict[str, str]:
        """The same scenario in the shortest address: numbers with a point, without needless zeros."""
        said = {UNIT: unit} if unit else {}
        said |= {f"{POINTS}{code}": short(number) for code, number in self.points.items()}
        said |= {f"{MAXIMUM}{code}": short(number) for code, number in self.maxima.items()}
        return said | ({KEEP_TOTAL: "yes"} if self.keep_total and self.maxima else {})


def read_changes(asked: Asked, stage: Stage) -> Changes:
    """The numbers of a scenario; refuses what cannot be changed, and numbers that no such measure has."""
    points = changed(asked.points, stage.points, stage)
    maxima = changed(asked.maxima, stage.maxima, stage)
    if maxima and not any(maxima.get(code, slot.most) for code, slot in stage.maxima.items()):
        raise ScenarioError(_("At least one main index keeps a maximum above 0."))
    return Changes(points, maxima, asked.keep_total)


def changed(said: Mapping[str, str], slots: Mapping[str, Slot], stage: Stage) -> dict[str, Decimal]:
    """In the order of the framework, without what is as published."""
    for code in said:
        if code not in slots:
            raise ScenarioError(no_slot(code, slots, stage))
    numbers = {code: read_number(said[code], slot) for code, slot in slots.items() if code in said}
    return {code: number for code, number in numbers.items() if number != slots[code].published}


def no_slot(code: str, slots: Mapping[str, Slot], stage: Stage) -> str:
    """Why a measure cannot be changed, and which ones can."""
    words = {"code": shortened(code), "choices": ", ".join(slots)}
    if code not in stage.graph.nodes:
        return _("There is no measure with the code “%(code)s”. What can be changed: %(choices)s.") % words
    return _("The measure %(code)s cannot be changed here. What can be changed: %(choices)s.") % words


def read_number(text: str, slot: Slot) -> Decimal:
    """A number within the slot's bounds and decimals."""
    match = NUMBER.fullmatch(text.replace("\u2212", "-")) if len(text) <= LONGEST else None
    if match is None or may_be_thousands(match[0], slot):
        raise ScenarioError(wrong(slot, text, _("a number such as 3.5 or 3,5, without a mark between thousands")))
    if len((match[1] or "").rstrip("0")) > slot.places:
        raise ScenarioError(wrong(slot, text, wanted_places(slot.places)))
    number = Decimal(match[0].replace(",", ".")) or Decimal(0)
    if not slot.least <= number <= slot.most:
        bounds = {"least": written(slot.least), "most": written(slot.most)}
        raise ScenarioError(wrong(slot, text, _("from %(least)s to %(most)s") % bounds))
    return number


def may_be_thousands(text: str, slot: Slot) -> bool:
    """Whether 1.000 may be meant as a thousand here, as many readers write it: it is asked for again, never guessed."""
    return THOUSANDS.fullmatch(text) is not None and Decimal(re.sub("[.,]", "", text)) <= slot.most


def wrong(slot: Slot, text: str, expected: str) -> str:
    words = {"code": slot.node.code, "name": slot.node.name, "value": shortened(text), "expected": expected}
    return _("%(code)s %(name)s: “%(value)s” is given, expected is %(expected)s.") % words


def shortened(text: str) -> str:
    """What was typed, as far as a page can show it."""
    clean = "".join(sign if sign.isprintable() else "�" for sign in text)
    return clean if len(clean) <= LONGEST else f"{clean[:LONGEST]}…"


def short(number: Decimal) -> str:
    """As addresses and form fields have it."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
