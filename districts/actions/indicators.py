"""Coverage: indicators, what takes from them, and their counts."""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from districts import rights
from districts.actions.errors import Forbidden
from districts.actions.events import record
from districts.actions.plans import codes_of
from districts.actions.versions import Facts, Unfit, change, fact, held, refuse_overtaken, refuse_renaming
from districts.aims import name_of_count, name_of_indicator
from districts.coverage import Counted, fault_of_tie, faults_of_count, with_ties
from districts.models import Event, Indicator, IndicatorUse, IndicatorValue, Measure, Unit

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
    stored = held(indicator, version, name_of_indicator(indicator)) if indicator else Indicator(authority=authority)
    before, after = write_indicator(stored, values, {measure.pk for measure in measures})
    if after:
        told = name_of_indicator(stored)
        record(by=by, verb=Event.Verb.SAVE_INDICATOR, subject=told, before=before if indicator else None, after=after)
    return stored


def write_indicator(indicator: Indicator, values: Mapping[str, Any], chosen: set[int]) -> tuple[Facts, Facts]:
    """Check and store, with the criteria that take from it; what differs, before and after. The caller records it."""
    before, after = change(indicator, values)
    refuse_renaming(indicator, after, "code")
    check_indicator(indicator, chosen)
    known = set(indicator.uses.values_list("measure_id", flat=True)) if indicator.pk else set()
    if chosen != known:
        before["measures"], after["measures"] = codes_of(known), codes_of(chosen)
    if after:
        indicator.version += 1
        indicator.save()
        tie(indicator, known, chosen)
    return before, after


def tie(indicator: Indicator, known: set[int], chosen: set[int]) -> None:
    IndicatorUse.objects.filter(indicator=indicator, measure__in=known - chosen).delete()
    IndicatorUse.objects.bulk_create(IndicatorUse(indicator=indicator, measure_id=key) for key in chosen - known)


def check_indicator(indicator: Indicator, chosen: set[int]) -> None:
    """A code of its own, and criteria whose rules take a and b and from nothing else."""
    others = Indicator.objects.filter(authority=indicator.authority_id, code=indicator.code).exclude(pk=indicator.pk)
    if others.exists():
        raise Unfit("code", _("a code that no other indicator of the authority has"))
    for measure in with_ties(Measure.objects.filter(pk__in=chosen)):
        if expected := fault_of_tie(measure, indicator.pk):
            raise Unfit("measures", expected)


# Counts


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
    value = write_count(indicator, unit, counted, last, by)
    before = facts_of(last) if last else None
    verb = Event.Verb.REPORT_INDICATOR
    record(by=by, verb=verb, subject=name, before=before, after=facts_of(value), reason=value.reason)
    return value


def write_count(
    indicator: Indicator, unit: Unit, counted: Counted, last: IndicatorValue | None, by: User
) -> IndicatorValue:
    """Check and store; `last` is the count of the same day that it corrects. The caller records it."""
    for fault in faults_of_count(counted, last):
        raise Unfit(*fault)
    return IndicatorValue.objects.create(
        indicator=indicator,
        unit=unit,
        revision=last.revision + 1 if last else 1,
        reason=counted.reason.strip() if last else "",
        by=by,
        **{name: getattr(counted, name) for name in FIELDS},
    )


def facts_of(value: IndicatorValue) -> Facts:
    return {name: fact(getattr(value, name)) for name in (*FIELDS, "revision")}
