"""Whether what was published is still what was published: every digest computed anew. Reads only.

Digests are kept twice: in the published rows, and in the event of the publication. Whoever alters rows and
their digests has to alter the event in the same way as well, and the digests that others have noted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from districts.actions import digest
from districts.actions.margins import digest_anew
from districts.actions.moves import move_digests
from districts.actions.rows import HeaderRow, StandingRow, SummaryRow, UnitRow
from districts.models import (
    Event,
    Margins,
    MarginsVaried,
    Measure,
    Publication,
    PublishedUnit,
    Round,
    Standing,
    Summary,
)

VERBS = (Event.Verb.PUBLISH, Event.Verb.CORRECT)
Witness = Mapping[str, Any]  # what an event says of its publication


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing found: in which publication, at which unit if it is one unit's, and what."""

    publication: str
    unit: str
    what: str

    def __str__(self) -> str:
        return f"{', '.join(filter(None, (self.publication, self.unit)))}: {self.what}"


def find_damage() -> Iterator[Damage]:
    """Everything that was altered, added or is missing, publication by publication."""
    events = events_by_publication()
    for publication in Publication.objects.order_by("pk"):
        yield from damage_of(publication, events.pop(publication.pk, []))
    for left in events.values():
        for event in left:
            yield Damage(event.subject, "", _("the publication is missing, only its event is there"))
    for round in Round.objects.filter(stage=Round.Stage.PUBLISHED, publications=None).select_related("authority"):
        yield Damage(str(round), "", _("the round counts as published, but its publications are missing"))


def events_by_publication() -> dict[int, list[Event]]:
    events: dict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(verb__in=VERBS).order_by("pk"):
        events[contents_of(event).get("publication", 0)].append(event)
    return events


def contents_of(event: Event) -> Witness:
    """What the event says; nothing where it was altered beyond recognition."""
    return event.after if isinstance(event.after, dict) else {}


def damage_of(publication: Publication, events: list[Event]) -> Iterator[Damage]:
    name = events[0].subject if events else str(publication)
    witness = contents_of(events[0]) if events else {}
    if not events:
        yield Damage(name, "", _("its event is missing"))
    for _more in events[1:]:
        yield Damage(name, "", _("an event was added"))
    units, found = check_units(publication, name)
    yield from found
    damaged = {damage.unit for damage in found}
    yield from (one for one in against_witness(name, witness, units) if one.unit not in damaged)
    yield from check_whole(publication, name, witness, {code: unit.digest for code, unit in units.items()})
    yield from check_margins(publication, name, witness)
    yield from check_moves(publication, name, witness, units)


@dataclass(frozen=True, slots=True)
class Unit:
    """A published unit with the digest computed anew."""

    name: str
    digest: str


def check_units(publication: Publication, name: str) -> tuple[dict[str, Unit], list[Damage]]:
    """The units by code, and what does not agree with the digests that they carry."""
    standings = standings_of(publication)
    measures = dict(Measure.objects.values_list("pk", "code"))
    expected = set(Measure.objects.filter(framework=publication.framework_id).values_list("pk", flat=True))
    units: dict[str, Unit] = {}
    found: list[Damage] = []
    for unit in PublishedUnit.objects.filter(publication=publication).order_by("code"):
        rows = standings.get(unit.pk, [])
        if digest.digest_of_standings(rows) != unit.standings_digest:
            texts = what_of_standings({row.measure_id for row in rows}, expected, altered(unit, rows), measures)
            found += [Damage(name, unit.name_vi, text) for text in texts]
        row = UnitRow(*(getattr(unit, column) for column in UnitRow._fields))
        units[unit.code] = Unit(unit.name_vi, digest.digest_of_unit(row))
        if units[unit.code].digest != unit.digest:
            found.append(Damage(name, unit.name_vi, _("the row of the unit was altered")))
    return units, found


def standings_of(publication: Publication) -> dict[int, list[StandingRow]]:
    """By published unit; a standing turned towards another publication counts as missing here."""
    rows: dict[int, list[StandingRow]] = defaultdict(list)
    standings = Standing.objects.filter(published_unit__publication=publication, publication=publication).order_by()
    for unit, *values in standings.values_list("published_unit_id", *StandingRow._fields).iterator(chunk_size=5000):
        rows[unit].append(StandingRow(*values))
    return rows


def altered(unit: PublishedUnit, rows: Iterable[StandingRow]) -> set[int]:
    """The measures whose standings are not those of the digests kept with them; older ones carry none."""
    kept = dict(Standing.objects.filter(published_unit=unit).order_by().values_list("measure_id", "digest"))
    return {row.measure_id for row in rows if kept[row.measure_id] not in ("", digest.digest_of_standing(row))}


def what_of_standings(
    there: set[int], expected: set[int], changed: set[int], measures: Mapping[int, str]
) -> Iterable[str]:
    """Every unit has one standing a measure; where these are complete, one of them was altered."""
    for measure in sorted(expected - there):
        yield _("the standing of %(measure)s is missing") % {"measure": measures[measure]}
    for measure in sorted(there - expected):
        yield _("a standing of %(measure)s was added") % {"measure": measures[measure]}
    for measure in sorted(changed & expected):
        yield _("the standing of %(measure)s was altered") % {"measure": measures[measure]}
    if there == expected and not changed:
        yield _("a standing was altered")


def against_witness(name: str, witness: Witness, units: Mapping[str, Unit]) -> Iterator[Damage]:
    """Units that the event does not know as they are, even where their own digests were made to fit."""
    noted: Mapping[str, str] = witness.get("unit_digests", {})
    if not noted:
        return
    for code in sorted(noted.keys() - units.keys()):
        yield Damage(name, code, _("the unit is missing"))
    for code, unit in units.items():
        if code not in noted:
            yield Damage(name, unit.name, _("the unit was added"))
        elif noted[code] != unit.digest:
            yield Damage(name, unit.name, _("the unit or its standings were altered, and their digests with them"))


def check_whole(publication: Publication, name: str, witness: Witness, units: Mapping[str, str]) -> Iterator[Damage]:
    """Header, summaries and the digest over everything."""
    header = HeaderRow(*(getattr(publication, column) for column in HeaderRow._fields))
    rows = Summary.objects.filter(publication=publication).order_by().values_list(*SummaryRow._fields)
    summaries = [SummaryRow(*row) for row in rows]
    of_header, of_summaries = digest.digest_of_header(header), digest.digest_of_summaries(summaries)
    if of_header != witness.get("header_digest", of_header):
        yield Damage(name, "", _("the row of the publication was altered"))
    if of_summaries != witness.get("summaries_digest", of_summaries):
        yield Damage(name, "", what_of_summaries(len(summaries), witness["summaries"]))
    whole = digest.digest_of_publication(of_header, of_summaries, units)
    if whole != publication.digest:
        yield Damage(name, "", _("the digest of the publication is not that of its rows"))
    elif witness and witness.get("digest") != publication.digest:
        yield Damage(name, "", _("its event was altered, or all its rows and digests were"))


def what_of_summaries(there: int, noted: int) -> str:
    if there == noted:
        return _("a summary was altered")
    return _("a summary is missing") if there < noted else _("a summary was added")


def check_margins(publication: Publication, name: str, witness: Witness) -> Iterator[Damage]:
    """Margins of ranks against their own digests, and against the event where this is as it was written."""
    labels = dict(MarginsVaried.choices)
    heads = {head.varied: head for head in Margins.objects.filter(publication=publication).order_by("pk")}
    for varied, head in heads.items():
        if digest_anew(head) != head.digest:
            text = _("the margins of ranks by %(varied)s were altered")
            yield Damage(name, "", text % {"varied": labels.get(varied, varied)})
    if "unit_digests" not in witness:
        return
    noted: Mapping[str, str] = witness.get("margins_digests", {})  # events from before margins note none
    for varied in [*noted, *(varied for varied in heads if varied not in noted)]:
        if text := what_of_margins(noted.get(varied), heads.get(varied)):
            yield Damage(name, "", text % {"varied": labels.get(varied, varied)})


def what_of_margins(noted: str | None, head: Margins | None) -> str:
    if head is None:
        return _("the margins of ranks by %(varied)s are missing")
    if noted is None:
        return _("margins of ranks by %(varied)s were added")
    return "" if noted == head.digest else _("the digest of the margins of ranks by %(varied)s is not the one noted")


def check_moves(publication: Publication, name: str, witness: Witness, units: Mapping[str, Unit]) -> Iterator[Damage]:
    """Changes of ranks against the event where this is as it was written; which moves there are, it alone knows."""
    if "unit_digests" not in witness:
        return
    noted: Mapping[str, str] = witness.get("moves_digests", {})  # events from before moves note none
    found = move_digests(publication)
    for code in sorted(noted.keys() | found.keys()):
        if text := what_of_moves(noted.get(code), found.get(code)):
            yield Damage(name, units[code].name if code in units else code, text)


def what_of_moves(noted: str | None, found: str | None) -> str:
    if found is None:
        return _("the changes of its ranks are missing")
    if noted is None:
        return _("changes of its ranks were added")
    return "" if noted == found else _("the changes of its ranks were altered")
