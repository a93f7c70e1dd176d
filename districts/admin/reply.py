"""The unit's reply to the appraisal of one main index."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from districts import rights
from districts.actions import appraisal
from districts.actions.appraisal import Reply
from districts.actions.errors import ActionError
from districts.actions.figures import Conflict, SaveResult
from districts.actions.transitions import Act, permit
from districts.admin.appraisal import first_index, heading
from districts.admin.cards import (
    REFUSED,
    account,
    card_of,
    page,
    posted_codes,
    refused_in,
    require,
    said_by,
    sorry,
    tell,
)
from districts.deadlines import replies_end
from districts.forms.appraisal import ReplyForm
from districts.models import Document, Scorecard
from districts.queries.appraisal import Line, Sheet, load_library, load_sheet

Stage = Scorecard.Stage
KNOWN = (Stage.APPRAISED, Stage.PUBLISHED)  # from then on the unit knows the verdicts


@dataclass
class Row:
    """One criterion with its verdict, and what the unit says of it."""

    line: Line
    form: ReplyForm
    editable: bool
    conflict: Conflict | None = None

    @property
    def version(self) -> int:
        """What the next sending must carry; after a conflict that is to reply to what is shown."""
        return self.line.score.version


@require_GET
def first(request: HttpRequest, scorecard: int) -> HttpResponse:
    """To the first main index."""
    card = card_of(request, scorecard)
    require(rights.can_reply(request.user, card))
    return redirect("admin:reply", scorecard=card.pk, index=first_index(card))


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, scorecard: int, index: str) -> HttpResponse:
    """Verdicts of one index, and whether the unit agrees with each."""
    card = card_of(request, scorecard)
    require(rights.can_reply(request.user, card))
    sheet = load_sheet(card, index)
    if sheet is None:
        raise Http404
    library = load_library(card)
    forms: dict[str, ReplyForm] = {}
    result = SaveResult()
    if request.method == "POST":
        forms = touched(request, sheet, library)
        result = send(request, card, forms)
        if not forms:
            return redirect("admin:reply", scorecard=card.pk, index=index)
        sheet = load_sheet(card, index) or sheet
    return show(request, card, sheet, library, forms, result)


def show(
    request: HttpRequest,
    card: Scorecard,
    sheet: Sheet,
    library: list[Document],
    forms: dict[str, ReplyForm],
    result: SaveResult,
) -> HttpResponse:
    refusal = refusal_of(request, card)
    conflicts = {conflict.code: conflict for conflict in result.conflicts}
    lines = sheet.lines if card.stage in KNOWN else ()
    rows = [row_of(line, forms, conflicts.get(line.measure.code), library, refusal) for line in lines]
    return page(
        request,
        "work/reply.html",
        _("Reply of %(unit)s: %(code)s %(index)s")
        % {"unit": card.unit.name, "code": sheet.section.code, "index": sheet.section.index.name},
        status=REFUSED if forms else 200,
        sheet=sheet,
        rows=rows,
        editable=any(row.editable for row in rows),
        refusal=refusal,
        replies_end=replies_end(card),
        **heading(card),
    )


def row_of(
    line: Line, forms: dict[str, ReplyForm], conflict: Conflict | None, library: list[Document], refusal: str
) -> Row:
    """What was typed stays to be read and copied where the time has run out meanwhile."""
    typed = forms.get(line.measure.code)
    can_reply = not refusal and line.score.appraised_at is not None
    return Row(line, typed or blank(line, library), can_reply or typed is not None, conflict)


def refusal_of(request: HttpRequest, card: Scorecard) -> str:
    """Why the unit cannot reply now; empty where it can."""
    try:
        permit(card, Act.REPLY, by=account(request), now=timezone.now())
    except ActionError as error:
        return said_by(error)
    return ""


def blank(line: Line, library: list[Document]) -> ReplyForm:
    return ReplyForm(prefix=line.measure.code, initial=initial_of(line), library=uncited(line, library))


def uncited(line: Line, library: list[Document]) -> list[Document]:
    """What could still be brought as evidence."""
    return [document for document in library if document not in line.documents]


def initial_of(line: Line) -> dict[str, object]:
    score = line.score
    words = {None: "", True: "yes", False: "no"}
    return {"agrees": words[score.reply_agrees], "note": score.reply_note, "version": score.version}


# Sending


def touched(request: HttpRequest, sheet: Sheet, library: list[Document]) -> dict[str, ReplyForm]:
    """The forms in which something was changed."""
    lines = {line.measure.code: line for line in sheet.lines}
    forms = {}
    for code in posted_codes(request, set(lines)):
        line = lines[code]
        given = uncited(line, library)
        form = ReplyForm(request.POST, prefix=code, initial=initial_of(line), library=given)
        if form.is_touched:
            forms[code] = form
    return forms


def send(request: HttpRequest, card: Scorecard, forms: dict[str, ReplyForm]) -> SaveResult:
    """Save the replies; `forms` keeps those that were not saved."""
    replies = [reply_of(code, form) for code, form in forms.items() if form.is_valid()]
    result = SaveResult()
    try:
        if replies:
            result = appraisal.reply(scorecard=card, replies=replies, by=account(request))
    except ActionError as error:
        sorry(request, error)
        return result
    for fault in result.faults:
        forms[fault.code].refuse(fault.field, fault.message)
    kept = refused_in(result)
    for code in [code for code, form in forms.items() if not form.errors and code not in kept]:
        del forms[code]
    tell(request, result)
    if forms and result.is_clean:
        messages.error(request, _("Some criteria were not saved: they are marked below, with what you wrote."))
    return result


def reply_of(code: str, form: ReplyForm) -> Reply:
    data = form.cleaned_data
    return Reply(code, data["version"], data["agrees"], data["note"], tuple(data["documents"]))
