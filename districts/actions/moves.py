"""Why ranks changed since the publication compared with, computed when a round is published.

docs/scoring.md says what the parts are. Both publications are immutable, so nothing can make them others later.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from districts.actions import digest
from districts.actions.assemble import STRENGTH
from districts.actions.draft import Draft
from districts.actions.rows import StandingRow
from districts.models import Measure, MoveWhy, Publication, PublishedUnit, RankMove, Standing
from scoring.decomposition import Move, Part, Place, Table, decompose
from scoring.order import Ruler

BATCH = 1000


class MoveRow(NamedTuple):
    """A move without its own key and that of its unit; the columns are part of its digest."""

    measure_id: int
    why: str
    before: int | None
    after: int | None
    exits: int | None = None
    own: int | None = None
    others: int | None = None
    maxima: int | None = None
    entries: int | None = None
    rounding: int | None = None
    own_points: Decimal | None = None
    maxima_points: Decimal | None = None
    rounding_points: Decimal | None = None
    shared_then: int = 0
    shared_now: int = 0
    provenance: str = ""


class Shown(NamedTuple):
    """What is compared of a standing."""

    points: Decimal | None
    max_points: Decimal
    rank: int | None
    provenance: str
    rank_provenance: str


Field = Mapping[int, Shown]  # everybody in one measure of one publication, by unit


def write_moves(publication: Publication, units: Sequence[PublishedUnit], draft: Draft) -> None:
    """Insert the moves of a publication that is being written: the total's, and those of what stands beside it."""
    if draft.compared_with is None:
        return
    by_unit = {unit.unit_id: unit for unit in units}
    rows = (
        RankMove(published_unit=by_unit[unit], **row._asdict()) for unit, row in moves_of(draft, draft.compared_with)
    )
    while batch := list(islice(rows, BATCH)):
        RankMove.objects.bulk_create(batch)


def moves_of(draft: Draft, since: Publication) -> Iterator[tuple[int, MoveRow]]:
    """Every unit's move, measure by measure."""
    codes = [draft.framework.codes[measure] for measure in draft.framework.headlines]
    headlines = Measure.objects.filter(framework=draft.round.framework_id, code__in=codes).select_related(
        "comparable_to"
    )
    pairs = [(measure, counterpart(measure, since)) for measure in headlines.order_by("position")]
    then = fields_then(since, [other.pk for _measure, other in pairs if other])
    now = fields_now(draft.standings, [measure.pk for measure, _other in pairs])
    for measure, other in pairs:
        field = now[measure.pk]
        if other is None:
            # The framework does not say that it counts the same: nothing is set beside anything.
            for unit, shown in field.items():
                yield unit, MoveRow(measure.pk, MoveWhy.NOT_COMPARABLE.value, None, shown.rank)
        else:
            yield from pair_of(measure, other, then[other.pk], field).rows()


def counterpart(measure: Measure, since: Publication) -> Measure | None:
    """The measure of the other publication's framework that one is compared with; often it itself."""
    other = measure if measure.framework_id == since.framework_id else measure.comparable_to
    return other if other is not None and other.framework_id == since.framework_id else None


def fields_now(standings: Mapping[int, Sequence[StandingRow]], measures: Sequence[int]) -> dict[int, dict[int, Shown]]:
    fields: dict[int, dict[int, Shown]] = {measure: {} for measure in measures}
    for unit, rows in standings.items():
        for row in rows:
            if row.measure_id in fields:
                fields[row.measure_id][unit] = Shown(*(getattr(row, name) for name in Shown._fields))
    return fields


def fields_then(since: Publication, measures: Sequence[int]) -> dict[int, dict[int, Shown]]:
    fields: dict[int, dict[int, Shown]] = {measure: {} for measure in measures}
    rows = Standing.objects.filter(publication=since, measure__in=measures).order_by()
    for measure, unit, *shown in rows.values_list("measure_id", "published_unit__unit_id", *Shown._fields):
        fields[measure][unit] = Shown(*shown)
    return fields


@dataclass(frozen=True, slots=True)
class Pair:
    """One measure in both publications."""

    measure_id: int
    then: Field
    now: Field
    found: Mapping[object, object]  # by unit: a Move, or why there is none
    shared_then: Counter[int | None]  # how many have a rank
    shared_now: Counter[int | None]

    def rows(self) -> Iterator[tuple[int, MoveRow]]:
        for unit, after in self.now.items():
            yield unit, self.row(self.found[unit], self.then.get(unit), after)

    def row(self, found: object, before: Shown | None, after: Shown) -> MoveRow:
        rank_then, rank_now = before.rank if before else None, after.rank
        head = MoveRow(
            measure_id=self.measure_id,
            why="",
            before=rank_then,
            after=rank_now,
            shared_then=self.shared_then[rank_then] - 1 if rank_then else 0,
            shared_now=self.shared_now[rank_now] - 1 if rank_now else 0,
            provenance=weakest(shown for shown in (before, after) if shown),
        )
        return with_parts(head, found) if isinstance(found, Move) else head._replace(why=str(found))


def pair_of(measure: Measure, other: Measure, then: Field, now: Field) -> Pair:
    found = decompose(
        Table(places(then), Ruler.of(other.max_points, other.decimals)),
        Table(places(now), Ruler.of(measure.max_points, measure.decimals)),
    )
    ranks = [Counter(shown.rank for shown in field.values()) for field in (then, now)]
    return Pair(measure.pk, then, now, found, *ranks)


def places(field: Field) -> dict[object, Place]:
    return {unit: Place(unit, shown.points, shown.max_points, shown.rank) for unit, shown in field.items()}


def with_parts(head: MoveRow, move: Move) -> MoveRow:
    return head._replace(
        exits=move.places(Part.EXITS),
        own=move.places(Part.OWN),
        others=move.places(Part.OTHERS),
        maxima=move.places(Part.MAXIMA),
        entries=move.places(Part.ENTRIES),
        rounding=move.places(Part.PRINTED_THEN, Part.PRINTED_NOW),
        own_points=move.points.own,
        maxima_points=move.points.maxima,
        rounding_points=move.points.rounding,
    )


def weakest(compared: Iterable[Shown]) -> str:
    """The weakest provenance of points and ranks; none where nothing is known."""
    words = {word for shown in compared for word in (shown.provenance, shown.rank_provenance)} - {""}
    return max(words, key=STRENGTH.__getitem__, default="")


def move_digests(publication: Publication) -> dict[str, str]:
    """The digest over a unit's moves as they are stored, by its code."""
    rows: dict[str, list[MoveRow]] = {}
    moves = RankMove.objects.filter(published_unit__publication=publication).order_by("published_unit__code")
    for code, *values in moves.values_list("published_unit__code", *MoveRow._fields):
        rows.setdefault(code, []).append(MoveRow(*values))
    return {
        code: digest.digest_of_texts(digest.text_of(row) for row in sorted(own, key=lambda row: row.measure_id))
        for code, own in rows.items()
    }
