"""Headline figures of history: a scorecard of which only total, pillars and printed ranks are known."""

import re
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from districts import rights
from districts.actions.errors import ActionError
from districts.actions.figures import SaveResult
from districts.actions.headline import Headline, save_headline
from districts.actions.transitions import Act, is_open
from districts.admin.cards import REFUSED, account, card_of, page, said_by
from districts.admin.entry_form import whole
from districts.models import Measure, Provenance, Scorecard
from districts.queries.work import HeadlineRow, load_headline
from districts.typed_numbers import NumberError, read_number, write_number

RANK = re.compile(r"[0-9]{1,6}")
Faults = dict[tuple[str, str], str]


@require_http_methods(["GET", "POST"])
def headline(request: HttpRequest, scorecard: int) -> HttpResponse:
    """Enter total, pillars, ranks and their source."""
    card = card_of(request, scorecard)
    if not rights.can_run(account(request), card.round):
        raise PermissionDenied
    rows = load_headline(card)
    if request.method == "GET":
        return show(request, card, rows, stored_in(rows, card))
    return save(request, card, rows)


def stored_in(rows: list[HeadlineRow], card: Scorecard) -> dict[str, str]:
    """What is stored, as it would be typed."""
    fields: dict[str, str] = {"source": "", "provenance": card.round.provenance}
    for row in rows:
        fields[f"m{row.measure.pk}-points"] = write_number(row.points)
        fields[f"m{row.measure.pk}-rank"] = str(row.printed_rank or "")
        fields[f"m{row.measure.pk}-version"] = str(row.version)
        if row.source:
            fields |= {"source": row.source, "provenance": row.provenance}
    return fields


def save(request: HttpRequest, card: Scorecard, rows: list[HeadlineRow]) -> HttpResponse:
    data, faults = request.POST, Faults()
    figures = [figure_of(row.measure, data, faults) for row in rows]
    typed = {name: data.get(name, "") for name in stored_in(rows, card)} | {
        name: data.get(name, "") for name in ("source", "provenance")
    }
    if faults:
        return show(request, card, rows, typed, faults=faults)
    try:
        result = save_headline(
            scorecard=card,
            figures=figures,
            source=typed["source"],
            provenance=typed["provenance"],
            by=account(request),
        )
    except ActionError as error:
        return show(request, card, rows, typed, refused=said_by(error))
    if not result.is_clean:
        return show(request, card, load_headline(card), typed, faults=faults_of(result))
    messages.success(request, _("The headline figures were saved."))
    return redirect("admin:work-card", card.pk)


def figure_of(measure: Measure, data: QueryDict, faults: Faults) -> Headline:
    points, rank = data.get(f"m{measure.pk}-points", ""), data.get(f"m{measure.pk}-rank", "").strip()
    number = None
    try:
        number = read_number(points)
    except NumberError as error:
        faults[measure.code, "points"] = str(error)
    if rank and not RANK.fullmatch(rank):
        faults[measure.code, "rank"] = _("This must be a whole number.")
    return Headline(
        measure_code=measure.code,
        version=whole(data.get(f"m{measure.pk}-version", "")),
        points=number,
        printed_rank=int(rank) if RANK.fullmatch(rank) else None,
    )


def faults_of(result: SaveResult) -> Faults:
    """Faults by measure and field; a figure that a colleague changed meanwhile is one."""
    names = {"printed_rank": "rank"}
    faults = {(fault.code, names.get(fault.field, fault.field)): fault.message for fault in result.faults}
    for conflict in result.conflicts:
        text = _("%(name)s changed this meanwhile: %(points)s, rank %(rank)s. Open the page again to go on from there.")
        rank = conflict.theirs.get("printed_rank", "")
        said = {"name": conflict.by, "points": write_number(conflict.points), "rank": rank}
        faults[conflict.code, "points"] = text % said
    return faults


def show(
    request: HttpRequest,
    card: Scorecard,
    rows: list[HeadlineRow],
    fields: Mapping[str, str],
    *,
    faults: Faults | None = None,
    refused: str = "",
) -> HttpResponse:
    faults = faults or {}
    return page(
        request,
        "work/headline.html",
        _("Headline figures"),
        status=REFUSED if faults or refused else 200,
        card=card,
        rows=[line(row.measure, fields, faults) for row in rows],
        source=fields["source"],
        provenance=fields["provenance"],
        provenances=Provenance.choices,
        refused=refused,
        is_open=is_open(card, Act.RECORD, by=account(request)),
    )


def line(measure: Measure, fields: Mapping[str, str], faults: Faults) -> dict[str, Any]:
    """One measure with its fields as they are shown."""
    prefix = f"m{measure.pk}"
    return {
        "measure": measure,
        "prefix": prefix,
        "points": fields[f"{prefix}-points"],
        "rank": fields[f"{prefix}-rank"],
        "version": fields[f"{prefix}-version"],
        "points_fault": faults.get((measure.code, "points"), ""),
        "rank_fault": faults.get((measure.code, "rank"), ""),
    }
