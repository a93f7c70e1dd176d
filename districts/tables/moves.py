"""Why a rank changed and how far the next one is, in sentences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.models import MoveWhy, Provenance
from districts.queries.editions import Edition, compared_label
from districts.queries.figures import UnitName
from districts.queries.gaps import MeasureGap, Place
from districts.queries.moves import NOT_STORED, MeasureMove, Move, Moves, Part
from districts.tables.words import PROVENANCES
from districts.templatetags.portal import points, signed


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One part of the change: places in each measure, and points of the total."""

    label: str
    places: tuple[int | None, ...]  # by measure; None where nothing can be decomposed
    points: Decimal | None  # None where it says nothing about points


@dataclass(frozen=True, slots=True)
class MoveTable:
    """The parts of the change, and what they add up to."""

    rows: tuple[MoveRow, ...]
    change: MoveRow


def part_labels() -> list[str]:
    """In the order of Part."""
    return [
        _("Units that left the ranking"),
        _("Own gain or loss"),
        _("Gain or loss of the others"),
        _("Changed maxima"),
        _("Units that entered the ranking"),
        _("Rounding and printed ranks"),
    ]


def move_table(moves: Moves) -> MoveTable | None:
    """Nothing where no measure can be decomposed."""
    found = [measure.move for measure in moves.measures]
    if not any(found):
        return None
    total = moves.total.move
    of_points = total.points if total else {}
    rows = tuple(
        MoveRow(label, tuple(move.places[part] if move else None for move in found), of_points.get(part))
        for label, part in zip(part_labels(), Part, strict=True)
    )
    change = tuple(move.change if move else None for move in found)
    return MoveTable(rows, MoveRow(_("Change"), change, total.points_change if total else None))


def move_sentences(moves: Moves, edition: Edition) -> list[str]:
    """Why the total's rank changed, who shares it, and what is known of the points where little was published."""
    if moves.since is None:
        return []
    total, since = moves.total, compared_label(*moves.since)
    if total.move is None:
        return [_marked(_why_not(total, since), total)]
    return [
        _marked(_moved(total, total.move, since), total),
        *_ties(total, since),
        *_closed(moves, edition.year, since),
    ]


def _marked(sentence: str, measure: MeasureMove | MeasureGap) -> str:
    """With the word where illustrative figures had a part in it."""
    if not measure.is_illustrative:
        return sentence
    return f"{sentence.rstrip('.')} ({PROVENANCES[Provenance.ILLUSTRATIVE]})."


def _moved(measure: MeasureMove, move: Move, since: str) -> str:
    places, parts = abs(move.change), _parts(move)
    words = {"places": places, "since": since, "parts": ", ".join(parts), "rank": measure.after}
    if move.change > 0:
        text = ngettext(
            "Up %(places)s place since %(since)s: %(parts)s.",
            "Up %(places)s places since %(since)s: %(parts)s.",
            places,
        )
    elif move.change < 0:
        text = ngettext(
            "Down %(places)s place since %(since)s: %(parts)s.",
            "Down %(places)s places since %(since)s: %(parts)s.",
            places,
        )
    elif parts:
        text = _("Rank %(rank)s, as in %(since)s: %(parts)s.")
    elif move.points[Part.OWN]:
        words["points"] = signed(move.points[Part.OWN], measure.node.decimals)
        text = _("Rank %(rank)s, as in %(since)s: its own %(points)s points passed nobody, and nobody passed it.")
    else:
        text = _("Rank %(rank)s, as in %(since)s: nothing in the ranking moved it.")
    return text % words


def _parts(move: Move) -> list[str]:
    """Each part that is not zero; with signs where they do not all go the way of the change."""
    found = [(part, places) for part, places in move.places.items() if places]
    if len(found) == 1:
        return [_part(found[0][0], found[0][1], _("all"))]
    alike = all((places > 0) == (move.change > 0) for _part, places in found) and move.change != 0
    return [_part(part, places, str(abs(places)) if alike else signed(places)) for part, places in found]


def _part(part: Part, places: int, number: str) -> str:
    risen = places > 0
    sentences = {
        Part.EXITS: _("%(places)s by units that left the ranking"),
        Part.OWN: _("%(places)s by its own gain") if risen else _("%(places)s by its own loss"),
        Part.OTHERS: _("%(places)s by others’ loss") if risen else _("%(places)s by others’ gain"),
        Part.MAXIMA: _("%(places)s by changed maxima"),
        Part.ENTRIES: _("%(places)s by units that entered the ranking"),
        Part.ROUNDING: _("%(places)s by rounding or printed ranks"),
    }
    return sentences[part] % {"places": number}


def _ties(measure: MeasureMove, since: str) -> Iterator[str]:
    if measure.level_now:
        yield ngettext(
            "It shares this rank with %(others)s other unit.",
            "It shares this rank with %(others)s other units.",
            measure.level_now,
        ) % {"others": measure.level_now}
    if measure.level_then:
        yield ngettext(
            "In %(since)s it shared its rank with %(others)s other unit.",
            "In %(since)s it shared its rank with %(others)s other units.",
            measure.level_then,
        ) % {"others": measure.level_then, "since": since}


def _closed(moves: Moves, year: int, since: str) -> Iterator[str]:
    """What headline figures say of a gain, and that they say no more."""
    if not moves.is_closed or not moves.gains or moves.total.move is None:
        return
    parts = ", ".join(f"{gain.node.name} {signed(gain.points, gain.node.decimals)}" for gain in moves.gains)
    words = {
        "year": year,
        "since": since,
        "points": signed(moves.total.move.points_change, moves.total.node.decimals),
        "parts": parts,
    }
    if len(moves.gains) > 1:
        text = _(
            "Of %(year)s nothing is published below these, so %(points)s points since %(since)s are told apart as: "
            "%(parts)s."
        )
    else:
        text = _("Of %(year)s only the total is known: %(points)s points since %(since)s, not told apart by criteria.")
    yield _marked(text % words, moves.total)


def _why_not(measure: MeasureMove, since: str) -> str:
    printed = _(
        "From rank %(before)s in %(since)s to rank %(rank)s. One of the two was published without points, so nobody "
        "can say why."
    )
    not_stored = _(
        "From rank %(before)s in %(since)s to rank %(rank)s. What moved it was not counted yet when this was published."
    )
    if measure.before is None:
        not_stored = _("There is no rank of %(since)s to set this one beside.")
    sentences = {
        NOT_STORED: not_stored,
        MoveWhy.NOT_COMPARABLE: _(
            "The ranking of %(since)s follows a framework that is not comparable: no change is counted."
        ),
        MoveWhy.NOT_THERE_THEN: _("It was not in the ranking of %(since)s, so there is no change to explain."),
        MoveWhy.NO_RANK_THEN: _("It had no rank in %(since)s, so there is no change to explain."),
        MoveWhy.NO_RANK_NOW: _("It has no rank, so there is no change since %(since)s to explain."),
        MoveWhy.NO_POINTS_THEN: printed,
        MoveWhy.NO_POINTS_NOW: printed,
    }
    return sentences[measure.why] % {"since": since, "before": measure.before, "rank": measure.after}


def gap_sentences(gap: MeasureGap) -> list[str]:
    """How far the next rank is, and how near the next behind."""
    sentences = [*_up(gap), *_behind(gap)]
    return [_marked(sentence, gap) for sentence in sentences]


def _up(gap: MeasureGap) -> Iterator[str]:
    places, words = gap.node.decimals, {"names": _names(gap.ahead), "rank": gap.rank}
    if gap.place is Place.NO_RANK:
        yield _("It has no rank, so there is no distance to the next one.")
    elif gap.place is Place.PRINTED:
        yield _("Of some units only printed ranks are known: the distance to the next rank cannot be counted.")
    elif gap.place is Place.FIRST and gap.level:
        words |= {"names": _names(gap.level), "gap": points(gap.alone, places)}
        if gap.alone is None:
            yield _("It shares first place with %(names)s, at the maximum.") % words
        else:
            yield _("It shares first place with %(names)s; %(gap)s points more would leave it alone there.") % words
    elif gap.place is Place.FIRST:
        yield _("It is first: there is no rank above it.")
    elif gap.to_share is None:
        yield _("Rank %(rank)s (%(names)s) is out of its reach: its own maximum is too small.") % words
    elif gap.to_pass is None:
        words["gap"] = points(gap.to_share, places)
        yield _("%(gap)s points more would draw level with %(names)s, rank %(rank)s; passing is impossible.") % words
    else:
        words |= {"gap": points(gap.to_share, places), "more": points(gap.to_pass, places)}
        yield _("%(gap)s points more would draw level with %(names)s, rank %(rank)s; %(more)s would pass.") % words


def _behind(gap: MeasureGap) -> Iterator[str]:
    if gap.lead is not None:
        yield ngettext(
            "%(names)s, the next behind, needs %(gap)s points to draw level.",
            "%(names)s, the next behind, need %(gap)s points to draw level.",
            len(gap.behind),
        ) % {"names": _names(gap.behind), "gap": points(gap.lead, gap.node.decimals)}


def _names(units: Sequence[UnitName] | Iterable[UnitName]) -> str:
    return ", ".join(unit.name for unit in units)
