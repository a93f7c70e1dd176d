"""The README of a data package, in Vietnamese and then in English."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils import translation

from districts.exports.citation import citation, decision, title
from districts.exports.descriptor import TITLES, Written
from districts.exports.languages import LANGUAGES
from districts.exports.names import package_name
from districts.models import Provenance
from districts.models.base import localized
from districts.queries.package import Package
from districts.templatetags.portal import percent

FINEST = 6  # decimals that points have at most


def readme(package: Package, written: Sequence[Written]) -> str:
    """What it is, who published it, by which rules, and how to cite it."""
    return "\n".join(_in(language, package, written) for language in LANGUAGES)


def _in(language: str, package: Package, written: Sequence[Written]) -> str:
    facts = package.facts
    with translation.override(language):
        context = {
            "facts": facts,
            "title": title(facts),
            "framework": localized(facts.framework_title_vi, facts.framework_title_en),
            "note": localized(facts.note_vi, facts.note_en),
            "decision": decision(facts),
            "citation": citation(facts),
            "units": len(package.units),
            "measures": len(package.measures),
            "availability": percent(facts.availability),
            "illustrative": Provenance.ILLUSTRATIVE in package.provenances,
            "files": [(one.file, TITLES[one.file]) for one in written],
            "margins": any(one.file == "margins" for one in written),
            "summed": package.summed,
            "total": package.total.code,
            "recipe": recipe(package),
        }
        return render_to_string(f"package/readme.{language}.md", context)


def recipe(package: Package) -> str:
    """The lines of Python that rank the units again from the points of what they are assessed in."""
    facts, total = package.facts, package.total
    places = {"decimals": total.decimals, "dropped": FINEST - total.decimals}
    context = {"name": package_name(facts), "total": total.code, **places}
    return render_to_string("package/ranking.txt", context)
