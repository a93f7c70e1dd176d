"""What loading a file of scores would do: which figures are new, which change and how."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from districts.imports.authorities import LEVEL_OF, Area, find_area
from districts.imports.cells import Cells, decimal_mark
from districts.imports.faults import Faults, RefusedError
from districts.imports.score_units import Codes, Members, find_members
from districts.imports.scores import YES_NO, Content, FigureRow, Reader, check_long, figures, is_long
from districts.imports.source import Source
from districts.imports.table import Table, check_columns, read_table
from districts.models import Framework, Measure, Part, Publication, Round, Score, Scorecard, Unit
from districts.text import SLUG

Key = tuple[int, int]  # of the unit and of the measure


@dataclass(frozen=True, slots=True)
class Target:
    """Where a file is to go, as the user names it; an empty group is that of the file's units."""

    authority: str
    year: int
    framework: str
    group: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class PlannedFigure:
    unit: Unit
    measure: Measure
    before: Content | None  # None: there is none yet
    after: Content


@dataclass(slots=True)
class ScorePlan:
    """The round as it will be. Figures that the file does not name stay as they are."""

    source: Source
    area: Area
    framework: Framework
    group: str
    basis: str
    round: Round | None  # None: it is made
    latest: Publication | None  # None: the round is not published
    units: list[Unit]  # of the file
    cards: dict[int, Scorecard]  # stored, by unit
    stored: dict[Key, Content]
    measures: dict[int, Measure]
    ranked: dict[int, bool] = field(default_factory=dict)  # what the file says, by unit
    added: list[PlannedFigure] = field(default_factory=list)
    changed: list[PlannedFigure] = field(default_factory=list)
    unchanged: int = 0
    absent: list[Unit] = field(default_factory=list)  # of the group, neither in the file nor in the round

    @property
    def touched(self) -> list[Unit]:
        """Units whose scorecard is new, not yet appraised, or enters or leaves the ranking."""
        return [unit for unit in self.units if self.is_touched(unit)]

    def is_touched(self, unit: Unit) -> bool:
        card = self.cards.get(unit.pk)
        if card is None or card.stage not in (Scorecard.Stage.APPRAISED, Scorecard.Stage.PUBLISHED):
            return True
        return card.ranked != self.ranked.get(unit.pk, card.ranked)

    @property
    def empty(self) -> bool:
        return not self.added and not self.changed and not self.touched


def plan_scores(source: Source, target: Target) -> ScorePlan:
    """Compare a file with the round it is for; raises FileFaultsError and RefusedError.

    Call it in the transaction that will write: the round is locked against a second loader.
    """
    framework = find_framework(target)
    area = find_area(target.authority, target.year)
    measures = {measure.code: measure for measure in framework.measures.order_by("position")}
    table = read_table(source)
    check_columns_of(table)
    faults = Faults(source.name)
    report_unknown_measures(table, measures, framework, faults)
    members = find_members(unit_codes(table), area, target.group, faults)
    found = list(figures(table, measures, make_reader(table, measures, framework, faults)))
    report_duplicates(table, faults)
    ranked = read_ranked(table, members, faults)
    faults.check()
    plan = make_plan(source, target, area, framework, members, measures)
    plan.ranked = ranked
    sort_figures(plan, found, members)
    return plan


def find_framework(target: Target) -> Framework:
    for option, value in (("--group", target.group), ("--basis", target.basis)):
        if value and (not SLUG.fullmatch(value) or len(value) > 40):
            text = _("%(option)s expects at most 40 small letters a to z, digits and single hyphens, not %(value)s.")
            raise RefusedError(text % {"option": option, "value": value})
    framework = Framework.objects.filter(slug=target.framework).first()
    if framework is None:
        slugs = ", ".join(Framework.objects.order_by("slug").values_list("slug", flat=True)) or "–"
        text = _("There is no framework %(slug)s; those stored are: %(slugs)s.")
        raise RefusedError(text % {"slug": target.framework, "slugs": slugs})
    return framework


def check_columns_of(table: Table) -> None:
    if is_long(table):
        check_long(table)
    else:
        check_columns(table, ("unit_code",), table.columns)
        if len(table.columns) == 1:
            Faults(table.source.name).stop(1, "", "unit_code", _("a column for at least one measure"))


def measure_codes(table: Table) -> dict[str, tuple[int, str]]:
    """Each measure code of the file with the row and column where it stands first."""
    if not is_long(table):
        return {column: (1, column) for column in table.columns if column != "unit_code"}
    places: dict[str, tuple[int, str]] = {}
    for row in table.rows:
        places.setdefault(row.get("measure_code"), (row.number, "measure_code"))
    return places


def report_unknown_measures(table: Table, measures: dict[str, Measure], framework: Framework, faults: Faults) -> None:
    """A fault for each unknown code; but one alone where the file is another framework's."""
    places = measure_codes(table)
    unknown = [code for code in places if code not in measures]
    if not unknown:
        return
    owners = Measure.objects.filter(code__in=list(places)[:500]).exclude(framework=framework)
    counts = Counter(owners.values_list("framework__slug", flat=True)).most_common(1)
    names = {"unknown": len(unknown), "count": len(places), "slug": framework.slug}
    if counts and len(unknown) * 2 >= len(places) and counts[0][1] > len(places) - len(unknown):
        row, column = places[unknown[0]]
        wanted = _(
            "the measures of framework %(slug)s: it does not know %(unknown)s of the file's %(count)s codes, "
            "of which %(owned)s belong to framework %(owner)s"
        )
        names |= {"owner": counts[0][0], "owned": counts[0][1]}
        faults.stop(row, column, unknown[0], wanted % names)
    for code in unknown:
        row, column = places[code]
        faults.add(row, column, code, _("the code of a measure of framework %(slug)s") % names)


def unit_codes(table: Table) -> Codes:
    codes: Codes = {}
    for row in table.rows:
        codes.setdefault(row.get("unit_code"), row.number)
    return codes


def make_reader(table: Table, measures: dict[str, Measure], framework: Framework, faults: Faults) -> Reader:
    numbers = ("points", "share") if is_long(table) else tuple(measures)
    wholes = set(Part.objects.filter(whole__framework=framework).values_list("whole_id", flat=True))
    return Reader(Cells(faults, decimal_mark(table, numbers)), lambda measure: measure.pk not in wholes)


def report_duplicates(table: Table, faults: Faults) -> None:
    """One row a unit in a wide file, one row a unit and measure in a long one."""
    first: dict[tuple[str, str], int] = {}
    column = "measure_code" if is_long(table) else "unit_code"
    for row in table.rows:
        key = (row.get("unit_code"), row.get("measure_code"))
        if key in first:
            wanted = _("each figure once; row %(row)s has the same unit and measure")
            faults.add(row.number, column, row.get(column), wanted % {"row": first[key]})
        first.setdefault(key, row.number)


def read_ranked(table: Table, members: Members, faults: Faults) -> dict[int, bool]:
    """Which units the file puts into the ranking or outside of it; the rows of one unit must agree."""
    ranked: dict[int, bool] = {}
    cells = Cells(faults, ".")
    for row in table.rows if is_long(table) else ():
        word = cells.word(row, "ranked", YES_NO, "")
        unit = members.units.get(row.get("unit_code"))
        if word and unit and ranked.setdefault(unit.pk, word == "yes") != (word == "yes"):
            wanted = _("the same word in all rows of the unit %(unit)s")
            faults.add(row.number, "ranked", row.get("ranked"), wanted % {"unit": f"{unit.code} {unit.name_vi}"})
    return ranked


def make_plan(
    source: Source, target: Target, area: Area, framework: Framework, members: Members, measures: dict[str, Measure]
) -> ScorePlan:
    """The plan with what is stored, before the file's figures are sorted into it."""
    round = find_round(target, area, framework, members.group)
    cards = {card.unit_id: card for card in Scorecard.objects.filter(round=round)} if round else {}
    in_file = {unit.pk for unit in members.units.values()}
    level = LEVEL_OF.get(members.group, "")
    return ScorePlan(
        source=source,
        area=area,
        framework=framework,
        group=members.group,
        basis=target.basis,
        round=round,
        latest=round.publications.order_by("-revision").first() if round else None,
        units=list(members.units.values()),
        cards=cards,
        stored=stored_figures(round) if round else {},
        measures={measure.pk: measure for measure in measures.values()},
        absent=[unit for unit in area.of_level(level) if unit.pk not in in_file and unit.pk not in cards],
    )


def find_round(target: Target, area: Area, framework: Framework, group: str) -> Round | None:
    key = {"authority": area.authority, "group": group, "year": area.year, "basis": target.basis}
    round = Round.objects.select_for_update().filter(**key).order_by().first()
    if round and round.framework_id != framework.pk:
        text = _("The round is assessed by framework %(stored)s, not by %(given)s.")
        raise RefusedError(text % {"stored": round.framework.slug, "given": framework.slug})
    return round


def stored_figures(round: Round) -> dict[Key, Content]:
    rows = Score.objects.filter(scorecard__round=round).values_list(
        "scorecard__unit_id", "measure_id", "state", "points", "margin", "printed_rank", "provenance", "source"
    )
    return {(unit, measure): Content(*values) for unit, measure, *values in rows}


def sort_figures(plan: ScorePlan, found: Iterable[FigureRow], members: Members) -> None:
    for figure in found:
        unit = members.units[figure.unit_code]
        before = plan.stored.get((unit.pk, figure.measure.pk))
        if before == figure.content:
            plan.unchanged += 1
            continue
        planned = PlannedFigure(unit, figure.measure, before, figure.content)
        (plan.changed if before else plan.added).append(planned)
