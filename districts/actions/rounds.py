"""Rounds that are entered in the portal: opened, extended, previewed, published and corrected by those entitled."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from districts import rights
from districts.actions import publish
from districts.actions.errors import ActionError, Forbidden
from districts.actions.events import record
from districts.actions.extensions import extend_deadline
from districts.actions.publish import Decision, Preview, address_of
from districts.imports.authorities import LEVEL_OF
from districts.models import Event, Framework, Provenance, Publication, Round, Scorecard, Unit
from districts.text import SLUG

__all__ = ["Decision", "correct_round", "extend_deadline", "open_round", "preview_round", "publish_round"]


@transaction.atomic
def open_round(
    *,
    authority: Unit,
    year: int,
    opens: datetime,
    closes: datetime,
    reply_until: datetime | None,
    by: User,
    group: str = "",
    framework: Framework | None = None,
    units: Iterable[Unit] | None = None,
    basis: str = "",
    copy_of: Round | None = None,
    provenance: str = Provenance.OFFICIAL,
) -> Round:
    """Open a round with a scorecard for every unit.

    `copy_of` gives what is not said: group, framework, and its units as far as they exist in the year. Without
    it and without `units` the round takes every unit of the group that exists in the year.
    """
    if not rights.can_open_rounds(by, authority):
        raise Forbidden(_("You have no right to this."))
    round = described(authority, year, group, framework, basis, copy_of)
    round.opens, round.closes, round.reply_until, round.provenance = opens, closes, reply_until, provenance
    refuse_round(round, copy_of)
    chosen = units_of(round, units, copy_of)
    round.save()
    unranked = unranked_in(copy_of)
    cards = [Scorecard(round=round, unit=unit, ranked=unit.pk not in unranked) for unit in chosen]
    Scorecard.objects.bulk_create(cards, batch_size=500)
    note_opening(round, chosen, by, copy_of)
    return round


def described(
    authority: Unit, year: int, group: str, framework: Framework | None, basis: str, copy_of: Round | None
) -> Round:
    """The round that is asked for, not stored yet."""
    framework = framework or (copy_of.framework if copy_of else None)
    group = group or (copy_of.group if copy_of else "")
    if framework is None or not group:
        raise ActionError(_("Choose a framework and a group."))
    return Round(
        authority=authority,
        year=year,
        group=group,
        basis=basis,
        framework=framework,
        availability=framework.availability,
    )


def refuse_round(round: Round, copy_of: Round | None) -> None:
    """What the database would refuse, told to who asked."""
    if not 2000 <= round.year <= 2100:
        raise ActionError(_("The year %(year)s is not between 2000 and 2100.") % {"year": round.year})
    if not SLUG.fullmatch(round.group) or (round.basis and not SLUG.fullmatch(round.basis)):
        raise ActionError(_("Group and basis are words of small letters, digits and hyphens."))
    if copy_of and copy_of.authority_id != round.authority_id:
        raise ActionError(_("Only a round of the same authority can be copied."))
    assert round.opens
    assert round.closes
    if round.opens >= round.closes or (round.reply_until and round.reply_until < round.closes):
        raise ActionError(_("A round opens, then closes, then the replies end: check the moments."))
    if Round.objects.filter(
        authority=round.authority_id, group=round.group, year=round.year, basis=round.basis
    ).exists():
        raise ActionError(_("There is such a round already: %(round)s.") % {"round": address_of(round)})


def units_of(round: Round, units: Iterable[Unit] | None, copy_of: Round | None) -> list[Unit]:
    """The units of the round: those chosen, else those of the round copied, else all of the group."""
    below = rights.units_below(round.authority).existing_in(round.year)
    if units is not None:
        wanted = {unit.pk for unit in units}
        found = list(below.filter(pk__in=wanted))
        if len(found) != len(wanted):
            raise ActionError(_("A unit that was chosen is not below the authority or did not exist in the year."))
    elif copy_of:
        found = list(below.filter(scorecards__round=copy_of))
    elif round.group in LEVEL_OF:
        found = list(below.filter(level=LEVEL_OF[round.group]))
    else:
        raise ActionError(_("Choose the units: the group has a name of its own."))
    if not found:
        raise ActionError(_("No unit of this group existed in the year."))
    return found


def unranked_in(round: Round | None) -> set[int]:
    """Units outside the ranking stay outside it when a round is copied."""
    if round is None:
        return set()
    return set(Scorecard.objects.filter(round=round, ranked=False).values_list("unit_id", flat=True))


def note_opening(round: Round, units: list[Unit], by: User, copy_of: Round | None) -> None:
    moments = {"opens": round.opens, "closes": round.closes, "reply_until": round.reply_until}
    record(
        by=by,
        verb=Event.Verb.OPEN_ROUND,
        subject=address_of(round),
        after={
            "framework": round.framework.slug,
            "units": [unit.code for unit in units],
            "copy_of": address_of(copy_of) if copy_of else "",
            **{name: moment and moment.isoformat() for name, moment in moments.items()},
        },
    )


# What publishing does is districts/actions/publish.py; whoever has a command line needs no right, people need one.


def preview_round(*, round: Round, by: User) -> Preview:
    """The league table as it would be published now, units that are not appraised yet included."""
    refuse_outsider(round, by)
    return publish.preview(round=round, as_it_stands=True)


def publish_round(*, round: Round, by: User, decision: Decision | None = None) -> Publication:
    """Publish a round of which every scorecard is appraised."""
    refuse_outsider(round, by)
    said = decision or Decision()
    return publish.publish(round=round, by=by, office=said.office, decision_number=said.number, decision_date=said.on)


def correct_round(*, publication: Publication, reason: str, by: User, decision: Decision | None = None) -> Publication:
    """Publish the next revision, with what was appraised again since."""
    refuse_outsider(publication.round, by)
    said = decision or Decision()
    return publish.correct(
        publication=publication,
        reason=reason,
        by=by,
        office=said.office,
        decision_number=said.number,
        decision_date=said.on,
    )


def refuse_outsider(round: Round, by: User) -> None:
    if not rights.can_run(by, round):
        raise Forbidden(_("You have no right to this."))
