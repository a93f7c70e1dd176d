"""What publishing a round would show, as lines for the terminal."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

import scoring
from districts.actions.differences import Difference, Shown
from districts.actions.draft import Draft
from districts.actions.publish import Preview, address_of
from districts.actions.rows import StandingRow
from districts.models import Publication, Standing
from districts.models.base import localized
from districts.tables import words
from districts.templatetags.portal import percent, points

SHOWN = 20  # lines of each list; the rest are counted


def report(plan: Preview) -> list[str]:
    """All of it: heading, table, who is not ranked, and what does not fit together."""
    draft = plan.draft
    return [
        *heading(draft, plan.latest),
        "",
        *table(draft),
        *listed(_("Not ranked: %(count)s"), not_ranked(draft)),
        *listed(_("Contradictions: %(count)s"), [contradiction(draft, one) for one in draft.results.contradictions]),
        *listed(_("Printed ranks that are not the computed ones: %(count)s"), rank_differences(draft)),
        *changes(plan),
        "",
    ]


def heading(draft: Draft, latest: Publication | None) -> list[str]:
    names = {
        "round": address_of(draft.round),
        "framework": draft.round.framework.slug,
        "units": len(draft.units),
        "measures": len(draft.measures),
        "provenance": words.PROVENANCES[draft.provenance],
    }
    lines = [_("%(round)s by framework %(framework)s: %(units)s units, %(measures)s measures, %(provenance)s.") % names]
    if draft.compared_with:
        before = {"year": draft.compared_with.year, "revision": draft.compared_with.revision}
        lines.append(_("Changes are against %(year)s, revision %(revision)s.") % before)
    if latest:
        lines.append(_("Published already: revision %(revision)s.") % {"revision": latest.revision})
    return lines


def columns_of(draft: Draft) -> list[int]:
    """The total and the pillars, as positions among the measures."""
    return [draft.framework.total, *draft.framework.pillars]


def table(draft: Draft) -> list[str]:
    """Rank, unit, total and pillars; best first, the unranked at the end in the order of the alphabet."""
    shown = columns_of(draft)
    total = draft.framework.total
    units = sorted(draft.units, key=lambda unit: draft.standings[unit][total].rank or len(draft.units) + 1)
    head = [_("Rank"), _("Unit"), *(draft.framework.codes[number] for number in shown)]
    rows = [
        [rank_of(draft.standings[unit][total]), name_of(draft, unit), *(cell(draft, unit, n) for n in shown)]
        for unit in units
    ]
    return aligned([head, *rows])


def rank_of(row: StandingRow) -> str:
    """The rank, with an equals sign where it is shared."""
    return "–" if row.rank is None else f"{row.rank}{'=' if row.tied else ''}"


def cell(draft: Draft, unit: int, number: int) -> str:
    """Points with the rank in this measure: 533,50 (2)."""
    row = draft.standings[unit][number]
    shown = figure(draft, number, row.points)
    return f"{shown} ({row.rank})" if row.rank else shown


def figure(draft: Draft, number: int, value: Decimal | None) -> str:
    return "–" if value is None else points(value, draft.framework.measures[number].decimals)


def name_of(draft: Draft, unit: object) -> str:
    assert isinstance(unit, int)
    row = draft.units[unit]
    return localized(row.name_vi, row.name_en)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns as wide as their widest cell; names to the left, everything else to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(justified(row, widths)).rstrip() for row in rows]


def justified(row: Sequence[str], widths: Sequence[int]) -> Iterable[str]:
    for place, (text, width) in enumerate(zip(row, widths, strict=True)):
        yield text.ljust(width) if place == 1 else text.rjust(width)


def not_ranked(draft: Draft) -> list[str]:
    total = draft.framework.total
    rows = [(unit, rows[total]) for unit, rows in draft.standings.items()]
    return [f"{name_of(draft, unit)}: {why_not(draft, unit, row)}" for unit, row in rows if row.rank is None]


def why_not(draft: Draft, unit: int, row: StandingRow) -> str:
    if not draft.units[unit].ranked:
        return _("assessed outside the ranking")
    if row.state == Standing.State.INCOMPLETE:
        shares = {"coverage": percent(row.coverage), "needed": percent(draft.round.availability)}
        return _("only %(coverage)s of the maximum is assessed, %(needed)s are needed") % shares
    if row.points is not None:
        return _("no printed rank, and the others have one")
    return str(words.STATES[row.state])


def contradiction(draft: Draft, found: scoring.Contradiction) -> str:
    number = draft.framework.index[found.code]
    text = _("%(unit)s, %(measure)s: given %(given)s, but the other figures lead to %(computed)s")
    return text % {
        "unit": name_of(draft, found.unit),
        "measure": found.code,
        "given": figure(draft, number, found.given),
        "computed": figure(draft, number, found.computed),
    }


def rank_differences(draft: Draft) -> list[str]:
    text = _("%(unit)s, %(measure)s: printed %(printed)s, computed %(computed)s")
    return [
        text % {"unit": name_of(draft, one.unit), "measure": one.code, "printed": one.printed, "computed": one.computed}
        for one in draft.results.rank_differences
    ]


def changes(plan: Preview) -> list[str]:
    """What differs from the latest revision."""
    if plan.latest is None:
        return []
    if not plan.differences.anything:
        return [_("Nothing differs from the latest revision.")]
    return listed(
        _("Differences from the latest revision: %(count)s"),
        [difference(one) for one in plan.differences.standings],
    )


def difference(one: Difference) -> str:
    return f"{one.unit_name}, {one.measure}: {shown(one.before)} → {shown(one.after)} ({', '.join(one.columns)})"


def shown(side: Shown | None) -> str:
    """Points and rank of one side: 170 (1)."""
    if side is None:
        return _("none")
    number = "–" if side.points is None else points(side.points)
    return f"{number} ({side.rank})" if side.rank else number


def listed(head: str, lines: Sequence[str]) -> list[str]:
    """A counted heading and the first lines below it; nothing where there are none."""
    if not lines:
        return []
    rest = [_("… and %(count)s more lines.") % {"count": len(lines) - SHOWN}] if len(lines) > SHOWN else []
    return ["", head % {"count": len(lines)}, *(f"  {line}" for line in lines[:SHOWN]), *rest]
