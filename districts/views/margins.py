"""How sure the ranks of a publication are."""

from decimal import Decimal
from functools import partial
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
from districts.tables.margins import MarginLine, margin_lines
from districts.tables.words import title_of
from districts.views.addresses import margins_url, page_url, unit_url
from districts.views.editions import edition_of
from districts.views.errors import Option, refuse_errors, says_what_there_is
from districts.views.heads import edition_context
from districts.views.paging import Page, page_of, page_with

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
    refuse_errors(form, {"margins": margin_options(edition), "unit": [everybody], "page": [everybody]})
    asked = form.cleaned_data
    by = asked["margins"] or INDEX
    found = load_margins_page(edition, VARIED[by])
    chosen = found.line_of(asked["unit"]) if asked["unit"] else None
    number = asked["page"] or _page_of(found, chosen)
    page = page_of(list(margin_lines(found)), number, partial(_url, edition, by, chosen))
    return render(request, "pages/margins.html", _context(found, by, chosen, page))


def _page_of(found: MarginsPage, chosen: Line | None) -> str:
    """The page that has the chosen unit."""
    return page_with(found.lines.index(chosen)) if chosen else ""


def _url(edition: Edition, by: str, chosen: Line | None, page: str) -> str:
    """A page of the table; the first is named where the chosen unit would lead to its own."""
    unit = chosen.unit.slug if chosen else ""
    page = page or ("1" if unit else "")
    return margins_url(edition.address, margins="" if by == INDEX else by, unit=unit, page=page)


def _context(found: MarginsPage, by: str, chosen: Line | None, page: Page[MarginLine]) -> dict[str, Any]:
    address = found.edition.address
    asked = {} if by == INDEX else {"margins": by}
    unit = chosen.unit.slug if chosen else ""

    def link(other: Address) -> str:
        return margins_url(other, **asked)

    return {
        **edition_context(found.edition, link=link),
        "title": title_of(found.edition.group),
        "found": found,
        "page": page,
        "total": found.graph.total,
        "choices": [
            (LABELS[name], margins_url(address, margins="" if name == INDEX else name, unit=unit), name == by)
            for name in VARIED
        ],
        "asked": asked,
        "lines": [
            (line, unit_url(address, line.line.unit.slug), margins_url(address, **asked, unit=line.line.unit.slug))
            for line in page.rows
        ],
        "chosen": chosen,
        "neighbours": [(one, thousandths(one.ahead, Decimal(1))) for one in found.neighbours(chosen)] if chosen else [],
        "spread": _percent_range(found),
        "is_coarse": any(node.kind not in FINE[by] for node in found.measures),
        "form_url": page_url("margins", address).partition("?")[0],
        "groups_found": len({line.margin.group for line in found.lines}),
    }


def _percent_range(found: MarginsPage) -> tuple[Decimal, Decimal]:
    """The least and the greatest weight, as shares of the maximum."""
    spread = found.run.spread if found.run else Decimal(0)
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
