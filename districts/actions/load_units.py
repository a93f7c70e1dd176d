"""Write the plan of a file of units."""

from itertools import groupby

from django.contrib.auth.models import User
from django.db import transaction

from districts.actions.events import of_file, record
from districts.imports.unit_plan import FIELDS, UnitPlan
from districts.models import Event, Unit

COMPUTED = ("sort_key", "search_key")  # set_keys derives them; the level never changes, being part of the key


@transaction.atomic
def load_units(*, plan: UnitPlan, by: User) -> Event:
    """Insert the new units, parents first, and update the changed ones; one event for the file."""
    for _level, units in groupby(plan.new, key=lambda unit: unit.level):
        Unit.objects.bulk_create(list(units), batch_size=500)
    Unit.objects.bulk_update([change.unit for change in plan.changed], [*FIELDS, *COMPUTED], batch_size=100)
    return record(
        by=by,
        verb=Event.Verb.LOAD_UNITS,
        subject=plan.source.name,
        before={name_of(change.unit): change.before for change in plan.changed},
        after={
            "new": [name_of(unit) for unit in plan.new],
            "changed": {name_of(change.unit): change.after for change in plan.changed},
            "unchanged": plan.unchanged,
        },
        **of_file(plan.source),
    )


def name_of(unit: Unit) -> str:
    """The unit's key as a text."""
    return f"{unit.level} {unit.code} {unit.valid_from or ''}".strip()
