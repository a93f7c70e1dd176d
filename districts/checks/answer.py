"""What a check looks at, and what it finds."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from districts.models import ScoreState


class Kind(StrEnum):
    """Each kind belongs to one check."""

    NOTHING_ENTERED = "nothing_entered"
    NO_REASON = "no_reason"
    NO_EVIDENCE = "no_evidence"
    NO_EXPLANATION = "no_explanation"
    OUT_OF_BOUNDS = "out_of_bounds"
    FAR_FROM_LAST_YEAR = "far_from_last_year"
    ALL_MAXIMUM = "all_maximum"
    OTHER_COUNT = "other_count"


@dataclass(frozen=True, slots=True)
class Answer:
    """One criterion that the unit assesses, with what it answered."""

    code: str
    name: str
    max_points: Decimal
    min_points: Decimal
    needs_evidence: bool
    state: str = ""  # of ScoreState; empty where nothing is entered
    points: Decimal | None = None
    explanation: str = ""
    documents: int = 0
    last_points: Decimal | None = None  # of the year before, out of the same maximum
    is_as_counted: bool = True  # its inputs are those of the indicator that it takes them from, if it does

    @property
    def is_scored(self) -> bool:
        return self.state == ScoreState.SCORED and self.points is not None


@dataclass(frozen=True, slots=True)
class Finding:
    """An error stops the submission, a warning does not; `code` is empty where it is about all criteria."""

    kind: Kind
    code: str
    message: str
    is_error: bool = True
