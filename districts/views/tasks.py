"""Boards of tasks, of an authority and of one unit: public tasks alone, the same for everybody who looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as day
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.exports import tasks as files
from districts.exports.citation import title
from districts.exports.csv_text import csv_table
from districts.exports.tidy import Note
from districts.forms.tasks import LIST, TIMELINE, BoardForm
from districts.queries.editions import Edition
from districts.queries.package import load_facts
from districts.queries.task_gains import Prospect, load_gains, load_prospect
from districts.queries.tasks import Board, load_board
from districts.tables.tasks import AREAS, FILTERS, task_rows, timeline
from districts.tables.words import PROVENANCES, title_of
from districts.views.addresses import ledger_url, tasks_url, unit_url
from districts.views.editions import edition_of
from districts.views.errors import BadChoiceError, Option, refuse_errors, says_what_there_is
from districts.views.heads import edition_context
from districts.views.sending import TYPES, Contents, check_query, is_a_file, send_live, wants_mark


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address asks of the board."""

    view: str
    area: str
    state: str
    unit: str
    on: day | None

    @property
    def query(self) -> dict[str, str]:
        """As links keep it: what is usual is left out."""
        view = "" if self.view == LIST else self.view
        on = self.on.isoformat() if self.on else ""
        return {"view": view, "area": self.area, "state": self.state, "unit": self.unit, "on": on}

    @property
    def is_part(self) -> bool:
        """Whether only some tasks are asked for."""
        return bool(self.area or self.state or self.unit)


@require_safe
@says_what_there_is
def tasks(request: HttpRequest, slug: str, year: int, unit: str = "") -> HttpResponse:
    """The tasks about one ranking, or those of one unit, as a list or along the months."""
    board, chosen = _load(request, slug, year, unit)
    shown = board.chosen(area=chosen.area, state=chosen.state, unit=chosen.unit)
    rows = task_rows(shown.lines, load_gains(board.edition, shown.lines))
    context = {
        **edition_context(board.edition, chosen.query, _link(unit)),
        "here": "tasks",
        "title": title_of(board.edition.group),
        "board": board,
        "shown": shown,
        "rows": rows,
        "timeline": timeline(shown, rows) if chosen.view == TIMELINE else None,
        "prospect": _prospect(board),
        "chosen": chosen,
        "choices": _choices(board, chosen, unit),
        "views": _views(board.edition, chosen, unit),
        "filtered": chosen.is_part,
        "hidden": _hidden(board.edition, chosen),
        "form_url": tasks_url(board.edition.address, unit).partition("?")[0],
        "clear_url": tasks_url(board.edition.address, unit, **{**chosen.query, "area": "", "state": "", "unit": ""}),
        "files": _files(board.edition, chosen, unit),
        **_unit_links(board),
    }
    return render(request, "pages/tasks.html", context)


@is_a_file
def tasks_file(request: HttpRequest, slug: str, year: int, ending: str, unit: str = "") -> HttpResponse:
    """The board as a file, the same under every language, with the page's filters."""
    check_query(request, once=("view", "area", "state", "unit", "on"))
    board, chosen = _load(request, slug, year, unit)
    shown = board.chosen(area=chosen.area, state=chosen.state, unit=chosen.unit)
    gains = load_gains(board.edition, shown.lines)
    rows = list(files.rows(shown, gains))
    with translation.override(settings.LANGUAGE_CODE):
        notes = _notes(shown, chosen)
    text = files.tasks_json(shown, gains, notes)
    contents = Contents(
        name=files.file_name(shown, filtered=chosen.is_part),
        notes=lambda: notes,
        columns=files.COLUMNS,
        rows=lambda: rows,
        csv=lambda: csv_table(files.COLUMNS, rows, bom=wants_mark(request)),
        json=lambda: text,
    )
    return send_live(request, ending, contents, [f"tasks {files.FORMAT}", sha256(text.encode()).hexdigest()])


def _notes(board: Board, chosen: Chosen) -> list[Note]:
    """What a file says of itself beside its rows."""
    edition = board.edition
    facts = load_facts([edition.id])[0]
    said = [f"{name}={value}" for name, value in chosen.query.items() if value and name != "view"]
    provenances = dict.fromkeys(line.provenance for line in board.lines)
    return [
        (_("Ranking"), f"{title(facts)}, r{edition.revision}"),
        (_("As of"), board.on.isoformat()),
        (_("Filters"), " ".join(said) or _("none: every public task")),
        (_("Provenance"), ", ".join(str(PROVENANCES[each]) for each in provenances) or "–"),
        (_("Expected points"), _("Points more than in the year of the ranking, as the task promises them.")),
        (_("Achieved points"), _("What the measure gained by the results of that year, whatever the reason.")),
    ]


def _load(request: HttpRequest, slug: str, year: int, unit: str) -> tuple[Board, Chosen]:
    edition = edition_of(request, slug, year)
    form = BoardForm(request.GET)
    refuse_errors(form, _offers(edition, unit))
    data = form.cleaned_data
    chosen = Chosen(data["view"] or LIST, data["area"], data["state"], data["unit"], data["on"])
    board = load_board(edition, on=chosen.on or timezone.localdate(), unit=unit)
    if chosen.unit and chosen.unit not in {office.slug for office in board.offices}:
        options = [Option(office.name, tasks_url(edition.address, unit, unit=office.slug)) for office in board.offices]
        message = _("No unit called “%(unit)s” works on one of these tasks.")
        raise BadChoiceError(message % {"unit": chosen.unit}, options)
    return board, chosen


def _offers(edition: Edition, unit: str) -> dict[str, Sequence[Option]]:
    """What can be chosen, where the address asks for something else."""
    address = edition.address
    return {
        "view": [Option(str(label), tasks_url(address, unit, view=name)) for name, label in VIEWS.items()],
        "area": [Option(str(label), tasks_url(address, unit, area=name)) for name, label in AREAS.items()],
        "state": [Option(str(label), tasks_url(address, unit, state=name)) for name, label in FILTERS.items()],
        "unit": [Option(_("All tasks"), tasks_url(address, unit))],
        "on": [Option(_("As of today"), tasks_url(address, unit))],
    }


def _prospect(board: Board) -> Prospect | None:
    if board.unit is None or not board.unit.is_assessed:
        return None
    return load_prospect(board.edition, board.unit.slug, board.unit.id, board.lines)


VIEWS = {LIST: translation.gettext_lazy("List"), TIMELINE: translation.gettext_lazy("Timeline")}


def _views(edition: Edition, chosen: Chosen, unit: str) -> list[tuple[str, str, bool]]:
    """Label, address, chosen."""
    return [
        (
            str(label),
            tasks_url(edition.address, unit, **{**chosen.query, "view": "" if name == LIST else name}),
            name == chosen.view,
        )
        for name, label in VIEWS.items()
    ]


def _choices(board: Board, chosen: Chosen, unit: str) -> dict[str, list[tuple[str, str, bool]]]:
    """For each filter of the form: value, label, chosen."""
    states = [name for name in FILTERS if board.chosen(state=name).lines or name == chosen.state]
    areas = dict.fromkeys([*board.areas, *([chosen.area] if chosen.area else [])])
    found = {
        "area": [(name, str(AREAS[name]), name == chosen.area) for name in areas],
        "state": [(name, str(FILTERS[name]), name == chosen.state) for name in states],
    }
    if not unit:
        found["unit"] = [(office.slug, office.name, office.slug == chosen.unit) for office in board.offices]
    return found


def _hidden(edition: Edition, chosen: Chosen) -> list[tuple[str, str]]:
    """What the filter's form keeps of the address."""
    view = "" if chosen.view == LIST else chosen.view
    kept = {"group": edition.address.group, "basis": edition.address.basis, "view": view}
    return [(name, value) for name, value in kept.items() if value]


def _files(edition: Edition, chosen: Chosen, unit: str) -> list[tuple[str, str]]:
    """Label and address of each file."""
    query = {**chosen.query, "view": ""}
    bom = {"csv": "1"}
    return [
        (ending.upper(), tasks_url(edition.address, unit, ending=ending, **query, bom=bom.get(ending, "")))
        for ending in TYPES
    ]


def _link(unit: str) -> Any:
    """Other years and groups lead to the same kind of page; what was chosen may not be there."""
    return lambda address, **_chosen: tasks_url(address, unit)


def _unit_links(board: Board) -> dict[str, str]:
    if board.unit is None or not board.unit.is_assessed:
        return {}
    address, slug = board.edition.address, board.unit.slug
    return {"unit_url": unit_url(address, slug), "ledger_url": ledger_url(address, slug)}
