"""The figures of pages as files in tidy form: a row a unit and measure."""

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from districts.exports.csv_text import csv_chunks
from districts.exports.json_text import json_chunks
from districts.exports.names import file_name, join
from districts.exports.notes import file_notes, title_in
from districts.exports.tidy import COLUMNS, Note, Selection, rows
from districts.models import MeasureKind, UnitKind
from districts.queries.comparable import load_totals
from districts.queries.compare import FEWEST
from districts.queries.compare import MOST as MOST_COMPARED
from districts.queries.editions import Edition, Series
from districts.queries.errors import NoSuchError
from districts.queries.measure_pages import main_indices
from districts.queries.measures import load_graph
from districts.queries.package import load_facts
from districts.queries.rows import find_measures, find_units
from districts.queries.trends import MOST as MOST_FOLLOWED
from districts.queries.trends import load_trends
from districts.views.compare import since_of, stranger
from districts.views.editions import filed_edition, filed_series
from districts.views.errors import BadChoiceError
from districts.views.picking import read_choice
from districts.views.sending import Contents, check_query, is_a_file, send, wants_mark


@is_a_file
def standings_file(
    request: HttpRequest, slug: str, year: int, ending: str, revision: int | None = None
) -> HttpResponse:
    """A whole publication, or some of its units, kinds of units and measures."""
    check_query(request, several=("unit", "measure", "kind"))
    edition = filed_edition(request, slug, year, revision)
    units, measures, kinds = (_asked(request, name) for name in ("unit", "measure", "kind"))
    _refuse_kinds(kinds)
    selection = Selection(
        (edition.id,),
        units=find_units(edition.id, units) if units else None,
        measures=find_measures(edition.framework_id, measures) if measures else None,
        kinds=frozenset(kinds) or None,
    )
    chosen = [(name, value) for name in ("unit", "measure", "kind") for value in _asked(request, name)]
    name = file_name(edition, "standings", filtered=bool(chosen))
    return send(request, [edition], ending, lambda: _tidy(request, name, [edition], [selection], chosen))


@is_a_file
def unit_file(
    request: HttpRequest, slug: str, year: int, unit: str, ending: str, revision: int | None = None
) -> HttpResponse:
    """Every measure of one unit."""
    check_query(request)
    edition = filed_edition(request, slug, year, revision)
    selection = Selection((edition.id,), units=find_units(edition.id, [unit]))
    return _part(request, edition, ending, selection, [("unit", unit)], unit)


@is_a_file
def measures_file(request: HttpRequest, slug: str, year: int, ending: str, revision: int | None = None) -> HttpResponse:
    """All units by total and main index."""
    check_query(request)
    edition = filed_edition(request, slug, year, revision)
    graph = load_graph(edition.framework_id)
    shown = (graph.total, *main_indices(graph))
    selection = Selection((edition.id,), measures=frozenset(node.id for node in shown))
    chosen = [("measure", node.code) for node in shown]
    return _part(request, edition, ending, selection, chosen, "measures")


@is_a_file
def measure_file(
    request: HttpRequest, slug: str, year: int, measure: str, ending: str, revision: int | None = None
) -> HttpResponse:
    """One measure of all units."""
    check_query(request)
    edition = filed_edition(request, slug, year, revision)
    selection = Selection((edition.id,), measures=find_measures(edition.framework_id, [measure]))
    return _part(request, edition, ending, selection, [("measure", measure)], "measure", measure)


@is_a_file
def compare_file(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """The chosen units down to the main indices, and their totals in the other year."""
    check_query(request, once=("year", "since", "q"), several=("units",))
    chosen = read_choice(request.GET, MOST_COMPARED, request.path)
    series = filed_series(request, slug, chosen.year)
    if len(chosen.units) < FEWEST:
        raise BadChoiceError(_("Choose at least two units: ?units=van-ban&units=sa-pa."))
    edition, since = series.edition, since_of(series, chosen)
    try:
        selections = _compared(edition, since, chosen.units)
    except NoSuchError as error:
        raise stranger(request, edition, error) from error
    editions = [edition, *([since] if since else [])]
    said = [("units", unit) for unit in chosen.units] + ([("since", str(since.year))] if since else [])
    name = file_name(edition, "compare", *chosen.units)
    return send(request, editions, ending, lambda: _tidy(request, name, editions, selections, said))


def _compared(edition: Edition, since: Edition | None, slugs: Sequence[str]) -> list[Selection]:
    units = find_units(edition.id, slugs)
    shown = [node.id for node in load_graph(edition.framework_id).nodes.values() if node.kind != MeasureKind.CRITERION]
    found = [Selection((edition.id,), units=units, measures=frozenset(shown))]
    if since:
        total = load_totals([since.framework_id])[since.framework_id].id
        found.append(Selection((since.id,), units=units, measures=frozenset([total])))
    return found


@is_a_file
def trends_file(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """The totals of the units that the page follows, in every year."""
    check_query(request, once=("year", "q"), several=("units",))
    chosen = read_choice(request.GET, MOST_FOLLOWED, request.path)
    series = filed_series(request, slug, chosen.year)

    def make() -> Contents:
        found = load_trends(series, chosen.units)
        selection = Selection(
            tuple(edition.id for edition in series.editions),
            units=frozenset(track.unit.unit_id for track in found.shown),
            measures=frozenset(year.total.id for year in found.years),
        )
        said = [("units", track.unit.slug) for track in found.shown]
        return _tidy(request, _trends_name(series, chosen.units), series.editions, [selection], said)

    return send(request, series.editions, ending, make)


def _trends_name(series: Series, units: Sequence[str]) -> str:
    """Of several years, so that no one revision is in it."""
    years = sorted({series.editions[0].year, series.editions[-1].year})
    edition = series.edition
    words = [edition.address.slug, *(str(year) for year in years), edition.group, edition.basis]
    return join("dti", *words, "trends", *units, "filtered" if units else "")


def _asked(request: HttpRequest, name: str) -> list[str]:
    return [value for value in request.GET.getlist(name) if value]


def _refuse_kinds(kinds: Sequence[str]) -> None:
    for kind in kinds:
        if kind not in UnitKind.values:
            raise BadChoiceError(_("“%(value)s” is not a kind of unit.") % {"value": kind})


def _part(
    request: HttpRequest,
    edition: Edition,
    ending: str,
    selection: Selection,
    chosen: Sequence[tuple[str, str]],
    *what: str,
) -> HttpResponse:
    """What a page of one publication shows."""
    name = file_name(edition, *what)
    return send(request, [edition], ending, lambda: _tidy(request, name, [edition], [selection], chosen))


def _tidy(
    request: HttpRequest,
    name: str,
    editions: Sequence[Edition],
    selections: Sequence[Selection],
    chosen: Sequence[tuple[str, str]],
) -> Contents:

    def notes() -> list[Note]:
        return file_notes(load_facts([edition.id for edition in editions]), chosen)

    return Contents(
        name=name,
        notes=notes,
        columns=COLUMNS,
        rows=lambda: rows(*selections),
        csv=lambda: csv_chunks(*selections, bom=wants_mark(request)),
        json=lambda: _json(selections, notes()),
    )


def _json(selections: Sequence[Selection], notes: Sequence[Note]) -> Iterator[str]:
    return json_chunks(*selections, title=title_in(notes), notes=notes)
