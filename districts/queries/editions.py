"""Which publication an address means, and which others stand beside it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from districts.models import Level, Publication
from districts.queries.errors import NoSuchError, Thing

# Where two authorities of a year share a slug, the higher one has the address.
PRECEDENCE = [Level.COUNTRY, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE, Level.DEPARTMENT]
GROUP_ORDER = ["provinces", "districts", "communes", "departments"]


@dataclass(frozen=True, slots=True)
class Address:
    """What an address says of a publication; the defaults are left out of it."""

    slug: str
    year: int
    group: str = ""
    basis: str = ""
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the years, groups, bases or revisions that can be chosen."""

    value: str
    address: Address
    current: bool


@dataclass(frozen=True, slots=True)
class Edition:
    """One publication: its address, its heading and its neighbours."""

    id: int
    round_id: int
    address: Address
    authority: str
    level: str
    group: str
    year: int
    basis: str
    revision: int
    latest_revision: int
    framework_id: int
    framework_slug: str
    framework_title: str
    published_at: datetime
    office: str
    decision_number: str
    decision_date: date | None
    reason: str
    compared_with: tuple[int, int] | None  # year and revision
    unit_count: int
    provenance: str
    digest: str
    availability: Decimal  # coverage from which a result is ranked
    years: tuple[Choice, ...]
    groups: tuple[Choice, ...]
    bases: tuple[Choice, ...]

    @property
    def superseded(self) -> bool:
        """A newer revision exists."""
        return self.revision < self.latest_revision


def compared_label(year: int, revision: int) -> str:
    """What pages and files call a publication compared with: 2022 r1."""
    return f"{year} r{revision}"


def find_edition(
    slug: str, year: int | None = None, *, group: str = "", basis: str = "", revision: int | None = None
) -> Edition:
    """The publication of an address; the latest year, first group and latest revision unless named. One query."""
    years = _years_of(slug)
    year = _known_year(slug, years, year)
    return _edition(years, year, _pick(years[year], group, basis, revision), pinned=revision is not None)


@dataclass(frozen=True, slots=True)
class Series:
    """One edition, and the newest of the same group and basis in every year that has one, the oldest first."""

    edition: Edition
    editions: tuple[Edition, ...]


def find_series(slug: str, year: int | None = None, *, group: str = "", basis: str = "") -> Series:
    """The edition of an address with those of the other years. One query."""
    years = _years_of(slug)
    year = _known_year(slug, years, year)
    picked = _pick(years[year], group, basis, None)
    alike = [row for rows in years.values() for row in rows if (row.group, row.basis) == (picked.group, picked.basis)]
    newest = {row.year: row for row in alike}  # the rows come by revision
    editions = {other: _edition(years, other, row, pinned=False) for other, row in sorted(newest.items())}
    return Series(editions[year], tuple(editions.values()))


def _years_of(slug: str) -> dict[int, list[Publication]]:
    """The publications of an authority by year."""
    rows = Publication.objects.filter(authority_slug=slug).select_related("framework", "compared_with")
    found = _by_year(rows.order_by("year", "revision", "pk"))
    if not found:
        raise NoSuchError(Thing.AUTHORITY, slug)
    return found


def _known_year(slug: str, years: Collection[int], year: int | None) -> int:
    """The latest unless named."""
    if year is None:
        return max(years)
    if year not in years:
        choices = [Choice(str(other), Address(slug, other), current=False) for other in sorted(years)]
        raise NoSuchError(Thing.YEAR, str(year), choices)
    return year


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that is published: the latest edition of each authority and group, and where each publication is."""

    latest: tuple[Edition, ...]
    current: dict[int, Edition]  # the latest revision of every round, by publication


def load_catalogue() -> Catalogue:
    """Everything published. One query."""
    authorities: dict[str, list[Publication]] = {}
    rows = Publication.objects.select_related("framework", "compared_with").order_by("year", "revision", "pk")
    for row in rows:
        authorities.setdefault(row.authority_slug, []).append(row)
    current: dict[int, Edition] = {}
    latest: dict[tuple[str, str], Edition] = {}
    for slug, found in authorities.items():
        years = _by_year(found)
        for year, group, basis in _rounds(years):
            edition = _edition(years, year, _pick(years[year], group, basis, None), pinned=False)
            current[edition.id] = edition
            if basis == _bases(years[year], group)[0]:
                latest[slug, group] = edition
    order = sorted(latest.values(), key=lambda edition: (-edition.year, PRECEDENCE.index(Level(edition.level))))
    return Catalogue(tuple(order), current)


def _rounds(years: dict[int, list[Publication]]) -> list[tuple[int, str, str]]:
    """Year, group and basis of every round, the oldest first."""
    return sorted({(year, row.group, row.basis) for year, rows in years.items() for row in rows})


def _by_year(rows: Iterable[Publication]) -> dict[int, list[Publication]]:
    """The publications of each year's highest authority."""
    years: dict[int, list[Publication]] = {}
    for row in rows:
        years.setdefault(row.year, []).append(row)
    return {year: _highest(found) for year, found in years.items()}


def _highest(rows: list[Publication]) -> list[Publication]:
    level = min((row.authority_level for row in rows), key=lambda value: PRECEDENCE.index(Level(value)))
    return [row for row in rows if row.authority_level == level]


def group_place(group: str) -> tuple[int, str]:
    """Where a group stands among others: the usual ones first."""
    return (GROUP_ORDER.index(group) if group in GROUP_ORDER else len(GROUP_ORDER), group)


def _groups(rows: Iterable[Publication]) -> list[str]:
    return sorted({row.group for row in rows}, key=group_place)


def _bases(rows: Iterable[Publication], group: str) -> list[str]:
    return sorted({row.basis for row in rows if row.group == group})


def _address(rows: list[Publication], group: str, basis: str) -> Address:
    """The shortest address of a group and basis among the publications of one year."""
    bases = _bases(rows, group)
    return Address(
        rows[0].authority_slug,
        rows[0].year,
        group="" if group == _groups(rows)[0] else group,
        basis="" if basis == bases[0] else basis,
    )


def _pick(rows: list[Publication], group: str, basis: str, revision: int | None) -> Publication:
    groups = _groups(rows)
    group = _one_of(Thing.GROUP, group, groups, lambda other: _address(rows, other, _bases(rows, other)[0]))
    bases = _bases(rows, group)
    basis = _one_of(Thing.BASIS, basis, bases, lambda other: _address(rows, group, other))
    found = [row for row in rows if row.group == group and row.basis == basis]
    if revision is None:
        return found[-1]
    for row in found:
        if row.revision == revision:
            return row
    address = _address(rows, group, basis)
    choices = [Choice(f"r{row.revision}", replace(address, revision=row.revision), current=False) for row in found]
    raise NoSuchError(Thing.REVISION, f"r{revision}", choices)


def _one_of(thing: Thing, wanted: str, known: list[str], address: Callable[[str], Address]) -> str:
    """`wanted`, or the first where nothing was asked for."""
    if not wanted:
        return known[0]
    if wanted not in known:
        raise NoSuchError(thing, wanted, [Choice(value, address(value), current=False) for value in known])
    return wanted


def _edition(years: dict[int, list[Publication]], year: int, row: Publication, *, pinned: bool) -> Edition:
    rows = years[year]
    address = _address(rows, row.group, row.basis)
    other = row.compared_with
    return Edition(
        id=row.pk,
        round_id=row.round_id,
        address=replace(address, revision=row.revision) if pinned else address,
        authority=row.authority_name,
        level=row.authority_level,
        group=row.group,
        year=row.year,
        basis=row.basis,
        revision=row.revision,
        latest_revision=max(found.revision for found in rows if found.round_id == row.round_id),
        framework_id=row.framework_id,
        framework_slug=row.framework.slug,
        framework_title=row.framework.title,
        published_at=row.published_at,
        office=row.office,
        decision_number=row.decision_number,
        decision_date=row.decision_date,
        reason=row.reason,
        compared_with=(other.year, other.revision) if other else None,
        unit_count=row.unit_count,
        provenance=row.provenance,
        digest=row.digest,
        availability=row.availability,
        years=tuple(_year_choice(found, row, other_year) for other_year, found in sorted(years.items())),
        groups=tuple(
            Choice(group, _address(rows, group, _bases(rows, group)[0]), group == row.group) for group in _groups(rows)
        ),
        bases=tuple(
            Choice(basis, _address(rows, row.group, basis), basis == row.basis) for basis in _bases(rows, row.group)
        ),
    )


def _year_choice(rows: list[Publication], row: Publication, year: int) -> Choice:
    """The same group and basis in another year, as far as that year has them."""
    group = row.group if row.group in _groups(rows) else _groups(rows)[0]
    bases = _bases(rows, group)
    basis = row.basis if row.basis in bases else bases[0]
    return Choice(str(year), _address(rows, group, basis), year == row.year)
