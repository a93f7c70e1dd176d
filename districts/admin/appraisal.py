"""The appraisal of one scorecard: verdicts by main index, return, finish and reopen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from districts import rights
from districts.actions import appraisal
from districts.actions.appraisal import Verdict
from districts.actions.errors import ActionError
from districts.actions.figures import Conflict, SaveResult
from districts.actions.transitions import Act, is_open
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
from districts.deadlines import deadline_of
from districts.forms.appraisal import ReturnForm, VerdictForm
from districts.forms.rounds import ReasonForm
from districts.models import Scorecard
from districts.queries.appraisal import Line, Sheet, load_lines, load_sheet
from districts.queries.work_sections import Section, sections_of
from districts.tables.words import group_label

GET_POST = require_http_methods(["GET", "POST"])


@dataclass
class Row:
    """One criterion on the page: what is stored, what is typed, and what somebody else stored meanwhile."""

    line: Line
    form: VerdictForm
    editable: bool
    conflict: Conflict | None = None
    accepted: bool = False  # chosen to be accepted as assessed

    @property
    def version(self) -> int:
        """What the next sending must carry; after a conflict that is to write over it knowingly."""
        return self.line.score.version

    @property
    def can_accept(self) -> bool:
        score = self.line.score
        return self.editable and bool(score.self_state) and score.appraised_at is None


@dataclass
class Sending:
    """The forms that a page sent, and what became of them."""

    forms: dict[str, VerdictForm] = field(default_factory=dict)  # of the criteria that were touched
    result: SaveResult = field(default_factory=SaveResult)
    chosen: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)  # codes to show as they were typed

    @property
    def conflicts(self) -> dict[str, Conflict]:
        return {conflict.code: conflict for conflict in self.result.conflicts}


@require_GET
def first(request: HttpRequest, scorecard: int) -> HttpResponse:
    """To the first main index."""
    card = card_of(request, scorecard)
    require(rights.can_watch(request.user, card.round_id))
    return redirect("admin:appraise", scorecard=card.pk, index=first_index(card))


def first_index(card: Scorecard) -> str:
    return sections_of(card.round.framework_id)[0].code


@GET_POST
def appraise(request: HttpRequest, scorecard: int, index: str) -> HttpResponse:
    """Self-assessment and verdicts of one index, side by side."""
    card = card_of(request, scorecard)
    require(rights.can_watch(request.user, card.round_id))
    mine = rights.appraisable(request.user, card)
    sheet = load_sheet(card, index, mine)
    if sheet is None:
        raise Http404
    sending = Sending()
    if request.method == "POST":
        sending = receive(request, card, sheet)
        if not sending.kept:
            return redirect("admin:appraise", scorecard=card.pk, index=index)
        sheet = load_sheet(card, index, mine) or sheet
    return show(request, card, sheet, sending)


def show(request: HttpRequest, card: Scorecard, sheet: Sheet, sending: Sending) -> HttpResponse:
    user = account(request)
    can_appraise = is_open(card, Act.APPRAISE, by=user)
    rows = [row_of(line, sending, can_appraise) for line in sheet.lines]
    return page(
        request,
        "work/appraise.html",
        _("Appraisal of %(unit)s: %(code)s %(index)s")
        % {"unit": card.unit.name, "code": sheet.section.index.code, "index": sheet.section.index.name},
        status=REFUSED if sending.kept else 200,
        sheet=sheet,
        rows=rows,
        editable=any(row.editable for row in rows),
        acceptable=any(row.can_accept for row in rows),
        can_return=is_open(card, Act.RETURN, by=user),
        can_finish=is_open(card, Act.FINISH, by=user),
        can_reopen=is_open(card, Act.REOPEN, by=user),
        **heading(card),
    )


def heading(card: Scorecard) -> dict[str, Any]:
    """What every page of a scorecard says of it."""
    return {
        "card": card,
        "deadline": deadline_of(card),
        "round": card.round,
        "group": group_label(card.round.group),
    }


def row_of(line: Line, sending: Sending, can_appraise: bool) -> Row:
    code = line.measure.code
    form = sending.forms[code] if code in sending.kept and code in sending.forms else blank(line)
    return Row(
        line=line,
        form=form,
        # What was typed stays to be read and copied where the stage has changed under it.
        editable=line.mine and (can_appraise or form.is_bound),
        conflict=sending.conflicts.get(code),
        accepted=code in sending.chosen and code in sending.kept,
    )


def blank(line: Line) -> VerdictForm:
    return VerdictForm(prefix=line.measure.code, initial=initial_of(line))


def initial_of(line: Line) -> dict[str, Any]:
    """The verdict that is stored; before it there is none, though the column says missing."""
    score = line.score
    settled = score.appraised_at is not None or score.points is not None
    return {
        "state": score.state if settled else "",
        "points": score.points,
        "reason": score.appraisal_reason,
        "version": score.version,
    }


# Sending


def receive(request: HttpRequest, card: Scorecard, sheet: Sheet) -> Sending:
    """Save what was touched and accept what was chosen, each criterion by itself."""
    lines = {line.measure.code: line for line in sheet.lines}
    codes = posted_codes(request, set(lines))
    typed = {code: VerdictForm(request.POST, prefix=code, initial=initial_of(lines[code])) for code in codes}
    chosen = chosen_of(request, lines, typed)
    forms = {code: form for code, form in typed.items() if form.is_touched and code not in chosen}
    sending = Sending(forms=forms, chosen=set(chosen))
    try:
        save(card, sending, chosen, typed, request)
    except ActionError as error:
        sorry(request, error)
        sending.kept = {*forms, *chosen}
        sending.forms = {code: typed[code] for code in sending.kept}
        return sending
    sending.kept |= {code for code, form in forms.items() if form.errors}
    tell_what(request, sending)
    return sending


def chosen_of(request: HttpRequest, lines: dict[str, Line], typed: dict[str, VerdictForm]) -> list[str]:
    """The criteria to accept as assessed: those marked, or all of the index that wait and were left alone."""
    if request.POST.get("do") == "accept-all":
        return [code for code, form in typed.items() if not form.is_touched and waits(lines[code])]
    if request.POST.get("do") == "accept":
        marked = set(request.POST.getlist("accept"))
        return [code for code in typed if code in marked]
    return []


def waits(line: Line) -> bool:
    return line.mine and bool(line.score.self_state) and line.score.appraised_at is None


def save(
    card: Scorecard, sending: Sending, chosen: list[str], typed: dict[str, VerdictForm], request: HttpRequest
) -> None:
    """Verdicts first, then what is accepted; the forms say what was refused."""
    by = account(request)
    verdicts = [verdict_of(code, form) for code, form in sending.forms.items() if form.is_valid()]
    if verdicts:
        take(sending, appraisal.appraise(scorecard=card, verdicts=verdicts, by=by), sending.forms)
    versions = {code: typed[code].cleaned_data["version"] for code in chosen if versioned(typed[code])}
    if versions:
        sending.forms |= {code: typed[code] for code in versions}
        take(sending, appraisal.accept_as_assessed(scorecard=card, versions=versions, by=by), sending.forms)


def versioned(form: VerdictForm) -> bool:
    form.is_valid()
    return "version" in form.cleaned_data


def verdict_of(code: str, form: VerdictForm) -> Verdict:
    data = form.cleaned_data
    return Verdict(code, data["version"], data["state"], data["points"], data["reason"])


def take(sending: Sending, result: SaveResult, forms: dict[str, VerdictForm]) -> None:
    """Keep what a saving said, its refusals at their fields."""
    sending.result.saved += result.saved
    sending.result.conflicts += result.conflicts
    sending.result.faults += result.faults
    sending.kept |= refused_in(result)
    for fault in result.faults:
        forms[fault.code].refuse(fault.field, fault.message)


def tell_what(request: HttpRequest, sending: Sending) -> None:
    tell(request, sending.result)
    if sending.kept and sending.result.is_clean:
        messages.error(request, _("Some criteria were not saved: they are marked below, with what you wrote."))
    elif not sending.kept and not sending.result.saved:
        messages.info(request, _("Nothing was changed."))


# Finish and reopen


@require_POST
def finish(request: HttpRequest, scorecard: int) -> HttpResponse:
    """Every criterion has its verdict: the unit may reply from now on."""
    card = card_of(request, scorecard)
    try:
        appraisal.finish(scorecard=card, by=account(request))
    except ActionError as error:
        messages.error(request, said_by(error))
    else:
        messages.success(request, _("The appraisal of %(unit)s is finished.") % {"unit": card.unit.name})
    return redirect(after(request, card))


def after(request: HttpRequest, card: Scorecard) -> str:
    """Back to the index that the page showed, else to the first."""
    codes = [section.code for section in sections_of(card.round.framework_id)]
    wanted = request.POST.get("index", "")
    return reverse("admin:appraise", args=[card.pk, wanted if wanted in codes else codes[0]])


@GET_POST
def reopen(request: HttpRequest, scorecard: int) -> HttpResponse:
    """Appraise what is published once more, with a reason."""
    card = card_of(request, scorecard)
    require(rights.can_reopen(request.user, card))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            appraisal.reopen(scorecard=card, reason=form.cleaned_data["reason"], by=account(request))
        except ActionError as error:
            sorry(request, error, form)
        else:
            messages.success(request, _("%(unit)s is open for appraisal again.") % {"unit": card.unit.name})
            return redirect("admin:board", round=card.round_id)
    title = _("Reopen the scorecard of %(unit)s") % {"unit": card.unit.name}
    note = _("The public pages stay as they are until the round is corrected.")
    return page(request, "work/reason.html", title, form=form, note=note, button=_("Reopen"), **heading(card))


# Return


@dataclass
class Returned:
    """One criterion of the page of a return, with the reason typed."""

    line: Line
    reason: str


@GET_POST
def give_back(request: HttpRequest, scorecard: int) -> HttpResponse:
    """Return a scorecard to its unit, with a reason for each criterion to correct."""
    card = card_of(request, scorecard)
    require(rights.can_return(request.user, card))
    every = rights.can_reopen(request.user, card)  # the publisher may return any
    sections = load_lines(card, rights.appraisable(request.user, card))
    lines = [line for _section, found in sections for line in found if line.is_units and (every or line.mine)]
    form = ReturnForm(request.POST or None)
    reasons: dict[str, str] = {}
    if request.method == "POST":
        codes = posted_codes(request, {line.measure.code for line in lines})
        reasons = {code: text for code in codes if (text := request.POST.get(f"{code}-reason", "")).strip()}
        if form.is_valid() and send_back(request, card, reasons, form):
            return redirect(after(request, card))
    title = _("Return the scorecard of %(unit)s") % {"unit": card.unit.name}
    shown = list(grouped(sections, lines, reasons))
    return page(request, "work/return.html", title, form=form, sections=shown, **heading(card))


def send_back(request: HttpRequest, card: Scorecard, reasons: dict[str, str], form: ReturnForm) -> bool:
    try:
        appraisal.return_scorecard(
            scorecard=card, reasons=reasons, by=account(request), until=form.cleaned_data["until"]
        )
    except ActionError as error:
        sorry(request, error, form)
        return False
    messages.success(request, _("The scorecard was returned to %(unit)s.") % {"unit": card.unit.name})
    return True


def grouped(
    sections: Iterable[tuple[Section, tuple[Line, ...]]], lines: list[Line], reasons: dict[str, str]
) -> Iterable[tuple[Section, list[Returned], bool]]:
    """The criteria by section; a section in which something is typed stands open."""
    for section, found in sections:
        rows = [Returned(line, reasons.get(line.measure.code, "")) for line in found if line in lines]
        if rows:
            yield section, rows, any(row.reason for row in rows)
