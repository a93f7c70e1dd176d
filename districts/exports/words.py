"""The words that files use for states, provenances and kinds, and what they mean."""

from collections.abc import Mapping
from typing import TypeAlias

from django.utils.translation import gettext_lazy as _

from districts.models import MeasureKind, Provenance, UnitKind
from districts.models.framework import Assessor, NotApplicable
from districts.models.publication import StandingState

Words: TypeAlias = Mapping[str, object]  # each word with its lazy meaning

TRUTH_WORDS: Words = {"yes": _("yes"), "no": _("no")}
UNIT_KIND_WORDS: Words = dict(UnitKind.choices)
MEASURE_KIND_WORDS: Words = {
    MeasureKind.TOTAL.value: _("the whole result"),
    MeasureKind.PILLAR.value: _("a pillar: government, economy, society"),
    MeasureKind.GROUP.value: _("a group of indices, such as the foundation that all pillars share"),
    MeasureKind.INDEX.value: _("a main index"),
    MeasureKind.CRITERION.value: _("a component criterion"),
}
STATE_WORDS: Words = {
    StandingState.SCORED.value: _("The points stand for the whole maximum; 0 is a result like any other."),
    StandingState.INCOMPLETE.value: _("Points so far: parts are not assessed yet, coverage says how much is."),
    StandingState.MISSING.value: _("In the round, but nothing is assessed: no points, not zero points."),
    StandingState.NOT_PUBLISHED.value: _("Assessed, but only a figure above it was published."),
    StandingState.NOT_APPLICABLE.value: _(
        "Does not apply to the unit: full marks or out of its maximum, as the measure says."
    ),
    StandingState.NOT_SCORED.value: _("A measure with a maximum of 0: nothing can be scored."),
}
PROVENANCE_WORDS: Words = {
    Provenance.OFFICIAL.value: _("As the authority published it."),
    Provenance.PRESS.value: _("As the press reported it."),
    Provenance.ILLUSTRATIVE.value: _("Made up to show the form: it says nothing about a real unit."),
}
ASSESSOR_WORDS: Words = {Assessor.UNIT.value: _("the unit itself"), Assessor.PROVINCE.value: _("the province")}
NOT_APPLICABLE_WORDS: Words = dict(NotApplicable.choices)
VARIED_WORDS: Words = {
    MeasureKind.INDEX.value: _("The maxima of the main indices are varied."),
    MeasureKind.CRITERION.value: _("The maxima of the criteria are varied."),
}
