"""What the answers are, for the description. They are written as text (answers.py), not through these classes.

Numbers are JSON numbers with exactly the decimals that were published: 533.50, not 533.5. A reader that keeps them
exact says so: `json.loads(text, parse_float=Decimal)`.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field, WithJsonSchema

from districts.api.parameters import (
    AssessorWord,
    LevelWord,
    MeasureKindWord,
    NotApplicableWord,
    OriginWord,
    ProvenanceWord,
    StateWord,
    UnitKindWord,
    VariedWord,
)

Exact = Annotated[Decimal, WithJsonSchema({"type": "number", "examples": [Decimal("722.21")]})]
Share = Annotated[Decimal, WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})]
Count = Annotated[int, Field(ge=0)]
Place = Annotated[int, Field(ge=1)]
Address = Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]


class Said(Schema):
    """An object with these members and no others."""

    model_config = ConfigDict(extra="forbid")


class Reason(Said):
    message: str = Field(
        description="A sentence, in Vietnamese or, with Accept-Language: en, in English.",
        examples=["There is no ranking of the year 2019."],
    )
    parameter: str | None = Field(description="What it is about.", examples=["year"])
    value: str | None = Field(description="What was given.", examples=["2019"])
    expected: list[str] = Field(description="What would do: all choices, or examples.", examples=[["2022", "2023"]])


class Refusal(Said):
    """Why there is no answer."""

    error: Reason


class Page(Said):
    """One page of a list; the order is total, so pages neither miss nor repeat an entry."""

    count: Count = Field(description="Entries in all.")
    page: Place
    page_size: Place
    next: Address | None = Field(description="The next page; also in the header Link.")
    previous: Address | None


class OfRevision(Said):
    """What belongs to one revision of a ranking."""

    authority: str
    group: str
    year: int
    revision: Place
    basis: str


class OfPublication(OfRevision, Page):
    """A list that belongs to one publication."""


class Addresses(Said):
    """Where the rest of a publication is. Those with a revision never change."""

    self: Address
    league: Address
    standings: Address
    units: Address
    summaries: Address
    margins: Address
    revisions: Address
    framework: Address
    page: Address = Field(description="For people, in Vietnamese.")
    page_en: Address = Field(description="For people, in English.")
    csv: Address = Field(description="The league table as CSV.")
    xlsx: Address = Field(description="The league table as a workbook.")
    standings_csv: Address = Field(description="All figures, one a row.")
    package: Address = Field(description="Everything with its codebook, as a zip.")


class Publication(Said):
    """One revision of a ranking, without its figures."""

    authority: str
    authority_name_vi: str
    authority_name_en: str | None
    authority_level: LevelWord
    group: str
    year: int
    basis: str
    revision: Place
    latest: bool = Field(description="Whether no newer revision replaces it.")
    framework: str
    availability: Share = Field(description="Share of the maximum that must be assessed for a rank.")
    office: str
    decision_number: str | None
    decision_date: date | None
    published_at: datetime
    reason: str | None = Field(description="Why it corrects the revision before.")
    compared_with: str | None = Field(description="Year and revision that changes are against.", examples=["2022 r1"])
    units: Place
    provenance: ProvenanceWord = Field(description="The weakest of its figures.")
    digest: str = Field(description="Over every figure, name and date of it.")
    addresses: Addresses


class Publications(Page):
    results: list[Publication]


class Figure(Said):
    """One unit in one measure, as published."""

    measure_code: str
    points: Exact | None = Field(description="With the decimals of the measure.")
    max_points: Exact
    share: Exact | None
    coverage: Share | None
    rank: Place | None
    tied: bool | None
    ranked_of: Place | None
    band: str | None
    change_points: Exact | None
    change_rank: int | None = Field(description="Positive: risen.")
    state: StateWord = Field(description="Why points are null.")
    provenance: ProvenanceWord | None
    source: str | None


class LeagueUnit(Said):
    """One unit of a ranking: its total and what stands beside it."""

    unit_id: str = Field(description="Level, code and first day: codes were reused.", examples=["district-089"])
    unit_code: str
    unit_name: str
    unit_kind: UnitKindWord
    ranked: bool
    total: Figure
    pillars: list[Figure]


class League(OfPublication):
    """A ranking: by rank, then by name; those without a rank last."""

    results: list[LeagueUnit]


class Standing(OfRevision):
    """The tidy row, with the columns of the long files."""

    unit_id: str
    unit_code: str
    unit_name: str
    unit_kind: UnitKindWord
    measure_code: str
    measure_name: str
    measure_kind: MeasureKindWord
    points: Exact | None
    max_points: Exact
    share: Exact | None
    coverage: Share | None
    rank: Place | None
    tied: bool | None
    ranked_of: Place | None
    band: str | None
    change_points: Exact | None
    change_rank: int | None
    compared_with: str | None
    state: StateWord
    provenance: ProvenanceWord | None
    source: str | None


class Standings(Page):
    results: list[Standing]


class Unit(Said):
    """A unit of the register."""

    unit_id: str = Field(examples=["district-089"])
    unit_code: str
    name_vi: str
    name_en: str | None
    level: LevelWord
    kind: UnitKindWord
    slug: str
    parent: str | None = Field(description="The unit_id of the unit that it belongs to.")
    valid_from: date | None
    valid_to: date | None = Field(description="The last day; null where it still exists.")


class Units(Page):
    results: list[Unit]


class PublishedUnit(Said):
    """A unit as it was called when it was published."""

    unit_id: str = Field(examples=["district-089"])
    unit_code: str
    name_vi: str
    name_en: str | None
    kind: UnitKindWord
    slug: str
    ranked: bool


class PublishedUnits(OfPublication):
    results: list[PublishedUnit]


class Band(Said):
    """A level of achievement: above the band before, up to and including `upper`."""

    name_vi: str
    name_en: str | None
    upper: Share = Field(description="Share of the maximum.")


class Framework(Said):
    """A method; its measures are at `measures`."""

    slug: str
    title_vi: str
    title_en: str | None
    note_vi: str | None
    note_en: str | None
    availability: Share
    bands: list[Band]
    measures: Address


class Frameworks(Page):
    results: list[Framework]


class Measure(Said):
    """One measure: a criterion, or the sum of its parts."""

    framework: str
    measure_code: str
    name_vi: str
    name_en: str | None
    measure_kind: MeasureKindWord
    max_points: Exact
    min_points: Exact
    decimals: Count
    parts: list[str] = Field(description="Codes of the measures that it is the sum of.")
    rule: str | None
    evidence: str | None
    assessed_by: AssessorWord
    not_applicable: NotApplicableWord
    comparable_to: str | None = Field(description="Framework and code of the year before.", examples=["old-922:1.1"])


class Measures(Page):
    results: list[Measure]


class Summary(OfRevision):
    """Mean, median and best of one measure, and over how many units."""

    measure_code: str
    measure_name: str
    measure_kind: MeasureKindWord
    units: Place
    mean: Exact
    median: Exact
    best: Exact
    mean_share: Exact | None
    provenance: ProvenanceWord


class Summaries(Page):
    results: list[Summary]


class Run(Said):
    """What was varied, and how: enough to repeat it."""

    varied: VariedWord
    seed: Count
    draws: Place
    spread: Share
    measures: list[str]
    digest: str


class Margin(Said):
    """Between which ranks a unit lies when the measures are weighed otherwise."""

    unit_id: str
    low: Place = Field(description="5th percentile of its ranks: the better end.")
    middle: Place
    high: Place = Field(description="95th percentile.")
    group: Place = Field(description="Units of one group cannot be told apart.")


class Margins(OfPublication):
    run: Run | None = Field(description="Null where nothing could be varied.")
    results: list[Margin]


class Seen(Said):
    """One figure in one revision."""

    points: Exact | None
    max_points: Exact
    rank: Place | None
    printed_rank: Place | None
    state: StateWord
    origin: OriginWord
    provenance: ProvenanceWord | None
    source: str | None


class Difference(Said):
    """One figure that a revision changed; null where the unit was not there."""

    unit_slug: str
    unit_name: str
    measure_code: str
    before: Seen | None
    after: Seen | None


class Revision(Said):
    revision: Place
    published_at: datetime
    office: str
    decision_number: str | None
    decision_date: date | None
    reason: str | None
    digest: str
    differences: list[Difference]


class Revisions(Page):
    authority: str
    group: str
    year: int
    basis: str
    results: list[Revision]
