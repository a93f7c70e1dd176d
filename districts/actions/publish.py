"""Publishing: a round's results computed once, frozen and digested; a correction is a new revision."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from districts.actions import digest
from districts.actions.differences import Difference, Differences, differences
from districts.actions.draft import Draft, draft_of
from districts.actions.errors import ActionError
from districts.actions.events import record
from districts.actions.margins import margin_digests, write_margins
from districts.actions.moves import move_digests, write_moves
from districts.actions.rows import HeaderRow
from districts.actions.statistics import renew_statistics
from districts.actions.transitions import hold_all, publish_all
from districts.models import Event, Publication, PublishedUnit, Round, Standing, Summary

BATCH = 1000

Progress = Callable[[int, int], object]  # standings written so far, and of how many


def silent(done: int, of: int) -> None:
    """No progress to show."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What publishing would do; nothing is written."""

    draft: Draft
    latest: Publication | None
    differences: Differences  # to `latest`; none where nothing was published yet


@dataclass(frozen=True, slots=True)
class Decision:
    """What the authority says of a publication."""

    office: str = ""
    number: str = ""
    on: date | None = None


def preview(*, round: Round, as_it_stands: bool = False) -> Preview:
    """Score the round as publishing would; raises ActionError where it cannot be published.

    With `as_it_stands` scorecards that are not appraised yet count with the verdicts that they have so far.
    """
    draft = draft_of(round, as_it_stands=as_it_stands)
    latest = latest_of(round)
    return Preview(draft, latest, differences(draft, latest) if latest else Differences(False, []))


def latest_of(round: Round) -> Publication | None:
    return Publication.objects.filter(round=round).order_by("-revision").first()


@transaction.atomic
def publish(
    *,
    round: Round,
    by: User,
    office: str = "",
    decision_number: str = "",
    decision_date: date | None = None,
    progress: Progress = silent,
) -> Publication:
    """Publish a round for the first time."""
    round = locked(round)
    if latest_of(round):
        raise ActionError(_("%(round)s is published already: it can only be corrected.") % {"round": round})
    cards = hold_all(round)
    refuse_taken_address(round)
    decision = Decision(office, decision_number, decision_date)
    draft = draft_of(round)
    publication = write(draft, header_of(draft, by=by, decision=decision), progress)
    round.stage = Round.Stage.PUBLISHED
    round.save(update_fields=["stage"])
    publish_all(cards)
    note(publication, draft, by=by)
    return publication


@transaction.atomic
def correct(
    *,
    publication: Publication,
    reason: str,
    by: User,
    office: str = "",
    decision_number: str = "",
    decision_date: date | None = None,
    progress: Progress = silent,
) -> Publication:
    """Publish a new revision of the round of `publication`, its latest; the old one stays as it is."""
    if not reason.strip():
        raise ActionError(_("A correction needs a reason."))
    round = locked(publication.round)
    cards = hold_all(round)
    latest = latest_of(round)
    if latest is None or latest.pk != publication.pk:
        raise ActionError(_("%(publication)s is not the latest revision.") % {"publication": publication})
    decision = Decision(office, decision_number, decision_date)
    draft = draft_of(round)
    found = differences(draft, latest)
    refuse_unchanged(latest, found, decision)
    header = header_of(draft, by=by, decision=decision, latest=latest, reason=reason.strip())
    revision = write(draft, header, progress)
    publish_all(cards)
    note(revision, draft, by=by, latest=latest, found=found.standings)
    return revision


def locked(round: Round) -> Round:
    """The round as it is now, held: whoever publishes it at the same time waits, then finds it published."""
    return Round.objects.select_for_update(of=("self",)).select_related("authority", "framework").get(pk=round.pk)


def refuse_taken_address(round: Round) -> None:
    """Two authorities of one year may share a name, one abolished and one founded in it."""
    taken = Publication.objects.filter(
        authority_slug=round.authority.slug,
        authority_level=round.authority.level,
        year=round.year,
        group=round.group,
        basis=round.basis,
    )
    if taken.exists():
        raise ActionError(
            _("Another authority has published at the address %(address)s: give this round a basis of its own.")
            % {"address": address_of(round)}
        )


def refuse_unchanged(latest: Publication, found: Differences, decision: Decision) -> None:
    """A correction corrects something: a figure, a name, or what the authority says of the publication."""
    if not found.anything and not changes_decision(latest, decision):
        text = _("Nothing differs from %(publication)s: there is nothing to correct.")
        raise ActionError(text % {"publication": latest})


def changes_decision(latest: Publication, decision: Decision) -> bool:
    """Whether an office, number or date is stated that the latest revision does not carry."""
    stated = (decision.office, decision.number, decision.on)
    carried = (latest.office, latest.decision_number, latest.decision_date)
    return any(new and new != old for new, old in zip(stated, carried, strict=True))


def header_of(
    draft: Draft, *, by: User, decision: Decision, latest: Publication | None = None, reason: str = ""
) -> HeaderRow:
    round, authority = draft.round, draft.round.authority
    return HeaderRow(
        round_id=round.pk,
        revision=latest.revision + 1 if latest else 1,
        authority_slug=authority.slug,
        authority_level=authority.level,
        authority_name_vi=authority.name_vi,
        authority_name_en=authority.name_en,
        group=round.group,
        year=round.year,
        basis=round.basis,
        framework_id=round.framework_id,
        availability=round.availability,
        published_by_id=by.pk,
        published_at=timezone.now(),
        office=decision.office or authority.name_vi,
        decision_number=decision.number,
        decision_date=decision.on,
        reason=reason,
        compared_with_id=draft.compared_with.pk if draft.compared_with else None,
        unit_count=len(draft.units),
        provenance=draft.provenance,
    )


def write(draft: Draft, header: HeaderRow, progress: Progress) -> Publication:
    """Insert the rows of a publication, its digest known beforehand since no row is ever changed."""
    publication = Publication.objects.create(**header._asdict(), digest=digests_of(draft, header)["digest"])
    units = draft.units.values()
    published = PublishedUnit.objects.bulk_create(
        (PublishedUnit(publication=publication, **row._asdict(), digest=digest.digest_of_unit(row)) for row in units),
        batch_size=BATCH,
    )
    Summary.objects.bulk_create(
        (Summary(publication=publication, **row._asdict()) for row in draft.summaries), batch_size=BATCH
    )
    standings = (
        Standing(publication=publication, published_unit=unit, **row._asdict(), digest=digest.digest_of_standing(row))
        for unit in published
        for row in draft.standings[unit.unit_id]
    )
    done, of = 0, sum(len(rows) for rows in draft.standings.values())
    while batch := list(islice(standings, BATCH)):
        Standing.objects.bulk_create(batch)
        done += len(batch)
        progress(done, of)
    write_margins(publication, published, draft.standings, draft.framework, draft.measures)
    write_moves(publication, published, draft)
    transaction.on_commit(renew_statistics, robust=True)  # what is published stands, even if this fails
    return publication


def digests_of(draft: Draft, header: HeaderRow) -> dict[str, Any]:
    """The digest of a publication and those that it is made of; the event keeps them as a second witness."""
    of_header, of_summaries = digest.digest_of_header(header), digest.digest_of_summaries(draft.summaries)
    of_units = draft.unit_digests
    return {
        "digest": digest.digest_of_publication(of_header, of_summaries, of_units),
        "header_digest": of_header,
        "summaries_digest": of_summaries,
        "unit_digests": of_units,
    }


def note(
    publication: Publication,
    draft: Draft,
    *,
    by: User,
    latest: Publication | None = None,
    found: Sequence[Difference] = (),
) -> None:
    """The event of a publication: what it consists of and, for a correction, what changed since `latest`."""
    after = contents_of(publication, draft)
    before = None
    if latest:
        before = {"publication": latest.pk, "revision": latest.revision, "digest": latest.digest}
        after["changes"] = [difference.as_json() for difference in found]
    record(
        by=by,
        verb=Event.Verb.CORRECT if latest else Event.Verb.PUBLISH,
        subject=f"{address_of(draft.round)} r{publication.revision}",
        before=before,
        after=after,
        reason=publication.reason,
    )


def contents_of(publication: Publication, draft: Draft) -> dict[str, Any]:
    """Counts and digests, by which `check_integrity` names what is missing or was altered."""
    return {
        "publication": publication.pk,
        "revision": publication.revision,
        "units": len(draft.units),
        "standings": sum(len(rows) for rows in draft.standings.values()),
        "summaries": len(draft.summaries),
        **digests_of(draft, frozen_header(publication)),
        "margins_digests": margin_digests(publication),
        "moves_digests": move_digests(publication),
    }


def frozen_header(publication: Publication) -> HeaderRow:
    return HeaderRow(*(getattr(publication, name) for name in HeaderRow._fields))


def address_of(round: Round) -> str:
    """The round in the words of its address, alike in every language: `lao-cai/2023/districts`."""
    words = [round.authority.slug, str(round.year), round.group, round.basis]
    return "/".join(word for word in words if word)
