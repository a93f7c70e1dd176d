"""Standings whose figures the database writes as they stand in a file, a batch at a time.

For hundreds of thousands of rows that is many times as quick as handing every number to Python, and each database has
the few functions it takes. Texts that somebody typed never pass through SQL: they come beside the figures.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Case, F, Func, QuerySet, TextField, Value, When
from django.db.models.expressions import RawSQL

from districts.models import Standing
from districts.queries.rows import Block, RowUnit, Selection, batches_of
from districts.queries.standing_rows import SAID_BY

LINES = 8_000  # rows written at a time: about a megabyte
POINTS, SHARES = 6, 9  # places that the columns of the database have
Sql: TypeAlias = tuple[str, Any]
Written: TypeAlias = tuple[int, int, str, str]  # published unit, measure, figures joined by commas, and the source


class Number(Func):
    """A decimal as text, exactly: with so many places, more where the value has them; NULL where there is none."""

    output_field = TextField()

    def __init__(self, column: str, places: int, scale: int) -> None:
        super().__init__(F(column))
        self.places, self.scale = places, scale

    def as_sqlite(self, compiler: Any, connection: Any, **_options: Any) -> Sql:
        """It holds the nearest binary number, which 15 digits tell apart: whole steps of the column say what it was."""
        column = self._column(compiler)
        places, zeros = min(self.places, self.scale), "0" * (self.places - self.scale)
        steps = f"CAST(round({column} * 1e{self.scale}) AS INTEGER) %% {10 ** (self.scale - places)}"
        short, long = f"printf('%%.{places}f{zeros}', {column})", f"rtrim(printf('%%.{self.scale}f', {column}), '0')"
        # Whole numbers first: maxima are, and so is what was assessed wholly; they are written several times as fast.
        whole, point = f"CAST({column} AS INTEGER)", f".{'0' * self.places}" if self.places else ""
        cases = f"WHEN {column} = {whole} THEN {whole} || '{point}' WHEN {steps} = 0 THEN {short}"
        return f"CASE {cases} WHEN {column} IS NOT NULL THEN {long} END", ()

    def as_postgresql(self, compiler: Any, connection: Any, **_options: Any) -> Sql:
        column = self._column(compiler)
        more = f"scale(trim_scale({column})) > {self.places}"
        return f"CASE WHEN {more} THEN trim_scale({column}) ELSE round({column}, {self.places}) END", ()

    def _column(self, compiler: Any) -> str:
        sql, _parameters = compiler.compile(self.get_source_expressions()[0])
        return str(sql)


class Line(Func):
    """Values joined by commas; nothing stands for NULL."""

    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **_options: Any) -> Sql:
        parts, parameters = self._parts(compiler)
        return f"printf('{','.join(['%%s'] * len(parts))}', {', '.join(parts)})", parameters

    def as_postgresql(self, compiler: Any, connection: Any, **_options: Any) -> Sql:
        parts, parameters = self._parts(compiler)
        joined = ", ',', ".join(parts)
        return f"concat({joined})", parameters

    def _parts(self, compiler: Any) -> tuple[list[str], list[Any]]:
        found = [compiler.compile(part) for part in self.get_source_expressions()]
        return [sql for sql, _ in found], [value for _, values in found for value in values]


TIED = Case(
    When(rank__isnull=True, then=Value("")),
    When(tied=True, then=Value("yes")),
    default=Value("no"),
)


def written_batches(
    block: Block, selection: Selection, bands: Mapping[int, str], compared_with: str
) -> Iterator[tuple[Sequence[RowUnit], list[Written]]]:
    """Some units at a time with their standings in no order. One query each.

    The figures are those of the tidy row from `points` to `provenance`; bands and what is compared with are put among
    them as they are given here.
    """
    groups = [(measures, _line(*key, bands, compared_with)) for key, measures in _by_places(block).items()]
    narrow = len(groups) > 1 or selection.measures is not None
    for units in batches_of(block, LINES):
        rows = Standing.objects.filter(published_unit_id__in=[unit.id for unit in units]).order_by()
        parts = [_written(rows.filter(measure_id__in=measures) if narrow else rows, line) for measures, line in groups]
        yield units, list(parts[0].union(*parts[1:], all=True)) if parts else []


def _by_places(block: Block) -> dict[tuple[int, int], list[int]]:
    """The measures whose points, and whose shares, are written with as many places."""
    found = defaultdict[tuple[int, int], list[int]](list)
    for measure in block.measures:
        found[measure.places, measure.share_places].append(measure.id)
    return found


def _written(rows: QuerySet[Standing], line: RawSQL) -> QuerySet[Standing, Written]:
    found: QuerySet[Any, Written] = rows.annotate(line=line).values_list(
        "published_unit_id", "measure_id", "line", "source"
    )
    return found


def _line(places: int, share_places: int, bands: Mapping[int, str], compared_with: str) -> RawSQL:
    """The figures of a row; the expression is turned into SQL once, not for every batch."""
    named = [When(band_id=band, then=Value(name)) for band, name in bands.items()]
    line = Line(
        *(Number(name, places, POINTS) for name in ("points", "max_points")),
        *(Number(name, share_places, SHARES) for name in ("share", "coverage")),
        *(F("rank"), TIED, F("ranked_of"), Case(*named, default=Value(""))),
        *(Number("change_points", places, POINTS), F("change_rank")),
        *(Value(compared_with), F("state"), SAID_BY),
    )
    query = Standing.objects.annotate(line=line).query
    sql, parameters = query.get_compiler(DEFAULT_DB_ALIAS).compile(query.annotations["line"])
    return RawSQL(sql, parameters, TextField())  # noqa: S611 # every text of it is a parameter
