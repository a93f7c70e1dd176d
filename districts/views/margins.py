"""How sure the ranks of a publication are."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.forms.margins import CRITERIA, INDEX, LABELS, VARIED, MarginsForm, RankForm
from districts.models import MeasureKind
from districts.queries.editions import Address, Edition
from districts.queries.margins import Line, MarginsPage, load_margins_page
from districts.tables.bars import thousandths
from districts.tables.margins import margin_lines
from districts.tables.words import title_of
from districts.views.addresses import margins_url, page_url, unit_url
from districts.views.editions import edition_of
from districts.views.errors import Option, refuse_errors, says_what_there_is
from districts.views.heads import edition_context

Choice = tuple[str, str, bool]  # label, address, chosen
FINE = {
    INDEX: {MeasureKind.INDEX, MeasureKind.CRITERION},
    CRITERIA: {MeasureKind.CRITERION},
}  # kinds as fine as was asked for


@require_safe
@says_what_there_is
def margins(request: HttpRequest, slug: str, year: int, revision: int | None = None) -> HttpResponse:
    """Between which ranks each unit lies when the measures are weighed otherwise."""
    edition = edition_of(request, slug, year, revision)
    form = MarginsForm(request.GET)
    everybody = Option(_("All units"), margins_url(edition.address))
    refuse_errors(form, {"margins": margin_options(edition), "unit": [everybody]})
    by = form.cleaned_data["margins"] or INDEX
    page = load_margins_page(edition, VARIED[by])
    unit = form.cleaned_data["unit"]
    return render(request, "pages/margins.html", _context(page, by, page.line_of(unit) if unit else None))


def _context(page: MarginsPage, by: str, chosen: Line | None) -> dict[str, Any]:
    address = page.edition.address
    asked = {} if by == INDEX else {"margins": by}
    unit = chosen.unit.slug if chosen else ""

    def link(other: Address) -> str:
        return margins_url(other, **asked)

    return {
        **edition_context(page.edition, link=link),
        "title": title_of(page.edition.group),
        "page": page,
        "total": page.graph.total,
        "choices": [
            (LABELS[name], margins_url(address, margins="" if name == INDEX else name, unit=unit), name == by)
            for name in VARIED
        ],
        "asked": asked,
        "lines": [
            (line, unit_url(address, line.line.unit.slug), margins_url(address, **asked, unit=line.line.unit.slug))
            for line in margin_lines(page)
        ],
        "chosen": chosen,
        "neighbours": [(one, thousandths(one.ahead, Decimal(1))) for one in page.neighbours(chosen)] if chosen else [],
        "spread": _percent_range(page),
        "is_coarse": any(node.kind not in FINE[by] for node in page.measures),
        "form_url": page_url("margins", address).partition("?")[0],
        "groups_found": len({line.margin.group for line in page.lines}),
    }


def _percent_range(page: MarginsPage) -> tuple[Decimal, Decimal]:
    """The least and the greatest weight, as shares of the maximum."""
    spread = page.run.spread if page.run else Decimal(0)
    return 1 - spread, 1 + spread


def margin_options(edition: Edition) -> list[Option]:
    """What can be chosen on the page of margins."""
    return [Option(str(LABELS[name]), margins_url(edition.address, margins=name)) for name in VARIED]


def asked_margins(request: HttpRequest, edition: Edition) -> str:
    """What a profile is asked to show beside its rank; empty where nothing is."""
    form = RankForm(request.GET)
    refuse_errors(form, {"margins": margin_options(edition)})
    return str(form.cleaned_data["margins"])


def margin_choices(url: str, urls: dict[str, str], chosen: str) -> list[Choice]:
    """The published rank alone, at `url`, and with margins of either kind."""
    labelled = [(str(LABELS[name]), urls[name], name == chosen) for name in VARIED]
    return [(_("published rank alone"), url, not chosen), *labelled]
