"""Not everything is at its maximum: that is rarely true."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from districts.checks.answer import Answer, Finding, Kind

FEW = 3  # so few may well be all at their maximum


def all_maximum(answers: Sequence[Answer]) -> Iterator[Finding]:
    scored = [answer for answer in answers if answer.is_scored]
    if len(scored) > FEW and all(answer.points == answer.max_points for answer in scored):
        yield Finding(Kind.ALL_MAXIMUM, "", _("Every criterion has full points: is it right?"), is_error=False)
