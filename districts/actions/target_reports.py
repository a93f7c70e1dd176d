"""What is reported of a target: appended, never changed; a correction is a further report with its reason."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from districts import rights
from districts.actions.errors import ActionError, Forbidden
from districts.actions.events import record
from districts.actions.versions import Facts, Unfit, fact, refuse_overtaken
from districts.aims import begins, fault_of_day, fault_of_number, name_of_target
from districts.models import Event, Plan, Provenance, Target, TargetReport


@dataclass(frozen=True, slots=True)
class Told:
    """One report as a form or a file gives it."""

    as_of: date
    value: Decimal | None
    answer: bool | None
    office: str
    evidence: str = ""
    link: str = ""
    provenance: str = Provenance.OFFICIAL
    source: str = ""
    reason: str = ""


@transaction.atomic
def report_target(*, target: Target, told: Told, seen: int, by: User) -> TargetReport:
    """Add a report. `seen` is how many the form showed: with more of them by now, somebody was faster."""
    if not rights.can_report_target(by, target):
        raise Forbidden(_("You may not report on target %(code)s.") % {"code": target.code})
    Plan.objects.select_for_update().get(pk=target.plan_id)
    if target.reports.count() != seen:
        refuse_overtaken(name_of_target(target))
    last = last_of_day(target, told.as_of)
    report = write_report(target, told, last, by)
    record(
        by=by,
        verb=Event.Verb.REPORT_TARGET,
        subject=name_of_target(target),
        before=facts_of(last) if last else None,
        after=facts_of(report),
        reason=report.reason,
    )
    return report


def last_of_day(target: Target, as_of: date) -> TargetReport | None:
    return target.reports.filter(as_of=as_of).order_by("-revision").first()


def write_report(target: Target, told: Told, last: TargetReport | None, by: User) -> TargetReport:
    """Check and store; `last` is the report of the same day that it corrects."""
    check_report(target, told, last)
    return TargetReport.objects.create(
        target=target,
        revision=last.revision + 1 if last else 1,
        reason=told.reason.strip() if last else "",
        by=by,
        **{name: getattr(told, name) for name in FIELDS},
    )


FIELDS = ("as_of", "value", "answer", "office", "evidence", "link", "provenance", "source")


def check_report(target: Target, told: Told, last: TargetReport | None) -> None:
    """A day of the plan, a value of the target's kind, an office, and a reason where it corrects."""
    if target.indicator_id:
        raise ActionError(_("The value of this target is counted by its indicator; it is not typed again."))
    if expected := fault_of_day(told.as_of, begins(target.plan), timezone.localdate()):
        raise Unfit("as_of", expected)
    yes_no = target.comparison == Target.Comparison.YES_NO
    if yes_no and (told.answer is None or told.value is not None):
        raise Unfit("answer", _("yes or no"))
    if not yes_no and (told.value is None or told.answer is not None):
        raise Unfit("value", _("a number"))
    if expected := fault_of_number(told.value, target.decimals):
        raise Unfit("value", expected)
    if not told.office.strip():
        raise Unfit("office", _("the office that reports"))
    if last and not told.reason.strip():
        raise Unfit("reason", _("a reason, since it corrects the report of the same day"))


def facts_of(report: TargetReport) -> Facts:
    """A report for the record; what it does not say is left out."""
    facts = {name: fact(getattr(report, name)) for name in (*FIELDS, "revision")}
    return {name: value for name, value in facts.items() if value not in (None, "")}
