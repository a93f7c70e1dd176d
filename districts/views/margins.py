"""How sure the ranks of a publication are."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.forms.margins import CRITERIA, INDEX, LABELS, VARIED, MarginsForm, RankForm
from districts.models import MeasureKind
from districts.queries.editions import Address, Edition, find_edition
from districts.queries.errors import NoSuchError
from districts.queries.margins import Line, MarginsPage, load_margins_page
from districts.tables.bars import thousandths
from districts.tables.margins import margin_lines
from districts.tables.words import title_of
from districts.views.addresses import margins_url, page_url, unit_url
from districts.views.errors import NotFoundError, Option, choices_lead_to, message_of, refuse_errors, says_what_there_is
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
    with choices_lead_to(margins_url):
        group, basis = request.GET.get("group", ""), request.GET.get("basis", "")
        edition = find_edition(slug, year, group=group, basis=basis, revision=revision)
    form = MarginsForm(request.GET)
    refuse_errors(form, {"margins": margin_options(edition), "unit": [_everybody(edition)]})
    by = form.cleaned_data["margins"] or INDEX
    page = load_margins_page(edition, VARIED[by])
    return render(request, "pages/margins.html", _context(page, by, _line(page, form.cleaned_data["unit"])))


def _everybody(edition: Edition) -> Option:
    return Option(_("All units"), margins_url(edition.address))


def _line(page: MarginsPage, slug: str) -> Line | None:
    """The unit that was chosen, or a page that leads to all of them."""
    try:
        return page.line_of(slug) if slug else None
    except NoSuchError as error:
        raise NotFoundError(message_of(error), [_everybody(page.edition)]) from error


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
