"""Files of agreements and of tasks: rows to what they say, each cell checked by itself."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as day
from decimal import Decimal
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from districts.imports.cells import Cells
from districts.imports.scores import PROVENANCES
from districts.imports.table import Row
from districts.models import Agreement, Measure, Provenance, Publication, Round, Target, TaskArea, TaskState, Unit
from districts.task_rules import AgreementSaid, AimSaid, ReportSaid, TaskSaid
from districts.text import fold

AGREEMENT_COLUMNS = (
    "code", "title_vi", "title_en", "date", "period_from", "period_to", "parties", "summary_vi", "summary_en",
    "visibility", "provenance", "source",
)  # fmt: skip
AGREEMENT_REQUIRED = ("code", "title_vi", "date", "parties")
TASK_COLUMNS = (
    "code", "agreement", "title_vi", "title_en", "area", "owner", "helpers", "start", "due", "aims", "state",
    "progress", "reported_on", "reported_by", "report_note", "note", "evidence", "link", "visibility", "lost_on",
    "target", "provenance", "source",
)  # fmt: skip
TASK_REQUIRED = ("code", "title_vi", "area", "owner", "start", "due")
AIM = re.compile(r"([^\s:@]+)(?:@([0-9]{4}))?:([0-9]{1,9}(?:\.[0-9]{1,6})?)")
T = TypeVar("T")
LONG = 10_000  # characters of a text without a limit of its own


def words_of(values: Iterable[str]) -> dict[str, str]:
    """The stored words as they may be typed."""
    return {fold(value): value for value in values}


AREAS = words_of(TaskArea.values) | {
    fold("nâng cao chỉ số"): TaskArea.INDEX.value,
    fold("nhân lực số"): TaskArea.HUMAN_RESOURCES.value,
    fold("mô hình cấp xã"): TaskArea.COMMUNE_MODEL.value,
    fold("truyền thông"): TaskArea.COMMUNICATION.value,
    fold("ứng dụng"): TaskArea.APPLICATIONS.value,
    fold("hạ tầng số"): TaskArea.INFRASTRUCTURE.value,
    fold("an toàn thông tin"): TaskArea.SECURITY.value,
    fold("kinh tế số"): TaskArea.ECONOMY.value,
    fold("xã hội số"): TaskArea.SOCIETY.value,
}
STATES = words_of(TaskState.values) | {
    fold("chưa bắt đầu"): TaskState.PLANNED.value,
    fold("đang thực hiện"): TaskState.UNDER_WAY.value,
    fold("vướng mắc"): TaskState.BLOCKED.value,
    fold("hoàn thành"): TaskState.DONE.value,
    fold("dừng"): TaskState.DROPPED.value,
}
VISIBILITY = {"public": "public", "internal": "internal", fold("công khai"): "public", fold("nội bộ"): "internal"}


@dataclass(frozen=True, slots=True)
class World:
    """What the cells of these files may name."""

    round: Round
    units: Mapping[str, list[Unit]]  # by code
    measures: Mapping[str, Measure]
    agreements: Mapping[str, Agreement]  # stored, or of the file loaded with it
    targets: Mapping[str, Target]  # by plan and code: plan/code
    latest: Publication | None


@dataclass(frozen=True, slots=True)
class AgreementRow:
    number: int
    said: AgreementSaid


@dataclass(frozen=True, slots=True)
class TaskRow:
    number: int
    said: TaskSaid
    report: ReportSaid | None


def by_code(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        found[unit.code].append(unit)
    return found


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the rows of one file."""

    cells: Cells
    world: World

    def agreement(self, row: Row) -> AgreementRow | None:
        """None where a cell is faulty."""
        before = len(self.cells.faults.found)
        signed = self.required_day(row, "date")
        said: dict[str, Any] = {
            "code": self.cells.text(row, "code", 40, required=True),
            "title_vi": self.cells.text(row, "title_vi", 300, required=True),
            "title_en": self.cells.text(row, "title_en", 300),
            "period_from": self.cells.day(row, "period_from"),
            "period_to": self.cells.day(row, "period_to"),
            "summary_vi": self.cells.text(row, "summary_vi", LONG),
            "summary_en": self.cells.text(row, "summary_en", LONG),
            **self.shared(row),
        }
        parties = self.units(row, "parties")
        if len(self.cells.faults.found) > before or signed is None:
            return None
        return AgreementRow(row.number, AgreementSaid(**said, date=signed, parties=parties))

    def task(self, row: Row) -> TaskRow | None:
        """None where a cell is faulty."""
        before = len(self.cells.faults.found)
        start, due = self.required_day(row, "start"), self.required_day(row, "due")
        owners = self.units(row, "owner", required=True)
        if len(owners) > 1:
            self.cells.faults.add(row.number, "owner", row.get("owner"), _("the code of one unit"))
        lost_on = self.one_of(row, "lost_on", self.world.measures, self.of_framework())
        said: dict[str, Any] = {
            "title_en": self.cells.text(row, "title_en", 300),
            "helpers": self.units(row, "helpers"),
            "agreement": self.one_of(row, "agreement", self.world.agreements, _("the code of an agreement")),
            "target": self.one_of(row, "target", self.world.targets, _("the codes of a plan and a target: plan/code")),
            "lost_on": lost_on,
            "lost_in": self.world.latest if lost_on else None,
            "note": self.cells.text(row, "note", LONG),
            "evidence": self.cells.text(row, "evidence", LONG),
            "link": self.cells.text(row, "link", 500),
            "aims": tuple(sorted(self.aims(row), key=lambda aim: (aim.measure.position, aim.year))),
            **self.shared(row),
        }
        code = self.cells.text(row, "code", 40, required=True)
        title = self.cells.text(row, "title_vi", 300, required=True)
        area = self.word(row, "area", AREAS)
        report = self.report(row)
        if len(self.cells.faults.found) > before or start is None or due is None:
            return None
        task = TaskSaid(code=code, title_vi=title, area=area, owner=owners[0], start=start, due=due, **said)
        return TaskRow(row.number, task, report)

    def report(self, row: Row) -> ReportSaid | None:
        """How the task got on; nothing where the row does not say."""
        before = len(self.cells.faults.found)
        state = self.cells.word(row, "state", STATES, "")
        progress = self.cells.whole(row, "progress", 0, 100)
        if not row.get("state") and not row.get("progress"):
            if row.get("reported_on"):
                self.cells.faults.add(row.number, "state", "", _("the state that was reported"))
            return None
        reported = self.required_day(row, "reported_on")
        office = self.cells.text(row, "reported_by", 300)
        note = self.cells.text(row, "report_note", LONG)
        if not row.get("state"):
            state = TaskState.DONE if progress == 100 else TaskState.UNDER_WAY
        if progress is None and not row.get("progress"):
            progress = 100 if state == TaskState.DONE else 0
        if len(self.cells.faults.found) > before or reported is None or progress is None:
            return None
        return ReportSaid(reported, progress, state, office, note)

    def shared(self, row: Row) -> dict[str, Any]:
        """What both kinds of file say alike."""
        visibility = self.cells.word(row, "visibility", VISIBILITY, "internal")
        return {
            "is_public": visibility == "public",
            "provenance": self.cells.word(row, "provenance", PROVENANCES, Provenance.OFFICIAL.value),
            "source": self.cells.text(row, "source", 500),
        }

    def required_day(self, row: Row, column: str) -> day | None:
        if not row.get(column):
            self.cells.faults.add(row.number, column, "", _("a date such as 2025-06-30 or 30/06/2025"))
        return self.cells.day(row, column)

    def word(self, row: Row, column: str, words: Mapping[str, str]) -> str:
        if not row.get(column):
            choices = ", ".join(dict.fromkeys(words.values()))
            self.cells.faults.add(row.number, column, "", _("one of: %(choices)s") % {"choices": choices})
        return self.cells.word(row, column, words, "")

    def units(self, row: Row, column: str, *, required: bool = False) -> tuple[Unit, ...]:
        """Units named by their codes, with spaces between them."""
        codes = list(dict.fromkeys(row.get(column).split()))
        names = {"authority": self.world.round.authority.name_vi}
        if required and not codes:
            wanted = _("the code of %(authority)s or of a unit below it") % names
            self.cells.faults.add(row.number, column, "", wanted)
        found = []
        for code in codes:
            units = self.world.units.get(code, [])
            if len(units) == 1:
                found.append(units[0])
                continue
            wanted = _("the code of %(authority)s or of a unit below it") % names
            if units:
                listed = "; ".join(f"{unit.get_level_display()} {unit.code} {unit.name_vi}" for unit in units)
                wanted = _("a code that only one unit had, not: %(units)s") % {"units": listed}
            self.cells.faults.add(row.number, column, code, wanted)
        return tuple(sorted(found, key=lambda unit: unit.pk))

    def one_of(self, row: Row, column: str, known: Mapping[str, T], wanted: str) -> T | None:
        name = row.get(column)
        if name and name not in known:
            self.cells.faults.add(row.number, column, name, wanted)
        return known.get(name) if name else None

    def of_framework(self) -> str:
        return _("a measure of the framework %(slug)s") % {"slug": self.world.round.framework.slug}

    def aims(self, row: Row) -> Iterator[AimSaid]:
        """`gov-activity:5 econ-activity@2025:2.5`: a measure, the year whose results are to show it, and the points."""
        for text in row.get("aims").split():
            match = AIM.fullmatch(text)
            if match is None:
                wanted = _("aims such as 7.1:2.5 or 7.1@2025:2.5, with spaces between them")
                self.cells.faults.add(row.number, "aims", text, wanted)
            elif match[1] not in self.world.measures:
                self.cells.faults.add(row.number, "aims", match[1], self.of_framework())
            else:
                year = int(match[2]) if match[2] else self.world.round.year + 1
                yield AimSaid(self.world.measures[match[1]], year, Decimal(match[3]))
