"""An answer whose inputs are no longer what its indicator counts."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from districts.checks.answer import Answer, Finding, Kind


def other_count(answers: Sequence[Answer]) -> Iterator[Finding]:
    """A newer count has come since it was saved: saving it again takes that over."""
    for answer in answers:
        if answer.is_scored and not answer.is_as_counted:
            message = _("Its indicator counts something else by now: open the page and save it again.")
            yield Finding(Kind.OTHER_COUNT, answer.code, message)
