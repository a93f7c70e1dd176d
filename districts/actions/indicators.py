"""Coverage: indicators, what takes from them, and their counts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from districts import answers, rights
from districts.actions.errors import Forbidden
from districts.actions.events import record
from districts.actions.plans import codes_of
from districts.actions.versions import Facts, Unfit, change, fact, held, refuse_overtaken, refuse_renaming
from districts.aims import fault_of_number, name_of_count, name_of_indicator
from districts.models import Event, Indicator, IndicatorUse, IndicatorValue, Measure, Provenance, Unit

MOST_DECIMALS = 6
FIELDS = ("as_of", "numerator", "denominator", "office", "provenance", "source")


@transaction.atomic
def save_indicator(
    *,
    authority: Unit,
    indicator: Indicator | None,
    values: Mapping[str, Any],
    measures: Collection[Measure],
    version: int,
    by: User,
) -> Indicator:
    """Make an indicator or change it, with the criteria whose rules take from it."""
    if not rights.can_edit_plans(by, authority.pk):
        raise Forbidden(_("You may not change the indicators of %(unit)s.") % {"unit": authority.name})
    made = indicator is None
    stored = held(indicator, version, name_of_indicator(indicator)) if indicator else Indicator(authority=authority)
    before, after = change(stored, values)
    refuse_renaming(stored, after, "code")
    check_indicator(stored, measures)
    known = set(stored.uses.values_list("measure_id", flat=True)) if stored.pk else set()
    chosen = {measure.pk for measure in measures}
    if chosen != known:
        before["measures"], after["measures"] = codes_of(known), codes_of(chosen)
    if after:
        stored.version += 1
        stored.save()
        tie(stored, known, chosen)
        told = name_of_indicator(stored)
        record(by=by, verb=Event.Verb.SAVE_INDICATOR, subject=told, before=None if made else before, after=after)
    return stored


def tie(indicator: Indicator, known: set[int], chosen: set[int]) -> None:
    IndicatorUse.objects.filter(indicator=indicator, measure__in=known - chosen).delete()
    IndicatorUse.objects.bulk_create(IndicatorUse(indicator=indicator, measure_id=key) for key in chosen - known)


def check_indicator(indicator: Indicator, measures: Collection[Measure]) -> None:
    """A code of its own, and criteria whose rules take a and b and from nothing else."""
    others = Indicator.objects.filter(authority=indicator.authority_id, code=indicator.code).exclude(pk=indicator.pk)
    if others.exists():
        raise Unfit("code", _("a code that no other indicator of the authority has"))
    for measure in measures:
        if not takes_a_and_b(measure):
            raise Unfit("measures", _("criteria whose rule takes a and b, unlike %(code)s") % {"code": measure.code})
    tied = IndicatorUse.objects.filter(measure__in=measures).exclude(indicator=indicator.pk).select_related("measure")
    if first := tied.first():
        raise Unfit("measures", _("criteria of no other indicator, unlike %(code)s") % {"code": first.measure.code})


def takes_a_and_b(measure: Measure) -> bool:
    """Whether an indicator can fill in the criterion's rule."""
    rule = answers.rule_of(measure.rule)
    return rule is not None and {asked.name for asked in rule.inputs} == {"a", "b"}


# Counts


@dataclass(frozen=True, slots=True)
class Counted:
    """One count as a form gives it."""

    as_of: date
    numerator: Decimal
    denominator: Decimal
    office: str
    provenance: str = Provenance.OFFICIAL
    source: str = ""
    reason: str = ""


@transaction.atomic
def report_indicator(*, indicator: Indicator, unit: Unit, counted: Counted, seen: int, by: User) -> IndicatorValue:
    """Add a count of a unit. `seen` is how many of the unit's the form showed."""
    if not rights.units_counted_by(by, indicator.authority).filter(pk=unit.pk).exists():
        raise Forbidden(_("You may not report the counts of %(unit)s.") % {"unit": unit.name})
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    name = name_of_count(indicator, unit)
    earlier = IndicatorValue.objects.filter(indicator=indicator, unit=unit)
    if earlier.count() != seen:
        refuse_overtaken(name)
    last = earlier.filter(as_of=counted.as_of).order_by("-revision").first()
    check_count(counted, last)
    value = IndicatorValue.objects.create(
        indicator=indicator,
        unit=unit,
        revision=last.revision + 1 if last else 1,
        reason=counted.reason.strip() if last else "",
        by=by,
        **{name: getattr(counted, name) for name in FIELDS},
    )
    before = facts_of(last) if last else None
    verb = Event.Verb.REPORT_INDICATOR
    record(by=by, verb=verb, subject=name, before=before, after=facts_of(value), reason=value.reason)
    return value


def check_count(counted: Counted, last: IndicatorValue | None) -> None:
    """A day that has come, a part of a whole, an office, and a reason where it corrects."""
    today = timezone.localdate()
    if counted.as_of > today:
        raise Unfit("as_of", _("a day that has come, not after %(day)s") % {"day": today.isoformat()})
    for name in ("numerator", "denominator"):
        if expected := fault_of_number(getattr(counted, name), MOST_DECIMALS):
            raise Unfit(name, expected)
    if counted.denominator <= 0:
        raise Unfit("denominator", _("a whole above zero"))
    if not 0 <= counted.numerator <= counted.denominator:
        raise Unfit("numerator", _("a part between zero and the whole"))
    if not counted.office.strip():
        raise Unfit("office", _("the office that reports"))
    if last and not counted.reason.strip():
        raise Unfit("reason", _("a reason, since it corrects the count of the same day"))


def facts_of(value: IndicatorValue) -> Facts:
    return {name: fact(getattr(value, name)) for name in (*FIELDS, "revision")}
