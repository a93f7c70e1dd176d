"""Write the plan of a framework's file."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from districts.actions.errors import ActionError
from districts.actions.events import of_file, record
from districts.imports.framework_plan import FrameworkPlan
from districts.models import Band, Event, Framework, Measure, Part


@transaction.atomic
def load_framework(*, plan: FrameworkPlan, by: User) -> Event:
    """Make the framework, or replace the stored one as long as no round uses it; one event."""
    refuse_if_used(plan=plan)
    incoming = detach(plan) if plan.stored else {}
    framework = plan.stored or Framework(slug=plan.slug)
    for name, value in plan.heading.items():
        setattr(framework, name, value)
    framework.save()
    measures = write_measures(plan, framework)
    for pk, code in incoming.items():
        Measure.objects.filter(pk=pk).update(comparable_to=measures[code])
    write_bands(plan, framework)
    return record(
        by=by,
        verb=Event.Verb.LOAD_FRAMEWORK,
        subject=plan.slug,
        before=plan.before,
        after=plan.after,
        **of_file(plan.source),
    )


def refuse_if_used(*, plan: FrameworkPlan) -> None:
    """What rounds were assessed by stays as it is."""
    if plan.stored and plan.stored.rounds.exists():
        refusal = _("Rounds use the framework %(slug)s, so it cannot change: load the new one under another slug.")
        raise ActionError(refusal % {"slug": plan.slug})
    served = Q(targets__isnull=False) | Q(indicator_use__isnull=False)
    if plan.stored and plan.stored.measures.filter(served).exists():
        refusal = _(
            "Targets or indicators refer to measures of the framework %(slug)s, so it cannot change: "
            "load the new one under another slug."
        )
        raise ActionError(refusal % {"slug": plan.slug})


def detach(plan: FrameworkPlan) -> dict[int, str]:
    """Delete the measures to be replaced; says which measures of other frameworks were comparable to which code."""
    old = Measure.objects.filter(framework=plan.stored)
    referring = Measure.objects.filter(comparable_to__in=old)
    incoming = dict(referring.values_list("pk", "comparable_to__code"))
    if lost := sorted(set(incoming.values()) - {row.code for row in plan.measures}):
        refusal = _("Measures of other frameworks are comparable to %(codes)s, which would go.")
        raise ActionError(refusal % {"codes": ", ".join(lost)})
    referring.update(comparable_to=None)
    Part.objects.filter(whole__framework=plan.stored).delete()
    old.delete()
    return incoming


def write_measures(plan: FrameworkPlan, framework: Framework) -> dict[str, Measure]:
    measures = {
        row.code: Measure(
            framework=framework,
            code=row.code,
            position=position,
            kind=row.kind,
            name_vi=row.name_vi,
            name_en=row.name_en,
            max_points=row.max_points or 0,
            min_points=row.min_points or 0,
            decimals=row.decimals,
            rule=row.rule,
            evidence=row.evidence,
            assessed_by=row.assessed_by,
            not_applicable=row.not_applicable,
            comparable_to_id=plan.comparable.get(row.code),
        )
        for position, row in enumerate(plan.measures, 1)
    }
    Measure.objects.bulk_create(measures.values())
    Part.objects.bulk_create(
        Part(whole=measures[row.code], part=measures[code], position=position)
        for row in plan.measures
        for position, code in enumerate(row.parts, 1)
    )
    return measures


def write_bands(plan: FrameworkPlan, framework: Framework) -> None:
    if plan.bands is not None:
        framework.bands.all().delete()
        Band.objects.bulk_create(
            Band(framework=framework, name_vi=band.name_vi, name_en=band.name_en, upper=band.upper)
            for band in plan.bands
        )
