"""No points are explained, whether they are a zero that was typed or a no."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from districts.checks.answer import Answer, Finding, Kind


def no_explanation(answers: Sequence[Answer]) -> Iterator[Finding]:
    for answer in answers:
        if answer.points is not None and answer.points <= 0 and not answer.explanation:
            yield Finding(Kind.NO_EXPLANATION, answer.code, _("No points: explain why."))
