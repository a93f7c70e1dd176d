"""The league table before it is published, publishing, and correcting."""

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from districts import rights
from districts.actions import rounds
from districts.actions.differences import Difference
from districts.actions.errors import ActionError
from districts.actions.publish import Decision, Preview
from districts.actions.rows import StandingRow, UnitRow
from districts.admin.cards import account, page, require, round_of, said_by, sorry
from districts.admin.rounds import name_of
from districts.forms.rounds import CorrectForm, DecisionForm
from districts.models import Measure, MeasureKind, Publication, Round, Scorecard
from districts.models.base import localized
from districts.queries.board import Board, load_board

MOST_DIFFERENCES = 200
Stage = Scorecard.Stage
COLUMNS = (MeasureKind.TOTAL, MeasureKind.PILLAR)


@dataclass(frozen=True, slots=True)
class League:
    """The table that publishing would make."""

    columns: tuple[Measure, ...]  # the total, then the pillars
    lines: tuple["LeagueLine", ...]
    contradictions: tuple["Remark", ...]
    rank_differences: tuple["Remark", ...]
    differences: tuple[Difference, ...]
    differences_left: int
    differs: bool
    latest: Publication | None


@dataclass(frozen=True, slots=True)
class LeagueLine:
    name: str
    kind: str
    cells: tuple[tuple[StandingRow, int], ...]  # with the decimals of their measure
    stage: str
    why_unranked: str

    @property
    def total(self) -> StandingRow:
        return self.cells[0][0]


@dataclass(frozen=True, slots=True)
class Remark:
    """Two figures of one unit that do not agree."""

    unit: str
    measure: Measure
    given: Decimal | int
    computed: Decimal | int


@require_GET
def preview(request: HttpRequest, round: int) -> HttpResponse:
    """The league table as it would be published now."""
    found = round_of(request, round)
    require(rights.can_run(request.user, found))
    form = form_of(found, latest_of(found))
    return show(request, found, form)


@require_POST
def publish(request: HttpRequest, round: int) -> HttpResponse:
    """Publish for the first time."""
    found = round_of(request, round)
    require(rights.can_run(request.user, found))
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            publication = rounds.publish_round(round=found, by=account(request), decision=decision_of(form))
        except ActionError as error:
            sorry(request, error, form)
        else:
            return published(request, found, publication)
    return show(request, found, form)


@require_POST
def correct(request: HttpRequest, round: int) -> HttpResponse:
    """Publish the next revision; the page says which one it corrects."""
    found = round_of(request, round)
    require(rights.can_run(request.user, found))
    form = CorrectForm(request.POST)
    seen = Publication.objects.filter(round=found, revision=revision_in(request)).first()
    if seen is None:
        form.add_error(None, _("The page does not say which revision is corrected: look at it once more."))
    elif form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            made = rounds.correct_round(
                publication=seen, reason=reason, by=account(request), decision=decision_of(form)
            )
        except ActionError as error:
            sorry(request, error, form)
        else:
            return published(request, found, made)
    return show(request, found, form)


def published(request: HttpRequest, round: Round, publication: Publication) -> HttpResponse:
    text = _("Published: %(round)s, revision %(revision)s.")
    messages.success(request, text % {"round": name_of(round), "revision": publication.revision})
    return redirect("admin:board", round=round.pk)


def revision_in(request: HttpRequest) -> int:
    """The revision that the page showed, 0 where it does not say."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def decision_of(form: forms.Form) -> Decision:
    data = form.cleaned_data
    return Decision(data["office"], data["number"], data["on"])


def latest_of(round: Round) -> Publication | None:
    return Publication.objects.filter(round=round).order_by("-revision").first()


def form_of(round: Round, latest: Publication | None) -> forms.Form:
    """What has to be said to publish, or to correct; the office as it was said before."""
    if latest is None:
        return DecisionForm(initial={"office": round.authority.name_vi})
    return CorrectForm(initial={"office": latest.office})


def show(request: HttpRequest, round: Round, form: forms.Form) -> HttpResponse:
    """The table with what stands against publishing it, and the form."""
    board, refusal, league = load_board(round), "", None
    try:
        found = rounds.preview_round(round=round, by=account(request))
    except ActionError as error:
        refusal = said_by(error)
    else:
        league = league_of(found, board)
    title = _("Preview: %(round)s") % {"round": name_of(round)}
    return page(
        request,
        "rounds/preview.html",
        title,
        round=round,
        board=board,
        waiting=[line for line in board.lines if line.card.stage not in (Stage.APPRAISED, Stage.PUBLISHED)],
        league=league,
        refusal=refusal,
        form=form,
        latest=board.latest,
    )


# The table


def league_of(found: Preview, board: Board) -> League:
    """A draft as a table: ranked units first, then the others with the reason."""
    draft = found.draft
    measures = {measure.pk: measure for measure in Measure.objects.filter(pk__in=draft.measures).order_by("position")}
    columns = [measure for kind in COLUMNS for measure in measures.values() if measure.kind == kind]
    stages = {line.card.unit_id: line.card.get_stage_display() for line in board.lines}
    lines = [
        line_of(row, draft.standings[unit], columns, str(stages.get(unit, ""))) for unit, row in draft.units.items()
    ]
    by_code = {measure.code: measure for measure in measures.values()}
    names: dict[Hashable, str] = {unit: localized(row.name_vi, row.name_en) for unit, row in draft.units.items()}
    results = draft.results
    return League(
        columns=tuple(columns),
        lines=tuple(sorted(lines, key=lambda line: (line.total.rank is None, line.total.rank or 0))),
        contradictions=tuple(
            Remark(names[each.unit], by_code[each.code], each.given, each.computed) for each in results.contradictions
        ),
        rank_differences=tuple(
            Remark(names[each.unit], by_code[each.code], each.printed, each.computed)
            for each in results.rank_differences
        ),
        differences=tuple(found.differences.standings[:MOST_DIFFERENCES]),
        differences_left=max(0, len(found.differences.standings) - MOST_DIFFERENCES),
        differs=found.differences.anything,
        latest=found.latest,
    )


def line_of(row: UnitRow, standings: list[StandingRow], columns: list[Measure], stage: str) -> LeagueLine:
    cells = {standing.measure_id: standing for standing in standings}
    chosen = tuple((cells[measure.pk], measure.decimals) for measure in columns)
    name = localized(row.name_vi, row.name_en)
    return LeagueLine(name, row.kind, chosen, stage, why_unranked(row, cells[columns[0].pk]))


def why_unranked(row: UnitRow, total: StandingRow) -> str:
    """Why a unit has no rank; empty where it has one."""
    if total.rank is not None:
        return ""
    if not row.ranked:
        return _("assessed, not ranked")
    if total.state == "incomplete":
        return _("not enough of it is assessed")
    if total.points is None:
        return _("nothing assessed yet")
    return _("no rank published")
