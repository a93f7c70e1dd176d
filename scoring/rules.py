"""Rules: how what was counted or answered becomes points. docs/rules.md tells the notation.

A rule gives an exact share of the maximum; only `Rule.points` divides and rounds, once.
A new rule is one class and its name in RULES.
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, Self

from scoring.points import decimal_of, half_up
from scoring.rule_form import Form, RuleError, RuleFault, RuleFaultKind
from scoring.rule_inputs import (
    Given,
    Input,
    InputError,
    InputFaultKind,
    InputKind,
    Timing,
    count,
    ratio,
    timing,
    yes,
)
from scoring.words import NotApplicable

__all__ = [
    "MOST_PERIODS",
    "RULES",
    "AllOrNothing",
    "Input",
    "InputError",
    "InputFaultKind",
    "InputKind",
    "Parts",
    "Periods",
    "Ratio",
    "RatioCap",
    "RatioFloor",
    "Rule",
    "RuleError",
    "RuleFault",
    "RuleFaultKind",
    "Tiers",
    "Timing",
    "YesNo",
    "parse",
    "points_when_not_applicable",
    "rule_fault",
]

TIER = re.compile(r"([1-9][0-9]{0,8}):(\S+)")
PERIODS = re.compile(r"[0-9]{1,2}")
PART = re.compile(r"([a-z_]+)(?:\(([^()]*)\))?:(\S+)")
PARAMETER = re.compile(r"[0-9:_]")  # no plain word of a sentence has any of these
LEAST_PERIODS = 2
MOST_PERIODS = 53  # the weeks of a year
ALL = Fraction(1)
NOTHING = Fraction(0)


class Rule(ABC):
    """How inputs become a share of the maximum."""

    form: ClassVar[str]  # its word, then its parameters by example

    @classmethod
    def read(cls, form: Form) -> Self:
        """The rule with the parameters that are written; raises RuleError. Most have none."""
        form.pieces(0, 0)
        return cls()

    @property
    @abstractmethod
    def inputs(self) -> tuple[Input, ...]:
        """What has to be known, in the order in which it is asked."""

    @abstractmethod
    def share(self, given: Given) -> Fraction:
        """The exact share of the maximum, 0 to 1; raises InputError."""

    def points(self, inputs: Given, maximum: Decimal, decimals: int) -> Decimal:
        """Points of `maximum`, rounded once to `decimals`, halves up; raises InputError."""
        names = {asked.name for asked in self.inputs}
        for name in inputs:
            if name not in names:
                raise InputError(InputFaultKind.UNEXPECTED, name)
        return rounded(self.share(inputs) * Fraction(maximum), decimals)


class OfTwo(Rule):
    """A rule on the ratio of a to b."""

    @property
    def inputs(self) -> tuple[Input, ...]:
        return (Input("a", InputKind.AMOUNT), Input("b", InputKind.AMOUNT))


@dataclass(frozen=True)
class YesNo(Rule):
    """Yes: everything; no: nothing."""

    form = "yes_no"

    @property
    def inputs(self) -> tuple[Input, ...]:
        return (Input("yes", InputKind.YES),)

    def share(self, given: Given) -> Fraction:
        return ALL if yes(given, "yes") else NOTHING


@dataclass(frozen=True)
class Ratio(OfTwo):
    """a of b."""

    form = "ratio"

    def share(self, given: Given) -> Fraction:
        return ratio(given)


@dataclass(frozen=True)
class RatioCap(OfTwo):
    """a of b; everything from the cap on. Only a cap of 1 lets a exceed b: b is then a target, not a whole."""

    cap: Fraction
    form = "ratio_cap 75%"

    @classmethod
    def read(cls, form: Form) -> Self:
        (piece,) = form.pieces(1, 1)
        return cls(form.share(piece))

    def share(self, given: Given) -> Fraction:
        found = ratio(given, may_exceed=self.cap == 1)
        return ALL if found >= self.cap else found


@dataclass(frozen=True)
class RatioFloor(OfTwo):
    """a of b; nothing below the floor."""

    floor: Fraction
    form = "ratio_floor 90%"

    @classmethod
    def read(cls, form: Form) -> Self:
        (piece,) = form.pieces(1, 1)
        floor = form.share(piece)
        if floor == 1:  # that is all_or_nothing
            raise form.refuse(RuleFaultKind.NOT_BELOW_ONE, piece)
        return cls(floor)

    def share(self, given: Given) -> Fraction:
        found = ratio(given)
        return found if found >= self.floor else NOTHING


@dataclass(frozen=True)
class AllOrNothing(OfTwo):
    """Everything where a is all of b, else nothing."""

    form = "all_or_nothing"

    def share(self, given: Given) -> Fraction:
        return ALL if ratio(given) == 1 else NOTHING


@dataclass(frozen=True)
class Tiers(Rule):
    """The share of the highest tier that a count reaches; nothing below the last."""

    tiers: tuple[tuple[int, Fraction], ...]  # least count and share, both falling
    form = "tiers 52:1 20:1/2 1:1/4"

    @classmethod
    def read(cls, form: Form) -> Self:
        pieces = form.pieces(1)
        tiers = tuple(cls.read_tier(form, piece) for piece in pieces)
        for piece, ((above, more), (below, less)) in zip(pieces[1:], pairwise(tiers), strict=True):
            if below >= above or less >= more:
                raise form.refuse(RuleFaultKind.TIERS_NOT_FALLING, piece)
        return cls(tiers)

    @staticmethod
    def read_tier(form: Form, piece: str) -> tuple[int, Fraction]:
        match = TIER.fullmatch(piece)
        if match is None:
            raise form.refuse(RuleFaultKind.NOT_A_TIER, piece)
        return int(match[1]), form.share(match[2])

    @property
    def inputs(self) -> tuple[Input, ...]:
        return (Input("count", InputKind.COUNT),)

    def share(self, given: Given) -> Fraction:
        found = count(given, "count")
        return next((share for least, share in self.tiers if found >= least), NOTHING)


@dataclass(frozen=True)
class Parts(Rule):
    """The sum of weighted rules; the inputs of the second are named part2_a and so on."""

    parts: tuple[tuple[Rule, Fraction], ...]
    form = "parts yes_no:1/2 ratio_cap(75%):1/2"

    @classmethod
    def read(cls, form: Form) -> Self:
        parts = tuple(cls.read_part(form, piece) for piece in form.pieces(2))
        whole = sum(weight for _rule, weight in parts)
        if whole != 1:
            raise form.refuse(RuleFaultKind.WEIGHTS_NOT_ONE, str(whole))
        return cls(parts)

    @staticmethod
    def read_part(form: Form, piece: str) -> tuple[Rule, Fraction]:
        match = PART.fullmatch(piece)
        rule = RULES.get(match[1]) if match else None
        if match is None or rule is None or rule is Parts:
            raise form.refuse(RuleFaultKind.NOT_A_PART, piece)
        return rule.read(Form(rule.form, match[2] or "")), form.share(match[3])

    @property
    def inputs(self) -> tuple[Input, ...]:
        return tuple(
            Input(f"part{number}_{asked.name}", asked.kind)
            for number, (rule, _weight) in enumerate(self.parts, 1)
            for asked in rule.inputs
        )

    def share(self, given: Given) -> Fraction:
        return sum((self.part_share(number, given) for number in range(1, len(self.parts) + 1)), NOTHING)

    def part_share(self, number: int, given: Given) -> Fraction:
        rule, weight = self.parts[number - 1]
        prefix = f"part{number}_"
        own = {name.removeprefix(prefix): value for name, value in given.items() if name.startswith(prefix)}
        try:
            return weight * rule.share(own)
        except InputError as error:
            raise InputError(error.kind, prefix + error.name) from error


@dataclass(frozen=True)
class Periods(Rule):
    """Equal periods; done late, a period counts as the share `late` of itself."""

    count: int
    late: Fraction
    form = "periods 4 1/2"

    @classmethod
    def read(cls, form: Form) -> Self:
        number, late = form.pieces(2, 2)
        if not PERIODS.fullmatch(number) or not LEAST_PERIODS <= int(number) <= MOST_PERIODS:
            raise form.refuse(RuleFaultKind.NOT_PERIODS, number)
        return cls(int(number), form.share(late, zero=True))

    @property
    def inputs(self) -> tuple[Input, ...]:
        return tuple(Input(f"period{number}", InputKind.TIMING) for number in range(1, self.count + 1))

    def share(self, given: Given) -> Fraction:
        worth = {Timing.ON_TIME: ALL, Timing.LATE: self.late, Timing.NONE: NOTHING}
        return sum((worth[timing(given, asked.name)] for asked in self.inputs), NOTHING) / self.count


KNOWN: tuple[type[Rule], ...] = (YesNo, Ratio, RatioCap, RatioFloor, AllOrNothing, Tiers, Parts, Periods)
RULES = {rule.form.split()[0]: rule for rule in KNOWN}


def parse(text: str) -> Rule | None:
    """The rule that a cell writes; None for free text; raises RuleError for a rule with bad parameters."""
    words = text.split()
    rule = RULES.get(words[0]) if words else None
    if rule is None or is_sentence(words):
        return None
    return rule.read(Form(rule.form, " ".join(words[1:])))


def is_sentence(words: list[str]) -> bool:
    """Whether a text only happens to begin with a rule's word, as "ratio of trained officials" does."""
    first, second = [*words, ""][:2]
    return "_" not in first and second != "" and second not in RULES and not PARAMETER.search(second)


def rule_fault(text: str) -> RuleFault | None:
    """What is wrong with a cell that means to be a rule; None for a good rule and for free text."""
    try:
        parse(text)
    except RuleError as error:
        return error.fault
    return None


def points_when_not_applicable(policy: NotApplicable, maximum: Decimal, decimals: int) -> Decimal | None:
    """What a criterion that does not apply gives: full marks, or None where it leaves the unit's maximum."""
    return None if policy is NotApplicable.LEAVE else rounded(Fraction(maximum), decimals)


def rounded(value: Fraction, decimals: int) -> Decimal:
    return decimal_of(half_up(value * 10**decimals), decimals)
