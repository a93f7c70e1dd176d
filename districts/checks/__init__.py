"""What is checked before a self-assessment is submitted: one check a file, each a pure function."""

from collections.abc import Callable, Iterable, Sequence

from districts.checks.all_maximum import all_maximum
from districts.checks.answer import Answer, Finding, Kind
from districts.checks.far_from_last_year import far_from_last_year
from districts.checks.no_evidence import no_evidence
from districts.checks.no_explanation import no_explanation
from districts.checks.no_reason import no_reason
from districts.checks.nothing_entered import nothing_entered
from districts.checks.other_count import other_count
from districts.checks.out_of_bounds import out_of_bounds

__all__ = ["CHECKS", "Answer", "Finding", "Kind", "examine"]

Check = Callable[[Sequence[Answer]], Iterable[Finding]]
CHECKS: tuple[Check, ...] = (
    nothing_entered,
    no_reason,
    no_evidence,
    no_explanation,
    out_of_bounds,
    other_count,
    far_from_last_year,
    all_maximum,
)


def examine(answers: Sequence[Answer]) -> list[Finding]:
    """Every finding of every check: errors first, each in the order of the criteria."""
    place = {answer.code: number for number, answer in enumerate(answers)}
    findings = [finding for check in CHECKS for finding in check(answers)]
    return sorted(findings, key=lambda finding: (not finding.is_error, place.get(finding.code, len(place))))
