"""Points that need evidence have a document, or an explanation."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from districts.checks.answer import Answer, Finding, Kind


def no_evidence(answers: Sequence[Answer]) -> Iterator[Finding]:
    for answer in answers:
        if proves_something(answer) and answer.needs_evidence and not answer.documents and not answer.explanation:
            yield Finding(Kind.NO_EVIDENCE, answer.code, _("Attach a document or explain why there is none."))


def proves_something(answer: Answer) -> bool:
    """No points need no proof; they need an explanation, which is another check."""
    return answer.is_scored and answer.points is not None and answer.points > 0
