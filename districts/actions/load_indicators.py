"""Write what a file of indicators says: each indicator and each count with its event, as if they had been typed."""

from django.contrib.auth.models import User
from django.db import transaction

from districts.actions.errors import ActionError
from districts.actions.events import of_file, record
from districts.actions.indicators import facts_of, write_count, write_indicator
from districts.actions.versions import Unfit
from districts.aims import name_of_count, name_of_indicator
from districts.imports.indicators import IndicatorsPlan, PlannedCount, PlannedIndicator
from districts.imports.source import Source
from districts.models import Event, Indicator


@transaction.atomic
def load_indicators(*, plan: IndicatorsPlan, by: User) -> list[Event]:
    """All of it or nothing; what the file does not name stays."""
    authority = plan.area.authority
    stored = {one.code: one for one in Indicator.objects.select_for_update().filter(authority=authority)}
    events = []
    for planned in plan.indicators:
        if planned.differs:
            indicator = stored.setdefault(planned.code, Indicator(authority=authority, code=planned.code))
            events.append(load_indicator(indicator, planned, plan.source, by))
    events += [load_count(stored[planned.code], planned, plan.source, by) for planned in plan.counts]
    return events


def load_indicator(indicator: Indicator, planned: PlannedIndicator, source: Source, by: User) -> Event:
    known = set(indicator.uses.values_list("measure_id", flat=True)) if indicator.pk else set()
    try:
        before, after = write_indicator(
            indicator, planned.values, known if planned.measures is None else set(planned.measures)
        )
    except Unfit as refusal:  # what came between the plan and the writing
        raise ActionError(f"{planned.code}: {refusal.message}") from refusal
    return record(
        by=by,
        verb=Event.Verb.SAVE_INDICATOR,
        subject=name_of_indicator(indicator),
        before=before if planned.stored else None,
        after=after,
        **of_file(source),
    )


def load_count(indicator: Indicator, planned: PlannedCount, source: Source, by: User) -> Event:
    last = planned.corrects
    value = write_count(indicator, planned.unit, planned.counted, last, by)
    return record(
        by=by,
        verb=Event.Verb.REPORT_INDICATOR,
        subject=name_of_count(indicator, planned.unit),
        before=facts_of(last) if last else None,
        after=facts_of(value),
        reason=value.reason,
        **of_file(source),
    )
