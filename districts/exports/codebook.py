"""What every column of the package holds: type, unit of measurement, meaning in two languages, and its words.

The columns of the standings are those of `tidy.COLUMNS`; the other files of the package have theirs here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from districts.exports import tidy
from districts.exports.languages import in_both
from districts.exports.words import (
    ASSESSOR_WORDS,
    MEASURE_KIND_WORDS,
    NOT_APPLICABLE_WORDS,
    PROVENANCE_WORDS,
    STATE_WORDS,
    TRUTH_WORDS,
    UNIT_KIND_WORDS,
    VARIED_WORDS,
)

if TYPE_CHECKING:
    from districts.exports.words import Words

POINTS, SHARE, PLACE, COUNT = "points", "share of 1", "rank", "count"


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its type is one of Frictionless' (string, integer, number, boolean)."""

    name: str
    type: str
    about: object  # a lazy text: English here, Vietnamese by the catalogue
    unit: str = ""  # of measurement; empty where it measures nothing
    words: "Words" = field(default_factory=dict)  # all that it may say
    required: bool = False
    minimum: int | None = None
    maximum: int | None = None


TYPES = {"text": "string", "integer": "integer", "decimal": "number", "truth": "boolean"}
REQUIRED = {
    "authority", "group", "year", "revision", "unit_id", "unit_code", "unit_name", "unit_kind", "measure_code",
    "measure_name", "measure_kind", "max_points", "state",
}  # fmt: skip
UNITS = {
    "points": POINTS, "max_points": POINTS, "change_points": POINTS, "share": SHARE, "coverage": SHARE, "rank": PLACE,
    "change_rank": PLACE, "ranked_of": COUNT,
}  # fmt: skip
WORDS: Mapping[str, "Words"] = {
    "unit_kind": UNIT_KIND_WORDS,
    "measure_kind": MEASURE_KIND_WORDS,
    "tied": TRUTH_WORDS,
    "state": STATE_WORDS,
    "provenance": PROVENANCE_WORDS,
}
BOUNDS = {
    "year": (2000, 2100), "revision": (1, None), "max_points": (0, None), "coverage": (0, 1), "rank": (1, None),
    "ranked_of": (0, None),
}  # fmt: skip


def _standing_field(column: tidy.Column) -> Field:
    name = column.name
    low, high = BOUNDS.get(name, (None, None))
    return Field(
        name,
        TYPES[column.kind],
        column.about,
        UNITS.get(name, ""),
        WORDS.get(name, {}),
        required=name in REQUIRED,
        minimum=low,
        maximum=high,
    )


STANDINGS = tuple(_standing_field(column) for column in tidy.COLUMNS)
UNIT_ID = Field("unit_id", "string", _("Level, code and first day of the unit: of no other unit."), required=True)
MEASURE_CODE = Field("measure_code", "string", _("The code of the measure in its framework."), required=True)
UNITS_FILE = (
    UNIT_ID,
    Field("unit_code", "string", _("The code of the unit when published; codes were reused."), required=True),
    Field("name_vi", "string", _("The Vietnamese name when published."), required=True),
    Field("name_en", "string", _("The English name, where there is one; else it is called as in Vietnamese.")),
    Field("unit_kind", "string", _("What the unit was called when published."), words=UNIT_KIND_WORDS, required=True),
    Field("address", "string", _("The unit's word in the addresses of this publication."), required=True),
    Field("ranked", "boolean", _("Whether it takes part in the ranking."), words=TRUTH_WORDS, required=True),
)
MEASURES_FILE = (
    MEASURE_CODE,
    Field("position", "integer", _("The place of the measure in its framework."), required=True, minimum=0),
    Field("name_vi", "string", _("The Vietnamese name of the measure."), required=True),
    Field("name_en", "string", _("The English name, where there is one.")),
    Field(
        "measure_kind", "string", _("What the measure is in its framework."), words=MEASURE_KIND_WORDS, required=True
    ),
    Field("unit", "string", _("What the measure is counted in: always points."), required=True),
    Field("max_points", "number", _("The most that it gives; 0: not scored."), POINTS, required=True, minimum=0),
    Field("min_points", "number", _("The least that it gives; below zero for penalties."), POINTS, required=True),
    Field("decimals", "integer", _("The places that its points are published with."), required=True, minimum=0),
    Field("parts", "string", _("The codes of the measures that it is the sum of; empty where it is assessed itself.")),
    Field("rule", "string", _("How points are given, in the notation of the portal or in free words.")),
    Field("rule_vi", "string", _("How points are given, in Vietnamese.")),
    Field("rule_en", "string", _("How points are given, in English; free words stay Vietnamese.")),
    Field("evidence", "string", _("What proves the points.")),
    Field("assessed_by", "string", _("Who assesses it."), words=ASSESSOR_WORDS, required=True),
    Field(
        "not_applicable",
        "string",
        _("What happens where it does not apply to a unit."),
        words=NOT_APPLICABLE_WORDS,
        required=True,
    ),
    Field("comparable_to", "string", _("The earlier measure that changes are counted against, as framework:code.")),
)
PARTS_FILE = (
    Field("whole", "string", _("The code of a measure that is the sum of its parts."), required=True),
    Field("part", "string", _("The code of one of its parts; a part may belong to several wholes."), required=True),
    Field("position", "integer", _("The place of the part in its whole."), required=True, minimum=0),
)
SUMMARIES_FILE = (
    MEASURE_CODE,
    Field("units", "integer", _("Over how many units with complete figures."), COUNT, required=True, minimum=1),
    Field("mean", "number", _("The mean of their points."), POINTS, required=True),
    Field("median", "number", _("The median of their points."), POINTS, required=True),
    Field("best", "number", _("The most points of any of them."), POINTS, required=True),
    Field("mean_share", "number", _("The mean of their shares of the maximum."), SHARE),
    Field("provenance", "string", _("The weakest provenance among them."), words=PROVENANCE_WORDS, required=True),
)
BANDS_FILE = (
    Field("name_vi", "string", _("The Vietnamese name of the level of achievement."), required=True),
    Field("name_en", "string", _("Its English name, where there is one.")),
    Field("above", "number", _("Shares of the maximum above this one ..."), SHARE, required=True, minimum=0, maximum=1),
    Field("up_to", "number", _("... up to and including this one."), SHARE, required=True, minimum=0, maximum=1),
)
VARIED = Field("varied", "string", _("Of what the maxima were varied at random."), words=VARIED_WORDS, required=True)
MARGINS_FILE = (
    VARIED,
    UNIT_ID,
    Field("low", "integer", _("The 5th percentile of its ranks: the better end."), PLACE, required=True, minimum=1),
    Field("middle", "integer", _("The median of its ranks."), PLACE, required=True, minimum=1),
    Field("high", "integer", _("The 95th percentile of its ranks."), PLACE, required=True, minimum=1),
    Field("group", "integer", _("Units of one number cannot be told apart; 1 is the best."), required=True, minimum=1),
)
RUNS_FILE = (
    VARIED,
    Field("seed", "integer", _("What the random numbers start from; it follows from the digest."), required=True),
    Field("draws", "integer", _("How many times all units were ranked."), COUNT, required=True, minimum=1),
    Field("spread", "number", _("By how much of itself a maximum is varied at most."), SHARE, required=True, maximum=1),
    Field("measures", "string", _("The codes of what was varied, in the order of the random numbers."), required=True),
)
PAIRS_FILE = (
    VARIED,
    UNIT_ID,
    Field("other_id", "string", _("A neighbour in the official order, by its unit key."), required=True),
    Field("ahead", "integer", _("In how many draws the unit has the better rank."), COUNT, required=True, minimum=0),
    Field(
        "behind",
        "integer",
        _("In how many draws the neighbour has; the rest are ties."),
        COUNT,
        required=True,
        minimum=0,
    ),
)
COLUMNS_FILE = (
    Field("file", "string", _("The file of the package."), required=True),
    Field("column", "string", _("The column of the file."), required=True),
    Field("type", "string", _("string, integer, number or boolean (yes, no)."), required=True),
    Field("unit", "string", _("The unit of measurement; empty where nothing is measured.")),
    Field("required", "boolean", _("Whether every row has a value."), words=TRUTH_WORDS, required=True),
    Field("minimum", "number", _("The least possible value, where there is one.")),
    Field("maximum", "number", _("The greatest possible value, where there is one.")),
    Field("meaning_vi", "string", _("What the column holds, in Vietnamese."), required=True),
    Field("meaning_en", "string", _("What the column holds, in English."), required=True),
)
WORDS_FILE = (
    Field("file", "string", _("The file of the package."), required=True),
    Field("column", "string", _("The column of the file."), required=True),
    Field("word", "string", _("One of the words that the column may say."), required=True),
    Field("meaning_vi", "string", _("What the word means, in Vietnamese."), required=True),
    Field("meaning_en", "string", _("What the word means, in English."), required=True),
)
FILES: Mapping[str, tuple[Field, ...]] = {
    "standings": STANDINGS,
    "units": UNITS_FILE,
    "measures": MEASURES_FILE,
    "parts": PARTS_FILE,
    "summaries": SUMMARIES_FILE,
    "bands": BANDS_FILE,
    "margins": MARGINS_FILE,
    "margin_runs": RUNS_FILE,
    "margin_pairs": PAIRS_FILE,
    "columns": COLUMNS_FILE,
    "words": WORDS_FILE,
}


def column_rows(files: Iterable[str]) -> Iterator[tidy.Row]:
    """The rows of columns.csv."""
    for file in files:
        for one in FILES[file]:
            yield file, one.name, one.type, one.unit, one.required, one.minimum, one.maximum, *in_both(one.about)


def word_rows(files: Iterable[str]) -> Iterator[tidy.Row]:
    """The rows of words.csv."""
    for file in files:
        for one in FILES[file]:
            for word, meaning in one.words.items():
                yield file, one.name, word, *in_both(meaning)
