"""What loading a file of indicators would do: which are new, which change, and which counts are new."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from districts.coverage import Counted, fault_of_tie, faults_of_count, with_ties
from districts.imports.authorities import Area, find_area
from districts.imports.cells import Cells, decimal_mark
from districts.imports.faults import Faults
from districts.imports.scores import PROVENANCES
from districts.imports.source import Source
from districts.imports.table import Row, Table, check_columns, read_table
from districts.imports.target_plan import unit_of
from districts.imports.targets import LONGEST_TEXT, refuse_other
from districts.models import Indicator, IndicatorValue, Measure, Provenance, Unit
from districts.text import SLUG

NEEDED = ("name_vi", "numerator_vi", "denominator_vi")  # of a new indicator
TEXTS = ("name_vi", "name_en", "numerator_vi", "numerator_en", "denominator_vi", "denominator_en")
OF_INDICATOR = (*TEXTS, "measures")
OF_COUNT = ("unit", "as_of", "a", "b", "office")  # all of them, or no count
COLUMNS = ("indicator", *OF_INDICATOR, *OF_COUNT, "provenance", "source", "reason")
SAID_BY = {"numerator": "a", "denominator": "b"}
Day = tuple[str, int, date]  # code of the indicator, unit, day


@dataclass(frozen=True, slots=True)
class PlannedIndicator:
    """An indicator as it will be; `values` holds what differs from `stored`, `measures` None what stays."""

    code: str
    stored: Indicator | None
    values: dict[str, str]
    measures: frozenset[int] | None

    @property
    def differs(self) -> bool:
        return self.stored is None or bool(self.values) or self.measures is not None


@dataclass(frozen=True, slots=True)
class PlannedCount:
    """A count to add; `corrects` is the stored one of the same day."""

    code: str
    unit: Unit
    counted: Counted
    corrects: IndicatorValue | None


@dataclass(slots=True)
class IndicatorsPlan:
    """Everything that the file says, compared with what is stored. What it does not name stays."""

    source: Source
    area: Area
    indicators: list[PlannedIndicator] = field(default_factory=list)
    counts: list[PlannedCount] = field(default_factory=list)
    unchanged: int = 0  # counts that are stored as they stand

    @property
    def empty(self) -> bool:
        return not any(one.differs for one in self.indicators) and not self.counts


def plan_indicators(source: Source, authority: str, year: int) -> IndicatorsPlan:
    """Compare a file with what is stored; raises FileFaultsError and RefusedError."""
    area, faults = find_area(authority, year), Faults(source.name)
    table = read_table(source)
    check_columns(table, ("indicator",), COLUMNS)
    reader = Reader(table, area, Cells(faults, decimal_mark(table, ("a", "b"))))
    plan = IndicatorsPlan(source, area)
    first: dict[str, int] = {}
    for row in table.rows:
        code = reader.code(row)
        if code not in first:
            first[code] = row.number
            plan.indicators.append(reader.indicator(row, code))
        else:
            wanted = _("nothing, or what row %(row)s says of indicator %(code)s") % {"row": first[code], "code": code}
            refuse_other(row, first[code], OF_INDICATOR, wanted, table, faults)
        if count := reader.count(row, code):
            plan.counts.append(count)
    faults.check()
    plan.unchanged = len(reader.days) - len(plan.counts)
    return plan


class Reader:
    """Reads the rows of one file, and finds what they name."""

    def __init__(self, table: Table, area: Area, cells: Cells) -> None:
        self.area, self.cells, self.faults = area, cells, cells.faults
        indicators = Indicator.objects.filter(authority=area.authority).prefetch_related("uses")
        self.stored = {one.code: one for one in indicators}
        slugs = {name.partition(":")[0] for row in table.rows for name in row.get("measures").split()}
        measures = with_ties(Measure.objects.filter(framework__slug__in=slugs).select_related("framework"))
        self.measures = {f"{measure.framework.slug}:{measure.code}": measure for measure in measures}
        self.tied: dict[int, str] = {}  # measures that the file ties, and to what
        values = IndicatorValue.objects.filter(indicator__in=self.stored.values()).select_related("indicator")
        self.values = {(one.indicator.code, one.unit_id, one.as_of): one for one in values.order_by("revision")}
        self.days: dict[Day, int] = {}  # each count of the file, and its row

    def code(self, row: Row) -> str:
        """Which indicator the row is about."""
        code = row.get("indicator")
        if not SLUG.fullmatch(code) or len(code) > 40:
            wanted = _("the code of an indicator: at most 40 small letters a to z, digits and single hyphens")
            self.faults.add(row.number, "indicator", code, wanted)
        return code

    def indicator(self, row: Row, code: str) -> PlannedIndicator:
        """Cells that say nothing leave what is stored; a new indicator needs its Vietnamese names."""
        stored = self.stored.get(code)
        told = {name: self.cells.text(row, name, 300) for name in TEXTS}
        for name in NEEDED:
            if stored is None and not told[name]:
                self.faults.add(row.number, name, "", _("a text, which a new indicator needs"))
        values = {name: text for name, text in told.items() if text and text != getattr(stored, name, "")}
        return PlannedIndicator(code, stored, values, self.tie(row, code, stored))

    def tie(self, row: Row, code: str, stored: Indicator | None) -> frozenset[int] | None:
        """The criteria that take from it; None where the row names none, or those that already do."""
        names = row.get("measures").split()
        measures = [self.measure(row, name, code, stored) for name in names]
        chosen = frozenset(measure.pk for measure in measures if measure)
        known = {use.measure_id for use in stored.uses.all()} if stored else set()
        return chosen if names and chosen != known else None

    def measure(self, row: Row, name: str, code: str, stored: Indicator | None) -> Measure | None:
        found = self.measures.get(name)
        if found is None:
            self.faults.add(row.number, "measures", name, _("slug:code of a measure that is stored"))
        elif expected := fault_of_tie(found, stored.pk if stored else None):
            self.faults.add(row.number, "measures", name, expected)
        elif self.tied.setdefault(found.pk, code) != code:
            expected = _("criteria of no other indicator, unlike %(code)s") % {"code": found.code}
            self.faults.add(row.number, "measures", name, expected)
        return found

    def count(self, row: Row, code: str) -> PlannedCount | None:
        """A count, unless the row has none or it is stored as it stands."""
        before = len(self.faults.found)
        if not any(row.get(column) for column in OF_COUNT):
            return None
        self.refuse_gaps(row)
        unit = unit_of(row.get("unit"), row.number, "unit", self.area, self.faults) if row.get("unit") else None
        day, a, b = self.cells.day(row, "as_of"), self.cells.number(row, "a"), self.cells.number(row, "b")
        texts = self.texts(row)
        if unit is None or day is None or a is None or b is None or len(self.faults.found) > before:
            return None
        if not self.is_first(row, (code, unit.pk, day)):
            return None
        counted = Counted(day, a.value, b.value, **texts)
        last = self.values.get((code, unit.pk, day))
        if last and is_same(counted, last):
            return None
        for name, expected in faults_of_count(counted, last):
            column = SAID_BY.get(name, name)
            self.faults.add(row.number, column, row.get(column), expected)
        return PlannedCount(code, unit, counted, last)

    def refuse_gaps(self, row: Row) -> None:
        """A count says all that makes it one."""
        wanted = {
            "unit": _("the code of one unit of the authority in the year"),
            "as_of": _("a date such as 2025-06-30 or 30/06/2025"),
            "a": _("a number"),
            "b": _("a number"),
            "office": _("the office that reports"),
        }
        for column, expected in wanted.items():
            if not row.get(column):
                self.faults.add(row.number, column, "", expected)

    def texts(self, row: Row) -> dict[str, str]:
        """What is said beside the figures."""
        return {
            "office": self.cells.text(row, "office", 300),
            "provenance": self.cells.word(row, "provenance", PROVENANCES, Provenance.OFFICIAL.value),
            "source": self.cells.text(row, "source", 500),
            "reason": self.cells.text(row, "reason", LONGEST_TEXT),
        }

    def is_first(self, row: Row, day: Day) -> bool:
        """Each unit counts once a day."""
        if day in self.days:
            wanted = _("each unit once a day; row %(row)s has it already") % {"row": self.days[day]}
            self.faults.add(row.number, "as_of", row.get("as_of"), wanted)
        return self.days.setdefault(day, row.number) == row.number


def is_same(counted: Counted, last: IndicatorValue) -> bool:
    """Whether a count is stored as the file says it; why it was corrected once is not asked again."""
    names = ("numerator", "denominator", "office", "provenance", "source")
    return all(getattr(counted, name) == getattr(last, name) for name in names)
