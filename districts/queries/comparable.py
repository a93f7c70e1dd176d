"""Whether a figure of one year may be set beside that of another: the same measure, or one declared comparable."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from districts.models import Measure, MeasureKind


@dataclass(frozen=True, slots=True)
class Total:
    """The total of one framework."""

    id: int
    framework_id: int
    code: str
    max_points: Decimal
    decimals: int
    comparable_to: int | None

    def is_like(self, other: "Total") -> bool:
        """Both count the same out of the same: only then their points can be compared."""
        return self.max_points == other.max_points and (
            self.id == other.id or other.id == self.comparable_to or self.id == other.comparable_to
        )


def load_totals(frameworks: Iterable[int]) -> dict[int, Total]:
    """The totals by framework. One query."""
    rows = Measure.objects.filter(framework_id__in=set(frameworks), kind=MeasureKind.TOTAL)
    fields = ("pk", "framework_id", "code", "max_points", "decimals", "comparable_to_id")
    return {total.framework_id: total for total in (Total(*row) for row in rows.values_list(*fields))}
