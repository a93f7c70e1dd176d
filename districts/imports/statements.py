"""Files of statements: points and ranks as a decision or the press printed them, long or wide."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from districts.imports.authorities import Area, find_area
from districts.imports.cells import Cells, decimal_mark
from districts.imports.faults import Faults, RefusedError
from districts.imports.score_plan import Target, find_framework, unit_codes
from districts.imports.score_units import find_members
from districts.imports.scores import HIGHEST_RANK
from districts.imports.source import Source
from districts.imports.table import Row, Table, check_columns, read_table
from districts.models import Framework, Measure, Provenance, StatedFigure, Statement, Unit
from districts.typed_numbers import wanted_places

LONG = ("unit_code", "measure_code", "points", "rank")
RANK = "_rank"  # a wide file's column of ranks: total_rank; no code of a measure has an underscore
MOST_PLACES = 6
MOST_POINTS = Decimal(10) ** 8
LONGEST = {"title": 300, "source": 500, "number": 100}
Key = tuple[int, int]  # of the unit and of the measure


@dataclass(frozen=True, slots=True)
class Heading:
    """What the statement is, as the user names it."""

    title: str
    source: str
    provenance: str
    number: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """One figure as it was printed."""

    points: Decimal | None = None
    places: int | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One figure of the file with its place; the unit is still a code."""

    row: int
    column: str
    unit_code: str
    measure: Measure
    printed: Printed


@dataclass(frozen=True, slots=True)
class StatementPlan:
    """A statement as it will be stored; it is written once."""

    source: Source
    area: Area
    framework: Framework
    group: str
    basis: str
    heading: Heading
    figures: tuple[tuple[Unit, Measure, Printed], ...]
    stored: Statement | None  # the same one, figure by figure

    @property
    def empty(self) -> bool:
        """Nothing is left to write."""
        return self.stored is not None

    @property
    def out_of_bounds(self) -> list[tuple[Unit, Measure, Printed]]:
        """Figures that no unit can have: perhaps slips of the pen, perhaps printed so."""
        return [
            (unit, measure, printed)
            for unit, measure, printed in self.figures
            if printed.points is not None and not measure.min_points <= printed.points <= measure.max_points
        ]


def plan_statement(source: Source, target: Target, heading: Heading) -> StatementPlan:
    """Read a statement; raises FileFaultsError and RefusedError."""
    check_heading(heading)
    framework = find_framework(target)
    area = find_area(target.authority, target.year)
    measures = {measure.code: measure for measure in framework.measures.order_by("position")}
    table = read_table(source)
    faults = Faults(source.name)
    check_statement_columns(table, measures, framework)
    report_unknown(table, measures, framework, faults)
    members = find_members(unit_codes(table), area, target.group, faults)
    rows = list(read_rows(table, measures, faults))
    report_twice(rows, faults)
    if not rows and not faults.found:
        faults.add(2, "", "", _("points or a rank in at least one row"))
    faults.check()
    figures = tuple((members.units[row.unit_code], row.measure, row.printed) for row in rows)
    stored = stored_alike(area, members.group, target, heading, figures)
    return StatementPlan(source, area, framework, members.group, target.basis, heading, figures, stored)


def check_heading(heading: Heading) -> None:
    """A statement nobody can look up is none."""
    for option, value in (("title", heading.title), ("source", heading.source), ("number", heading.number)):
        if option != "number" and not value.strip():
            raise RefusedError(
                _("--%(option)s expects a text: what the statement is, and where it stands.") % {"option": option}
            )
        if len(value) > LONGEST[option]:
            text = _("--%(option)s expects at most %(limit)s characters, not %(found)s.")
            raise RefusedError(text % {"option": option, "limit": LONGEST[option], "found": len(value)})
    if heading.provenance not in Provenance.values:
        text = _("--provenance expects one of: %(choices)s.")
        raise RefusedError(text % {"choices": ", ".join(Provenance.values)})


def is_long(table: Table) -> bool:
    return "measure_code" in table.columns


def check_statement_columns(table: Table, measures: dict[str, Measure], framework: Framework) -> None:
    """Refuse a file that lacks a column, or has one that says nothing here."""
    if is_long(table):
        needed = () if {"points", "rank"} & set(table.columns) else ("points",)
        check_columns(table, ("unit_code", "measure_code", *needed), LONG)
        return
    known = {"unit_code", *measures, *(code + RANK for code in measures)}
    faults = Faults(table.source.name)
    wanted = _("unit_code, or the code of a measure of framework %(slug)s, or the code with %(rank)s")
    for name in table.columns:
        if name not in known:
            faults.add(1, name, name, wanted % {"slug": framework.slug, "rank": RANK})
    faults.check()
    check_columns(table, ("unit_code",), table.columns)
    if len(table.columns) == 1:
        faults.stop(1, "", "unit_code", _("a column for at least one measure"))


def report_unknown(table: Table, measures: dict[str, Measure], framework: Framework, faults: Faults) -> None:
    """A fault for each row of a long file whose measure is not known."""
    for row in table.rows if is_long(table) else ():
        if (code := row.get("measure_code")) not in measures:
            wanted = _("the code of a measure of framework %(slug)s") % {"slug": framework.slug}
            faults.add(row.number, "measure_code", code, wanted)


def read_rows(table: Table, measures: dict[str, Measure], faults: Faults) -> Iterator[PrintedRow]:
    """The figures of a file; what is faulty is gathered and passed over."""
    numbers = ("points",) if is_long(table) else tuple(measures)
    cells = Cells(faults, decimal_mark(table, numbers))
    for row in table.rows:
        if is_long(table):
            if measure := measures.get(row.get("measure_code")):
                yield from read_figure(cells, row, measure, "points", "rank", needed=True)
            continue
        for code, measure in measures.items():
            yield from read_figure(cells, row, measure, code, code + RANK, needed=False)


def read_figure(
    cells: Cells, row: Row, measure: Measure, points: str, rank: str, *, needed: bool
) -> Iterator[PrintedRow]:
    """Points and rank of one unit in one measure, from these two columns."""
    before = len(cells.faults.found)
    number, place = cells.number(row, points), cells.whole(row, rank, 1, HIGHEST_RANK)
    if number and number.places > MOST_PLACES:
        cells.faults.add(row.number, points, row.get(points), wanted_places(MOST_PLACES))
    elif number and abs(number.value) >= MOST_POINTS:
        cells.faults.add(row.number, points, row.get(points), _("fewer than nine digits before the decimals"))
    if len(cells.faults.found) > before:
        return
    if number is None and place is None:
        if needed:
            cells.faults.add(row.number, points, "", _("points, a rank, or both"))
        return
    printed = Printed(number.value if number else None, number.places if number else None, place)
    yield PrintedRow(row.number, points, row.get("unit_code"), measure, printed)


def report_twice(rows: list[PrintedRow], faults: Faults) -> None:
    """Each figure is stated once."""
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.unit_code, row.measure.code)
        if key in first:
            wanted = _("each figure once; row %(row)s has the same unit and measure") % {"row": first[key]}
            faults.add(row.row, "unit_code", row.unit_code, wanted)
        first.setdefault(key, row.row)


def stored_alike(
    area: Area, group: str, target: Target, heading: Heading, figures: tuple[tuple[Unit, Measure, Printed], ...]
) -> Statement | None:
    """The stored statement of this title, if it says the same; one that says something else is not written over."""
    found = Statement.objects.filter(
        authority=area.authority, group=group, year=area.year, basis=target.basis, title=heading.title
    ).first()
    if found is None:
        return None
    said = Heading(found.title, found.source, found.provenance, found.number, found.date)
    rows = StatedFigure.objects.filter(statement=found).values_list("unit_id", "measure_id", "points", "places", "rank")
    stored = {(unit, measure): Printed(points, places, rank) for unit, measure, points, places, rank in rows}
    if said == heading and stored == {(unit.pk, measure.pk): printed for unit, measure, printed in figures}:
        return found
    text = _(
        "A statement called “%(title)s” is stored and says something else. "
        "Statements are written once: give this one another title."
    )
    raise RefusedError(text % {"title": heading.title})
