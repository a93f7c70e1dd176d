"""The lines of a ledger, as the template draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from districts.queries.ledger import Against, Ledger, LedgerLine
from districts.queries.measures import Graph, Node
from districts.tables.bars import thousandths, tone_of
from scoring.ledger import LineKind

PRINTED = 18  # lines on paper, so that everything stays on one page; the rest of them is added up there


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line with its bar and what is said of it."""

    line: LedgerLine
    lost: Decimal | None  # against what was chosen
    width: int
    tone: str
    note: str
    counts_in: str
    on_paper: bool

    @property
    def work_key(self) -> tuple[str, str]:
        """By which the page finds the tasks that aim at it."""
        return self.line.node.code, self.line.kind.value


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """The lines with points, the largest loss first, and apart from them those without."""

    rows: list[LedgerRow]
    lost: Decimal  # of the lines that can be set against what was chosen
    more: int  # lines that are not on paper
    more_lost: Decimal
    missing: list[LedgerLine]
    not_published: list[LedgerLine]
    not_applicable: list[LedgerLine]
    not_scored: list[LedgerLine]


def ledger_table(ledger: Ledger, what: Against) -> LedgerTable:
    """All lines of a ledger in the order of what is lost against something."""
    lines = ledger.largest_first(what)
    rows = [_row(ledger, line, line.against(what), place < PRINTED) for place, line in enumerate(lines)]
    rest = [row for row in rows if not row.on_paper]
    return LedgerTable(
        rows=rows,
        lost=_sum(rows),
        more=len(rest),
        more_lost=_sum(rest),
        missing=ledger.without_points(LineKind.MISSING),
        not_published=ledger.without_points(LineKind.NOT_PUBLISHED),
        not_applicable=ledger.without_points(LineKind.NOT_APPLICABLE),
        not_scored=ledger.without_points(LineKind.NOT_SCORED),
    )


def _sum(rows: Sequence[LedgerRow]) -> Decimal:
    return sum((row.lost for row in rows if row.lost is not None), Decimal(0))


def _row(ledger: Ledger, line: LedgerLine, lost: Decimal | None, on_paper: bool) -> LedgerRow:
    return LedgerRow(
        line=line,
        lost=lost,
        width=thousandths(line.points or Decimal(0), line.maximum),
        tone=tone_of(ledger.graph, line.node),
        note=note_of(line),
        counts_in=_counts_in(ledger.graph, line.node),
        on_paper=on_paper,
    )


def note_of(line: LedgerLine) -> str:
    """What a line is where it is no criterion's own figure."""
    if line.kind is LineKind.WHOLE:
        return _("nothing below it is published")
    if line.kind is LineKind.REST:
        return _("the rest of it: %(parts)s") % {"parts": ", ".join(node.name for node in line.of)}
    if line.kind is LineKind.DIFFERENCE:
        return _("what it shows beyond the sum of its parts: rounding, or figures as printed")
    return _("not applicable, full marks") if line.figure.state == "not_applicable" else ""


def _counts_in(graph: Graph, node: Node) -> str:
    """The pillars that a measure counts in, beside the total."""
    if not graph.shared or node.code == graph.total.code:
        return ""
    pillars = graph.pillars_of(node.code)
    if len(pillars) == len(graph.pillars):
        return _("counts in every pillar")
    return ", ".join(pillar.name for pillar in pillars)
