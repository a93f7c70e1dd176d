"""What if: a scenario on published data, in an address that can be sent on. Nothing of it is stored."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.exports.csv_text import BOM
from districts.exports.scenario import file_name, scenario_csv
from districts.forms.scenario import (
    KEEP_TOTAL,
    MAXIMUM,
    POINTS,
    Asked,
    Changes,
    ScenarioError,
    is_ours,
    read_asked,
    read_changes,
    refuse_too_many,
)
from districts.queries.editions import Edition
from districts.queries.errors import NoSuchError
from districts.queries.measures import Node
from districts.queries.scenario import Line, Played, Slot, Stage, load_stage, play
from districts.tables.words import no_such, title_of
from districts.typed_numbers import write_number
from districts.views.addresses import file_url, page_url, query_of, unit_url
from districts.views.editions import edition_of
from districts.views.errors import BadChoiceError, Option, says_what_there_is
from districts.views.heads import edition_context
from districts.views.sending import check_query, is_one_of, wants_mark

MOST_BESIDE = 4  # pillars with their ranks beside the total
MOST_LISTED = 120  # units; of more the first that move are listed, and the file has all


@require_safe
@says_what_there_is
def what_if(request: HttpRequest, slug: str, year: int, revision: int | None = None) -> HttpResponse:
    """The form, and above it what comes of the scenario; an address with needless parts leads to the short one."""
    stage, changes = _read(request, slug, year, revision)
    unit = stage.unit.slug if stage.unit else ""
    said = {name: request.GET[name] for name in request.GET if is_ours(name)}
    if said != changes.query(unit):
        response: HttpResponse = HttpResponseRedirect(_address(stage.edition, changes, unit))
    else:
        response = render(request, "pages/what_if.html", _context(stage, changes))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@is_one_of("csv")
def what_if_file(request: HttpRequest, slug: str, year: int, ending: str, revision: int | None = None) -> HttpResponse:
    """Everybody before and after, as a file that says of itself that it is a scenario."""
    stage, changes = _read(request, slug, year, revision)
    check_query(request, once=filter(is_ours, request.GET))
    played = play(stage, changes.points, changes.maxima, keep_total=changes.keep_total)
    query = query_of(stage.edition.address, **changes.query(stage.unit.slug if stage.unit else "")).removeprefix("?")
    name = file_name(stage.edition)
    headers = {"X-Robots-Tag": "noindex", "Content-Disposition": f'attachment; filename="{name}"'}
    text = (BOM if wants_mark(request) else "") + scenario_csv(played, query)
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _read(request: HttpRequest, slug: str, year: int, revision: int | None) -> tuple[Stage, Changes]:
    """The publication and what is to be changed in it, or a page that says what is wrong."""
    path = request.path
    try:
        refuse_too_many(request.META.get("QUERY_STRING", ""))
        asked = read_asked(request.GET)
        edition = edition_of(request, slug, year, revision)
        path = page_url("what-if", edition.address)
        return _stage(edition, asked)
    except ScenarioError as error:
        raise BadChoiceError(str(error), [Option(_("Start again"), path)]) from error


def _stage(edition: Edition, asked: Asked) -> tuple[Stage, Changes]:
    try:
        stage = load_stage(edition, asked.unit)
    except NoSuchError as error:
        raise ScenarioError(no_such(error)) from error
    return stage, read_changes(asked, stage)


def _address(edition: Edition, changes: Changes, unit: str) -> str:
    return page_url("what-if", edition.address).partition("?")[0] + query_of(edition.address, **changes.query(unit))


def _context(stage: Stage, changes: Changes) -> dict[str, Any]:
    edition = stage.edition
    unit = stage.unit.slug if stage.unit else ""
    played = play(stage, changes.points, changes.maxima, keep_total=changes.keep_total) if changes else None
    return {
        **edition_context(edition, link=lambda address: page_url("what-if", address)),
        "title": title_of(edition.group),
        "stage": stage,
        "graph": stage.graph,
        "unit": stage.unit,
        "unit_url": unit_url(edition.address, unit) if unit else "",
        "changes": changes,
        "changed": _changed(stage, changes),
        "played": played,
        "listed": _listed(played),
        "headlines": _headlines(played),
        "pillars": _pillars(stage),
        "units": stage.units,
        "sections": [(node, _boxes(POINTS, slots, changes.points)) for node, slots in stage.sections],
        "maxima": _boxes(MAXIMUM, list(stage.maxima.values()), changes.maxima),
        "keep_total": KEEP_TOTAL,
        "form_url": page_url("what-if", edition.address).partition("?")[0],
        "start_url": page_url("what-if", edition.address),
        "csv_url": file_url("what-if-file", edition.address, ending="csv").partition("?")[0]
        + query_of(edition.address, **changes.query(unit)),
    }


def _boxes(prefix: str, slots: Sequence[Slot], changed: dict[str, Decimal]) -> list[tuple[str, Slot, str, bool]]:
    """Name of the field, what it is about, what stands in it, and whether that is a change."""
    return [
        (
            f"{prefix}{slot.node.code}",
            slot,
            write_number(changed.get(slot.node.code, slot.published)),
            slot.node.code in changed,
        )
        for slot in slots
    ]


def _changed(stage: Stage, changes: Changes) -> list[tuple[Slot, Decimal]]:
    """What differs from what was published, in the order of the framework."""
    points = [(stage.points[code], number) for code, number in changes.points.items()]
    return points + [(stage.maxima[code], number) for code, number in changes.maxima.items()]


def _headlines(played: Played | None) -> list[tuple[Node, Any, str, str]]:
    """Total and pillars of the unit whose points are changed: measure, before and after, and both bands."""
    if played is None or played.own is None:
        return []
    pairs = zip(played.stage.graph.headlines, played.own.places, strict=True)
    return [(node, place, played.band(place.before.band), played.band(place.after.band)) for node, place in pairs]


def _listed(played: Played | None) -> list[tuple[Line, bool, str, str, list[tuple[Node, Any]]]]:
    """Units with both bands and the pillars; all where they are few, else those that move, and the one changed."""
    if played is None:
        return []
    own, lines = played.own, played.lines
    if len(lines) > MOST_LISTED:
        shown = {line.unit.id for line in [line for line in lines if line.is_moved][:MOST_LISTED]}
        lines = tuple(line for line in lines if line is own or line.unit.id in shown)
    totals = [(line, line.total.before.band, line.total.after.band) for line in lines]
    pillars = _pillars(played.stage)
    return [
        (line, line is own, played.band(old), played.band(new), list(zip(pillars, line.places[1:], strict=False)))
        for line, old, new in totals
    ]


def _pillars(stage: Stage) -> tuple[Node, ...]:
    """Those whose ranks fit beside the total."""
    return stage.graph.pillars if len(stage.graph.pillars) <= MOST_BESIDE else ()
