"""The tidy long form of standings: a row a unit and measure, the same columns in every file and in the interface.

`rows(Selection((edition.id,)))` gives typed cells; `csv_chunks` and `json_chunks` of the modules beside write the same
rows as text, in constant memory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal, TypeAlias

from django.utils.translation import gettext_lazy as _

from districts.exports.pieces import Cell, written
from districts.queries.rows import Selection

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text
else:
    Text = object

__all__ = ["COLUMNS", "FORMAT", "Cell", "Column", "Kind", "Note", "Row", "Selection", "Text", "rows"]

FORMAT = 1  # raised when bytes change for the same figures: part of every ETag
Note: TypeAlias = tuple[str, str]  # what it is about, and what is said of it
Row: TypeAlias = tuple[Cell, ...]
Kind: TypeAlias = Literal["text", "integer", "decimal", "truth"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file. Its name is for scripts and the same in every language, its title for people."""

    name: str
    title: Text
    kind: Kind
    places: int | None = None  # decimals that are always shown; None where each measure has its own
    about: Text = ""


COLUMNS: tuple[Column, ...] = (
    Column("authority", _("Authority"), "text", about=_("The address of the authority that assessed.")),
    Column("group", _("Group"), "text", about=_("The group of units that was assessed together.")),
    Column("year", _("Year"), "integer", about=_("The year that was assessed.")),
    Column("revision", _("Revision"), "integer", about=_("The revision of the publication, from 1.")),
    Column("basis", _("Basis"), "text", about=_("The basis, where a year was assessed on several; else empty.")),
    Column(
        "unit_id",
        _("Unit key"),
        "text",
        about=_("Level, code and first day of the unit: the same in every year, and of no other unit."),
    ),
    Column("unit_code", _("Unit code"), "text", about=_("The code of the unit when published; codes were reused.")),
    Column("unit_name", _("Unit"), "text", about=_("The Vietnamese name of the unit when published.")),
    Column("unit_kind", _("Kind of unit"), "text", about=_("What the unit was called when published.")),
    Column("measure_code", _("Measure code"), "text", about=_("The code of the measure in its framework.")),
    Column("measure_name", _("Measure"), "text", about=_("The Vietnamese name of the measure.")),
    Column("measure_kind", _("Kind of measure"), "text", about=_("total, pillar, group, index or criterion.")),
    Column("points", _("Points"), "decimal", about=_("As published, exactly; empty where there are none.")),
    Column("max_points", _("Maximum"), "decimal", about=_("The unit's own maximum in this measure.")),
    Column("share", _("Share of the maximum"), "decimal", about=_("Points out of the maximum, 0 to 1.")),
    Column("coverage", _("Coverage"), "decimal", about=_("Share of the maximum that was assessed, 0 to 1.")),
    Column("rank", _("Rank"), "integer", about=_("Equal values share the better rank: 1, 2, 2, 4.")),
    Column("tied", _("Tied"), "truth", about=_("Whether another unit has the same rank; empty where there is none.")),
    Column("ranked_of", _("Ranked units"), "integer", about=_("How many units were ranked in this measure.")),
    Column("band", _("Band"), "text", about=_("The Vietnamese name of the level of achievement.")),
    Column("change_points", _("Change of points"), "decimal", about=_("Against the publication compared with.")),
    Column("change_rank", _("Change of rank"), "integer", about=_("Ranks risen (positive) or fallen (negative).")),
    Column("compared_with", _("Compared with"), "text", about=_("Year and revision, as in “2022 r1”.")),
    Column(
        "state",
        _("State"),
        "text",
        about=_("scored, incomplete, missing, not_published, not_applicable or not_scored: why a cell is empty."),
    ),
    Column("provenance", _("Provenance"), "text", about=_("official, press or illustrative: of what is shown.")),
    Column("source", _("Source"), "text", about=_("Where the figure was taken from, as far as it was named.")),
)


def rows(*selections: Selection) -> Iterator[Row]:
    """The cells in the order of COLUMNS: text, int, Decimal (with its published places), bool, None for none.

    Text is as it was published: whoever writes it into a spreadsheet neutralises it (csv_text.py: text).
    """
    for some in written(selections, _cells):
        yield from map(tuple, map(chain.from_iterable, some))


def _cells(_names: Sequence[str], cells: Sequence[Cell]) -> Row:
    return tuple(cells)
