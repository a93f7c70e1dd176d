"""Points are not far from those of the year before."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from districts.checks.answer import Answer, Finding, Kind

FAR = Decimal("0.5")  # of the maximum


def far_from_last_year(answers: Sequence[Answer]) -> Iterator[Finding]:
    for answer in answers:
        if is_far(answer):
            text = _("More than half of the maximum away from last year's points: is it right?")
            yield Finding(Kind.FAR_FROM_LAST_YEAR, answer.code, text, is_error=False)


def is_far(answer: Answer) -> bool:
    if answer.points is None or answer.last_points is None:
        return False
    return abs(answer.points - answer.last_points) > FAR * answer.max_points
