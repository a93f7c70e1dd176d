"""Points lie within the bounds of the criterion."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from districts.checks.answer import Answer, Finding, Kind


def out_of_bounds(answers: Sequence[Answer]) -> Iterator[Finding]:
    for answer in answers:
        if answer.points is not None and not answer.min_points <= answer.points <= answer.max_points:
            yield Finding(Kind.OUT_OF_BOUNDS, answer.code, _("The points are out of bounds."))
