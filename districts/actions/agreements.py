"""Agreements, written by the authority."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from districts import rights
from districts.actions.digest import plain
from districts.actions.errors import ActionError, Forbidden
from districts.actions.events import record
from districts.actions.figures import clean
from districts.actions.publish import address_of
from districts.actions.versions import held
from districts.models import Agreement, Event, Round
from districts.task_rules import AgreementSaid, Fault, faults_of_agreement

TEXTS = ("code", "title_vi", "title_en", "summary_vi", "summary_en", "source")
FIELDS = (*TEXTS, "date", "period_from", "period_to", "is_public", "provenance")


class Refused(ActionError):  # noqa: N818
    """What was said cannot be: each fault with its field."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(" ".join(told(fault) for fault in faults))


def told(fault: Fault) -> str:
    """What a form says of a fault: the words that a file's fault has too."""
    if not fault.value:
        return _("Expected: %(expected)s.") % {"expected": fault.expected}
    return _("Found “%(value)s”; expected: %(expected)s.") % {"value": fault.value[:60], "expected": fault.expected}


@transaction.atomic
def save_agreement(
    *, round: Round, said: AgreementSaid, by: User, agreement: Agreement | None = None, version: int = 0
) -> Agreement:
    """Make an agreement, or change the one that the form was opened with; raises Forbidden, Refused, Overtaken."""
    if not rights.can_write_agreements(by, round.authority_id):
        raise Forbidden(_("You may not write the agreements of this authority."))
    if agreement:
        agreement = held(agreement, version, subject_of(agreement))
    known = set(rights.units_of(round.authority).values_list("pk", flat=True))
    faults = list(faults_of_agreement(said, known))
    taken = Agreement.objects.filter(round=round, code=said.code).exclude(pk=agreement.pk if agreement else 0)
    if taken.exists():
        faults.append(Fault("code", said.code, _("a code that no other agreement has")))
    if faults:
        raise Refused(faults)
    before = facts_of(agreement) if agreement else None
    agreement = write_agreement(round=round, said=said, agreement=agreement)
    record(
        by=by, verb=Event.Verb.SAVE_AGREEMENT, subject=subject_of(agreement), before=before, after=facts_of(agreement)
    )
    return agreement


def write_agreement(*, round: Round, said: AgreementSaid, agreement: Agreement | None) -> Agreement:
    """Store what was said, checked already; the caller records it."""
    agreement = agreement or Agreement(round=round)
    for name in FIELDS:
        value = getattr(said, name)
        setattr(agreement, name, clean(value) if name in TEXTS else value)
    agreement.version += 1
    agreement.save()
    agreement.parties.set(said.parties)
    return agreement


def subject_of(agreement: Agreement) -> str:
    """A name that nothing else has, whatever the code: its page shows every event of it."""
    return f"{address_of(agreement.round)}/agreements/{agreement.code}"


def facts_of(agreement: Agreement) -> dict[str, Any]:
    """For the record; what it does not say is left out."""
    facts: dict[str, Any] = {name: plain(getattr(agreement, name)) for name in FIELDS}
    facts["parties"] = sorted(agreement.parties.values_list("code", flat=True))
    return {name: value for name, value in facts.items() if value not in ("", None, [])}
