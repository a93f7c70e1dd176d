"""The parameters of a rule as they are written, and what can be wrong with them."""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

PERCENT = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,9})?)%")
NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,9})?")
QUOTIENT = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
PIECE = re.compile(r"[^\s()]*\([^()]*\)\S*|\S+")  # brackets keep the parameters of a part together


class RuleFaultKind(StrEnum):
    PARAMETERS = "wrong number of parameters"
    NOT_A_SHARE = "not a share above 0, at most 1"
    NOT_BELOW_ONE = "not a share below 1"
    NOT_A_TIER = "not a count, a colon and a share"
    TIERS_NOT_FALLING = "not below the tier before"
    NOT_A_PART = "not a rule, a colon and a share"
    WEIGHTS_NOT_ONE = "shares of the parts do not add up to 1"
    NOT_PERIODS = "not a number of periods"


@dataclass(frozen=True, slots=True)
class RuleFault:
    """What is wrong with a rule: the piece of it, and how such a rule is written."""

    kind: RuleFaultKind
    piece: str
    form: str


class RuleError(ValueError):
    """A text that means to be a rule and is none."""

    def __init__(self, fault: RuleFault) -> None:
        self.fault = fault
        super().__init__(f"{fault.piece}: {fault.kind}; write {fault.form}")


@dataclass(frozen=True, slots=True)
class Form:
    """What follows a rule's word, and an example of how it should be written."""

    example: str
    rest: str

    def refuse(self, kind: RuleFaultKind, piece: str) -> RuleError:
        return RuleError(RuleFault(kind, piece, self.example))

    def pieces(self, least: int, most: int | None = None) -> list[str]:
        found = PIECE.findall(self.rest)
        if len(found) < least or (most is not None and len(found) > most):
            raise self.refuse(RuleFaultKind.PARAMETERS, self.rest)
        return found

    def share(self, piece: str, *, zero: bool = False) -> Fraction:
        """75%, 1/2 or 0.5; the decimal mark is a point or a comma."""
        value = fraction(piece)
        if value is None or value > 1 or (value == 0 and not zero):
            raise self.refuse(RuleFaultKind.NOT_A_SHARE, piece)
        return value


def fraction(piece: str) -> Fraction | None:
    if match := PERCENT.fullmatch(piece):
        return Fraction(match[1].replace(",", ".")) / 100
    if NUMBER.fullmatch(piece):
        return Fraction(piece.replace(",", "."))
    match = QUOTIENT.fullmatch(piece)
    return Fraction(int(match[1]), int(match[2])) if match and int(match[2]) else None
