"""The file of units: one row a unit, in any order."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from districts.imports.cells import Cells
from districts.imports.faults import Faults
from districts.imports.table import Row, Table, check_columns
from districts.models import LEVELS, Level, UnitKind
from districts.text import SLUG, fold, is_reserved

COLUMNS = ("code", "name_vi", "name_en", "kind", "parent_code", "valid_from", "valid_to", "slug")
REQUIRED = ("code", "name_vi", "kind", "parent_code")
CITY_WORDS = {"city", "thanh pho"}  # below the country: a centrally run city
VIETNAMESE = {
    "quốc gia": UnitKind.COUNTRY,
    "tỉnh": UnitKind.PROVINCE,
    "thành phố trực thuộc trung ương": UnitKind.MUNICIPALITY,
    "thành phố": UnitKind.CITY,
    "thị xã": UnitKind.TOWN,
    "quận": UnitKind.URBAN_DISTRICT,
    "huyện": UnitKind.DISTRICT,
    "xã": UnitKind.COMMUNE,
    "phường": UnitKind.WARD,
    "thị trấn": UnitKind.TOWNSHIP,
    "đặc khu": UnitKind.SPECIAL_ZONE,
    "sở": UnitKind.DEPARTMENT,
    "ban": UnitKind.DEPARTMENT,
    "ngành": UnitKind.DEPARTMENT,
    "sở, ban, ngành": UnitKind.DEPARTMENT,
    "nước": UnitKind.COUNTRY,
    "thành phố thuộc tỉnh": UnitKind.CITY,
}
KINDS: dict[str, str] = {fold(word): kind.value for word, kind in VIETNAMESE.items()} | {
    fold(kind.value): kind.value for kind in UnitKind
}
# What is appended to an address on a collision.
KIND_WORDS: dict[str, str] = {kind.value: word for word, kind in reversed(VIETNAMESE.items())} | {
    UnitKind.MUNICIPALITY.value: "thành phố"
}


@dataclass(slots=True)
class UnitRow:
    """A unit as the file has it, each cell for itself; relations are resolved by the plan."""

    number: int
    code: str
    name_vi: str
    name_en: str
    kind: str
    city_word: bool
    parent_code: str
    valid_from: date | None
    valid_to: date | None
    slug: str

    @property
    def level(self) -> Level:
        return LEVELS[self.kind]


def parse_units(table: Table, faults: Faults) -> list[UnitRow]:
    """The rows without a fault of their own; faults go to `faults`."""
    check_columns(table, REQUIRED, COLUMNS)
    cells, rows = Cells(faults, "."), []
    for row in table.rows:
        before = len(faults.found)
        unit = parse_unit(row, cells)
        if len(faults.found) == before:
            rows.append(unit)
    return rows


def parse_unit(row: Row, cells: Cells) -> UnitRow:
    kind = cells.word(row, "kind", KINDS, "")
    if not row.get("kind"):
        choices = ", ".join(UnitKind.values)
        cells.faults.add(row.number, "kind", "", _("one of: %(choices)s") % {"choices": choices})
    unit = UnitRow(
        number=row.number,
        code=parse_code(row, "code", cells, 20, required=True),
        name_vi=cells.text(row, "name_vi", 300, required=True),
        name_en=cells.text(row, "name_en", 300),
        kind=kind,
        city_word=fold(row.get("kind")) in CITY_WORDS,
        parent_code=parse_code(row, "parent_code", cells, 20),
        valid_from=cells.day(row, "valid_from"),
        valid_to=cells.day(row, "valid_to"),
        slug=parse_slug(row, cells),
    )
    if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
        wanted = _("a last day not before the first, %(day)s") % {"day": unit.valid_from.isoformat()}
        cells.faults.add(row.number, "valid_to", row.get("valid_to"), wanted)
    return unit


def parse_code(row: Row, column: str, cells: Cells, limit: int, *, required: bool = False) -> str:
    """A code: a text without spaces, its leading zeros kept."""
    code = row.get(column)
    if " " in code:
        cells.faults.add(row.number, column, code, _("a code without spaces"))
    return cells.text(row, column, limit, required=required)


def parse_slug(row: Row, cells: Cells) -> str:
    """An address written by hand: small letters, digits and hyphens, and no word the portal needs itself."""
    slug = row.get("slug")
    if not slug:
        return ""
    if not SLUG.fullmatch(slug):
        cells.faults.add(row.number, "slug", slug, _("small letters a to z, digits and single hyphens"))
    elif is_reserved(slug):
        cells.faults.add(row.number, "slug", slug, _("an address that is not reserved for the portal's own pages"))
    return cells.text(row, "slug", 120)
