"""What is known of targets, day by day: reported of them, or counted by their indicators."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from districts.models import IndicatorValue, Plan, Target, TargetReport
from scoring.points import MOST_PLACES, show


@dataclass(frozen=True, slots=True)
class Reported:
    """One dated value, reported of the target or counted by its indicator."""

    as_of: date
    value: Decimal | None
    answer: bool | None
    numerator: Decimal | None
    denominator: Decimal | None
    office: str
    evidence: str
    link: str
    provenance: str
    source: str
    reason: str
    revision: int
    exact: Fraction | bool  # what is judged


def reported(targets: Iterable[Target]) -> dict[int, list[Reported]]:
    """What was reported of each target, by day; of one day the last revision alone."""
    rows = TargetReport.objects.filter(target__in=[target.pk for target in targets]).order_by("as_of", "revision")
    found: defaultdict[int, dict[date, Reported]] = defaultdict(dict)
    for row in rows:
        found[row.target_id][row.as_of] = Reported(
            as_of=row.as_of,
            value=row.value,
            answer=row.answer,
            numerator=None,
            denominator=None,
            office=row.office,
            evidence=row.evidence,
            link=row.link,
            provenance=row.provenance,
            source=row.source,
            reason=row.reason,
            revision=row.revision,
            exact=bool(row.answer) if row.value is None else Fraction(row.value),
        )
    return {target: list(days.values()) for target, days in found.items()}


def counts_of(targets: Iterable[Target], plans: Mapping[int, Plan]) -> dict[int, list[Reported]]:
    """The counts that targets take from their indicators, those of the plan's own unit."""
    wanted: defaultdict[tuple[int, int], list[Target]] = defaultdict(list)
    for target in targets:
        if target.indicator_id:
            plan = plans[target.plan_id]
            wanted[target.indicator_id, plan.unit_id or plan.authority_id].append(target)
    if not wanted:
        return {}
    rows = IndicatorValue.objects.filter(indicator__in=[key for key, _unit in wanted]).order_by("as_of", "revision")
    found: defaultdict[int, dict[date, Reported]] = defaultdict(dict)
    for row in rows:
        for target in wanted.get((row.indicator_id, row.unit_id), ()):
            found[target.pk][row.as_of] = counted_as(row, target)
    return {target: list(days.values()) for target, days in found.items()}


def counted_as(row: IndicatorValue, target: Target) -> Reported:
    """A count as the target's value: a, or a in percent of b, exactly where that ends."""
    percent = target.takes == Target.Takes.PERCENT
    exact = Fraction(row.numerator) * 100 / Fraction(row.denominator) if percent else Fraction(row.numerator)
    return Reported(
        as_of=row.as_of,
        value=show(exact, min(MOST_PLACES, max(1, target.decimals))),
        answer=None,
        numerator=row.numerator,
        denominator=row.denominator,
        office=row.office,
        evidence="",
        link="",
        provenance=row.provenance,
        source=row.source,
        reason=row.reason,
        revision=row.revision,
        exact=exact,
    )
