"""What loading a framework would do: make it, replace it, or nothing."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

import scoring
from districts.imports.cells import plain
from districts.imports.faults import Faults
from districts.imports.frameworks import BandRow, MeasureRow, parse_bands, parse_framework
from districts.imports.source import Source
from districts.imports.table import read_table
from districts.models import Framework, Measure, Part
from districts.text import SLUG

COLUMN = {  # where a fault of the graph is told
    scoring.FaultKind.CYCLE: "parts",
    scoring.FaultKind.UNKNOWN_PART: "parts",
    scoring.FaultKind.PART_TWICE: "parts",
    scoring.FaultKind.DUPLICATE_CODE: "code",
    scoring.FaultKind.MAXIMUM_NOT_SUM: "max_points",
    scoring.FaultKind.MINIMUM_NOT_SUM: "min_points",
    scoring.FaultKind.NO_TOTAL: "kind",
    scoring.FaultKind.SEVERAL_TOTALS: "kind",
    scoring.FaultKind.LEAF_WITHOUT_MAXIMUM: "max_points",
    scoring.FaultKind.BAD_BOUNDS: "min_points",
    scoring.FaultKind.BAD_DECIMALS: "decimals",
}
Texts = dict[str, Any]
HEADING = ("title_vi", "title_en", "note_vi", "note_en", "availability")
BANDS = "(bands)"  # stands beside the codes, none of which has brackets


@dataclass(frozen=True, slots=True)
class Heading:
    """What is said of the framework as a whole; None leaves what is stored."""

    slug: str
    title_vi: str | None = None
    title_en: str | None = None
    note_vi: str | None = None
    note_en: str | None = None
    availability: Decimal | None = None

    def over(self, stored: Framework | None) -> Texts:
        """The heading as it will be: what is given, else what is stored, else the plainest."""
        fresh = stored or Framework(slug=self.slug, title_vi=self.slug)
        given = {name: getattr(self, name) for name in HEADING}
        return {name: getattr(fresh, name) if value is None else value for name, value in given.items()}


@dataclass(frozen=True, slots=True)
class FrameworkPlan:
    """The framework as it will be; `before` and `after` hold what differs, by code."""

    source: Source
    slug: str
    stored: Framework | None
    heading: Texts
    measures: list[MeasureRow]  # with maximum and minimum resolved
    comparable: dict[str, int]  # code -> key of the measure of another framework
    bands: list[BandRow] | None  # None: as stored
    before: dict[str, Texts] = field(default_factory=dict)
    after: dict[str, Texts] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return not self.before and not self.after


def plan_framework(source: Source, bands: Source | None, heading: Heading) -> FrameworkPlan:
    """Compare a file with what is stored under the slug; raises FileFaultsError."""
    faults = Faults(source.name)
    check_heading(heading, faults)
    table = read_table(source)
    rows = parse_framework(table, faults)
    comparable = find_comparable(rows, heading.slug, faults)
    if not faults.found:
        rows = resolve(rows, faults)
    band_rows = read_bands(bands, faults) if bands else None
    faults.check()
    stored = Framework.objects.filter(slug=heading.slug).first()
    texts = heading.over(stored)
    old = stored_texts(stored) if stored else {}
    new = new_texts(rows, band_rows, texts, old)
    return FrameworkPlan(
        source,
        heading.slug,
        stored,
        texts,
        rows,
        comparable,
        band_rows,
        before={name: text for name, text in old.items() if new.get(name) != text},
        after={name: text for name, text in new.items() if old.get(name) != text},
    )


def check_heading(heading: Heading, faults: Faults) -> None:
    if not SLUG.fullmatch(heading.slug) or len(heading.slug) > 80:
        faults.add(0, "", f"--slug {heading.slug}", _("at most 80 small letters a to z, digits and single hyphens"))
    for title in (heading.title_vi, heading.title_en):
        if title is not None and (len(title) > 300 or (title is heading.title_vi and not title.strip())):
            faults.add(0, "", f"--title {title}", _("a title of at most 300 characters"))


def read_bands(source: Source, faults: Faults) -> list[BandRow]:
    own = Faults(source.name)
    rows = parse_bands(read_table(source), own)
    faults.found += own.found
    return rows


def find_comparable(rows: list[MeasureRow], slug: str, faults: Faults) -> dict[str, int]:
    """The measures of other frameworks that rows name as slug:code."""
    named = {row.comparable_to for row in rows if row.comparable_to}
    slugs = {name.partition(":")[0] for name in named} - {slug}
    stored = Measure.objects.filter(framework__slug__in=slugs).values_list("framework__slug", "code", "pk")
    keys = {f"{framework}:{code}": pk for framework, code, pk in stored}
    found = {}
    for row in rows:
        if row.comparable_to in keys:
            found[row.code] = keys[row.comparable_to]
        elif row.comparable_to:
            wanted = _("slug:code of a measure of another framework that is stored")
            faults.add(row.number, "comparable_to", row.comparable_to, wanted)
    return found


def resolve(rows: list[MeasureRow], faults: Faults) -> list[MeasureRow]:
    """The rows with every maximum and minimum known; faults of the graph are told at their rows."""
    measures = [as_measure(row) for row in rows]
    try:
        framework = scoring.Framework.build(measures)
    except scoring.FrameworkError as error:
        by_code = {row.code: row for row in rows}
        for fault in error.faults:
            report(fault, by_code.get(fault.code), faults)
        return rows
    bounds = {measure.code: measure for measure in framework.measures}
    return [with_bounds(row, bounds[row.code]) for row in rows]


def as_measure(row: MeasureRow) -> scoring.Measure:
    return scoring.Measure(
        code=row.code,
        kind=scoring.Kind(row.kind),
        parts=row.parts,
        max_points=row.max_points,
        min_points=row.min_points,
        decimals=row.decimals,
        not_applicable=scoring.NotApplicable(row.not_applicable),
    )


def with_bounds(row: MeasureRow, measure: scoring.Measure) -> MeasureRow:
    return replace(row, max_points=measure.max_points, min_points=measure.min_points)


def report(fault: scoring.Fault, row: MeasureRow | None, faults: Faults) -> None:
    if row is None:
        faults.add(0, "kind", "", _("one measure of kind total"))
        return
    faults.add(row.number, COLUMN[fault.kind], found(fault, row), expectation(fault))


def found(fault: scoring.Fault, row: MeasureRow) -> str:
    """What stands in the cell that the fault is told at."""
    cells = {
        "parts": fault.found if fault.kind == scoring.FaultKind.UNKNOWN_PART else " ".join(row.parts),
        "code": row.code,
        "kind": row.kind,
        "max_points": "" if row.max_points is None else str(row.max_points),
        "min_points": "" if row.min_points is None else str(row.min_points),
        "decimals": str(row.decimals),
    }
    return cells[COLUMN[fault.kind]]


def expectation(fault: scoring.Fault) -> str:
    names = {"expected": fault.expected, "found": fault.found, "via": " → ".join(fault.via)}
    texts = {
        scoring.FaultKind.CYCLE: _("parts that never lead back to the measure itself: %(via)s"),
        scoring.FaultKind.UNKNOWN_PART: _("the code of a measure of this file"),
        scoring.FaultKind.PART_TWICE: _("each part once, directly or through other parts, unlike %(via)s"),
        scoring.FaultKind.DUPLICATE_CODE: _("each code once"),
        scoring.FaultKind.MAXIMUM_NOT_SUM: _("%(expected)s, the sum of the maxima of its parts"),
        scoring.FaultKind.MINIMUM_NOT_SUM: _("%(expected)s, the sum of the minima of its parts"),
        scoring.FaultKind.NO_TOTAL: _("one measure of kind total"),
        scoring.FaultKind.SEVERAL_TOTALS: _("only one measure of kind total, not: %(via)s"),
        scoring.FaultKind.LEAF_WITHOUT_MAXIMUM: _("a maximum, since the measure has no parts"),
        scoring.FaultKind.BAD_BOUNDS: _("a minimum of at most 0 and a maximum of at least 0"),
        scoring.FaultKind.BAD_DECIMALS: _("as many decimals as its maximum and minimum have, at most 6"),
    }
    return texts[fault.kind] % names


def stored_texts(framework: Framework) -> dict[str, Texts]:
    """Everything that is stored of a framework, as texts by code, for comparing and for the event."""
    parts: dict[int, list[str]] = defaultdict(list)
    edges = Part.objects.filter(whole__framework=framework).order_by("whole", "position")
    for whole, code in edges.values_list("whole_id", "part__code"):
        parts[whole].append(code)
    texts = {"": heading_texts({name: getattr(framework, name) for name in HEADING})}
    for measure in framework.measures.select_related("comparable_to__framework").order_by("position"):
        other = measure.comparable_to
        comparable = f"{other.framework.slug}:{other.code}" if other else ""
        texts[measure.code] = measure_texts(measure, measure.position, parts[measure.pk], comparable)
    texts[BANDS] = {plain(band.upper): [band.name_vi, band.name_en] for band in framework.bands.order_by("upper")}
    return texts


def new_texts(
    rows: list[MeasureRow], bands: list[BandRow] | None, heading: Texts, old: dict[str, Texts]
) -> dict[str, Texts]:
    texts = {"": heading_texts(heading)}
    for position, row in enumerate(rows, 1):
        texts[row.code] = measure_texts(row, position, row.parts, row.comparable_to)
    if bands is None:
        texts[BANDS] = old.get(BANDS, {})
    else:
        texts[BANDS] = {plain(band.upper): [band.name_vi, band.name_en] for band in bands}
    return texts


def heading_texts(values: Texts) -> Texts:
    return values | {"availability": plain(values["availability"])}


def measure_texts(measure: Measure | MeasureRow, position: int, parts: Any, comparable_to: str) -> Texts:
    names = ("kind", "name_vi", "name_en", "decimals", "rule", "evidence", "assessed_by", "not_applicable")
    return {name: getattr(measure, name) for name in names} | {
        "position": position,
        "parts": list(parts),
        "max_points": plain(measure.max_points),
        "min_points": plain(measure.min_points),
        "comparable_to": comparable_to,
    }
