"""Standings whose figures the database writes as they stand in a file, a batch at a time.

For hundreds of thousands of rows that is many times as quick as handing every number to Python, and each database has
the few functions it takes. Texts that somebody typed never pass through SQL: they come beside the figures.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any, TypeAlias

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Case, F, Func, TextField, Value, When
from django.db.models.expressions import RawSQL

from districts.models import Standing
from districts.queries.rows import Block, RowUnit, Selection, batches_of
from districts.queries.standing_rows import SAID_BY

LINES = 8_000  # rows written at a time: about a megabyte
POINTS, SHARES = 6, 9  # places that the columns of the database have
Sql: TypeAlias = tuple[str, Any]
Written: TypeAlias = tuple[str, str]  # figures joined by commas, and the source


class Number(Func):
    """A decimal as text, exactly: with so many places, more where the value has them; NULL where there is none."""

    output_field = TextField()

    def __init__(self, column: str, places: int, scale: int) -> None:
        super().__init__(F(column))
        self.places, self.scale = min(places, scale), scale
        self.zeros = "0" * (places - scale)

    def as_sqlite(self, compiler: Any, connection: Any, **_options: Any) -> Sql:
        column = self.column(compiler)
        short, long = f"printf('{self.pattern}', {column})", f"rtrim(printf('%%.{self.scale}f', {column}), '0')"
        return f"CASE WHEN {self.is_short(column)} THEN {short} WHEN {column} IS NOT NULL THEN {long} END", ()

    def as_postgresql(self, compiler: Any, connection: Any, **_options: Any) -> Sql:
        column, places = self.column(compiler), self.places + len(self.zeros)
        more = f"scale(trim_scale({column})) > {places}"
        return f"CASE WHEN {more} THEN trim_scale({column}) ELSE round({column}, {places}) END", ()

    @property
    def pattern(self) -> str:
        """How SQLite writes a value of no more places."""
        return f"%%.{self.places}f{self.zeros}"

    def is_short(self, column: str) -> str:
        """Whether it has no more places; SQLite holds the nearest binary number, which 15 digits tell apart, so whole
        steps of the column say what it was."""
        return f"round({column} * 1e{self.scale}) %% {10 ** (self.scale - self.places)} = 0"

    def column(self, compiler: Any) -> str:
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


class Numbers(Line):
    """Decimals joined by commas."""

    def as_sqlite(self, compiler: Any, connection: Any, **options: Any) -> Sql:
        """By one call where all are there and none has more places, which is twice as quick."""
        numbers: list[Number] = self.get_source_expressions()
        columns = [number.column(compiler) for number in numbers]
        usual = " AND ".join(number.is_short(column) for number, column in zip(numbers, columns, strict=True))
        together = f"printf('{','.join(number.pattern for number in numbers)}', {', '.join(columns)})"
        apart, parameters = super().as_sqlite(compiler, connection, **options)
        return f"CASE WHEN {usual} THEN {together} ELSE {apart} END", parameters


TIED = Case(
    When(rank__isnull=True, then=Value("")),
    When(tied=True, then=Value("yes")),
    default=Value("no"),
)


def written_batches(
    block: Block, selection: Selection, bands: Mapping[int, str], compared_with: str
) -> Iterator[list[tuple[RowUnit, list[Written]]]]:
    """Some units at a time, each with its standings in the order of the measures. One query each.

    The figures are those of the tidy row from `points` to `provenance`; bands and what is compared with are put among
    them as they are given here.
    """
    if not block.measures:
        return
    line = _line(block, bands, compared_with)
    by_key = sorted(measure.id for measure in block.measures)
    places = [by_key.index(measure.id) for measure in block.measures]
    for units in batches_of(block, LINES):
        rows = Standing.objects.filter(published_unit_id__in=[unit.id for unit in units])
        if selection.measures is not None:
            rows = rows.filter(measure_id__in=by_key)
        # The order of their key costs the database nothing; every unit has a standing in every measure.
        rows = rows.order_by("published_unit_id", "measure_id")
        found = list(rows.annotate(line=line).values_list("line", "source"))
        starts = {unit.id: start * len(by_key) for start, unit in enumerate(sorted(units, key=attrgetter("id")))}
        yield [(unit, [found[starts[unit.id] + place] for place in places]) for unit in units]


def _line(block: Block, bands: Mapping[int, str], compared_with: str) -> RawSQL:
    """The figures of a row by the places of its measure; turned into SQL once, not for every batch."""
    groups = sorted(_by_places(block).items(), key=lambda group: len(group[1]))
    *others, (_, most) = [(measures, _figures(*key, bands, compared_with)) for key, measures in groups]
    line = Case(*(When(measure_id__in=measures, then=figures) for measures, figures in others), default=most)
    query = Standing.objects.annotate(line=line).query
    sql, parameters = query.get_compiler(DEFAULT_DB_ALIAS).compile(query.annotations["line"])
    return RawSQL(sql, parameters, TextField())  # noqa: S611 # every text of it is a parameter


def _by_places(block: Block) -> dict[tuple[int, int], list[int]]:
    """The measures whose points, and whose shares, are written with as many places."""
    found = defaultdict[tuple[int, int], list[int]](list)
    for measure in block.measures:
        found[measure.places, measure.share_places].append(measure.id)
    return found


def _figures(places: int, share_places: int, bands: Mapping[int, str], compared_with: str) -> Line:
    named = [When(band_id=band, then=Value(name)) for band, name in bands.items()]
    points = [Number(name, places, POINTS) for name in ("points", "max_points")]
    shares = [Number(name, share_places, SHARES) for name in ("share", "coverage")]
    return Line(
        *(Numbers(*points, *shares), F("rank"), TIED, F("ranked_of"), Case(*named, default=Value(""))),
        *(Number("change_points", places, POINTS), F("change_rank")),
        *(Value(compared_with), F("state"), SAID_BY),
    )
