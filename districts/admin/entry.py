"""The form of the unit: one page a main index, saved as a page or criterion by criterion."""

from collections.abc import Mapping
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from districts.actions.entry import save_self_assessment
from districts.actions.errors import ActionError
from districts.actions.figures import SaveResult
from districts.actions.transitions import Act, is_open, permit
from districts.admin.cards import REFUSED, account, card_of, page, said_by
from districts.admin.entry_form import Row, Typed, outcome, read, read_section, row_of, whole
from districts.deadlines import INDOCHINA
from districts.models import Document, Scorecard
from districts.queries.work import deadline_in_words
from districts.queries.work_entry import EntryPage, load_entry, sum_of
from districts.queries.work_sections import Section, sections_of
from districts.templatetags.portal import points

PLACES = 2  # of the running sum, at least


def place_of(request: HttpRequest, scorecard: int, index: str) -> tuple[Scorecard, list[Section], Section]:
    """The scorecard and its main index of this code; 404 where either is not there."""
    card = card_of(request, scorecard)
    sections = sections_of(card.round.framework_id)
    section = next((one for one in sections if one.code == index), None)
    if section is None:
        raise Http404
    return card, sections, section


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, scorecard: int, index: str) -> HttpResponse:
    """Show a main index, or save the page."""
    card, sections, section = place_of(request, scorecard, index)
    if request.method == "POST":
        return save_page(request, card, sections, section)
    form = load_entry(card, section)
    return show(request, card, sections, form, [row_of(stored) for stored in form.rows])


def show(
    request: HttpRequest,
    card: Scorecard,
    sections: list[Section],
    form: EntryPage,
    rows: list[Row],
    *,
    refused: str = "",
) -> HttpResponse:
    """The page: to fill in where that is open, else to read."""
    place = [section.code for section in sections].index(form.section.code)
    trouble = any(row.faults or row.theirs for row in rows)
    return page(
        request,
        "work/enter.html",
        f"{form.section.code} {form.section.index.name}",
        status=REFUSED if refused or trouble else 200,
        card=card,
        section=form.section,
        rows=rows,
        library=form.library,
        total=sum_of(card, form.section),
        is_open=is_open(card, Act.ENTER, by=account(request)),
        deadline=deadline_in_words(card),
        refused=refused,
        trouble=trouble,
        before=sections[place - 1] if place else None,
        after=sections[place + 1] if place + 1 < len(sections) else None,
    )


# The page as one form


def save_page(request: HttpRequest, card: Scorecard, sections: list[Section], section: Section) -> HttpResponse:
    """Save what can be; what was refused or overtaken comes back as it was typed."""
    typed = {one.measure.pk: one for one in chosen(request, read_section(section, request.POST))}
    if "copy" in request.POST:
        permit(card, Act.ENTER, by=account(request), now=timezone.now())
        return show_copied(request, card, sections, section, typed)
    entries = [one.entry for one in typed.values() if one.entry]
    try:
        result = save_self_assessment(scorecard=card, entries=entries, by=account(request))
    except ActionError as error:
        form = load_entry(card, section)
        rows = [as_typed(stored_row, typed) for stored_row in map(row_of, form.rows)]
        return show(request, card, sections, form, rows, refused=said_by(error))
    form = load_entry(card, section)
    titles = titles_of(form.library)
    rows = [
        outcome(stored, typed[stored.measure.pk], result, titles) if stored.measure.pk in typed else row_of(stored)
        for stored in form.rows
    ]
    if any(row.faults or row.theirs for row in rows):
        return show(request, card, sections, form, rows)
    messages.success(request, told(result, typed))
    return redirect(request.path)


def told(result: SaveResult, typed: Mapping[int, Typed]) -> str:
    """How many criteria were changed; what was sent as it was is none of them."""
    seen = {one.measure.code: one.version for one in typed.values()}
    number = sum(saved.version != seen[saved.code] for saved in result.saved)
    if not number:
        return _("Nothing was changed.")
    text = ngettext("Saved: %(number)s criterion.", "Saved: %(number)s criteria.", number)
    return text % {"number": number}


def chosen(request: HttpRequest, typed: list[Typed]) -> list[Typed]:
    """After a conflict: `keep` saves one's own over the colleague's, `take` leaves what the colleague saved."""
    kept, taken = request.POST.get("keep", ""), request.POST.get("take", "")
    found = [one for one in typed if one.measure.code != taken]
    return [over(one, request) if one.measure.code == kept else one for one in found]


def over(typed: Typed, request: HttpRequest) -> Typed:
    """With the version of the colleague's answer that was shown, and no later one."""
    version = whole(request.POST.get(f"c{typed.measure.pk}-theirs", ""))
    return replace(typed, version=version, entry=typed.entry and replace(typed.entry, version=version))


def as_typed(row: Row, typed: Mapping[int, Typed]) -> Row:
    own = typed.get(row.measure.pk)
    return row_of(row.stored, filled=own.filled, version=own.version, faults=own.faults) if own else row


def show_copied(
    request: HttpRequest, card: Scorecard, sections: list[Section], section: Section, typed: Mapping[int, Typed]
) -> HttpResponse:
    """The page as it was typed, one criterion filled in as last year; nothing is saved yet."""
    form = load_entry(card, section)
    rows = [as_typed(row_of(stored), typed) for stored in form.rows]
    return show(request, card, sections, form, [copied(row, request.POST["copy"]) for row in rows])


def copied(row: Row, code: str) -> Row:
    last = row.stored.last
    if row.measure.code != code or row.is_locked or last is None or last.filled is None:
        return row
    filled = replace(last.filled, documents=row.filled.documents)
    note = _("Filled in as last year; not saved yet.")
    return row_of(row.stored, filled=filled, version=row.version, note=note)


def titles_of(library: tuple[Document, ...]) -> dict[int, str]:
    return {document.pk: str(document) for document in library}


# One criterion


@require_POST
def save(request: HttpRequest, scorecard: int, index: str, measure: str) -> HttpResponse:
    """Save one criterion for the page's script, and say what became of it."""
    card, _sections, section = place_of(request, scorecard, index)
    found = next((one for one in section.criteria if one.code == measure), None)
    if found is None:
        raise Http404
    typed = read(found, request.POST)
    try:
        result = save_self_assessment(
            scorecard=card, entries=[typed.entry] if typed.entry else [], by=account(request), via="form"
        )
    except ActionError as error:
        return JsonResponse({"error": said_by(error)}, status=REFUSED)
    return JsonResponse(answer(card, section, typed, result))


def answer(card: Scorecard, section: Section, typed: Typed, result: SaveResult) -> dict[str, object]:
    """What the script shows."""
    if result.conflicts or typed.faults or result.faults:
        return trouble_of(card, section, typed, result)
    (saved,) = result.saved
    total = sum_of(card, section)
    return {
        "version": saved.version,
        "at": timezone.localtime(timezone.now(), INDOCHINA).strftime("%H:%M"),
        "points": points(saved.points, typed.measure.decimals),
        "incomplete": saved.incomplete,
        "sum": points(total.points, PLACES),
        "answered": total.progress.answered,
        "of": total.progress.of,
    }


def trouble_of(card: Scorecard, section: Section, typed: Typed, result: SaveResult) -> dict[str, object]:
    """Faults by field, or the colleague's answer as a piece of the page."""
    form = load_entry(card, section)
    stored = next(row for row in form.rows if row.measure == typed.measure)
    row = outcome(stored, typed, result, titles_of(form.library))
    if row.theirs is None:
        return {"faults": dict(row.faults)}
    return {"conflict": render_to_string("admin/work/theirs.html", {"row": row})}
