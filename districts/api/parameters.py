"""What may follow the question mark: each field is described for programs and checked by its own description."""

import re
from collections.abc import Iterable
from typing import Annotated, Any

from ninja import P, PathEx, Schema
from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from districts.models import Assessor, Level, MarginsVaried, MeasureKind, NotApplicable, Provenance, Standing, UnitKind

# What standings can be sorted by; a test holds it to the columns of the files.
SORTS = (
    "authority", "group", "year", "revision", "basis", "unit_id", "unit_code", "unit_name", "unit_kind",
    "measure_code", "measure_name", "measure_kind", "points", "max_points", "share", "coverage", "rank", "tied",
    "ranked_of", "band", "change_points", "change_rank", "compared_with", "state", "provenance", "source",
)  # fmt: skip
MOST_SORTS = 5
MOST_VALUES = 100  # of one parameter that may be repeated
MOST_PAGES = 1_000_000
LARGEST_PAGE, USUAL_PAGE = 1000, 100
FIRST_YEAR, LAST_YEAR = 2000, 2100


class OneOf:
    """One of some words, and nothing else."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = list(words)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        """How pydantic checks and describes it."""
        return core_schema.literal_schema(self.words)


def whole(value: Any) -> Any:
    """Digits alone: pydantic would also take 1.0, 1_000 and blanks."""
    return None if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,18}", value) else value


def truth(value: Any) -> Any:
    """JSON's own words: pydantic would also take yes, on and 1."""
    return {"true": True, "false": False}.get(value) if isinstance(value, str) else value


# Bounds stand before the validator: only so does pydantic describe them as JSON schema does.
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), BeforeValidator(whole)]
PageNumber = Annotated[int, Field(ge=1, le=MOST_PAGES), BeforeValidator(whole)]
PageSize = Annotated[int, Field(ge=1, le=LARGEST_PAGE), BeforeValidator(whole)]
Truth = Annotated[bool, BeforeValidator(truth)]
Word = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,120}$")]
WordOrNone = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{0,40}$")]
Code = Annotated[str, Field(pattern=r"^[^\x00-\x20\x7f/]{1,40}$")]
UnitWord = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_.]{1,150}$")]
RevisionWord = Annotated[str, Field(pattern=r"^(latest|all|[1-9][0-9]{0,4})$")]
RevisionInPath = Annotated[str, Field(pattern=r"^r[1-9][0-9]{0,4}$")]
LevelWord = Annotated[str, OneOf(Level.values)]
UnitKindWord = Annotated[str, OneOf(UnitKind.values)]
MeasureKindWord = Annotated[str, OneOf(MeasureKind.values)]
StateWord = Annotated[str, OneOf(Standing.State.values)]
SortWord = Annotated[str, OneOf(sign + name for name in SORTS for sign in ("", "-"))]
VariedWord = Annotated[str, OneOf(MarginsVaried.values)]
AssessorWord = Annotated[str, OneOf(Assessor.values)]
NotApplicableWord = Annotated[str, OneOf(NotApplicable.values)]
OriginWord = Annotated[str, OneOf(Standing.Origin.values)]
ProvenanceWord = Annotated[str, OneOf(Provenance.values)]

# Parts of an address.
AuthorityPath = PathEx[Word, P(description="The address of an authority.", example="lao-cai")]
YearPath = PathEx[Year, P(description="The year that was assessed.", example=2023)]
RevisionPath = PathEx[RevisionInPath, P(description="A revision: what it says never changes.", example="r1")]
FrameworkPath = PathEx[Word, P(description="The address of a framework.", example="lao-cai-922")]


def many(about: str) -> Any:
    """A parameter that may be repeated: any of the values."""
    return Field(default=[], max_length=MOST_VALUES, description=f"{about} May be repeated: any of the values.")


def left_out(about: str) -> Any:
    """A parameter that may be left out; a null cannot be said in an address."""
    return Field(description=about, json_schema_extra=without_default)


def without_default(schema: dict[str, Any]) -> None:
    """The default is that nothing was said."""
    schema.pop("default", None)


OPTIONAL_TRUTH = WithJsonSchema({"type": "boolean"})
OPTIONAL_YEAR = WithJsonSchema({"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR})


class Asked(Schema):
    """The parameters of an address; what is not among them is refused."""


class Paged(Asked):
    """A list in pages."""

    page: Annotated[PageNumber, Field(description="Which page, from 1.")] = 1
    page_size: Annotated[PageSize, Field(description="Entries on a page.")] = USUAL_PAGE


class Which(Asked):
    """Which of an authority's rankings of a year."""

    group: Annotated[WordOrNone, Field(description="Group of units, such as districts; the first where empty.")] = ""
    basis: Annotated[WordOrNone, Field(description="Basis of the ranking; the first where empty.")] = ""


class WhichPaged(Which, Paged):
    """The same for a list in pages."""


class OfPublications(Paged):
    """Which publications a list is about."""

    authority: list[Word] = many("Address of the authority.")
    year: list[Year] = many("Year that was assessed.")
    group: list[Word] = many("Group of units.")
    basis: list[WordOrNone] = many("Basis of the ranking; empty where there is one only.")


class PublicationsAsked(OfPublications):
    """Filters of publications."""

    latest: Annotated[Truth | None, OPTIONAL_TRUTH, left_out("true: newest revisions only; false: older ones.")] = None


class FiguresAsked(OfPublications):
    """Filters of figures: which publications, which measures."""

    revision: Annotated[
        RevisionWord, Field(description="A revision by its number, the latest of each ranking, or all.")
    ] = "latest"
    measure: list[Code] = many("Code of a measure.")


class StandingsAsked(FiguresAsked):
    """Filters and order of tidy rows."""

    unit: list[UnitWord] = many("Address of a unit, or its unit_id.")
    kind: list[UnitKindWord] = many("Kind of unit.")
    measure_kind: list[MeasureKindWord] = many("Kind of measure.")
    state: list[StateWord] = many("State of the figure.")
    provenance: list[ProvenanceWord] = many("Provenance of what is shown.")
    sort: Annotated[
        list[SortWord],
        Field(max_length=MOST_SORTS, description="Columns to sort by, the first one first; a minus turns the order."),
    ] = []


class SummariesAsked(FiguresAsked):
    """Filters of means, medians and bests."""

    measure_kind: list[MeasureKindWord] = many("Kind of measure.")


class UnitsAsked(Paged):
    """Filters of the register of units."""

    level: list[LevelWord] = many("Level of the unit.")
    kind: list[UnitKindWord] = many("Kind of unit.")
    slug: list[Word] = many("Address of the unit.")
    code: list[Code] = many("Code of the unit; codes were reused.")
    year: Annotated[Year | None, OPTIONAL_YEAR, left_out("Only units that existed on any day of this year.")] = None


class MeasuresAsked(Paged):
    """Filters of the codebook."""

    framework: list[Word] = many("Address of the framework.")
    measure: list[Code] = many("Code of a measure.")
    measure_kind: list[MeasureKindWord] = many("Kind of measure.")


class MarginsAsked(WhichPaged):
    """Which run of margins."""

    varied: Annotated[VariedWord, Field(description="Whose maxima were varied.")] = "index"
