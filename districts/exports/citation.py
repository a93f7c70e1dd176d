"""What a publication is called, and how to cite it, in the language that is on."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from districts.models.base import localized
from districts.queries.package import Facts
from districts.tables.words import basis_label, title_of


def title(facts: Facts) -> str:
    """Ranking, authority and year; the basis where there are several."""
    names = {
        "ranking": title_of(facts.group),
        "authority": localized(facts.authority_name_vi, facts.authority_name_en),
        "year": facts.year,
        "basis": basis_label(facts.basis),
    }
    if facts.basis:
        return _("%(ranking)s, %(authority)s, %(year)s (%(basis)s)") % names
    return _("%(ranking)s, %(authority)s, %(year)s") % names


def decision(facts: Facts) -> str:
    """Number and date of the decision; empty where there is none."""
    if not facts.decision_number:
        return ""
    if not facts.decision_date:
        return _("Decision %(number)s") % {"number": facts.decision_number}
    words = {"number": facts.decision_number, "date": date_format(facts.decision_date, "SHORT_DATE_FORMAT")}
    return _("Decision %(number)s of %(date)s") % words


def citation(facts: Facts) -> str:
    """Publisher, title, decision, revision, day, address and digest: enough to find the very same figures."""
    day = date_format(timezone.localtime(facts.published_at), "SHORT_DATE_FORMAT")
    words = {
        "office": facts.office,
        "title": title(facts),
        "decision": decision(facts),
        "revision": facts.revision,
        "day": day,
        "address": pinned_address(facts),
        "digest": facts.digest[:16],
    }
    if not facts.decision_number:
        return _("%(office)s: %(title)s. Revision %(revision)s of %(day)s, %(address)s, digest %(digest)s.") % words
    return (
        _("%(office)s: %(title)s. %(decision)s. Revision %(revision)s of %(day)s, %(address)s, digest %(digest)s.")
        % words
    )


def pinned_address(facts: Facts) -> str:
    """Where the portal shows this very revision; the portal's own name goes before it."""
    chosen = [f"{name}={value}" for name, value in (("group", facts.group), ("basis", facts.basis)) if value]
    return f"/{facts.authority}/{facts.year}/r{facts.revision}/?{'&'.join(chosen)}"


# The same, said when it is written: in whatever language is on then.
lazy_title, lazy_decision, lazy_citation = (lazy(say, str) for say in (title, decision, citation))
