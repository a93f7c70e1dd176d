"""What indicators count, and for which criteria: one place that forms, files, actions and checks all ask."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from districts import answers
from districts.aims import fault_of_number, said_day
from districts.models import IndicatorValue, Measure, Provenance, Scorecard
from districts.typed_numbers import write_number

A, B = "a", "b"
MOST_DECIMALS = 6


# What may be said


@dataclass(frozen=True, slots=True)
class Counted:
    """One count as a form or a file gives it."""

    as_of: date
    numerator: Decimal
    denominator: Decimal
    office: str
    provenance: str = Provenance.OFFICIAL
    source: str = ""
    reason: str = ""


def faults_of_count(counted: Counted, last: IndicatorValue | None) -> Iterator[tuple[str, str]]:
    """Field and what was expected instead; `last` is the count of the same day, which this one corrects."""
    today = timezone.localdate()
    if counted.as_of > today:
        yield "as_of", _("a day that has come, not after %(day)s") % {"day": said_day(today)}
    for name in ("numerator", "denominator"):
        if expected := fault_of_number(getattr(counted, name), MOST_DECIMALS):
            yield name, expected
    if counted.denominator <= 0:
        yield "denominator", _("a whole above zero")
    elif not 0 <= counted.numerator <= counted.denominator:
        yield "numerator", _("a part between zero and the whole")
    if not counted.office.strip():
        yield "office", _("the office that reports")
    if last and not counted.reason.strip():
        yield "reason", _("a reason, since it corrects the count of the same day")


def fault_of_tie(measure: Measure, indicator: int | None) -> str:
    """Why a criterion cannot take from the indicator: its rule takes something else, or from another indicator."""
    if not takes_a_and_b(measure):
        return _("criteria whose rule takes a and b, unlike %(code)s") % {"code": measure.code}
    if hasattr(measure, "indicator_use") and measure.indicator_use.indicator_id != indicator:
        return _("criteria of no other indicator, unlike %(code)s") % {"code": measure.code}
    return ""


def takes_a_and_b(measure: Measure) -> bool:
    """Whether an indicator can fill in the criterion's rule."""
    rule = answers.rule_of(measure.rule)
    return rule is not None and {asked.name for asked in rule.inputs} == {A, B}


# What a criterion takes


@dataclass(frozen=True, slots=True)
class Tied:
    """A criterion whose rule takes a and b from an indicator, with the unit's latest count; None: none yet."""

    indicator: int
    unit: int
    name: str
    as_of: date | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def inputs(self) -> dict[str, Decimal]:
        """The inputs of the rule; none where nothing is counted."""
        if self.numerator is None or self.denominator is None:
            return {}
        # Without the zeros that storage adds: the score keeps them as they would be typed.
        return {A: self.numerator.normalize(), B: self.denominator.normalize()}

    def agrees(self, given: Mapping[str, object]) -> bool:
        """Whether what was typed or stored is what is counted; what says nothing agrees."""
        return all(self.is_counted(name, value) for name, value in given.items() if value not in ("", None))

    def is_counted(self, name: str, value: object) -> bool:
        """Whether one input is the count's."""
        try:
            return self.inputs.get(name) == Decimal(str(value))
        except InvalidOperation:
            return False

    @property
    def told(self) -> str:
        """Where the inputs come from, in words."""
        if self.as_of is None:
            return _("a and b are counted by the indicator “%(name)s”, which has no count of this unit yet.") % {
                "name": self.name
            }
        return _("a and b are counted by the indicator “%(name)s”: %(a)s of %(b)s on %(day)s.") % {
            "name": self.name,
            "a": write_number(self.numerator),
            "b": write_number(self.denominator),
            "day": date_format(self.as_of, "d/m/Y"),
        }


def with_ties(measures: "QuerySet[Measure]") -> "QuerySet[Measure]":
    """Measures that know their indicator, so that `tied_to` asks nothing where none is tied."""
    return measures.select_related("indicator_use__indicator")


def tied_to(card: Scorecard, measures: Iterable[Measure]) -> dict[int, Tied]:
    """By measure: the unit's latest count up to the end of the round's year. One query where any is tied."""
    uses = {measure.pk: measure.indicator_use for measure in measures if hasattr(measure, "indicator_use")}
    if not uses:
        return {}
    last = date(card.round.year, 12, 31)
    indicators = {use.indicator_id for use in uses.values()}
    rows = IndicatorValue.objects.filter(indicator__in=indicators, unit=card.unit_id, as_of__lte=last)
    latest = {row.indicator_id: row for row in rows.order_by("as_of", "revision")}
    return {key: tied(use.indicator_id, card.unit_id, use.indicator.name, latest) for key, use in uses.items()}


def tied(indicator: int, unit: int, name: str, latest: Mapping[int, IndicatorValue]) -> Tied:
    row = latest.get(indicator)
    if row is None:
        return Tied(indicator, unit, name)
    return Tied(indicator, unit, name, row.as_of, row.numerator, row.denominator)
