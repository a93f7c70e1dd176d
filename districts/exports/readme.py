"""The README of a data package, in Vietnamese and then in English."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils import translation

from districts.exports.citation import citation, decision, title
from districts.exports.descriptor import TITLES, Written
from districts.models import Provenance
from districts.queries.package import Package
from districts.templatetags.portal import percent


def readme(package: Package, written: Sequence[Written]) -> str:
    """What it is, who published it, by which rules, and how to cite it."""
    return "\n".join(_in(language, package, written) for language in ("vi", "en"))


def _in(language: str, package: Package, written: Sequence[Written]) -> str:
    facts = package.facts
    with translation.override(language):
        context = {
            "facts": facts,
            "title": title(facts),
            "decision": decision(facts),
            "citation": citation(facts),
            "units": len(package.units),
            "measures": len(package.measures),
            "availability": percent(facts.availability),
            "illustrative": Provenance.ILLUSTRATIVE in package.provenances,
            "files": [(one.file, TITLES[one.file]) for one in written],
            "margins": any(one.file == "margins" for one in written),
            "recipe": render_to_string("package/ranking.txt"),
        }
        return render_to_string(f"package/readme.{language}.md", context)
