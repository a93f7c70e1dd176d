"""One unit's total and pillars over the years that its authority published."""

from dataclasses import dataclass
from decimal import Decimal

from districts.models import MeasureKind, Standing
from districts.models.base import localized
from districts.queries.editions import Edition


@dataclass(frozen=True, slots=True)
class Moment:
    """One headline measure in one year, as published then."""

    year: int
    revision: int
    framework: str
    code: str
    name: str
    kind: str
    decimals: int
    points: Decimal | None
    max_points: Decimal
    share: Decimal | None
    rank: int | None
    ranked_of: int | None
    provenance: str
    rank_provenance: str


@dataclass(frozen=True, slots=True)
class History:
    """The years that this authority published, and the unit's figures in them."""

    years: tuple[int, ...]
    moments: dict[tuple[str, int], Moment]  # by measure and year

    @property
    def codes(self) -> tuple[str, ...]:
        """The total first, then the pillars."""
        order = dict.fromkeys(code for code, _year in self.moments)
        total = [code for code in order if self._kind(code) == MeasureKind.TOTAL]
        return (*total, *(code for code in order if code not in total))

    def of(self, code: str) -> list[Moment | None]:
        """One measure year by year; None where the unit was not in the ranking or had no such measure."""
        return [self.moments.get((code, year)) for year in self.years]

    def framework_of(self, year: int) -> str:
        """By what the unit was assessed in a year; empty where it was not."""
        return next((found.framework for found in self.moments.values() if found.year == year), "")

    def _kind(self, code: str) -> str:
        return next(found.kind for (other, _year), found in self.moments.items() if other == code)


def load_history(edition: Edition, unit_id: int) -> History:
    """Of one unit, up to any year, the latest revision of each. One query, whatever the number of years.

    The year of the page is shown as the page shows it: an older revision keeps its own figures.
    """
    rows = Standing.objects.filter(
        published_unit__unit_id=unit_id,
        publication__authority_slug=edition.address.slug,
        publication__authority_level=edition.level,
        publication__group=edition.group,
        publication__basis=edition.basis,
        measure__kind__in=[MeasureKind.TOTAL, MeasureKind.PILLAR],
    ).order_by("publication__year", "publication__revision", "measure__position", "pk")
    moments: dict[tuple[str, int], Moment] = {}
    for name_vi, name_en, *fields in rows.values_list("measure__name_vi", "measure__name_en", *_FIELDS):
        year, revision, framework, code, *rest = fields
        if year != edition.year or revision == edition.revision:
            moments[code, year] = Moment(year, revision, framework, code, localized(name_vi, name_en), *rest)
    return History(tuple(choice.address.year for choice in edition.years), moments)


_FIELDS = (
    "publication__year",
    "publication__revision",
    "publication__framework__slug",
    "measure__code",
    "measure__kind",
    "measure__decimals",
    "points",
    "max_points",
    "share",
    "rank",
    "ranked_of",
    "provenance",
    "rank_provenance",
)
