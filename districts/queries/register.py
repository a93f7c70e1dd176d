"""The register of units, and the units of one publication, as programs read them."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from districts.models import PublishedUnit, Unit
from districts.models.unit import unit_key


class RegisterRow(NamedTuple):
    """One unit of the register."""

    level: str
    code: str
    valid_from: date | None
    valid_to: date | None
    name_vi: str
    name_en: str
    kind: str
    slug: str
    parent_level: str | None
    parent_code: str | None
    parent_from: date | None

    @property
    def key(self) -> str:
        """The same in every year, and of no other unit."""
        return unit_key(self.level, self.code, self.valid_from)

    @property
    def parent(self) -> str | None:
        """The key of the unit that it belongs to."""
        return unit_key(self.parent_level, self.parent_code, self.parent_from) if self.parent_level else None  # type: ignore[arg-type]


REGISTER_FIELDS = (
    "level", "code", "valid_from", "valid_to", "name_vi", "name_en", "kind", "slug", "parent__level", "parent__code",
    "parent__valid_from",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """How many units there are, and those of one page."""

    count: int
    rows: tuple[RegisterRow, ...]


def load_register(
    start: int,
    stop: int,
    *,
    levels: list[str],
    kinds: list[str],
    slugs: list[str],
    codes: list[str],
    year: int | None = None,
) -> RegisterPage:
    """Units by name; `year` keeps those that existed on any day of it. Two queries."""
    conditions = {"level__in": levels, "kind__in": kinds, "slug__in": slugs, "code__in": codes}
    rows = Unit.objects.filter(**{name: values for name, values in conditions.items() if values})
    if year is not None:
        rows = rows.existing_in(year)
    found = rows.order_by("sort_key", "pk").values_list(*REGISTER_FIELDS)[start:stop]
    return RegisterPage(rows.count(), tuple(RegisterRow._make(row) for row in found))


class UnitRow(NamedTuple):
    """A unit as it was called when it was published."""

    level: str
    register_code: str
    valid_from: date | None
    code: str
    name_vi: str
    name_en: str
    kind: str
    slug: str
    ranked: bool

    @property
    def key(self) -> str:
        """The same in every year, and of no other unit."""
        return unit_key(self.level, self.register_code, self.valid_from)


UNIT_FIELDS = ("unit__level", "unit__code", "unit__valid_from", "code", "name_vi", "name_en", "kind", "slug", "ranked")


def load_unit_rows(publication_id: int) -> list[UnitRow]:
    """The units of a publication by name. One query."""
    rows = PublishedUnit.objects.filter(publication_id=publication_id).order_by("sort_key", "pk")
    return [UnitRow._make(row) for row in rows.values_list(*UNIT_FIELDS)]
