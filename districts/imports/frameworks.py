"""The file of a framework: one row a measure; and the small file of its bands."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from districts.imports.cells import Cells, decimal_mark
from districts.imports.faults import Faults
from districts.imports.table import Row, Table, check_columns
from districts.models import Assessor, MeasureKind, NotApplicable
from districts.rules import wanted
from districts.text import fold
from districts.typed_numbers import wanted_places
from scoring.rules import rule_fault

REQUIRED = ("code", "parts", "kind", "name_vi", "max_points")
COLUMNS = (
    *("code", "parts", "kind", "name_vi", "name_en", "max_points", "decimals", "rule", "evidence"),
    *("min_points", "assessed_by", "not_applicable", "comparable_to"),
)
BAND_COLUMNS = ("name_vi", "name_en", "upper")
CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
# They would be columns of their own in files of scores and in exports.
TAKEN = {"unit_code", "unit_name", "measure_code", "points", "share", "state", "rank", "ranked", "provenance", "source"}
HIGHEST = Decimal(10) ** 8  # what storage holds before the decimals
MOST_PLACES = 6
LONGEST_TEXT = 10_000
KINDS = {fold(kind): kind.value for kind in MeasureKind} | {
    "tong": MeasureKind.TOTAL.value,
    "tong diem": MeasureKind.TOTAL.value,
    "tru cot": MeasureKind.PILLAR.value,
    "nhom": MeasureKind.GROUP.value,
    "chi so chinh": MeasureKind.INDEX.value,
    "chi so thanh phan": MeasureKind.CRITERION.value,
    "tieu chi": MeasureKind.CRITERION.value,
}
ASSESSORS = {"unit": Assessor.UNIT.value, "province": Assessor.PROVINCE.value} | {
    "don vi": Assessor.UNIT.value,
    "tinh": Assessor.PROVINCE.value,
}
POLICIES = {"leave": NotApplicable.LEAVE.value, "full": NotApplicable.FULL.value}


@dataclass(frozen=True, slots=True)
class MeasureRow:
    number: int
    code: str
    parts: tuple[str, ...]
    kind: str
    name_vi: str
    name_en: str
    max_points: Decimal | None  # None: the sum of its parts
    min_points: Decimal | None
    decimals: int
    rule: str
    evidence: str
    assessed_by: str
    not_applicable: str
    comparable_to: str  # slug:code of another framework's measure


@dataclass(frozen=True, slots=True)
class BandRow:
    number: int
    name_vi: str
    name_en: str
    upper: Decimal


def parse_framework(table: Table, faults: Faults) -> list[MeasureRow]:
    """All rows, those with faults too; faults go to `faults`."""
    check_columns(table, REQUIRED, COLUMNS)
    cells = Cells(faults, decimal_mark(table, ("max_points", "min_points")))
    rows = [parse_measure(row, cells) for row in table.rows]
    first: dict[str, int] = {}
    for row in rows:
        if row.code and row.code in first:
            wanted = _("each code once; row %(row)s has it already") % {"row": first[row.code]}
            faults.add(row.number, "code", row.code, wanted)
        first.setdefault(row.code, row.number)
    return rows


def parse_measure(row: Row, cells: Cells) -> MeasureRow:
    decimals = cells.whole(row, "decimals", 0, MOST_PLACES)
    return MeasureRow(
        number=row.number,
        code=parse_code(row, cells),
        parts=tuple(row.get("parts").split()),
        kind=parse_kind(row, cells),
        name_vi=cells.text(row, "name_vi", 300, required=True),
        name_en=cells.text(row, "name_en", 300),
        max_points=parse_bound(row, "max_points", cells),
        min_points=parse_bound(row, "min_points", cells),
        decimals=2 if decimals is None else decimals,
        rule=parse_rule(row, cells),
        evidence=cells.text(row, "evidence", LONGEST_TEXT),
        assessed_by=cells.word(row, "assessed_by", ASSESSORS, Assessor.UNIT.value),
        not_applicable=cells.word(row, "not_applicable", POLICIES, NotApplicable.LEAVE.value),
        comparable_to=row.get("comparable_to"),
    )


def parse_code(row: Row, cells: Cells) -> str:
    code = row.get("code")
    if not CODE.fullmatch(code) or len(code) > 40:
        wanted = _("a code of at most 40 letters a to z, digits, points and hyphens, such as 4.22.11")
        cells.faults.add(row.number, "code", code, wanted)
    elif code in TAKEN:
        wanted = _("a code that is not the name of a column in files of scores")
        cells.faults.add(row.number, "code", code, wanted)
    return code


def parse_kind(row: Row, cells: Cells) -> str:
    if not row.get("kind"):
        wanted = _("one of: %(choices)s") % {"choices": ", ".join(MeasureKind.values)}
        cells.faults.add(row.number, "kind", "", wanted)
    return cells.word(row, "kind", KINDS, MeasureKind.CRITERION.value)


def parse_rule(row: Row, cells: Cells) -> str:
    """A rule in the notation of docs/rules.md, or any other text."""
    text = cells.text(row, "rule", LONGEST_TEXT)
    if fault := rule_fault(text):
        cells.faults.add(row.number, "rule", text, wanted(fault))
    return text


def parse_bound(row: Row, column: str, cells: Cells) -> Decimal | None:
    number = cells.number(row, column)
    if number is None:
        return None
    if abs(number.value) >= HIGHEST:
        cells.faults.add(row.number, column, row.get(column), _("less than %(most)s") % {"most": HIGHEST})
        return None
    if number.needed > MOST_PLACES:
        cells.faults.add(row.number, column, row.get(column), wanted_places(MOST_PLACES))
        return None
    return number.value


def parse_bands(table: Table, faults: Faults) -> list[BandRow]:
    """Bands by their upper bounds, shares of the maximum up to and including 1."""
    check_columns(table, ("name_vi", "upper"), BAND_COLUMNS)
    cells = Cells(faults, decimal_mark(table, ("upper",)))
    bands: dict[Decimal, BandRow] = {}
    for row in table.rows:
        names = (cells.text(row, "name_vi", 300, required=True), cells.text(row, "name_en", 300))
        upper = parse_upper(row, cells)
        if upper is None:
            continue
        if upper in bands:
            wanted = _("each bound once; row %(row)s has it already") % {"row": bands[upper].number}
            faults.add(row.number, "upper", row.get("upper"), wanted)
        bands[upper] = BandRow(row.number, *names, upper)
    if bands and max(bands) != 1 and not faults.found:
        faults.add(bands[max(bands)].number, "upper", str(max(bands)), _("1 for the highest band"))
    return [bands[upper] for upper in sorted(bands)]


def parse_upper(row: Row, cells: Cells) -> Decimal | None:
    before = len(cells.faults.found)
    number = cells.number(row, "upper")
    if number and 0 < number.value <= 1 and number.needed <= 9:
        return number.value
    if len(cells.faults.found) == before:
        wanted = _("a share of the maximum above 0, at most 1, such as 0%(mark)s75") % {"mark": cells.mark}
        cells.faults.add(row.number, "upper", row.get("upper"), wanted)
    return None
