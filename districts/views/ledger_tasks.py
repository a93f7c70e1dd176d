"""The work on points lost, beside the lines of the ledger: who does what, until when, and where to begin more."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from districts.queries.ledger import Ledger, LedgerLine
from districts.queries.task_gains import load_prospect
from districts.queries.tasks import load_board
from districts.tables.tasks import TaskRow, task_rows
from districts.views.addresses import tasks_url


@dataclass(frozen=True, slots=True)
class Aimed:
    """A task with what it is to win back on one line."""

    row: TaskRow
    expected: Decimal


@dataclass(frozen=True, slots=True)
class LineWork:
    """The tasks that aim at a line, and the form that begins another one; its page asks for the log-in."""

    aimed: list[Aimed]
    start_url: str


def ledger_work(found: Ledger) -> dict[str, Any]:
    """What the template shows of work. Seven queries, and six more where there are open tasks to play through."""
    edition, unit = found.edition, found.unit
    board = load_board(edition, on=timezone.localdate(), unit=unit.slug)
    rows = [row for row in task_rows(board.lines, {}) if unit.unit_id in row.line.winners]
    return {
        "board": board,
        "work": {(line.node.code, line.kind.value): _line_work(found, line, rows) for line in found.lines},
        "prospect": load_prospect(edition, unit.slug, unit.unit_id, board.lines),
        "unit_tasks_url": tasks_url(edition.address, unit.slug),
    }


def _line_work(found: Ledger, line: LedgerLine, rows: Sequence[TaskRow]) -> LineWork:
    codes = _covered(found, line)
    aimed = []
    for row in rows:
        most: dict[str, Decimal] = {}
        for aim in row.line.aims:
            if aim.code in codes:
                most[aim.code] = max(aim.expected, most.get(aim.code, Decimal(0)))
        if most:
            aimed.append(Aimed(row, sum(most.values(), Decimal(0))))
    return LineWork(aimed, _start_url(found, line) if line.is_measure and line.lost else "")


def _covered(found: Ledger, line: LedgerLine) -> set[str]:
    """The codes that a line stands for: of a measure it and all below it, of a rest the parts without points."""
    nodes = (line.node,) if line.is_measure else line.of
    return set[str]().union(*(found.graph.inside(node.code) for node in nodes))


def _start_url(found: Ledger, line: LedgerLine) -> str:
    said = {
        "round": str(found.edition.round_id),
        "unit": str(found.unit.unit_id),
        "revision": str(found.edition.revision),
        "measure": line.node.code,
    }
    return f"{reverse('admin:task-new')}?{urlencode(said)}"
