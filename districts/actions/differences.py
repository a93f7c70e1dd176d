"""What a round would publish differently from a revision that is there."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from districts.actions.digest import digest_of_summaries, plain
from districts.actions.draft import Draft
from districts.actions.rows import StandingRow, SummaryRow
from districts.models import Measure, Publication, Standing
from districts.models.base import localized

Rows = dict[int, StandingRow]  # by measure


@dataclass(frozen=True, slots=True)
class Shown:
    points: Decimal | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One standing that differs; `before` is None where there was none, `after` where there would be none."""

    unit_code: str
    unit_name: str
    measure: str
    before: Shown | None
    after: Shown | None
    columns: tuple[str, ...]  # which of its columns differ

    def as_json(self) -> dict[str, Any]:
        """For the event of a correction."""
        return {
            "unit": self.unit_code,
            "measure": self.measure,
            "before": shown_as_json(self.before),
            "after": shown_as_json(self.after),
            "columns": list(self.columns),
        }


def shown_as_json(shown: Shown | None) -> dict[str, Any] | None:
    return {"points": plain(shown.points), "rank": shown.rank} if shown else None


@dataclass(frozen=True, slots=True)
class Differences:
    """Standings that differ; `anything` also counts names, summaries and the rules of the round."""

    anything: bool
    standings: list[Difference]


def differences(draft: Draft, latest: Publication) -> Differences:
    """Compare by digests first: nearly always nothing or little differs, and rows are many."""
    if is_published_as(draft, latest):
        return Differences(False, [])
    return Differences(True, list(standings_that_differ(draft, latest)))


def is_published_as(draft: Draft, latest: Publication) -> bool:
    published = dict(latest.units.order_by().values_list("code", "digest"))
    summaries = latest.summaries.order_by().values_list(*SummaryRow._fields)
    return (
        published == draft.unit_digests
        and digest_of_summaries(SummaryRow(*row) for row in summaries) == digest_of_summaries(draft.summaries)
        and (latest.framework_id, latest.availability) == (draft.round.framework_id, draft.round.availability)
    )


def standings_that_differ(draft: Draft, latest: Publication) -> Iterator[Difference]:
    """Unit by unit in the order of the draft, then the units that it leaves out."""
    before, names = published_rows(latest)
    after = {row.code: {s.measure_id: s for s in draft.standings[unit]} for unit, row in draft.units.items()}
    names |= {row.code: localized(row.name_vi, row.name_en) for row in draft.units.values()}
    codes = dict(Measure.objects.filter(framework=latest.framework_id).values_list("pk", "code")) | draft.measures
    for unit in after | before:
        old, new = before.get(unit, {}), after.get(unit, {})
        for measure in new | old:
            columns = columns_that_differ(old.get(measure), new.get(measure))
            if columns:
                yield Difference(
                    unit, names[unit], codes[measure], shown(old.get(measure)), shown(new.get(measure)), columns
                )


def published_rows(publication: Publication) -> tuple[dict[str, Rows], dict[str, str]]:
    """The standings of a publication by unit code and measure, and the names of its units."""
    names = {code: localized(vi, en) for code, vi, en in publication.units.values_list("code", "name_vi", "name_en")}
    rows: dict[str, Rows] = defaultdict(dict)
    standings = Standing.objects.filter(publication=publication).order_by()
    for code, *values in standings.values_list("published_unit__code", *StandingRow._fields).iterator(chunk_size=5000):
        row = StandingRow(*values)
        rows[code][row.measure_id] = row
    return rows, names


def columns_that_differ(before: StandingRow | None, after: StandingRow | None) -> tuple[str, ...]:
    if before is None or after is None:
        return StandingRow._fields
    return tuple(name for name, old, new in zip(StandingRow._fields, before, after, strict=True) if old != new)


def shown(row: StandingRow | None) -> Shown | None:
    return Shown(row.points, row.rank) if row else None
