"""Something is entered for every criterion, be it that there is nothing to say."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from districts.checks.answer import Answer, Finding, Kind


def nothing_entered(answers: Sequence[Answer]) -> Iterator[Finding]:
    for answer in answers:
        if not answer.state or (answer.state == "scored" and answer.points is None):
            yield Finding(Kind.NOTHING_ENTERED, answer.code, _("Nothing is entered, or not all of it."))
