"""What a query says when there is nothing at an address."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from districts.queries.editions import Choice


class Thing(StrEnum):
    """What was looked for."""

    AUTHORITY = "authority"
    YEAR = "year"
    GROUP = "group"
    BASIS = "basis"
    REVISION = "revision"
    UNIT = "unit"
    FRAMEWORK = "framework"
    MEASURE = "measure"


@dataclass
class NoSuchError(LookupError):
    """There is no such thing; `choices` are the ones that there are."""

    thing: Thing
    wanted: str
    choices: Sequence["Choice"] = field(default=())
