"""What was not assessed or does not apply says why."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from districts.checks.answer import Answer, Finding, Kind
from districts.models import ScoreState

NOTHING = (ScoreState.MISSING, ScoreState.NOT_APPLICABLE)


def no_reason(answers: Sequence[Answer]) -> Iterator[Finding]:
    for answer in answers:
        if answer.state in NOTHING and not answer.explanation:
            yield Finding(Kind.NO_REASON, answer.code, _("Say why it was not assessed or does not apply."))
