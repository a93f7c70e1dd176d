"""The plans of an authority and year with their targets, as a page and as files."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.exports import targets as files
from districts.exports.tidy import Note
from districts.forms.targets import TargetsForm
from districts.queries.editions import Edition, find_edition
from districts.queries.errors import NoSuchError
from districts.queries.targets import Group, Line, ShownPlan, TargetsYear, load_targets
from districts.tables.targets import STATUSES, Shown, headline, reached, shown, title_of_plan
from districts.tables.words import PROVENANCES
from districts.views.addresses import measure_url
from districts.views.errors import Option, refuse_errors, says_what_there_is
from districts.views.heads import edition_context
from districts.views.sending import TYPES, Contents, check_query, is_a_file, send_live, wants_mark


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address asks of the targets."""

    status: str
    group: str

    def has(self, group: Group, line: Line) -> bool:
        """Whether a target of this group is asked for."""
        return self.status in ("", line.status) and self.group in ("", group.slug)

    @property
    def is_part(self) -> bool:
        """Whether only some targets are asked for."""
        return bool(self.status or self.group)


@require_safe
@says_what_there_is
def targets(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Every plan of the year: its headline, then its targets by group."""
    found = load_targets(slug, year)
    chosen = _chosen(request, found)
    edition = _edition(slug, year)
    return render(request, "pages/targets.html", _context(found, chosen, edition))


@is_a_file
def targets_file(request: HttpRequest, slug: str, year: int, ending: str) -> HttpResponse:
    """The targets that the page shows, the same under every language."""
    check_query(request, once=("status",))
    with translation.override(settings.LANGUAGE_CODE):
        found = load_targets(slug, year)
    chosen = _chosen(request, found)
    pairs = [
        (plan, line) for plan in found.plans for group in plan.groups for line in group.lines if chosen.has(group, line)
    ]
    with translation.override(settings.LANGUAGE_CODE):
        rows, notes = files.rows(found, pairs), list(_notes(found, chosen))
    text = files.targets_json(found, rows, notes)
    contents = Contents(
        name=files.file_name(found, filtered=chosen.is_part),
        notes=lambda: notes,
        columns=files.COLUMNS,
        rows=lambda: rows,
        csv=lambda: files.targets_csv(rows, bom=wants_mark(request)),
        json=lambda: text,
    )
    return send_live(request, ending, contents, [f"targets {files.FORMAT}", sha256(text.encode()).hexdigest()])


def _notes(found: TargetsYear, chosen: Chosen) -> Iterable[Note]:
    """What the file repeats of the page: headlines, filters, how a status is had."""
    for plan in found.plans:
        yield title_of_plan(plan), headline(plan.counts)
        yield _("Provenance"), str(PROVENANCES[plan.provenance])
        if plan.note:
            yield _("Note"), plan.note
    if chosen.status:
        yield _("Status"), str(STATUSES[chosen.status])
    if chosen.group:
        yield _("Group"), chosen.group
    yield _("Status"), _("Computed from the last report up to the cut-off date; docs/targets.md has the rules.")


def _chosen(request: HttpRequest, found: TargetsYear) -> Chosen:
    """The checked choices, or a page that says what can be chosen."""
    groups = _groups(found)
    form = TargetsForm(request.GET, groups=groups)
    here = reverse("targets", kwargs={"slug": found.slug, "year": found.year})
    statuses = [Option(str(label), f"{here}?status={status}") for status, label in STATUSES.items()]
    named = [Option(name, f"{here}?group={group}") for group, name in groups.items()]
    refuse_errors(form, {"status": statuses, "group": named})
    data = form.cleaned_data
    return Chosen(data["status"], data["group"])


def _groups(found: TargetsYear) -> dict[str, str]:
    """The groups of the year's plans: as an address says them, and their names."""
    return {group.slug: group.name for plan in found.plans for group in plan.groups}


def _edition(slug: str, year: int) -> Edition | None:
    """The ranking of the same year, where there is one: it has the pages of measures."""
    try:
        return find_edition(slug, year)
    except NoSuchError:
        return None


def _context(found: TargetsYear, chosen: Chosen, edition: Edition | None) -> dict[str, Any]:
    here = reverse("targets", kwargs={"slug": found.slug, "year": found.year})
    groups = _groups(found)
    return {
        **(edition_context(edition) if edition else {}),
        "here": "targets",
        "title": _("Plans and targets"),
        "found": found,
        "years": [(str(year), _url(found.slug, year), year == found.year) for year in _years(found)],
        "plans": [_plan(plan, chosen, edition) for plan in found.plans],
        "others": [(plan, reached(plan.counts), _url(found.slug, plan.year)) for plan in found.others],
        "chosen": chosen,
        "statuses": [("", _("All statuses"))] + [(status, str(label)) for status, label in STATUSES.items()],
        "groups_of": [("", _("All groups")), *groups.items()],
        "here_url": here,
        "files": [(ending.upper(), _file_url(found, ending, chosen)) for ending in TYPES],
    }


def _years(found: TargetsYear) -> list[int]:
    """Years with a plan, and this one; nothing where there is no choice."""
    years = {*found.years, found.year}
    return sorted(years) if len(years) > 1 else []


def _url(slug: str, year: int) -> str:
    return reverse("targets", kwargs={"slug": slug, "year": year})


def _file_url(found: TargetsYear, ending: str, chosen: Chosen) -> str:
    path = reverse("targets-file", kwargs={"slug": found.slug, "year": found.year, "ending": ending})
    asked = {"status": chosen.status, "group": chosen.group, "bom": "1" if ending == "csv" else ""}
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    return f"{path}?{query}" if query else path


def _plan(plan: ShownPlan, chosen: Chosen, edition: Edition | None) -> dict[str, Any]:
    """One plan with the targets that were asked for."""
    groups = []
    for group in plan.groups:
        lines = [_shown(line, edition) for line in group.lines if chosen.has(group, line)]
        if lines:
            groups.append({"group": group, "reached": reached(group.counts), "lines": lines})
    return {"plan": plan, "title": title_of_plan(plan), "headline": headline(plan.counts), "groups": groups}


def _shown(line: Line, edition: Edition | None) -> Shown:
    served = tuple(
        (
            measure.code,
            measure.name,
            measure_url(edition.address, measure.code)
            if edition and edition.framework_id == measure.framework_id
            else "",
        )
        for measure in line.measures
    )
    return shown(line, served)
